"""Who pays how, and which tenancies end up in court: dealt out per block of a thousand homes."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import NamedTuple

from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.frame import Frame

BLOCK = 1000
"""Homes are dealt with per block, so that counts are even and a small world begins a larger one."""


class Habit(StrEnum):
    """How somebody pays by nature."""

    RELIABLE = "reliable"
    LATE = "late"
    PARTIAL = "partial"
    EPISODIC = "episodic"
    CHRONIC = "chronic"


HABITS_PER_BLOCK = (
    (Habit.CHRONIC, 10),
    (Habit.EPISODIC, 30),
    (Habit.PARTIAL, 50),
    (Habit.LATE, 110),
    (Habit.RELIABLE, 800),
)

CARRIED_OUT_PER_BLOCK = {-1: 2.8, 0: 3.0, 1: 3.34, 2: 4.0, 3: 4.3, 4: 4.6, 5: 4.9, 6: 5.1, 7: 5.3}
"""Evictions carried out per 1,000 homes, by how many years ago.

Set far above the sector today (about 0.5 in 2022: 1,200 in 2.4 million homes, Aedes) and
near the level of 2007 (3.6), on purpose: with today's rate a demonstration of 3,000 homes
would have one or two a year and nothing to show. Last year is a fifth below the year before.
"""
CANCELLED_PER_EVICTION = 1.4  # so that four in ten orders are carried out; the sector: about a quarter
WITHDRAWN_PER_EVICTION = 0.6  # asked for, and settled before the judge decides


class Outcome(StrEnum):
    """How a case in court ends."""

    CARRIED_OUT = "eviction_carried_out"
    CANCELLED = "eviction_cancelled"
    WITHDRAWN = "eviction_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """A case in court: when it was asked, ordered (if it was), and how and when it ended."""

    outcome: Outcome
    asked_on: date
    ordered_on: date | None
    ended_on: date


class Lot(NamedTuple):
    """What a home's first tenant is dealt; a light tuple, there is one per home."""

    habit: Habit
    fate: Fate | None


def deal(block: int, seed: int, frame: Frame) -> list[Lot]:
    """Deal habits and fates to the homes of one block; the same for every size of the world."""
    random = stream(seed, "block", block)
    habits = [habit for habit, count in HABITS_PER_BLOCK for _ in range(count)]
    random.shuffle(habits)
    troubled = [i for i, habit in enumerate(habits) if habit not in (Habit.RELIABLE, Habit.LATE)]
    random.shuffle(troubled)
    spare = [i for i, habit in enumerate(habits) if habit is Habit.LATE]
    queue = spare + troubled  # taken from the end
    fates: dict[int, Fate] = {}
    for year in range(frame.opens_on.year, frame.today.year + 2):
        for outcome, count in _counts(block, frame.today.year - year):
            for _ in range(count):
                fates[queue.pop()] = _fate(outcome, year, random)
    return [Lot(habit, fates.get(i)) for i, habit in enumerate(habits)]


def _counts(block: int, years_ago: int) -> list[tuple[Outcome, int]]:
    rate = CARRIED_OUT_PER_BLOCK.get(years_ago, CARRIED_OUT_PER_BLOCK[7])
    rates = (
        (Outcome.CARRIED_OUT, rate),
        (Outcome.CANCELLED, rate * CANCELLED_PER_EVICTION),
        (Outcome.WITHDRAWN, rate * WITHDRAWN_PER_EVICTION),
    )
    return [(o, int(r * (block + 1) + 1e-9) - int(r * block + 1e-9)) for o, r in rates]


def _fate(outcome: Outcome, year: int, random: Random) -> Fate:
    ended_on = _weekday(date(year, 1, 2) + timedelta(days=random.randrange(360)))
    if outcome is Outcome.WITHDRAWN:
        asked_on = ended_on - timedelta(days=random.randint(20, 50))
        return Fate(outcome=outcome, asked_on=_weekday(asked_on), ordered_on=None, ended_on=ended_on)
    ordered_on = ended_on - timedelta(days=random.randint(25, 60))
    asked_on = ordered_on - timedelta(days=random.randint(40, 80))
    return Fate(
        outcome=outcome, asked_on=_weekday(asked_on), ordered_on=_weekday(ordered_on), ended_on=ended_on
    )


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
