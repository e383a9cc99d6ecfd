"""Statutory interest on a claim, exact to the cent (BW 6:119 and 6:120)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from gewoon.rules.calendar import days_between, years_full
from gewoon.rules.law.parameters import Law, Number, Unknown, all_on, round_half_up
from gewoon.rules.money import Cents

_RATE = "interest.rate"
_YEAR_DAYS = "interest.year_days"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days at one rate over one base: from `first_day` up to and without `until`.

    `base` and `interest` are exact cents; the base grows once per full year of default.
    """

    first_day: date
    until: date
    base: Fraction
    interest: Fraction
    rate: Number
    year_days: Number

    @property
    def days(self) -> int:
        """How many calendar days the period counts."""
        return days_between(self.first_day, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Interest in cents, rounded once; `exact` is the same before rounding."""

    interest: Cents
    exact: Fraction
    periods: tuple[Period, ...]
    is_unverified: bool


def statutory_interest(principal: Cents, law: Law, *, first_day: date, paid_on: date) -> Interest | Unknown:
    """Work out the interest from the first day of default (counted) to the payment (not counted).

    Per day, a day's share of the yearly rate in force on that day (6:120(1)); after every
    full year of default the interest of that year joins the principal (6:119(2)). Rounded
    half up once, at the end. Raises ValueError for a negative principal, or for a
    payment before the first day of default.
    """
    if principal < 0:
        raise ValueError("the principal must not be negative")
    if paid_on < first_day:
        raise ValueError(
            f"{first_day} lies after {paid_on}: the first day of default comes before the payment"
        )
    total = Fraction(0)
    periods: list[Period] = []
    for start, end in _years_of_default(first_day, paid_on):
        year = _periods(principal + total, law, start, end)  # the base grows only here, once a year
        if isinstance(year, Unknown):
            return year
        periods += year
        total += sum(period.interest for period in year)
    return Interest(
        interest=round_half_up(total),
        exact=total,
        periods=tuple(periods),
        is_unverified=any(_is_unverified(period) for period in periods),
    )


def _years_of_default(first_day: date, paid_on: date) -> Iterator[tuple[date, date]]:
    """Cut the default into its years, the last one as far as the payment."""
    year, start = 0, first_day
    while start < paid_on:
        year += 1
        end = min(years_full(first_day, year), paid_on)
        yield start, end
        start = end


def _periods(base: Fraction, law: Law, start: date, end: date) -> list[Period] | Unknown:
    """Cut one year of default wherever a number of law changes."""
    periods = []
    while start < end:
        numbers = all_on(law, (_RATE, _YEAR_DAYS), start)
        if isinstance(numbers, Unknown):
            return numbers
        rate, year_days = numbers
        until = min([end, *(number.valid_to + _ONE_DAY for number in numbers if number.valid_to)])
        share = rate.value / 100 / year_days.value * days_between(start, until)
        periods.append(
            Period(
                first_day=start, until=until, base=base, interest=base * share, rate=rate, year_days=year_days
            )
        )
        start = until
    return periods


def _is_unverified(period: Period) -> bool:
    last = period.until - _ONE_DAY
    return period.rate.is_unverified_on(last) or period.year_days.is_unverified_on(last)
