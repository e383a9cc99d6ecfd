"""What changes between two policies, as text for a manager and as plain values."""

from collections.abc import Iterator, Mapping, Sequence

from gewoon.rules.policy.conditions import Ask, Condition, Group, Not
from gewoon.rules.policy.difference import Change
from gewoon.rules.policy.explain import label_of
from gewoon.rules.policy.facts import IN_HUNDREDTHS
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.sentences import Language, condition_in_words, in_words

Counts = Mapping[tuple[str, str], int]

_WORDS = {
    "nl": {
        "none": "Geen enkele huurder krijgt een andere stap.",
        "from": "nu", "to": "straks", "who": "voor wie", "or": "of voor wie", "otherwise": "geen regel past",
        "more": "en voor nog meer huurders; bijvoorbeeld", "today": "huurders van vandaag",
        "held": "de regel geeft '{}', maar dat mag nog niet",
        "heads": "Wat wordt anders: {} soorten besluiten",
    },
    "en": {
        "none": "No tenancy gets another step.",
        "from": "now", "to": "then", "who": "for whom", "or": "or for whom", "otherwise": "no rule fits",
        "more": "and for more tenancies; for example", "today": "of today's tenancies",
        "held": "the rule gives '{}', which may not be taken yet",
        "heads": "What becomes different: {} kinds of decisions",
    },
}  # fmt: skip


def difference_in_words(
    changes: Sequence[Change], old: Policy, new: Policy, language: Language, counts: Counts | None = None
) -> Iterator[str]:
    """Go through the lines for a manager: per old and new step who is meant, and by which rules."""
    words = _WORDS[language]
    if not changes:
        yield words["none"]
        return
    pairs = list(dict.fromkeys((change.old_step, change.new_step) for change in changes))
    yield words["heads"].format(len(pairs))
    for number, (was, becomes) in enumerate(pairs, start=1):
        one, other = label_of(old.steps[was], language), label_of(new.steps[becomes], language)
        today = "" if counts is None else f" ({counts.get((was, becomes), 0)} {words['today']})"
        yield f"\n{number}. {words['from']}: {one}; {words['to']}: {other}{today}"
        for change in changes:
            if (change.old_step, change.new_step) == (was, becomes):
                yield from _of_rules(change, old, new, language)


def difference_as_json(
    changes: Sequence[Change], language: Language, counts: Counts | None = None
) -> dict[str, object]:
    """Answer the changes as plain values for `--json`."""
    found: dict[str, object] = {"changes": [_as_json(change, language) for change in changes]}
    if counts is not None:
        found["today"] = [
            {"old_step": was, "new_step": becomes, "tenancies": number}
            for (was, becomes), number in sorted(counts.items())
        ]
    return found


def in_policy_language(condition: Condition) -> str:
    """Write a condition as it would stand in a policy."""
    if isinstance(condition, Ask):
        return _ask(condition)
    if isinstance(condition, Group):
        parts = [in_policy_language(part) for part in condition.parts]
        pieces = zip(condition.parts, parts, strict=True)
        return f" {condition.operator} ".join(
            f"({text})" if isinstance(part, Group) else text for part, text in pieces
        )
    if isinstance(condition, Not):
        if isinstance(condition.part, Ask) and condition.part.operator == "known":
            return f"{condition.part.fact.name} is not known"
        inner = in_policy_language(condition.part)
        return f"not {inner}" if isinstance(condition.part, Ask) else f"not ({inner})"
    return condition.name


def _of_rules(change: Change, old: Policy, new: Policy, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    rules = (change.old_rule or words["otherwise"], change.new_rule or words["otherwise"])
    yield f"   {rules[0]} -> {rules[1]}"
    whys = {rule.id: rule.why.get(language, "") for rule in new.rules}
    if whys.get(change.new_rule or ""):
        yield f"      {whys[change.new_rule or '']}"
    steps = ((old, change.proposed[0], change.old_step), (new, change.proposed[1], change.new_step))
    for policy, proposed, taken in steps:
        if proposed != taken:
            yield f"      {words['held'].format(label_of(policy.steps[proposed], language))}"
    for place, kind in enumerate(change.kinds):
        yield f"      {words['or'] if place else words['who']}: {condition_in_words(kind, language)}"
    if not change.is_whole:
        facts = {**old.facts, **new.facts}
        shown = "; ".join(in_words(facts[name], value, language) for name, value in change.example.items())
        yield f"      {words['more']}: {shown}"


def _as_json(change: Change, language: Language) -> dict[str, object]:
    return {
        "old_step": change.old_step,
        "new_step": change.new_step,
        "old_rule": change.old_rule,
        "new_rule": change.new_rule,
        "proposed": list(change.proposed),
        "kinds": [
            {"when": in_policy_language(kind), "in_words": condition_in_words(kind, language)}
            for kind in change.kinds
        ],
        "is_whole": change.is_whole,
        "example": dict(change.example),
    }


def _ask(ask: Ask) -> str:
    fact, numbers = ask.fact, ask.numbers
    shown = [_number(ask, number) for number in numbers]
    match ask.operator:
        case "yes":
            return fact.name
        case "known":
            return f"{fact.name} is known"
        case "between":
            return f"{fact.name} between {shown[0]} and {shown[1]}"
        case "in":
            return f"{fact.name} in ({', '.join(shown)})"
        case "equals":
            return f"{fact.name} is {shown[0]}"
        case operator:
            return f"{fact.name} {operator} {shown[0]}"


def _number(ask: Ask, number: int) -> str:
    if ask.fact.values:
        return ask.fact.values[number]
    if ask.fact.type in IN_HUNDREDTHS:
        whole, rest = divmod(abs(number), 100)
        return f"{'-' if number < 0 else ''}{whole}" + (f".{rest:02}" if rest else "")
    return str(number)
