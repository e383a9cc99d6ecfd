"""Whether the statements of an account follow each other without a hole."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Balances(NamedTuple):
    """The balances of one statement in cents, with their days."""

    opening_on: date
    closing_on: date
    opening: int
    closing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Between two statements `cents` went through the account that no statement of ours tells of."""

    after: date
    before: date
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The statements of one account, joined: first opening, last closing and the holes between."""

    opening: int
    closing: int
    closed_on: date
    gaps: tuple[Gap, ...]

    @property
    def moved(self) -> int:
        """Cents that the entries of these statements must add up to."""
        return self.closing - self.opening - sum(gap.cents for gap in self.gaps)


def join(statements: Sequence[Balances]) -> Chain | None:
    """Join the statements of one account, in any order; None when there are none.

    A statement fits on when one that closed on its opening day, or on the last day before it, closed
    with its opening balance. It may also overlap others (the same days exported again). Anything else
    leaves a hole, except before the very first.
    """
    if not statements:
        return None
    ordered = sorted(set(statements))
    first = _first_of_day([each for each in ordered if each.opening_on == ordered[0].opening_on])
    last_on = max(each.closing_on for each in ordered)
    closings: dict[date, list[int]] = defaultdict(list)
    for each in ordered:
        closings[each.closing_on].append(each.closing)
    days = sorted(closings)
    gaps = []
    for place, each in enumerate(ordered):
        if each is first or _overlaps(each, ordered, place):
            continue
        before = bisect_left(days, each.opening_on)
        earlier = closings[days[before - 1]] if before else [first.opening]
        if each.opening not in earlier and each.opening not in closings.get(each.opening_on, ()):
            after = days[before - 1] if before else first.opening_on
            gaps.append(Gap(after=after, before=each.opening_on, cents=each.opening - earlier[-1]))
    last = _last_of_day([each for each in ordered if each.closing_on == last_on])
    return Chain(opening=first.opening, closing=last.closing, closed_on=last_on, gaps=tuple(gaps))


def _overlaps(each: Balances, ordered: Sequence[Balances], place: int) -> bool:
    """Say whether an earlier statement covers the opening day, or opens just like this one."""
    return any(
        other.opening_on <= each.opening_on < other.closing_on
        or (other.opening_on, other.opening) == (each.opening_on, each.opening)
        for other in ordered[max(0, place - 60) : place]
    )


def _first_of_day(day: Sequence[Balances]) -> Balances:
    """Find the statement that opens the day: no other of that day leads to it."""
    closings = {other.closing for other in day if other.opening != other.closing}
    return next((each for each in day if each.opening not in closings), day[0])


def _last_of_day(day: Sequence[Balances]) -> Balances:
    """Find the statement that closes the day: no other of that day goes on from it."""
    openings = {other.opening for other in day if other.opening != other.closing}
    return next((each for each in reversed(day) if each.closing not in openings), day[-1])
