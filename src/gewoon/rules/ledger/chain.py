"""Whether the statements of an account follow each other without a hole."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
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

    @property
    def doubtful_days(self) -> frozenset[date]:
        """Days that only their turnover can explain: a hole, or the last day of a statement told again.

        Some banks date an opening balance on the day before: then a statement that opens on the day the
        one before it closed follows it. With others it tells that last day again. Join once more with
        the turnover of these days.
        """
        return frozenset(gap.before for gap in self.gaps if gap.after == gap.before)


def join(statements: Iterable[Balances], *, turnover: Mapping[date, int] | None = None) -> Chain | None:
    """Join the statements of one account, in any order; None when there are none.

    A statement fits on when one that closed on its opening day, or on the last day before it, closed
    with its opening balance. It may also overlap others (the same days exported again). Anything else
    leaves a hole, except before the very first. Give no statement twice. `turnover` is what was booked
    on a day, in cents; it is needed for `Chain.doubtful_days` only.
    """
    walk = _Walk(turnover=turnover or {})
    for _, group in groupby(sorted(statements), key=lambda each: each[:2]):
        for each in _in_order(list(group), walk.reached):
            walk.take(each)
    if walk.first is None or walk.last is None:
        return None
    return Chain(
        opening=walk.first.opening,
        closing=walk.last.closing,
        closed_on=walk.last.closing_on,
        gaps=tuple(walk.gaps),
    )


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What has been joined so far, in order of opening day."""

    turnover: Mapping[date, int]
    first: Balances | None = None
    last: Balances | None = None  # closes latest
    gaps: list[Gap] = field(default_factory=list)
    days: list[date] = field(default_factory=list)  # of closing, sorted
    closings: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))
    openings: set[tuple[date, int]] = field(default_factory=set)

    @property
    def reached(self) -> int | None:
        """The balance that was reached."""
        return self.last.closing if self.last is not None else None

    def take(self, each: Balances) -> None:
        """Join one more."""
        last = self.last
        if last is None:
            self.first = self.last = each
        elif self._follows(each):
            self.last = each if each.closing_on >= last.closing_on else last
        elif self._overlaps(each, last):
            self.last = each if each.closing_on > last.closing_on else last
        else:
            cents = each.opening - last.closing
            self.gaps.append(Gap(after=last.closing_on, before=each.opening_on, cents=cents))
            self.last = each
        self._remember(each)

    def _overlaps(self, each: Balances, last: Balances) -> bool:
        """Say whether it begins inside what was told, or opens just like another, or tells a day again."""
        return (
            last.closing_on > each.opening_on
            or (each.opening_on, each.opening) in self.openings
            or self._tells_last_day_again(each, last)
        )

    def _follows(self, each: Balances) -> bool:
        """Say whether it goes on from a balance at the end of its opening day, or of the last day before."""
        before = bisect_left(self.days, each.opening_on)
        earlier = self.closings[self.days[before - 1]] if before else ()
        return each.opening in earlier or each.opening in self.closings.get(each.opening_on, ())

    def _tells_last_day_again(self, each: Balances, last: Balances) -> bool:
        day = each.opening_on
        return (
            last.opening_on < day == last.closing_on and self.turnover.get(day) == last.closing - each.opening
        )

    def _remember(self, each: Balances) -> None:
        if each.closing_on not in self.closings:
            insort(self.days, each.closing_on)
        self.closings[each.closing_on].add(each.closing)
        self.openings.add((each.opening_on, each.opening))


def _in_order(group: Sequence[Balances], reached: int | None) -> list[Balances]:
    """Put statements of the same days in order: each opens with what the one before it closed with.

    A way over all of them that takes each once (Hierholzer 1873), begun anew where a hole breaks it.
    """
    onward: dict[int, list[Balances]] = defaultdict(list)
    for each in reversed(group):
        onward[each.opening].append(each)
    surplus = Counter(each.opening for each in group)
    surplus.subtract(each.closing for each in group)
    heads = [each.opening for each in group if surplus[each.opening] > 0]
    starts = [*([reached] if reached is not None else []), *heads, *(each.opening for each in group)]
    return [each for start in starts for each in _way_from(start, onward)]


def _way_from(start: int, onward: Mapping[int, list[Balances]]) -> list[Balances]:
    """Take everything that can be reached from a balance; a detour goes in where it leaves the way."""
    way: list[Balances] = []
    taken: list[Balances] = []
    balance = start
    while True:
        if onward.get(balance):
            taken.append(onward[balance].pop())
        elif taken:
            way.append(taken.pop())
        else:
            return way[::-1]
        balance = taken[-1].closing if taken else start
