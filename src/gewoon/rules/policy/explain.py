"""Why this step: for the tenant, for the officer and for the auditor, in Dutch and English."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gewoon.rules.policy import kernel
from gewoon.rules.policy.conditions import Ask, Condition, Group, Not, Term, asks
from gewoon.rules.policy.decide import Decision, Row, states, truths
from gewoon.rules.policy.facts import FactType
from gewoon.rules.policy.policy import Policy, Rule
from gewoon.rules.policy.sentences import Language, condition_in_words, in_words, label_of, opposite
from gewoon.rules.policy.why_not import WhyNot, why_not

__all__ = ["Explanation", "Reader", "Reason", "WhyNot", "explain", "label_of", "tree"]

Reader = Literal["tenant", "officer", "auditor"]
_TRUTH = {kernel.FALSE: "no", kernel.MAYBE: "unknown", kernel.TRUE: "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A condition in words with its truth (`yes`, `no`, `unknown`), what the facts say, and its parts."""

    text: str
    truth: str
    value: str
    parts: tuple["Reason", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Sentences for one reader; the officer also gets the tree of the rule and the next heavier step."""

    reader: Reader
    sentences: tuple[str, ...]
    tree: Reason | None = None
    why_not: WhyNot | None = None


def explain(decision: Decision, policy: Policy, row: Row, language: Language, reader: Reader) -> Explanation:
    """Explain a decision that `decide` gave for this row of facts."""
    rule = next((rule for rule in policy.rules if rule.id == decision.rule), None)
    if reader == "tenant":
        return Explanation(reader=reader, sentences=tuple(_to_tenant(decision, policy, rule, row, language)))
    if reader == "auditor":
        return Explanation(reader=reader, sentences=tuple(_to_auditor(decision, policy, rule, row, language)))
    return Explanation(
        reader=reader,
        sentences=tuple(_to_officer(decision, policy, rule, language)),
        tree=None if rule is None else tree(rule.condition, row, language),
        why_not=why_not(decision, policy, row, language),
    )


def tree(condition: Condition, row: Row, language: Language) -> Reason:
    """Answer a condition as a tree, each part with its truth and what the facts say."""
    return _reason(condition, states(condition, row), row, language)


def _reason(condition: Condition, found: Mapping[int, int], row: Row, language: Language) -> Reason:
    parts: Sequence[Condition] = ()
    if isinstance(condition, Group):
        parts = condition.parts
    elif isinstance(condition, Not | Term) and not isinstance(condition.part, Ask):
        parts = (condition.part,)
    named = [ask.fact for ask in asks(condition)][:1] if not parts else []
    return Reason(
        text=condition_in_words(condition, language),
        truth=_TRUTH[found[id(condition)]],
        value="".join(in_words(fact, row.get(fact.name), language) for fact in named),
        parts=tuple(_reason(part, found, row, language) for part in parts),
    )


def _to_tenant(
    decision: Decision, policy: Policy, rule: Rule | None, row: Row, language: Language
) -> Iterator[str]:
    """Two or three plain sentences: what we do, what we look at, and what would change it."""
    step = policy.steps[decision.step]
    yield step.to_tenant.get(language) or label_of(step, language) + "."
    if rule is None:
        return
    true = _true_tests(rule.condition, states(rule.condition, row))
    shown = {ask.fact.name: ask.fact for ask in true if row.get(ask.fact.name) is not None}
    facts = [in_words(fact, row.get(name), language) for name, fact in list(shown.items())[:3]]
    if facts:
        yield {"nl": "Wij keken hiernaar: ", "en": "We looked at this: "}[language] + "; ".join(facts) + "."
    changing = _first_that_can_change(rule.condition, row)
    if changing is not None:
        yield _changes(changing, language)


def _changes(ask: Ask, language: Language) -> str:
    """Say what would change it; where the other side has no words of its own, that this is no longer so."""
    nl, plain, turned = language == "nl", condition_in_words(ask, language), opposite(ask, language)
    if turned.endswith(plain):
        so = "Dit verandert als dit niet meer klopt: " if nl else "This changes when this is no longer so: "
        return f"{so}{plain}."
    return f"{'Dit verandert als dit klopt: ' if nl else 'This changes when this is so: '}{turned}."


def _true_tests(condition: Condition, found: Mapping[int, int]) -> Iterator[Ask]:
    """Go through the tests that make a condition true: of several that would do, those that are so."""
    if isinstance(condition, Group) and condition.operator == "or":
        parts = [part for part in condition.parts if found[id(part)] == kernel.TRUE]
    elif isinstance(condition, Group):
        parts = list(condition.parts)
    elif isinstance(condition, Term):
        parts = [condition.part]
    else:
        yield from asks(condition)
        return
    for part in parts:
        yield from _true_tests(part, found)


def _first_that_can_change(condition: Condition, row: Row) -> Ask | None:
    """Answer a true test that, turned round, breaks the rule; money before other things."""
    found = states(condition, row)
    needed = [part for part in _needed(condition) if found[id(part)] == kernel.TRUE]
    money = [ask for ask in needed if ask.fact.type in {FactType.MONEY, FactType.MONTHS}]
    return next(iter([*money, *needed]), None)


def _needed(condition: Condition) -> Iterator[Ask]:
    """Go through the tests without which the condition cannot be true."""
    if isinstance(condition, Ask):
        yield condition
    elif isinstance(condition, Term):
        yield from _needed(condition.part)
    elif isinstance(condition, Group) and condition.operator == "and":
        for part in condition.parts:
            yield from _needed(part)


def _to_officer(decision: Decision, policy: Policy, rule: Rule | None, language: Language) -> Iterator[str]:
    nl = language == "nl"
    if rule is None:
        yield (
            "Geen enkele regel past. Daarom kijkt een medewerker." if nl else "No rule fits; a person looks."
        )
    elif rule.why:
        yield rule.why.get(language, "")
    held = decision.held_back
    if held is None:
        return
    step = label_of(policy.steps[held.step], language)
    yield (
        f"De regel gaf '{step}'. Dat mag nog niet."
        if nl
        else f"The rule gave '{step}', which may not be taken yet."
    )
    if held.is_closed:
        yield "Deze poort is dicht." if nl else "This gate is closed."
    for guarantee in policy.guarantees:
        if guarantee.id in held.unmet:
            said = guarantee.label.get(language) or condition_in_words(guarantee.condition, language)
            yield f"{'Nog niet zeker' if nl else 'Not certain yet'} ({guarantee.id}): {said}"


def _to_auditor(
    decision: Decision, policy: Policy, rule: Rule | None, row: Row, language: Language
) -> Iterator[str]:
    yield f"{policy.name} {policy.valid_from.isoformat()}, sha256 {policy.content_hash}"
    if rule is not None:
        yield f"{rule.id} -> {rule.then}: {' '.join(rule.text.split())} [{rule.source}]"
        for name in dict.fromkeys(ask.fact.name for ask in asks(rule.condition)):
            yield in_words(policy.facts[name], row.get(name), language)
    proposed = decision.held_back.step if decision.held_back else decision.step
    found = truths(policy, row)[len(policy.rules) :]
    for guarantee, truth in zip(policy.guarantees, found, strict=False):
        if proposed in guarantee.protects:
            yield f"{guarantee.id}: {_TRUTH[truth]}: {' '.join(guarantee.text.split())} [{guarantee.source}]"
