"""When somebody gets stuck, why, and for how long."""

from dataclasses import dataclass
from math import log
from random import Random

from gewoon.jobs.demonstration.fates import Habit, Outcome
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.rules.calendar import month_of

EVENT_A_MONTH = {Habit.RELIABLE: 0.0010, Habit.LATE: 0.003, Habit.PARTIAL: 0.006}
"""Chance that life gets in the way, per month."""
HOUSEHOLD_FACTOR = {"single_parent": 2.2, "single": 1.1, "couple": 0.8, "family": 0.9}
CAUSES = ("loses_job", "illness", "separation", "benefit_delay", "moves_in_together")
_CAUSE_WEIGHTS = (28, 20, 22, 22, 8)
LEAVES_A_DEBT = {
    Habit.RELIABLE: 0.02,
    Habit.LATE: 0.07,
    Habit.PARTIAL: 0.25,
    Habit.EPISODIC: 0.35,
    Habit.CHRONIC: 0.6,
}
"""Chance that a tenant who moves leaves the last rent unpaid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Months, both included, in which only a share of the rent gets paid."""

    first: int
    last: int
    share: float
    cause: str


def plan(tenancy: Tenancy, random: Random, frame: Frame) -> list[Spell]:
    """Plan the spells of a tenancy, in order and apart from each other."""
    if tenancy.fate is not None:
        return _towards_court(tenancy, random)
    first = max(frame.first, month_of(tenancy.starts_on) + 1)
    last = frame.last + 2 if tenancy.ends_on is None else month_of(tenancy.ends_on)
    spells = _by_habit(tenancy, first, last, random)
    if tenancy.ends_on is not None and random.random() < LEAVES_A_DEBT[tenancy.habit]:
        begin = last - random.choice((0, 0, 1, 2))
        spells = [s for s in spells if s.last < begin]
        spells.append(Spell(first=begin, last=last, share=0.0, cause="moves_out"))
    return spells


def _by_habit(tenancy: Tenancy, first: int, last: int, random: Random) -> list[Spell]:
    spells = []
    month = first + _wait(tenancy, random, is_first=True)
    while month <= last:
        spell = _spell(tenancy, month, random)
        spells.append(spell)
        month = spell.last + 4 + _wait(tenancy, random, is_first=False)
    return spells


def _wait(tenancy: Tenancy, random: Random, *, is_first: bool) -> int:
    if tenancy.habit is Habit.EPISODIC:
        return random.randint(0, 9) if is_first else random.randint(2, 9)
    if tenancy.habit is Habit.CHRONIC:
        return random.randint(0, 6) if is_first else random.randint(0, 3)
    chance = EVENT_A_MONTH[tenancy.habit] * HOUSEHOLD_FACTOR[tenancy.tenant.household]
    return int(log(1 - random.random()) / log(1 - chance))


def _spell(tenancy: Tenancy, month: int, random: Random) -> Spell:
    cause = random.choices(CAUSES, _CAUSE_WEIGHTS)[0]
    if tenancy.habit is Habit.EPISODIC:
        length, share = random.choice((1, 1, 1, 2, 3)), random.choice((0.0, 0.3, 0.5))
    elif tenancy.habit is Habit.CHRONIC:
        length, share = random.randint(4, 8), random.choice((0.5, 0.6, 0.7, 0.8))
    elif cause == "moves_in_together":
        length, share = 1, 0.5
    else:
        length, share = random.randint(1, 4), random.choice((0.0, 0.0, 0.4, 0.6))
    return Spell(first=month, last=month + length - 1, share=share, cause=cause)


def _towards_court(tenancy: Tenancy, random: Random) -> list[Spell]:
    fate = tenancy.fate
    if fate is None:
        return []
    end, asked = month_of(fate.ended_on), month_of(fate.asked_on)
    begin = asked - random.randint(3, 5)
    last = end if fate.outcome is Outcome.CARRIED_OUT else end - 1
    cause = random.choices(CAUSES, _CAUSE_WEIGHTS)[0]
    spell = Spell(first=begin, last=max(begin, last), share=random.choice((0.0, 0.0, 0.2, 0.3)), cause=cause)
    return [spell]
