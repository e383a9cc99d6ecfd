"""Days and months, beside the lists and loops a person would use."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.calendar import (
    add_months,
    add_working_days,
    days_between,
    easter,
    first_day,
    general_holidays,
    is_general_holiday,
    is_postal_day,
    is_working_day,
    last_day,
    local_day,
    month_of,
    month_text,
    monthly,
    parse_month,
    postal_day_after,
    roll_to_working_day,
    years_full,
)

# Worked out by hand from art. 3 and the Easter dates; in order New Year, Good Friday, Easter
# Monday, King's Day, 5 May and Ascension, Whit Monday, both Christmas days.
LISTED = {
    2024: "01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26",
    2025: "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26",
    2026: "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26",
    2027: "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26",
    2028: "01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26",
}
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize("year", LISTED)
def test_general_holidays_are_the_listed_ones(year):
    assert [day.strftime("%m-%d") for day in general_holidays(year)] == LISTED[year].split()


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2024-03-31", "2038-04-25", "2285-03-22"]
)
def test_easter_falls_on_the_known_days(day):
    assert easter(int(day[:4])) == date.fromisoformat(day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_birthday_of_the_monarch_moves_with_the_reign_and_off_a_sunday():
    assert is_general_holiday(date(2013, 4, 30))
    assert is_general_holiday(date(2006, 4, 29))  # 30 April 2006 was a Sunday
    assert is_general_holiday(date(2014, 4, 26))  # 27 April 2014 was a Sunday
    assert not is_general_holiday(date(2014, 4, 30))


def test_two_holidays_on_one_day_count_once():
    assert len(general_holidays(2016)) == 8  # Ascension fell on 5 May


def test_holidays_before_the_known_years_are_refused():
    with pytest.raises(ValueError, match="known from 1990"):
        general_holidays(1989)


def test_saturday_is_a_postal_day_but_no_working_day():
    saturday, monday = date(2026, 2, 7), date(2026, 2, 9)
    assert is_postal_day(saturday)
    assert not is_working_day(saturday)
    assert is_working_day(monday)
    assert not is_postal_day(monday)


def test_good_friday_rolls_over_easter_to_tuesday():
    assert roll_to_working_day(date(2026, 4, 3)) == date(2026, 4, 7)


def test_three_working_days_skip_weekend_and_holiday():
    assert add_working_days(date(2026, 4, 2), 3) == date(2026, 4, 9)
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)


def test_counting_working_days_backwards_is_refused():
    with pytest.raises(ValueError, match="go back 2"):
        add_working_days(date(2026, 4, 2), -2)


@given(days)
def test_rolling_never_goes_back_and_changes_nothing_the_second_time(day):
    rolled = roll_to_working_day(day)
    assert day <= rolled <= day + timedelta(days=6)
    assert is_working_day(rolled)
    assert roll_to_working_day(rolled) == rolled


def test_post_never_arrives_on_the_day_it_is_sent():
    with pytest.raises(ValueError, match="at least one postal day"):
        postal_day_after(date(2026, 2, 2), 0)


@given(days, st.integers(1, 6))
def test_the_nth_postal_day_has_n_postal_days_up_to_it(sent_on, count):
    arrives_on = postal_day_after(sent_on, count)
    walked = [sent_on + timedelta(days=i) for i in range(1, days_between(sent_on, arrives_on) + 1)]
    assert sum(is_postal_day(day) for day in walked) == count
    assert is_postal_day(arrives_on)


def test_months_from_the_31st_do_not_drift():
    assert [str(day) for day in monthly(date(2027, 12, 31), 5)] == [
        "2027-12-31",
        "2028-01-31",
        "2028-02-29",
        "2028-03-31",
        "2028-04-30",
    ]


def test_months_are_taken_off_too():
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 15), -13) == date(2024, 12, 15)


@given(days, st.integers(-600, 600))
def test_a_moved_day_lies_in_the_moved_month_and_keeps_its_number_where_it_can(day, count):
    moved = add_months(day, count)
    assert month_of(moved) == month_of(day) + count
    assert moved.day == day.day or (moved.day < day.day and moved == last_day(month_of(moved)))


@given(days)
def test_a_month_key_survives_being_written(day):
    month = month_of(day)
    assert parse_month(month_text(month)) == month
    assert first_day(month) <= day <= last_day(month)
    assert month_text(month) == day.strftime("%Y-%m")


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-3", "0000-01", "2026-03-01", "٢٠٢٦-03", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="like 2026-03"):
        parse_month(text)


def test_days_are_counted_by_the_calendar():
    assert days_between(date(2028, 2, 28), date(2028, 3, 1)) == 2
    assert days_between(date(2026, 3, 1), date(2026, 2, 28)) == -1


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [
        ("2024-12-02", 2, "2026-12-02"),
        ("2024-02-29", 1, "2025-03-01"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2023-03-01", 1, "2024-03-01"),
        ("2024-03-01", 0, "2024-03-01"),
    ],
)
def test_a_year_is_full_when_its_last_day_is_over(first, count, expected):
    assert years_full(date.fromisoformat(first), count) == date.fromisoformat(expected)


def test_the_local_day_is_that_of_amsterdam():
    assert local_day(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 11, 30, 23, 30))
