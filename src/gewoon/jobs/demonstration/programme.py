"""The programme geWoon Geluk: who comes in by which way, when the groups meet, and what it truly does."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from gewoon.jobs.demonstration.fates import Outcome
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.spells import CAUSES, Spell
from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.rules.calendar import Month, first_day, month_of

RELAPSE_WITHOUT = 0.45
"""Chance of new arrears of a month or more within a year, for who never joins."""
RELAPSE_WITH = 0.32
"""The same after joining. The difference, 13 in 100, is the true effect that the figures should find."""
SEATS = 10
MONTHS_BETWEEN_GROUPS = 2
SESSIONS = 3
DAYS_BETWEEN_SESSIONS = 14
ATTENDS = 0.86
ABSENCES = ("ill", "work", "childcare", "no_word")
JOINS = {
    "required": (0.95, 0.16),
    "condition": (0.95, 0.14),
    "own_initiative": (0.95, 0.15),
}
"""Chance to join per way in: single parents, others; six in ten participants are single parents."""
JOINS_DESPITE_EVICTION = 0.08
CONDITION_A_MONTH = 0.05  # at two months of rent or more
OWN_INITIATIVE_A_MONTH = 0.017  # at half a month of rent or more
RELAPSE_FROM, RELAPSE_TO = 5, 12  # months after becoming eligible


class Session(NamedTuple):
    """One meeting of 2.5 hours, and whether the participant was there (None: still to come)."""

    on: date
    attended: bool | None
    absence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Somebody for whom the programme was open; a look-alike when `joined` is false."""

    tenancy: int
    way_in: str  # required, condition or own_initiative
    eligible_on: date
    joined: bool
    household: str
    income_source: str
    sessions: tuple[Session, ...]

    @property
    def group_starts_on(self) -> date | None:
        """Day of the first session of the group, for who joined."""
        return self.sessions[0].on if self.sessions else None


def way_in(tenancy: Tenancy, month: int, months_owed: float, random: Random) -> str | None:
    """Say by which way somebody with this debt comes into view this month, if at all."""
    fate = tenancy.fate
    if fate is not None and month_of(fate.asked_on) == month:
        return "required"
    if tenancy.parking is not None or months_owed < 0.5:
        return None
    chance = random.random()
    if months_owed >= 2:
        return "condition" if chance < CONDITION_A_MONTH else None
    return "own_initiative" if chance < OWN_INITIATIVE_A_MONTH else None


def offer(tenancy: Tenancy, month: Month, way: str, random: Random, frame: Frame) -> tuple[Chance, bool]:
    """Draw whether somebody joins and whether new arrears will follow.

    Every draw is made for everybody in the same order, so that who joins and who does not
    differ by the effect alone.
    """
    draws = [random.random() for _ in range(2 + SESSIONS)]
    for_single_parent, for_others = JOINS[way]
    chance = for_single_parent if tenancy.tenant.household == "single_parent" else for_others
    if tenancy.fate is not None and tenancy.fate.outcome is Outcome.CARRIED_OUT:
        chance = JOINS_DESPITE_EVICTION
    joined = draws[0] < chance
    relapses = draws[1] < (RELAPSE_WITH if joined else RELAPSE_WITHOUT)
    sessions = _sessions(month, draws[2:], frame) if joined else ()
    day = first_day(month) + timedelta(days=9)
    return (
        Chance(
            tenancy=tenancy.number,
            way_in=way,
            eligible_on=day,
            joined=joined,
            household=tenancy.tenant.household,
            income_source=tenancy.tenant.income_source,
            sessions=sessions,
        ),
        relapses,
    )


def course_after(spells: list[Spell], month: int, *, relapses: bool, random: Random) -> list[Spell]:
    """Let somebody recover within two months, and fall back within the year or not."""
    begin = month + random.randint(RELAPSE_FROM, RELAPSE_TO)
    length = random.randint(2, 3)
    cause = random.choice(CAUSES)
    kept = [
        Spell(first=s.first, last=min(s.last, month + 1), share=s.share, cause=s.cause)
        for s in spells
        if s.first <= month + 1
    ]
    later = [s for s in spells if s.first > month + 18]
    relapse = [Spell(first=begin, last=begin + length - 1, share=0.0, cause=cause)] if relapses else []
    return kept + relapse + later


def _sessions(month: Month, draws: list[float], frame: Frame) -> tuple[Session, ...]:
    ahead = (frame.programme_starts - month - 1) % MONTHS_BETWEEN_GROUPS + 1
    first = first_day(Month(month + ahead))
    tuesday = first + timedelta(days=(1 - first.weekday()) % 7 + 7)
    sessions = []
    for i, draw in enumerate(draws):
        on = tuesday + timedelta(days=i * DAYS_BETWEEN_SESSIONS)
        attended = None if on >= frame.today else draw < ATTENDS
        absence = ABSENCES[int((1 - draw) / (1 - ATTENDS) * 3.999)] if attended is False else ""
        sessions.append(Session(on, attended, absence))
    return tuple(sessions)
