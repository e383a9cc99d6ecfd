"""Builds the made-up association: homes, tenants, payments, the bank and what happened, all from one seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from gewoon.jobs.demonstration import association, behaviour, fates, identity, spells, tenancies
from gewoon.jobs.demonstration.behaviour import Course
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.payments import Batch, Movement, movements
from gewoon.jobs.demonstration.programme import SEATS, Chance
from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.rules.calendar import Month, first_day

SETTLEMENT_SHARE = 0.006
"""Tenants with an unpaid settlement of service costs when the books open."""


class OpeningItem(NamedTuple):
    """An open item that is brought over when the books open."""

    tenancy: int
    kind: str  # rent or other
    due_on: date
    cents: int
    text: str


class Event(NamedTuple):
    """Something that happened: a court case, a move, a life event, a meeting of the programme."""

    on: date
    tenancy: int
    kind: str
    detail: str


class Group(NamedTuple):
    """A group of the programme: first day, number on that day, and the tenancies that take part."""

    starts_on: date
    number: int
    participants: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that the demonstration knows; `movements` are in the order of the bank."""

    homes: int
    frame: Frame
    account: str
    opening_cents: int
    tenancies: tuple[Tenancy, ...]
    opening_items: tuple[OpeningItem, ...]
    movements: tuple[Movement, ...]
    batches: tuple[Batch, ...]
    events: tuple[Event, ...]
    chances: tuple[Chance, ...]
    groups: tuple[Group, ...]


def build(homes: int, years: int, today: date, seed: int) -> World:
    """Build the association; the same arguments give the same world, a smaller one is its beginning.

    Raises ValueError outside 1..99,999 homes and 1..7 years.
    """
    if not 1 <= homes <= 99_999:
        raise ValueError(f"{homes} homes: expected 1 to 99,999, so that numbers keep their length")
    if not 1 <= years <= 7:
        raise ValueError(f"{years} years: expected 1 to 7")
    frame = Frame(years=years, today=today)
    courses = list(_lives(homes, seed, frame))
    opening_cents = homes * association.OPENING_CENTS_PER_HOME
    from_tenants, batches = movements(courses, frame, seed)
    others = association.traffic(homes, frame, seed)
    in_order = sorted(from_tenants + others, key=lambda movement: movement.day)
    chances = tuple(course.chance for course in courses if course.chance is not None)
    return World(
        homes=homes,
        frame=frame,
        account=identity.iban(identity.OWN_BANK, 10_000),
        opening_cents=opening_cents,
        tenancies=tuple(course.tenancy for course in courses),
        opening_items=tuple(item for course in courses for item in _opening(course, frame, seed)),
        movements=tuple(association.sweep(in_order, opening_cents, frame)),
        batches=tuple(batches),
        events=tuple(sorted(event for course in courses for event in _events(course, frame))),
        chances=chances,
        groups=_groups(chances),
    )


def _lives(homes: int, seed: int, frame: Frame) -> Iterator[Course]:
    for block in range((homes - 1) // fates.BLOCK + 1):
        lots = fates.deal(block, seed, frame)[: homes - block * fates.BLOCK]
        for place, lot in enumerate(lots, start=1):
            yield from _home(block * fates.BLOCK + place, lot, seed, frame)


def _home(index: int, lot: fates.Lot, seed: int, frame: Frame) -> Iterator[Course]:
    random = stream(seed, "home", index)
    for tenancy in tenancies.of_home(index, lot, random, frame):
        course = behaviour.live(tenancy, spells.plan(tenancy, random, frame), random, frame)
        if tenancy.ends_on is None or tenancy.ends_on >= frame.opens_on or course.opening:
            yield course


def _opening(course: Course, frame: Frame, seed: int) -> Iterator[OpeningItem]:
    number = course.tenancy.number
    for month, cents in course.opening:
        due_on = first_day(Month(month))
        yield OpeningItem(
            number, "rent", max(due_on, course.tenancy.starts_on), cents, f"Huur {due_on:%m-%Y}"
        )
    random = stream(seed, "settlement", number)
    if course.tenancy.starts_on < frame.opens_on and random.random() < SETTLEMENT_SHARE:
        due_on = frame.opens_on - timedelta(days=random.randint(10, 90))
        cents = random.randint(1_500, 18_000)
        yield OpeningItem(number, "other", due_on, cents, "Afrekening servicekosten")


def _events(course: Course, frame: Frame) -> Iterator[Event]:
    for event in _all_events(course):
        if frame.opens_on <= event.on < frame.today:
            yield event


def _all_events(course: Course) -> Iterator[Event]:
    tenancy, number = course.tenancy, course.tenancy.number
    yield Event(tenancy.starts_on, number, "moved_in", "")
    if tenancy.ends_on is not None:
        yield Event(tenancy.ends_on, number, "moved_out", "")
    for spell in course.spells:
        yield Event(
            first_day(Month(spell.first)) + timedelta(days=number % 25), number, "life_event", spell.cause
        )
    if tenancy.fate is not None:
        yield from _court(number, tenancy.fate)
    if course.chance is not None:
        yield from _programme(number, course.chance)


def _court(number: int, fate: fates.Fate) -> Iterator[Event]:
    yield Event(fate.asked_on, number, "eviction_asked", "")
    if fate.ordered_on is not None:
        yield Event(fate.ordered_on, number, "eviction_ordered", "")
    yield Event(fate.ended_on, number, str(fate.outcome), "")


def _programme(number: int, chance: Chance) -> Iterator[Event]:
    yield Event(chance.eligible_on, number, "programme_open", chance.way_in)
    for place, session in enumerate(chance.sessions, start=1):
        detail = f"{place} {session.absence}" if session.absence else str(place)
        yield Event(session.on, number, "session_missed" if session.absence else "session_attended", detail)


def _groups(chances: tuple[Chance, ...]) -> tuple[Group, ...]:
    """Fill the groups of a day in order of home, so that a smaller world has the first of them."""
    starts: dict[date, list[int]] = {}
    for chance in chances:
        if chance.group_starts_on is not None:
            starts.setdefault(chance.group_starts_on, []).append(chance.tenancy)
    return tuple(
        Group(day, place // SEATS + 1, tuple(numbers[place : place + SEATS]))
        for day, numbers in sorted(starts.items())
        for place in range(0, len(numbers), SEATS)
    )
