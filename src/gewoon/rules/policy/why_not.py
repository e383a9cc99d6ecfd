"""Why not the next heavier step: the one that comes next on the path, and what would change that."""

from collections.abc import Iterator
from dataclasses import dataclass

from gewoon.rules.policy import kernel
from gewoon.rules.policy.conditions import Ask, Condition, asks
from gewoon.rules.policy.decide import Decision, Row, states, truths, unmet_asks
from gewoon.rules.policy.facts import FactType
from gewoon.rules.policy.policy import RESERVED, Policy, Rule
from gewoon.rules.policy.sentences import Language, condition_in_words, opposite

LONGEST_LOOK = 100
"""Days that are looked ahead for what time alone ends."""
_OFF_THE_PATH = frozenset({"wait", "none", "good_news"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """The next heavier step and what it still lacks, in words."""

    step: str
    rule: str
    missing: tuple[str, ...]


def why_not(decision: Decision, policy: Policy, row: Row, language: Language) -> WhyNot | None:
    """Answer the lightest heavier step of the path that is not taken yet, by its most nearly true rule.

    The path are the gates and what brings them nearer. A step that was taken and would be taken again only
    if it were undone does not come next. What only time brings is told with its days.
    """
    rule = _next_rule(decision, policy, row)
    if rule is None:
        return None
    missing = [_lack(ask, wanted, row, language) for ask, wanted in unmet_asks(rule.condition, row)]
    missing += _duties(policy, rule, row, language)
    if not missing:
        missing = list(_goes_first(decision, policy, row, language))
    return WhyNot(step=rule.then, rule=rule.id, missing=tuple(dict.fromkeys(missing)))


def _next_rule(decision: Decision, policy: Policy, row: Row) -> Rule | None:
    """Answer the rule of the lightest heavier step of the path that is most nearly true."""
    path, weight = _path(policy), policy.steps[decision.step].weight
    heavier = [rule for rule in policy.rules if rule.then in path and policy.steps[rule.then].weight > weight]
    for step in sorted({rule.then for rule in heavier}, key=lambda name: policy.steps[name].weight):
        rules = [rule for rule in heavier if rule.then == step and not _is_behind(policy, rule, row)]
        if len(rules) == 1:
            return rules[0]
        if rules:
            return min(rules, key=lambda rule: len(list(unmet_asks(rule.condition, row))))
    return None


def _goes_first(decision: Decision, policy: Policy, row: Row, language: Language) -> Iterator[str]:
    """Say which rule goes first, and after how many days time alone ends that."""
    rule = {rule.id: rule for rule in policy.rules}[decision.rule or ""]  # a rule is true, so one gave a step
    said = rule.why.get(language) or condition_in_words(rule.condition, language)
    over = _ends_after(rule.condition, row)
    first = "eerst geldt" if language == "nl" else "this goes first"
    yield f"{first}: {said.rstrip('.')}" + ("" if over is None else f" ({_when(over, language)})")


def _ends_after(condition: Condition, row: Row) -> int | None:
    """Answer after how many days time alone ends a condition that is true; None when it never does."""
    names = {ask.fact.name for ask in asks(condition) if ask.fact.type is FactType.DAYS}
    growing = {name: value for name in names if isinstance(value := row.get(name), int)}
    borders = {
        border - growing[ask.fact.name]
        for ask in asks(condition)
        if ask.fact.name in growing
        for low, high in ask.ranges()
        for border in (low, high + 1)
    }
    for days in sorted(days for days in borders if 0 < days <= LONGEST_LOOK):
        later = {**row, **{name: value + days for name, value in growing.items()}}
        if states(condition, later)[id(condition)] != kernel.TRUE:
            return days
    return None


def _path(policy: Policy) -> set[str]:
    """Answer the gates and the steps that establish what one of them asks for; all, without a gate."""
    steps = {step.id: step for step in policy.steps.values() if step.kind not in _OFF_THE_PATH}
    gates = {name for name, step in steps.items() if step.kind == "gate" or name in RESERVED}
    if not gates:
        return set(steps)
    conditions: list[Condition] = [rule.condition for rule in policy.rules if rule.then in gates]
    conditions += [one.condition for one in policy.guarantees if gates & set(one.protects)]
    asked = {ask.fact.name for condition in conditions for ask in asks(condition)}
    return gates | {name for name, step in steps.items() if asked & set(step.establishes)}


def _is_behind(policy: Policy, rule: Rule, row: Row) -> bool:
    """Say whether a rule is none that comes next.

    It lacks the undoing of what its own step brought about, so that was taken; or it lacks a yes that only
    the books can bring, such as a payment: nobody waits for that to take a heavier step.
    """
    made = set(policy.steps[rule.then].establishes)
    unmet = [ask for ask, _ in unmet_asks(rule.condition, row)]
    return any(
        (ask.fact.name in made and _days_left(ask, row) is None)
        or (ask.fact.type is FactType.BOOL and set(ask.fact.established_by) == {"importer"})
        for ask in unmet
    )


def _days_left(ask: Ask, row: Row) -> int | None:
    """Answer after how many days time alone makes a test true; None when it never does."""
    value = row.get(ask.fact.name)
    if ask.fact.type is not FactType.DAYS or ask.operator == "known" or not isinstance(value, int):
        return None
    return min((low - value for low, _ in ask.ranges() if low > value), default=None)


def _lack(ask: Ask, wanted: int, row: Row, language: Language) -> str:
    if wanted != kernel.TRUE:
        return opposite(ask, language)
    said, days = condition_in_words(ask, language), _days_left(ask, row)
    if days is None:
        return said
    return f"{said} ({_when(days, language)})"


def _when(days: int, language: Language) -> str:
    if days == 1:
        return "morgen" if language == "nl" else "tomorrow"
    return f"over {days} dagen" if language == "nl" else f"in {days} days"


def _duties(policy: Policy, rule: Rule, row: Row, language: Language) -> Iterator[str]:
    found = truths(policy, row)[len(policy.rules) :]
    for guarantee, truth in zip(policy.guarantees, found, strict=False):
        if rule.then in guarantee.protects and guarantee.is_blocking and truth != kernel.TRUE:
            said = guarantee.label.get(language) or condition_in_words(guarantee.condition, language)
            yield f"{guarantee.id}: {said}"
