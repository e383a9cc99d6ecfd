"""The rent of a month, by the day where it is not whole."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.ledger.rent import Component, Period, charge

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
ALWAYS = Period(date(2000, 1, 1), date(2099, 12, 31))


def test_a_whole_month_is_the_rent():
    assert charge([Component(65_000, ALWAYS), Component(4_250, ALWAYS)], ALWAYS, MARCH) == 69_250


def test_moving_in_halfway_is_charged_by_the_day():
    stay = Period(date(2026, 3, 22), ALWAYS.last)
    assert charge([Component(62_000, ALWAYS)], stay, MARCH) == 20_000


def test_a_rent_that_changes_in_the_month_counts_for_its_own_days():
    old = Component(31_000, Period(ALWAYS.first, date(2026, 3, 10)))
    new = Component(62_000, Period(date(2026, 3, 11), ALWAYS.last))
    assert charge([old, new], ALWAYS, MARCH) == 10_000 + 42_000


def test_half_a_cent_is_rounded_up():
    june = Period(date(2026, 6, 1), date(2026, 6, 30))
    assert charge([Component(1, ALWAYS)], Period(date(2026, 6, 16), ALWAYS.last), june) == 1
    assert charge([Component(1, ALWAYS)], Period(date(2026, 6, 17), ALWAYS.last), june) == 0


def test_a_tenancy_that_ended_before_owes_nothing():
    assert charge([Component(65_000, ALWAYS)], Period(ALWAYS.first, date(2026, 2, 28)), MARCH) == 0


def test_a_discount_never_makes_the_rent_negative():
    assert charge([Component(1_000, ALWAYS), Component(-2_500, ALWAYS)], ALWAYS, MARCH) == 0


def test_an_empty_period_has_no_days():
    assert Period(date(2026, 3, 2), date(2026, 3, 1)).days() == 0


@given(st.integers(0, 500_000), st.integers(0, 30))
def test_two_tenants_after_each_other_pay_the_month_to_within_a_cent(cents, days):
    out = MARCH.first + timedelta(days=days)
    parts = [Period(ALWAYS.first, out - timedelta(days=1)), Period(out, ALWAYS.last)]
    paid = [charge([Component(cents, ALWAYS)], stay, MARCH) for stay in parts]
    assert abs(sum(paid) - cents) <= 1
    assert all(0 <= part <= cents for part in paid)
