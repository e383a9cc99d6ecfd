"""On which days a group meets: the interval of the programme, past public and school holidays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from gewoon.rules.calendar import is_general_holiday

REGIONS = ("noord", "midden", "zuid")
MOST_TRIES = 26  # weeks that a session may move before the plan is refused
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A school holiday, first to last day, in the words of its source."""

    name: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolHolidays:
    """The school holidays of one region; outside `known_from` to `known_to` nothing is known."""

    region: str
    known_from: date
    known_to: date
    source: str
    holidays: tuple[Holiday, ...]

    def knows(self, day: date) -> bool:
        """Say whether this day lies where the holidays are known."""
        return self.known_from <= day <= self.known_to

    def on(self, day: date) -> Holiday | None:
        """Answer the school holiday of a day; None for none, and for a day that is not known."""
        return next((each for each in self.holidays if each.from_on <= day <= each.to_on), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day for a session: why it moved from the rhythm, and whether its school holidays are known."""

    on: date
    skipped: tuple[str, ...]
    is_known: bool


def plan(
    first: date, *, sessions: int, interval_days: int, school: SchoolHolidays | None
) -> tuple[PlannedDay, ...]:
    """Plan the days of a group from its first one on; a day off moves that session a week later.

    The rhythm goes on from the day that was found, so two sessions never come closer than the interval.
    With `school` None, or on days that its list does not reach, only public holidays are avoided and
    `is_known` is false. Raises ValueError when half a year of weeks holds no free day.
    """
    found: list[PlannedDay] = []
    wanted = first
    for _ in range(sessions):
        found.append(_free(wanted, school))
        wanted = found[-1].on + timedelta(days=interval_days)
    return tuple(found)


def why_not(day: date, school: SchoolHolidays | None) -> str | None:
    """Name the holiday that a day falls on: `public_holiday`, or the school holiday's own name."""
    if is_general_holiday(day):
        return "public_holiday"
    holiday = None if school is None else school.on(day)
    return None if holiday is None else holiday.name


def too_close(days: Sequence[date]) -> bool:
    """Say whether sessions of one group fall on the same day or out of order."""
    return any(later <= earlier for earlier, later in pairwise(days))


def _free(wanted: date, school: SchoolHolidays | None) -> PlannedDay:
    skipped: list[str] = []
    for _ in range(MOST_TRIES):
        reason = why_not(wanted, school)
        if reason is None:
            is_known = school is not None and school.knows(wanted)
            return PlannedDay(on=wanted, skipped=tuple(skipped), is_known=is_known)
        skipped.append(reason)
        wanted += WEEK
    raise ValueError(f"no free day found in the {MOST_TRIES} weeks before {wanted}: choose another weekday")
