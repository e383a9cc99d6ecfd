"""What was overdue on every earlier day, found event by event."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from gewoon.rules.columns import Rows
from gewoon.rules.ledger.allocation import history
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.workspace import Order

TREND_MONTHS = 12


class Stretch(NamedTuple):
    """Days on which the same amount was overdue; the stretch ends where the one before it began."""

    since: int  # ordinal
    overdue: int  # cents


def stretches(rows: Rows, order: Order, *, on: int, known_on: int) -> Iterator[Stretch]:
    """Walk back from `on`: what was overdue since when, as one would have said on those days.

    Each day is seen with the reversals of that day, and with all that was recorded by `known_on`.
    Between two reversals one run of the kernel tells every day. Dates are ordinals.
    """
    view = on
    while True:
        turned = _last_reversal(rows, view, known_on)
        until = view
        for day in reversed(history(rows, order, on=view, known_on=known_on)):
            if day.on < until:  # the days after: what fell due on the day itself is overdue by then
                yield Stretch(day.on + 1, day.owed)
            yield Stretch(day.on, day.overdue)
            until = day.on - 1
            if day.on == turned:  # before it, the reversed row still counted
                break
        if turned is None:
            break
        view = turned - 1
    yield Stretch(1, 0)


def episode_began_on(rows: Rows, order: Order, *, on: int, known_on: int) -> int | None:
    """Give the day since which something has been overdue without a break until `on`; None if nothing is."""
    return began_in(stretches(rows, order, on=on, known_on=known_on))


def began_in(back: Iterable[Stretch]) -> int | None:
    """Give the same as `episode_began_on` from stretches that are known already, newest first."""
    began = None
    for stretch in takewhile(lambda stretch: stretch.overdue > 0, back):
        began = stretch.since
    return began


def trend(rows: Rows, order: Order, *, on: date, known_on: date) -> tuple[int, ...]:
    """Give the cents overdue at the end of each of the last twelve months and, last, on `on`."""
    return trend_in(stretches(rows, order, on=on.toordinal(), known_on=known_on.toordinal()), on=on)


def trend_in(newest_first: Iterable[Stretch], *, on: date) -> tuple[int, ...]:
    """Give the same as `trend` from stretches that are known already, newest first."""
    found: list[int] = []
    back = iter(newest_first)
    stretch = next(back)
    for day in (on.toordinal(), *_ends_of_months(on)):
        while stretch.since > day:
            stretch = next(back)
        found.append(stretch.overdue)
    return tuple(reversed(found))


class Past:
    """All stretches of one account, walked once; then any day up to the last can be asked about at once."""

    def __init__(self, newest_first: Iterable[Stretch]) -> None:
        """Take the stretches as `stretches` gives them."""
        self.stretches = list(newest_first)[::-1]
        self.since = [stretch.since for stretch in self.stretches]
        self._began: list[int] = []  # per stretch the first of the same run: overdue all along, or nothing
        for place, stretch in enumerate(self.stretches):
            goes_on = place > 0 and (self.stretches[place - 1].overdue > 0) == (stretch.overdue > 0)
            self._began.append(self._began[-1] if goes_on else place)
        self._months: dict[int, tuple[int, ...]] = {}

    def place(self, day: int) -> int:
        """Give the number of the stretch that a day lies in, 0 for the oldest."""
        return bisect_right(self.since, day) - 1

    def overdue(self, day: int) -> int:
        """Give what was overdue on a day, in cents."""
        return self.stretches[self.place(day)].overdue

    def began(self, place: int) -> int:
        """Give the number of the stretch since which there were arrears, or none, without a break."""
        return self._began[place]

    def episode_began_on(self, day: int) -> int | None:
        """Give the same as the function of this name, for any day."""
        place = self.place(day)
        return self.since[self._began[place]] if self.stretches[place].overdue > 0 else None

    def trend(self, on: date) -> tuple[int, ...]:
        """Give the same as the function of this name, for any day."""
        month = on.replace(day=1).toordinal()
        if month not in self._months:
            self._months[month] = tuple(self.overdue(day) for day in _ends_of_months(on))[::-1]
        return (*self._months[month], self.overdue(on.toordinal()))


def _ends_of_months(on: date) -> Iterator[int]:
    """Give the last days of the twelve months before the one of `on`, newest first."""
    first = on.replace(day=1)
    for _ in range(TREND_MONTHS):
        last_day = first - timedelta(days=1)
        yield last_day.toordinal()
        first = last_day.replace(day=1)


def _last_reversal(rows: Rows, view: int, known_on: int) -> int | None:
    days = zip(rows.day, rows.recorded, rows.kind, strict=True)
    return max(
        (
            day
            for day, recorded, kind in days
            if kind == Kind.REVERSAL and day <= view and recorded <= known_on
        ),
        default=None,
    )
