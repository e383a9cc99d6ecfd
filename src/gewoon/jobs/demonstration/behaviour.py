"""What a tenant pays, month by month, given a habit and the spells that life brings."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from gewoon.jobs.demonstration import programme
from gewoon.jobs.demonstration.fates import Habit, Outcome
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.programme import Chance
from gewoon.jobs.demonstration.spells import Spell
from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.rules.calendar import Month, first_day, month_of

RETURNED = {
    Habit.RELIABLE: 0.003,
    Habit.LATE: 0.10,
    Habit.PARTIAL: 0.08,
    Habit.EPISODIC: 0.03,
    Habit.CHRONIC: 0.10,
}
"""Chance that a direct debit comes back in an ordinary month."""
REASONS = ("AM04", "MD06", "AC04", "AC06", "MD01", "MS02")
"""Insufficient funds, refund asked by the debtor, account closed, account blocked, no mandate, unspecified
(external code set of ISO 20022)."""
_REASON_WEIGHTS = (78, 12, 3, 3, 2, 2)
LATE_THIS_MONTH = 0.65
FORGETS = 0.004
PAYS_TWICE = 0.002
MISSES_THE_INCREASE = 0.2  # of standing orders, for one to three months after July
PAYS_AFTER_LEAVING = 0.55
MAY = 5


class Pay(NamedTuple):
    """One intended payment: ordinal of the day, cents, how and by whom; returned is 0 or an ordinal."""

    day: int
    cents: int
    month: int
    how: str  # debit, transfer
    by: str  # tenant, administrator, municipality, relative, office
    returned: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Course:
    """How the account of one tenancy develops; filled month by month."""

    tenancy: Tenancy
    spells: list[Spell]
    random: Random
    frame: Frame
    pays: list[Pay] = field(default_factory=list)
    opening: list[tuple[int, int]] = field(default_factory=list)  # month, cents
    chance: Chance | None = None
    owed: int = 0
    returns: int = 0  # direct debits that came back in a row
    lagging: int = 0  # months that the old rent is still paid
    helped_by_office: bool = False
    pays_after_leaving: bool = False


def live(tenancy: Tenancy, spells: list[Spell], random: Random, frame: Frame) -> Course:
    """Live through all months: payments from the opening of the books on, and the debt on that day."""
    course = Course(tenancy=tenancy, spells=spells, random=random, frame=frame)
    charges: list[tuple[int, int]] = []
    end = frame.last + 1 if tenancy.ends_on is None else month_of(tenancy.ends_on)
    for number in range(max(frame.first, month_of(tenancy.starts_on)), frame.last + 2):
        month = Month(number)
        if month == frame.opens:
            _open_books(course, charges)
        before = course.owed
        charge = _charge(tenancy, month) if month <= end else 0
        course.owed += charge
        if charge and month < frame.opens:
            charges.append((month, charge))
        if month > end:
            _after_leaving(course, month, is_first=month == end + 1)
        elif charge:
            _month(course, month, charge, before)
    return course


def _charge(tenancy: Tenancy, month: Month) -> int:
    parking = tenancy.parking.rent.charge(month) if tenancy.parking is not None else 0
    return tenancy.rent.charge(month) + parking


def _open_books(course: Course, charges: list[tuple[int, int]]) -> None:
    course.pays.clear()
    course.owed = max(0, course.owed)
    left = course.owed
    for month, charge in reversed(charges):
        if left <= 0:
            break
        course.opening.append((month, min(left, charge)))
        left -= charge
    course.opening.reverse()


def _month(course: Course, month: Month, charge: int, before: int) -> None:
    spell = next((s for s in course.spells if s.first <= month <= s.last), None)
    if month >= course.frame.programme_starts and course.chance is None and before > 0:
        _see_chance(course, month, before / charge)
    if spell is not None:
        _stuck(course, month, charge, spell.share)
    elif _ends_well(course, month):
        _rescued(course, month, charge)
    elif before <= 0:
        course.returns = 0
        _as_usual(course, month, charge + before, charge)
    elif before < 6000 and course.lagging:
        _as_usual(course, month, charge, charge)
    else:
        _recovering(course, month, charge, before)


def _see_chance(course: Course, month: Month, months_owed: float) -> None:
    way = programme.way_in(course.tenancy, month, months_owed, course.random)
    if way is None or course.tenancy.starts_on >= first_day(month):
        return
    course.chance, relapses = programme.offer(course.tenancy, month, way, course.random, course.frame)
    fate = course.tenancy.fate
    if fate is None:
        course.spells = programme.course_after(course.spells, month, relapses=relapses, random=course.random)
    elif fate.outcome is not Outcome.CARRIED_OUT and relapses:
        begin = month_of(fate.ended_on) + course.random.randint(4, 9)
        course.spells.append(Spell(first=begin, last=begin + 1, share=0.0, cause="loses_job"))


def _ends_well(course: Course, month: Month) -> bool:
    fate = course.tenancy.fate
    return fate is not None and fate.outcome is not Outcome.CARRIED_OUT and month_of(fate.ended_on) == month


def _rescued(course: Course, month: Month, charge: int) -> None:
    """Pay the rent and a large part of the debt, so that the case in court ends."""
    part = course.random.choice((0.5, 0.6, 0.75, 1.0))
    lump = int((course.owed - charge) * part) // 1000 * 1000
    course.helped_by_office = course.random.random() < 0.35
    _transfer(course, month, charge, course.random.randint(2, 8))
    if lump > 0:
        _transfer(
            course, month, lump, course.random.randint(3, 12), by="office" if course.helped_by_office else ""
        )


def _as_usual(course: Course, month: Month, amount: int, charge: int) -> None:
    tenancy, random = course.tenancy, course.random
    if amount <= 0:
        return
    if tenancy.has_mandate and course.returns < 2:
        _debit(course, month, amount, RETURNED[tenancy.habit])
        return
    chance = random.random()
    if tenancy.paid_by != "tenant" or tenancy.habit in (Habit.RELIABLE, Habit.EPISODIC):
        if chance > FORGETS:
            _on_time(course, month, amount, charge, chance)
    elif tenancy.habit is Habit.LATE and chance < LATE_THIS_MONTH:
        _transfer(course, month, amount, random.choice((2, 3, 4, 6, 8, 10, 12, 15, 18, 22)))
    elif tenancy.habit is Habit.LATE:
        _transfer(course, month, amount, tenancy.pay_day)
    else:
        _part(course, month, amount, chance)


def _on_time(course: Course, month: Month, amount: int, charge: int, chance: float) -> None:
    tenancy = course.tenancy
    if tenancy.has_standing_order and month % 12 == 6 and chance < FORGETS + MISSES_THE_INCREASE:
        course.lagging = course.random.randint(1, 3)
    if course.lagging and tenancy.ends_on is None and amount == charge:
        course.lagging -= 1
        amount = min(
            amount, tenancy.rent.full(month - 1 - month % 12 + 6) + charge - tenancy.rent.full(month)
        )
    _transfer(course, month, amount, tenancy.pay_day)
    if chance > 1 - PAYS_TWICE and tenancy.ends_on is None:
        _transfer(course, month, amount, tenancy.pay_day)


def _part(course: Course, month: Month, amount: int, chance: float) -> None:
    if month % 12 + 1 == MAY or chance < 0.5:
        _transfer(course, month, amount, course.tenancy.pay_day + int(chance * 6))
        return
    rounded = int(amount * (0.78 + 0.2 * course.random.random())) // 1000 * 1000
    _transfer(course, month, min(amount, max(rounded, 1000)), int(chance * 12))


def _recovering(course: Course, month: Month, charge: int, before: int) -> None:
    random, tenancy = course.random, course.tenancy
    if tenancy.has_mandate and course.returns < 2:
        _debit(course, month, charge, 0.02)
    else:
        _transfer(course, month, charge, tenancy.pay_day if random.random() < 0.5 else random.randint(0, 9))
    is_small = before <= charge * 1.3
    if is_small and random.random() < 0.72:
        _transfer(course, month, before, random.randint(0, 9))
    elif random.random() < (0.9 if tenancy.habit is not Habit.CHRONIC else 0.6):
        part = max(2500, int(charge * random.choice((0.1, 0.15, 0.25, 0.4))) // 500 * 500)
        _transfer(
            course,
            month,
            min(before, part),
            random.randint(18, 26),
            by="office" if course.helped_by_office else "",
        )


def _stuck(course: Course, month: Month, charge: int, share: float) -> None:
    random = course.random
    course.helped_by_office = random.random() < 0.12
    if course.tenancy.has_mandate and course.returns < 2:
        _debit(course, month, charge, 1.0)
    paid = int(charge * share) // 1000 * 1000
    if paid > 0 and random.random() < 0.85:
        _transfer(course, month, paid, random.randint(3, 25))


def _after_leaving(course: Course, month: Month, *, is_first: bool) -> None:
    random = course.random
    if is_first:
        course.pays_after_leaving = random.random() < PAYS_AFTER_LEAVING
        if 0 < course.owed < 15000:
            _transfer(course, month, course.owed, random.randint(3, 25))
    if course.owed > 0 and course.pays_after_leaving and random.random() < 0.8:
        _transfer(
            course, month, min(course.owed, random.choice((2500, 3500, 5000, 7500))), random.randint(20, 27)
        )


def _debit(course: Course, month: int, amount: int, chance_of_return: float) -> None:
    """Collect on the rent day; a debit that comes back is often paid by hand in the same month."""
    random, frame = course.random, course.frame
    if month == month_of(course.tenancy.starts_on):
        _transfer(course, month, amount, 0)  # the first rent is paid on signing
        return
    day = frame.on_or_after(frame.month_starts[month] + course.tenancy.rent_day - 1)
    is_returned = random.random() < chance_of_return
    if not is_returned:
        course.pays.append(Pay(day, amount, month, "debit", "tenant", 0, ""))
        course.owed -= amount
        course.returns = 0
        return
    reason = random.choices(REASONS, _REASON_WEIGHTS)[0]
    returned = frame.on_or_after(day, random.randint(2, 5))
    course.pays.append(Pay(day, amount, month, "debit", "tenant", returned, reason))
    course.returns += 1
    if chance_of_return < 1 and random.random() < 0.8:
        _transfer(course, month, amount, random.choice((7, 8, 9, 11, 13, 16, 20, 24)))


def _transfer(course: Course, month: int, amount: int, offset: int, by: str = "") -> None:
    """Pay by transfer, so many days from the first; never before the books open for the months after."""
    frame = course.frame
    day = frame.month_starts[month] + offset
    if month == frame.opens:
        day = max(day, frame.month_starts[month])
    day = max(day, course.tenancy.starts_on.toordinal())
    booked = frame.on_or_after(day)
    if booked >= frame.month_starts[month + 1]:
        booked = frame.before(frame.month_starts[month + 1])
    payer = by or _payer(course.tenancy, booked)
    course.pays.append(Pay(booked, amount, month, "transfer", payer, 0, ""))
    course.owed -= amount


def _payer(tenancy: Tenancy, day: int) -> str:
    """An administrator appointed because of a case in court pays from then on, not before."""
    if tenancy.paid_by == "administrator" and tenancy.fate is not None:
        return "administrator" if day >= tenancy.fate.ended_on.toordinal() else "tenant"
    return tenancy.paid_by
