"""Months and banking days of the demonstration."""

from datetime import date

import pytest

from gewoon.jobs.demonstration.frame import Frame, is_banking_day


@pytest.mark.parametrize(
    "day",
    [date(2026, 10, 10), date(2026, 10, 11), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6),
     date(2026, 5, 1), date(2026, 12, 25)],
)  # fmt: skip
def test_bank_is_closed_in_weekends_and_on_target_holidays(day):
    assert not is_banking_day(day)


def test_bank_books_on_kings_day():
    assert is_banking_day(date(2026, 4, 27))


def test_books_open_whole_years_before_the_month_of_today():
    assert Frame(years=3, today=date(2026, 10, 14)).opens_on == date(2023, 10, 1)


def test_a_saturday_is_booked_on_monday_and_counts_back_to_friday():
    frame = Frame(years=1, today=date(2026, 10, 14))
    saturday = date(2026, 10, 10).toordinal()
    assert date.fromordinal(frame.on_or_after(saturday)) == date(2026, 10, 12)
    assert date.fromordinal(frame.before(saturday)) == date(2026, 10, 9)
