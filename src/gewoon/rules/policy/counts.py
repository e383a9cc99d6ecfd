"""What a simulated policy comes to: counts per month, work per week and role, and who gets another step."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from gewoon.rules.policy.policy import RESERVED, Policy

COLUMNS = (
    "letters", "calls", "visits", "seats", "signals", "costs", "tasks", "good_news",
    *(f"gate_{gate}" for gate in RESERVED), "eviction_proposals", "in_arrears",
)  # fmt: skip
"""What is counted per month; `gate_x` counts proposals: the rules came to that gate, open or not."""
_BY_KIND = {
    "letter": "letters",
    "call": "calls",
    "visit": "visits",
    "good_news": "good_news",
    "task": "tasks",
}
_BY_STEP = {"training_invitation": "seats", "signal": "signals", "costs": "costs"}


class Happened(NamedTuple):
    """One thing of a simulated life; `what` is `opened`, `done`, `proposed` (a gate) or `owes` (a month)."""

    tenancy: int
    on: date
    what: str
    step: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One calendar month: how often each of COLUMNS, and how often each step was done."""

    first: date
    counts: Mapping[str, int]
    steps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week from Monday on: the steps that were done, by the role that owns them."""

    monday: date
    work: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One policy over the past."""

    policy: str
    months: tuple[Month, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """One or two policies over the same past.

    `changed` counts the tenancies whose steps are not all the same; `changes` has the first step in which
    they part (old, new; empty: no step), with their number.
    """

    first: date
    last: date
    tenancies: int
    runs: tuple[Run, ...]
    changed: int = 0
    changes: Mapping[tuple[str, str], int] = field(default_factory=dict)


def run_of(policy: Policy, happened: Sequence[Happened], first: date, last: date) -> Run:
    """Count what happened under one policy; months and weeks without anything are there as well."""
    months: dict[date, Counter[str]] = {month: Counter() for month in _months(first, last)}
    steps: dict[date, Counter[str]] = {month: Counter() for month in months}
    weeks: dict[date, Counter[str]] = {monday: Counter() for monday in _mondays(first, last)}
    for each in happened:
        month = each.on.replace(day=1)
        months[month].update(_columns(policy, each))
        if each.what == "done":
            steps[month][each.step] += 1
            weeks[each.on - timedelta(days=each.on.weekday())][policy.steps[each.step].owner] += 1
    return Run(
        policy=f"{policy.name} {policy.valid_from.isoformat()}",
        months=tuple(
            Month(
                first=month,
                counts={name: counts[name] for name in COLUMNS},
                steps=dict(sorted(steps[month].items())),
            )
            for month, counts in months.items()
        ),
        weeks=tuple(Week(monday=monday, work=dict(sorted(work.items()))) for monday, work in weeks.items()),
    )


def parted(old: Iterable[Happened], new: Iterable[Happened]) -> Counter[tuple[str, str]]:
    """Count per first step in which they part the tenancies that get other steps, or on another day."""
    lives: dict[int, tuple[list[Happened], list[Happened]]] = {}
    for side, happened in enumerate((old, new)):
        for each in happened:
            if each.what == "done":
                lives.setdefault(each.tenancy, ([], []))[side].append(each)
    found: Counter[tuple[str, str]] = Counter()
    for one, other in lives.values():
        place = 0
        while place < min(len(one), len(other)) and _same(one[place], other[place]):
            place += 1
        if place < max(len(one), len(other)):
            found[(_step(one, place), _step(other, place))] += 1
    return found


def _columns(policy: Policy, each: Happened) -> Iterator[str]:
    if each.what == "owes":
        yield "in_arrears"
    elif each.what == "proposed":
        yield f"gate_{each.step}"
        if each.step == "eviction":
            yield "eviction_proposals"
    elif each.what == "done":
        if each.step in _BY_STEP:
            yield _BY_STEP[each.step]
        kind = policy.steps[each.step].kind
        if kind in _BY_KIND:
            yield _BY_KIND[kind]


def _same(one: Happened, other: Happened) -> bool:
    return (one.on, one.step) == (other.on, other.step)


def _step(life: Sequence[Happened], place: int) -> str:
    return life[place].step if place < len(life) else ""


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += timedelta(days=7)
