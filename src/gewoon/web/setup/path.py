"""Draws the path of a policy, from the first missed day to the heaviest step, as places in a picture."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from gewoon.rules.policy.conditions import asks
from gewoon.rules.policy.explain import label_of
from gewoon.rules.policy.facts import show_value
from gewoon.rules.policy.policy import RESERVED, Policy, Step
from gewoon.rules.policy.sentences import Language
from gewoon.web.setup.words import OWNERS, named

_CLOCKS = ("oldest_due_days", "arrears_months")
_RESTS = frozenset({"wait", "none", "good_news"})
_TOP, _ROW, _WIDTH = 28, 54, 460


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A step on the path; `since` says how late it comes, `duties` how many conditions its gate has."""

    label: str
    owner: Any
    days: int
    since: str
    duties: int
    is_gate: bool
    y: int
    y_name: int
    y_under: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """All stops, from light to heavy; coordinates in a box of `width` by `height`."""

    stops: tuple[Stop, ...]
    width: int
    height: int
    end: int


def draw(policy: Policy, language: Language) -> Path:
    """Place the steps that lead to court, each once; steps beside the path stand in the table of rules."""
    stops = tuple(
        _stop(policy, step, place, language) for place, step in enumerate(_on_path(policy), start=1)
    )
    end = _TOP + _ROW * len(stops)
    return Path(stops=stops, width=_WIDTH, height=end + 34, end=end)


def _on_path(policy: Policy) -> list[Step]:
    """Answer the gates, and the steps that a gate or one of its duties waits for."""
    given = {rule.then for rule in policy.rules}
    steps = [step for step in policy.steps.values() if step.id in given and step.kind not in _RESTS]
    gates = {step.id for step in steps if step.kind == "gate" or step.id in RESERVED}
    conditions = [rule.condition for rule in policy.rules if rule.then in gates]
    conditions += [one.condition for one in policy.guarantees if gates & set(one.protects)]
    asked = {ask.fact.name for condition in conditions for ask in asks(condition)}
    found = [step for step in steps if not gates or step.id in gates or asked & set(step.establishes)]
    return sorted(found, key=lambda step: step.weight)


def _stop(policy: Policy, step: Step, place: int, language: Language) -> Stop:
    y = _TOP + _ROW * place
    return Stop(
        label=label_of(step, language),
        owner=named(OWNERS, step.owner),
        days=step.term_days,
        since=_since(policy, step, language),
        duties=len([one for one in policy.guarantees_of(step.id) if one.is_blocking]),
        is_gate=step.kind == "gate" or step.id in RESERVED,
        y=y,
        y_name=y - 3,
        y_under=y + 15,
    )


def _since(policy: Policy, step: Step, language: Language) -> str:
    """Say how late the rules come to a step at the earliest, by days overdue and by months of rent."""
    said = []
    for name in _CLOCKS:
        lowest = [
            ask.numbers[0] + (ask.operator == ">" and name == "oldest_due_days")
            for rule in policy.rules
            if rule.then == step.id
            for ask in asks(rule.condition)
            if ask.fact.name == name and ask.operator in {">=", ">"}
        ]
        if lowest and name in policy.facts:
            said.append(_late(name, min(lowest), show_value(policy.facts[name], min(lowest), language)))
    return " · ".join(said)


def _late(name: str, number: int, shown: str) -> str:
    if name == "oldest_due_days":
        return ngettext("%(number)s day late", "%(number)s days late", number) % {"number": shown}
    return ngettext("%(number)s month of rent", "%(number)s months of rent", number // 100) % {
        "number": shown
    }
