"""The span of time of the demonstration, in months and in banking days."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from gewoon.rules.calendar import Month, easter, first_day, last_day, month_of

BURN_IN_MONTHS = 12
"""Months that are lived through before the books open, so that they open with real arrears."""
PROGRAMME_MONTHS = 24
"""The programme runs for two years on the last day."""


@dataclass(frozen=True, kw_only=True)  # no slots: the calendars below are computed once
class Frame:
    """From the first month of the burn-in to today; statements run to the day before today."""

    years: int
    today: date

    @cached_property
    def opens(self) -> Month:
        """Month in which the books open."""
        return Month(self.last - 12 * self.years)

    @cached_property
    def first(self) -> Month:
        """First month that is lived through."""
        return Month(self.opens - BURN_IN_MONTHS)

    @cached_property
    def last(self) -> Month:
        """Month of today."""
        return month_of(self.today)

    @cached_property
    def opens_on(self) -> date:
        """First day of the books."""
        return first_day(self.opens)

    @cached_property
    def programme_starts(self) -> Month:
        """Month of the first group of the programme."""
        return Month(max(self.first, self.last - PROGRAMME_MONTHS))

    @cached_property
    def banking_days(self) -> tuple[int, ...]:
        """Ordinals of all days on which the bank books: no weekend and no TARGET holiday."""
        start = first_day(self.first) - timedelta(days=40)
        end = last_day(self.last) + timedelta(days=80)
        days = (start + timedelta(days=i) for i in range((end - start).days + 1))
        return tuple(day.toordinal() for day in days if is_banking_day(day))

    @cached_property
    def month_starts(self) -> dict[int, int]:
        """Ordinal of the first day, per month."""
        return {m: first_day(Month(m)).toordinal() for m in range(self.first - 2, self.last + 4)}

    def on_or_after(self, ordinal: int, later: int = 0) -> int:
        """Give the banking day on or after a day, or so many banking days later."""
        days = self.banking_days
        return days[bisect_left(days, ordinal) + later]

    def before(self, ordinal: int) -> int:
        """Give the last banking day before a day."""
        days = self.banking_days
        return days[bisect_left(days, ordinal) - 1]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """List the banking days from `first` up to and including `last`."""
        days = self.banking_days
        chosen = days[bisect_left(days, first.toordinal()) : bisect_right(days, last.toordinal())]
        return tuple(date.fromordinal(day) for day in chosen)


def is_banking_day(day: date) -> bool:
    """Say whether euro payments are settled (TARGET: closed on weekends and six holidays)."""
    if day.weekday() >= 5:
        return False
    sunday = easter(day.year)
    holidays = {(1, 1), (5, 1), (12, 25), (12, 26)}
    return (day.month, day.day) not in holidays and day - sunday not in (
        timedelta(days=-2),
        timedelta(days=1),
    )
