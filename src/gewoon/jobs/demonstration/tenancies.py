"""Who lives where and since when: the tenancies of a home, one after the other."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from random import Random

from gewoon.jobs.demonstration import identity, people, places, rents
from gewoon.jobs.demonstration.fates import Fate, Habit, Lot, Outcome
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.people import Tenant
from gewoon.jobs.demonstration.places import Home
from gewoon.jobs.demonstration.rents import Schedule
from gewoon.rules.calendar import Month, first_day, last_day, month_of

FIRST_NUMBER = 1_000_000
"""Tenancy number = this + ten times the home + a sequence."""
PARKING_APART = 1_000_000
"""Between the number of a tenancy and that of its parking place."""
LEAVES_A_MONTH = 0.0055
PARKING_SHARE = 0.015
NEW_TENANT_HABITS = (
    (Habit.RELIABLE, 80),
    (Habit.LATE, 11),
    (Habit.PARTIAL, 5),
    (Habit.EPISODIC, 3),
    (Habit.CHRONIC, 1),
)
DIRECT_DEBIT_SHARE = {
    Habit.RELIABLE: 0.67,
    Habit.LATE: 0.55,
    Habit.PARTIAL: 0.30,
    Habit.EPISODIC: 0.45,
    Habit.CHRONIC: 0.25,
}
"""Together about 62 in 100; who pays by direct debit gets stuck less."""
REFERENCE_SHARE = 0.79
"""Of those who transfer: uses the 16-digit reference (30 in 100 of all)."""
STANDING_ORDER_SHARE = 0.6
"""Of those who use the reference: the bank pays for them each month."""
LATER_RENT_DAY_SHARE = 0.03
"""Agreed to pay when the income comes, later in the month."""
PAID_FOR_BY_RELATIVE = 0.005
PAID_BY_MUNICIPALITY = 0.06  # of tenants on benefits who do not pay by direct debit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenancy:
    """A made-up tenancy with the habits that its payments come from."""

    number: int
    home: Home
    starts_on: date
    ends_on: date | None
    tenant: Tenant
    rent: Schedule
    habit: Habit
    fate: Fate | None
    has_mandate: bool
    writes_reference: bool
    has_standing_order: bool
    paid_by: str  # tenant, administrator, municipality or relative
    pay_day: int  # days before (negative) or after the first of the month
    rent_day: int
    parking: "Parking | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parking:
    """A second tenancy of the same tenant, paid in one go with the first."""

    number: int
    home: Home
    starts_on: date
    ends_on: date | None
    rent: Schedule


def of_home(index: int, lot: Lot, random: Random, frame: Frame) -> list[Tenancy]:
    """Give the tenancies of one home, oldest first; the first may have ended before the books open."""
    home = places.home(index)
    rent = rents.home_rent(random)
    horizon = last_day(Month(frame.last + 1))
    starts_on = _long_ago(random, frame)
    habit, fate = lot
    tenancies: list[Tenancy] = []
    while True:
        ends_on = _ends_on(starts_on, fate, random, frame)
        if ends_on is not None and ends_on > horizon:
            ends_on = None
        number = FIRST_NUMBER + index * 10 + len(tenancies)
        span = (int(frame.first), int(frame.last) + 2)
        schedule = rents.schedule(rent, starts_on, ends_on, span)
        tenancies.append(_tenancy(number, home, schedule, habit, fate, random))
        if ends_on is None:
            return tenancies
        starts_on = ends_on + timedelta(days=random.randint(12, 50))
        if starts_on > horizon or len(tenancies) == 8:
            return tenancies
        rent = (schedule.amounts[-1][0] + random.randint(0, 2500), *schedule.amounts[-1][1:])
        habit = random.choices([row[0] for row in NEW_TENANT_HABITS], [row[1] for row in NEW_TENANT_HABITS])[
            0
        ]
        fate = None


def _long_ago(random: Random, frame: Frame) -> date:
    return first_day(frame.first) - timedelta(days=int(random.triangular(30, 10_000, 900)))


def _ends_on(starts_on: date, fate: Fate | None, random: Random, frame: Frame) -> date | None:
    chance = random.random()
    if fate is not None:
        return fate.ended_on if fate.outcome is Outcome.CARRIED_OUT else None
    months = int(log(1 - chance) / log(1 - LEAVES_A_MONTH))
    begin = max(month_of(starts_on) + 6, frame.first)
    if months > 12 * (frame.years + 10):
        return None
    first = first_day(Month(begin + months))
    return first + timedelta(days=random.choice((-1, 14, random.randint(0, 27))))


def _tenancy(
    number: int, home: Home, rent: Schedule, habit: Habit, fate: Fate | None, random: Random
) -> Tenancy:
    tenant = people.make(number, habit, fate is not None, random)
    has_mandate = random.random() < DIRECT_DEBIT_SHARE[habit]
    writes_reference = random.random() < REFERENCE_SHARE
    paid_by = _payer(tenant, random.random(), has_mandate)
    mandate = has_mandate and paid_by == "tenant"
    has_parking = random.random() < PARKING_SHARE and not mandate
    later = random.random() < LATER_RENT_DAY_SHARE
    return Tenancy(
        number=number,
        home=home,
        starts_on=rent.starts_on,
        ends_on=rent.ends_on,
        tenant=tenant,
        rent=rent,
        habit=habit,
        fate=fate,
        has_mandate=mandate,
        writes_reference=writes_reference,
        has_standing_order=writes_reference and not mandate and random.random() < STANDING_ORDER_SHARE,
        paid_by=paid_by,
        pay_day=random.choice((22, 23, 24))
        if later
        else random.choice((-7, -6, -5, -4, -3, -2, -1, 0, 0, 0)),
        rent_day=25 if later else 1,
        parking=_parking(number, rent, random) if has_parking else None,
    )


def _payer(tenant: Tenant, chance: float, has_mandate: bool) -> str:
    if tenant.administrator is not None:
        return "administrator"
    if has_mandate:
        return "tenant"
    if tenant.income_source == "benefit" and chance < PAID_BY_MUNICIPALITY:
        return "municipality"
    return "relative" if chance > 1 - PAID_FOR_BY_RELATIVE * 3 else "tenant"


def _parking(number: int, rent: Schedule, random: Random) -> Parking:
    index = (number - FIRST_NUMBER) // 10
    amounts = ((random.choice((4250, 4800, 5525)), 0, 0),)
    schedule = Schedule(
        starts_on=rent.starts_on, ends_on=rent.ends_on, first_year=rent.first_year, amounts=amounts
    )
    return Parking(
        number=number + PARKING_APART,
        home=places.parking(index),
        starts_on=rent.starts_on,
        ends_on=rent.ends_on,
        rent=schedule,
    )


def relative_account(number: int) -> str:
    """Give the account of whoever pays for this tenancy's tenant."""
    return identity.iban("TSTR", number * 100 + 60)
