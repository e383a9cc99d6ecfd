"""A policy as a person reads it: each rule as it stands and in words, with who does what by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gewoon.rules.policy.explain import label_of
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.policy import RESERVED, Guarantee, Policy
from gewoon.rules.policy.sentences import Language, condition_in_words
from gewoon.web.setup.words import DUTY_KINDS, OWNERS, named


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule in both forms; `line` is where it stands in the file."""

    number: int
    id: str
    text: str
    in_words: str
    why: str
    step: str
    owner: Any
    days: int
    source: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A guarantee in both forms: what must be certain before a step."""

    id: str
    label: str
    text: str
    in_words: str
    kind: Any
    source: str
    is_blocking: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A step with all that must be certain before it."""

    step: str
    is_gate: bool
    duties: tuple[DutyRow, ...]


def rules(policy: Policy, language: Language) -> tuple[RuleRow, ...]:
    """Go through the rules in their order: the first that is certain gives the step."""
    return tuple(
        RuleRow(
            number=number,
            id=rule.id,
            text=" ".join(rule.text.split()),
            in_words=condition_in_words(rule.condition, language),
            why=rule.why.get(language, ""),
            step=label_of(policy.steps[rule.then], language),
            owner=named(OWNERS, policy.steps[rule.then].owner),
            days=policy.steps[rule.then].term_days,
            source=rule.source,
            line=rule.place.line,
        )
        for number, rule in enumerate(policy.rules, start=1)
    )


def protected(policy: Policy, language: Language) -> Iterator[Protected]:
    """Go through the steps that something protects: the gates first, then the other steps."""
    names = {step for one in policy.guarantees for step in one.protects if step in policy.steps}
    for name in sorted(names, key=lambda each: (each not in RESERVED, policy.steps[each].weight)):
        duties = tuple(_duty(one, language) for one in policy.guarantees_of(name))
        yield Protected(step=label_of(policy.steps[name], language), is_gate=name in RESERVED, duties=duties)


def finding_rows(findings: tuple[Finding, ...], grave: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Say each finding with its place, and whether it stops a publication."""
    stops = set(grave)
    return [
        {
            "line": each.place.line,
            "column": each.place.column,
            "message": each.message,
            "stops": each in stops,
        }
        for each in findings
    ]


def _duty(one: Guarantee, language: Language) -> DutyRow:
    in_words = condition_in_words(one.condition, language)
    return DutyRow(
        id=one.id,
        label=one.label.get(language) or in_words,
        text=" ".join(one.text.split()),
        in_words=in_words,
        kind=named(DUTY_KINDS, one.kind),
        source=one.source,
        is_blocking=one.is_blocking,
        is_own=not one.is_statutory,
    )
