"""Which money pays which instalment, apart from the running rent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.arrangement.keeping import Agreed, PartState, Row, broken_part, standing, word_is_due
from gewoon.rules.arrangement.terms import Rhythm, schedule
from gewoon.rules.ledger.kinds import Kind

AS_OF, RENT = date(2026, 1, 10), 60_000
AGREED = Agreed(
    parts=schedule(40_000, first_on=date(2026, 1, 25), rhythm=Rhythm.MONTHLY, count=4),
    as_of=AS_OF,
    after_entry=100,
    tolerance_days=5,
    tolerance_cents=500,
    monthly_rent=RENT,
)


def row(key, on, cents, kind=Kind.PAYMENT, refers=None):
    return Row(id=key, on=date.fromisoformat(f"2026-{on}"), kind=kind, cents=cents, refers=refers)


def stands(*rows, on="02-20"):
    return standing(AGREED, rows, on=date.fromisoformat(f"2026-{on}"))


FEBRUARY = row(101, "02-01", RENT, Kind.RENT)


def test_exact_rent_pays_rent_and_an_exact_instalment_an_instalment():
    told = stands(FEBRUARY, row(102, "02-01", RENT), row(103, "01-25", 10_000))
    assert (told.paid, told.rent_late, told.left) == (10_000, 0, 30_000)
    assert told.parts[0].state == PartState.PAID and told.parts[0].paid_on == date(2026, 1, 25)


def test_an_exact_instalment_counts_though_the_rent_is_not_paid():
    told = stands(FEBRUARY, row(102, "02-03", 10_000))
    assert told.parts[0].state == PartState.PAID_LATE
    assert (told.rent_late, told.rent_late_since) == (RENT, date(2026, 2, 1))


def test_rent_and_instalment_in_one_payment():
    told = stands(FEBRUARY, row(102, "02-03", RENT + 10_000))
    assert (told.paid, told.rent_late) == (10_000, 0)


def test_another_amount_pays_the_rent_first():
    told = stands(FEBRUARY, row(102, "02-03", 12_345))
    assert (told.paid, told.rent_late) == (0, RENT - 12_345)


def test_rent_that_comes_early_waits_for_its_month():
    told = stands(row(102, "01-28", RENT), FEBRUARY)
    assert (told.paid, told.rent_late) == (0, 0)
    assert told.late_since == date(2026, 1, 25)


def test_a_payment_that_names_a_claim_goes_there():
    old = row(50, "01-01", RENT, Kind.RENT)
    told = stands(old, FEBRUARY, row(102, "02-03", 7_000, refers=50), row(103, "02-03", 61_000, refers=101))
    assert (told.paid, told.rent_late) == (8_000, 0)


def test_a_payment_that_names_rent_to_come_or_costs_is_no_instalment():
    april, costs = row(104, "04-01", RENT, Kind.RENT), row(105, "02-01", 4_000, Kind.COSTS)
    told = stands(april, costs, row(106, "02-03", 10_000, refers=104), row(107, "02-03", 4_000, refers=105))
    assert told.paid == 0


def test_what_was_known_before_counts_for_nothing():
    assert stands(row(99, "01-25", 10_000)).paid == 0


def test_a_payment_that_came_back_never_counted():
    told = stands(row(102, "01-25", 10_000), row(103, "01-30", 10_000, Kind.REVERSAL, refers=102))
    assert told.paid == 0


def test_what_is_paid_back_is_taken_off():
    told = stands(row(102, "01-25", 10_000), row(103, "02-10", 4_000, Kind.REFUND))
    assert told.paid == 6_000
    ahead = stands(row(102, "01-25", 45_000), row(103, "02-10", 7_000, Kind.REFUND))
    assert (ahead.paid, ahead.left) == (38_000, 2_000)


def test_more_than_all_is_kept_ahead_and_it_is_finished():
    told = stands(row(102, "01-25", 99_999))
    assert told.is_finished and told.next is None and told.overdue is None


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("01-25", PartState.TO_COME),
        ("01-26", PartState.LATE),
        ("01-30", PartState.LATE),
        ("01-31", PartState.OVERDUE),
    ],
)
def test_days_of_tolerance_are_whole_days_after_the_day(on, state):
    assert stands(on=on).parts[0].state == state


def test_the_tolerance_in_euros_looks_at_all_that_is_missing():
    short = stands(row(102, "01-25", 9_500), on="02-01")
    assert short.parts[0].state == PartState.SHORT and not short.is_late
    assert stands(row(102, "01-25", 9_499), on="02-01").is_late
    assert stands(row(102, "01-25", 9_500), on="02-26").parts[1].state == PartState.LATE


def test_a_breach_needs_a_word_after_the_day_and_time_after_the_word():
    late = stands(on="02-10")
    day = date(2026, 2, 10)
    assert broken_part(late, word_on=None, word_days=3, on=day) is None
    assert broken_part(late, word_on=date(2026, 1, 25), word_days=3, on=day) is None
    assert broken_part(late, word_on=day - timedelta(3), word_days=3, on=day) is None
    assert broken_part(late, word_on=day - timedelta(4), word_days=3, on=day).place == 1
    assert broken_part(stands(on="01-28"), word_on=date(2026, 1, 26), word_days=0, on=day) is None


def test_a_word_is_due_once_for_an_instalment_and_again_for_rent():
    day = date(2026, 2, 20)
    told = stands(on="02-20")
    assert word_is_due(told, word_on=None, again_days=14, on=day)
    assert not word_is_due(told, word_on=date(2026, 1, 26), again_days=14, on=day)
    rent = stands(FEBRUARY, on="02-20")
    assert word_is_due(rent, word_on=date(2026, 2, 6), again_days=14, on=day)
    assert not word_is_due(rent, word_on=date(2026, 2, 7), again_days=14, on=day)
    paid = stands(row(102, "01-25", 10_000))
    assert not word_is_due(paid, word_on=None, again_days=14, on=day)


@given(st.lists(st.integers(1, 100_000), max_size=8))
def test_no_cent_counts_twice(amounts):
    rows = [row(102 + place, "01-26", cents) for place, cents in enumerate(amounts)]
    told = stands(*rows, FEBRUARY)
    assert 0 <= told.paid <= min(40_000, sum(amounts))
    assert told.paid + told.left == 40_000 == sum(part.cents for part in told.parts)
    assert told.paid == sum(part.paid for part in told.parts)
