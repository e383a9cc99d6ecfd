"""Instalments to the cent, in the rhythm of the income."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.arrangement.terms import (
    Limits,
    Part,
    Problem,
    Rhythm,
    due_days,
    monthly_load,
    months_long,
    per_instalment,
    problems,
    schedule,
    schedule_by_amount,
)

LIMITS = Limits(most_instalments=160, most_months=36, debt_help_months=24)
FIRST = date(2026, 1, 31)


def test_the_last_instalment_takes_the_odd_cents():
    parts = schedule(123_456, first_on=FIRST, rhythm=Rhythm.MONTHLY, count=7)
    assert [part.cents for part in parts] == [17_636] * 6 + [17_640]


def test_monthly_from_the_31st_does_not_drift():
    days = due_days(FIRST, Rhythm.MONTHLY, 5)
    assert [str(day) for day in days] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


@pytest.mark.parametrize(
    ("rhythm", "last"), [(Rhythm.WEEKLY, "2026-02-21"), (Rhythm.FOUR_WEEKLY, "2026-04-25")]
)
def test_weeks_are_counted_from_the_first_day(rhythm, last):
    assert str(due_days(FIRST, rhythm, 4)[-1]) == last


def test_capacity_first_gives_the_term():
    parts = schedule_by_amount(195_000, 7_097, first_on=FIRST, rhythm=Rhythm.MONTHLY)
    assert (len(parts), parts[0].cents, parts[-1].cents) == (28, 7_097, 195_000 - 27 * 7_097)
    assert months_long(parts) == 28


@pytest.mark.parametrize(
    ("rhythm", "each"), [(Rhythm.MONTHLY, 10_000), (Rhythm.FOUR_WEEKLY, 9_230), (Rhythm.WEEKLY, 2_307)]
)
def test_room_a_month_in_the_rhythm_of_the_income(rhythm, each):
    assert per_instalment(10_000, rhythm) == each
    assert monthly_load([Part(due_on=FIRST, cents=each)], rhythm) <= 10_000


@given(st.integers(1, 10**7), st.integers(1, 200), st.sampled_from(Rhythm))
def test_no_cent_is_lost_and_days_go_forward(total, count, rhythm):
    if total < count:
        with pytest.raises(ValueError):
            schedule(total, first_on=FIRST, rhythm=rhythm, count=count)
        return
    parts = schedule(total, first_on=FIRST, rhythm=rhythm, count=count)
    assert sum(part.cents for part in parts) == total
    days = [part.due_on for part in parts]
    assert days == sorted(set(days)) and min(part.cents for part in parts) > 0


@pytest.mark.parametrize("count", [0, -1])
def test_no_instalments_is_a_mistake(count):
    with pytest.raises(ValueError):
        schedule(100, first_on=FIRST, rhythm=Rhythm.WEEKLY, count=count)


def test_nothing_to_pay_with_is_a_mistake():
    with pytest.raises(ValueError):
        schedule_by_amount(100, 0, first_on=FIRST, rhythm=Rhythm.WEEKLY)


def wrong(*amounts, total=300, days=None, starts_on=date(2020, 1, 1), on=FIRST):
    days = days or due_days(FIRST, Rhythm.MONTHLY, len(amounts))
    parts = [Part(due_on=day, cents=cents) for day, cents in zip(days, amounts, strict=True)]
    return problems(parts, total=total, limits=LIMITS, tenancy_starts_on=starts_on, on=on)


def test_good_terms_have_no_problem():
    assert wrong(100, 100, 100) == ()


def test_what_cannot_be_is_all_said_at_once():
    assert wrong(100, 100, 100, total=0) == (Problem.NO_DEBT,)
    assert wrong() == (Problem.NO_INSTALMENTS,)
    assert wrong(100, 100) == (Problem.SUM,)
    assert wrong(400, -100) == (Problem.NOT_POSITIVE,)
    assert wrong(100_000_001) == (Problem.TOO_LARGE,)
    assert Problem.TOO_MANY in wrong(*[1] * 400)
    assert Problem.TOO_LONG in wrong(*[10] * 37)
    assert wrong(150, 150, days=[FIRST, FIRST]) == (Problem.ORDER,)
    assert wrong(300, starts_on=date(2026, 2, 1)) == (Problem.BEFORE_TENANCY,)
    assert wrong(300, on=date(2026, 2, 1)) == (Problem.IN_THE_PAST,)
    assert wrong(300, on=None) == ()
