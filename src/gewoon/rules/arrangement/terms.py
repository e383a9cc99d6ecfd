"""The terms of an arrangement: instalments to the cent in the rhythm of the income, and what cannot be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from gewoon.rules.calendar import add_months
from gewoon.rules.money import Cents

MOST_CENTS = 100_000_000  # a million euros: what is more is a typing error


class Rhythm(StrEnum):
    """How often the income comes in, and so the instalments go out."""

    WEEKLY = "weekly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"


class Condition(StrEnum):
    """What was agreed beside paying. None of these by itself breaks an arrangement that is being paid."""

    TRAINING = "training"
    GUIDANCE = "guidance"
    FIXED_COSTS = "fixed_costs"  # rent of now, energy and health insurance are paid


class How(StrEnum):
    """In which way a party agreed."""

    SIGNED = "signed"  # on paper
    SPOKEN = "spoken"
    MAIL = "mail"
    PORTAL = "portal"  # the tenant, on the own page
    JUDGMENT = "judgment"  # nobody was asked


class Problem(StrEnum):
    """What cannot be in the terms of an arrangement."""

    NO_DEBT = "no_debt"
    NO_INSTALMENTS = "no_instalments"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    NOT_POSITIVE = "not_positive"
    TOO_LARGE = "too_large"
    SUM = "sum"
    ORDER = "order"  # days that do not go forward
    BEFORE_TENANCY = "before_tenancy"
    IN_THE_PAST = "in_the_past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One instalment."""

    due_on: date
    cents: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the association allows: its own dated choice (`data/arrangement`)."""

    most_instalments: int
    most_months: int
    debt_help_months: int


def schedule(total: Cents, *, first_on: date, rhythm: Rhythm, count: int) -> tuple[Part, ...]:
    """Split a debt into `count` instalments: equal, rounded down, and the last takes the odd cents.

    Days are counted from the first one, so that monthly from the 31st does not drift. Raises ValueError for
    a count below 1 and where an instalment would be nothing.
    """
    if count < 1:
        raise ValueError(f"cannot split into {count} instalments")
    share = total // count
    if share < 1:
        raise ValueError(f"{total} cents are too few for {count} instalments")
    days = due_days(first_on, rhythm, count)
    amounts = [share] * (count - 1) + [total - share * (count - 1)]
    return tuple(Part(due_on=on, cents=Cents(cents)) for on, cents in zip(days, amounts, strict=True))


def schedule_by_amount(total: Cents, each: Cents, *, first_on: date, rhythm: Rhythm) -> tuple[Part, ...]:
    """Pay a debt in instalments of `each`, the last one what is left; capacity first, then the term."""
    if each < 1 or total < 1:
        raise ValueError("debt and instalment must be above zero")
    count = -(-total // each)
    days = due_days(first_on, rhythm, count)
    amounts = [each] * (count - 1) + [total - each * (count - 1)]
    return tuple(Part(due_on=on, cents=Cents(cents)) for on, cents in zip(days, amounts, strict=True))


def due_days(first_on: date, rhythm: Rhythm, count: int) -> tuple[date, ...]:
    """List the days of instalments, always counted from the first."""
    if rhythm == Rhythm.MONTHLY:
        return tuple(add_months(first_on, place) for place in range(count))
    step = timedelta(weeks=1 if rhythm == Rhythm.WEEKLY else 4)
    return tuple(first_on + place * step for place in range(count))


def per_instalment(monthly: Cents, rhythm: Rhythm) -> Cents:
    """Express room per month in the rhythm of the income, rounded down: a year has 12, 13 or 52 of them."""
    times = {Rhythm.MONTHLY: 12, Rhythm.FOUR_WEEKLY: 13, Rhythm.WEEKLY: 52}[rhythm]
    return Cents(int(Fraction(monthly * 12, times)))


def monthly_load(parts: Sequence[Part], rhythm: Rhythm) -> Cents:
    """Say what the largest instalment asks of a month, rounded up."""
    times = {Rhythm.MONTHLY: 12, Rhythm.FOUR_WEEKLY: 13, Rhythm.WEEKLY: 52}[rhythm]
    return Cents(-(-max(part.cents for part in parts) * times // 12))


def months_long(parts: Sequence[Part]) -> int:
    """Count the months from the first instalment to the last, begun ones included."""
    first, last = parts[0].due_on, parts[-1].due_on
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + (1 if add_months(first, months) <= last else 0)


def problems(
    parts: Sequence[Part],
    *,
    total: Cents,
    limits: Limits,
    tenancy_starts_on: date,
    on: date | None,
) -> tuple[Problem, ...]:
    """Say everything that cannot be in a schedule.

    `on` is the day it is made; None where days of the past may stand in it (paid ones, a judgment).
    """
    if total <= 0:
        return (Problem.NO_DEBT,)
    if not parts:
        return (Problem.NO_INSTALMENTS,)
    return (
        *_length_problems(parts, limits),
        *_amount_problems([part.cents for part in parts], total),
        *_day_problems([part.due_on for part in parts], tenancy_starts_on, on),
    )


def _length_problems(parts: Sequence[Part], limits: Limits) -> Iterator[Problem]:
    if len(parts) > limits.most_instalments:
        yield Problem.TOO_MANY
    elif months_long(parts) > limits.most_months:
        yield Problem.TOO_LONG


def _amount_problems(amounts: Sequence[Cents], total: Cents) -> Iterator[Problem]:
    if min(amounts) <= 0:
        yield Problem.NOT_POSITIVE
    elif max(amounts) > MOST_CENTS:
        yield Problem.TOO_LARGE
    elif sum(amounts) != total:
        yield Problem.SUM


def _day_problems(days: Sequence[date], starts_on: date, on: date | None) -> Iterator[Problem]:
    if sorted(set(days)) != list(days):
        yield Problem.ORDER
    if min(days) < starts_on:
        yield Problem.BEFORE_TENANCY
    elif on is not None and min(days) < on:
        yield Problem.IN_THE_PAST
