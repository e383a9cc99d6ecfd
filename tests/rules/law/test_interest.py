"""Statutory interest, beside a loop that walks through the days one by one."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.law.interest import statutory_interest
from gewoon.rules.law.parameters import Number, Status, Unknown, law_of
from gewoon.rules.money import Cents, euros, parse_euros

principals = st.integers(0, 10_000_000).map(Cents)
days = st.dates(min_value=date(2008, 1, 1), max_value=date(2027, 12, 31))


def interest_of(principal, first_day, paid_on):
    return statutory_interest(
        parse_euros(principal),
        shipped_law(),
        first_day=date.fromisoformat(first_day),
        paid_on=date.fromisoformat(paid_on),
    )


def exact(principal, first_day, paid_on):
    return statutory_interest(principal, shipped_law(), first_day=first_day, paid_on=paid_on).exact


def day_by_day(principal, law, first_day, paid_on):
    """Add one day's interest at a time; on each birthday of the default it joins the principal."""
    base, waiting, total = Fraction(principal), Fraction(0), Fraction(0)
    day = first_day
    while day < paid_on:
        birthday = (3, 1) if (first_day.month, first_day.day) == (2, 29) and day.year % 4 else None
        if day != first_day and (day.month, day.day) == (birthday or (first_day.month, first_day.day)):
            base, waiting = base + waiting, Fraction(0)
        today = base * law.on("interest.rate", day).value / 36500
        waiting, total, day = waiting + today, total + today, day + timedelta(days=1)
    return total


@pytest.mark.parametrize(
    ("principal", "first_day", "paid_on", "interest"),
    [
        ("650.00", "2025-12-02", "2026-03-02", "7.48"),  # 6% to 4% on 1-1-2026
        ("1234.56", "2022-12-02", "2023-02-02", "6.36"),  # 2% to 4%
        ("1000.00", "2014-12-02", "2015-02-02", "4.22"),  # 3% to 2%
        ("2500.00", "2024-12-02", "2026-12-02", "262.50"),  # 7, 6 and 4%, and a second year
        ("36500.00", "2026-02-02", "2026-02-03", "4.00"),  # one day at 4%
        ("36500.00", "2024-02-28", "2024-03-01", "14.00"),  # 29 February is a day too
        ("1000.00", "2024-01-01", "2025-01-01", "70.19"),  # 366 days over 365
        ("10.00", "2026-02-02", "2026-02-02", "0.00"),  # paid on the first day
    ],
)
def test_worked_examples(principal, first_day, paid_on, interest):
    assert euros(interest_of(principal, first_day, paid_on).interest) == interest


def test_interest_is_cut_where_the_rate_changes_and_where_a_year_is_full():
    periods = interest_of("2500.00", "2024-12-02", "2026-12-02").periods
    assert [(str(p.first_day), p.days, int(p.rate.value)) for p in periods] == [
        ("2024-12-02", 30, 7),
        ("2025-01-01", 181, 6),
        ("2025-07-01", 154, 6),
        ("2025-12-02", 30, 6),
        ("2026-01-01", 181, 4),
        ("2026-07-01", 154, 4),
    ]
    assert [round(float(p.base) / 100, 2) for p in periods] == [2500.0] * 3 + [2652.05] * 3


def test_a_default_from_29_february_has_its_second_year_from_1_march():
    periods = interest_of("1000.00", "2020-02-29", "2021-03-02").periods
    assert [(str(p.first_day), str(p.until)) for p in periods] == [
        ("2020-02-29", "2021-03-01"),
        ("2021-03-01", "2021-03-02"),
    ]


def test_confirmed_rates_give_a_verified_answer_and_doubtful_ones_do_not():
    assert not interest_of("1000.00", "2024-12-02", "2025-01-01").is_unverified
    assert interest_of("1000.00", "2024-12-02", "2025-01-02").is_unverified


def test_before_yearly_compounding_was_read_the_answer_is_unverified():
    assert interest_of("1000.00", "1991-12-01", "1991-12-31").is_unverified
    assert not interest_of("1000.00", "1992-01-01", "1992-12-31").is_unverified


def test_outside_the_table_the_answer_is_not_known():
    assert interest_of("1.00", "1976-03-31", "1976-05-01") == Unknown(
        why="interest.rate is not known on 1976-03-31"
    )
    assert interest_of("1.00", "2027-12-01", "2028-01-02") == Unknown(
        why="interest.rate is not known on 2028-01-01"
    )
    assert not isinstance(interest_of("1.00", "2027-12-01", "2028-01-01"), Unknown)


def test_without_a_day_count_the_answer_is_not_known():
    only_a_rate = law_of(
        Number(
            id=number_id,
            value=Fraction(4),
            unit="percent",
            valid_from=valid_from,
            valid_to=None,
            status=Status.CONFIRMED,
            source="made up",
            checked_until=date(2026, 12, 31),
        )
        for number_id, valid_from in (
            ("interest.rate", date(2020, 1, 1)),
            ("interest.year_days", date(2026, 1, 1)),
        )
    )
    answer = statutory_interest(Cents(100), only_a_rate, first_day=date(2025, 1, 1), paid_on=date(2025, 2, 1))
    assert answer == Unknown(why="interest.year_days is not known on 2025-01-01")


def test_a_wrong_question_is_refused():
    with pytest.raises(ValueError, match="lies after"):
        interest_of("1.00", "2026-02-02", "2026-02-01")
    with pytest.raises(ValueError, match="not be negative"):
        interest_of("-1.00", "2026-02-01", "2026-02-02")


@given(principals, days, days)
def test_interest_equals_the_walk_through_the_days(principal, one, other):
    first_day, paid_on = sorted((one, other))
    assume((paid_on - first_day).days < 1500)
    walked = day_by_day(principal, shipped_law(), first_day, paid_on)
    assert exact(principal, first_day, paid_on) == walked


@given(principals, st.sampled_from([2008, 2012, 2016, 2020, 2024]), st.integers(1, 1300))
def test_interest_from_29_february_equals_the_walk_through_the_days(principal, year, length):
    first_day = date(year, 2, 29)
    paid_on = first_day + timedelta(days=length)
    assert exact(principal, first_day, paid_on) == day_by_day(principal, shipped_law(), first_day, paid_on)


@given(principals, days, st.integers(0, 365), st.integers(0, 365))
def test_within_the_first_year_interest_adds_up_at_any_cut(principal, first_day, one, other):
    """Wherever a rate changes inside the year, the two parts make the whole."""
    short, long = sorted((one, other))
    middle, paid_on = first_day + timedelta(days=short), first_day + timedelta(days=long)
    assume(paid_on <= date(2027, 12, 31))
    whole = exact(principal, first_day, paid_on)
    assert exact(principal, first_day, middle) + exact(principal, middle, paid_on) == whole


@given(principals, st.lists(days, min_size=3, max_size=3))
def test_a_later_payment_never_costs_less(principal, moments):
    first_day, earlier, later = sorted(moments)
    assert exact(principal, first_day, earlier) <= exact(principal, first_day, later)


@given(principals, principals, days, days)
def test_interest_is_proportional_to_the_principal(one, other, day, another):
    span = sorted((day, another))
    assert exact(one, *span) + exact(other, *span) == exact(Cents(one + other), *span)
