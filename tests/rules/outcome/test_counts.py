"""Counts: exact limits, exact comparisons, dispersion and shares come out as printed elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.outcome import counts


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390), (40, 28.577, 54.469)],
)
def test_limits_of_a_count_are_those_of_the_printed_table(count, lower, upper):
    assert counts.poisson_limits(count) == pytest.approx((lower, upper), abs=0.001)


@pytest.mark.parametrize(("before", "after", "p"), [(59, 71, 0.33), (42, 58, 0.13), (48, 45, 0.84)])
def test_newspaper_trends_are_noise(before, after, p):
    change = counts.compare(before, after)
    assert round(change.p_value, 2) == p
    assert change.is_noise


def test_twenty_percent_fewer_of_fifty_is_noise_and_half_of_a_hundred_is_not():
    assert counts.compare(50, 40).is_noise
    assert not counts.compare(100, 50).is_noise


def test_a_change_of_homes_is_no_change_of_the_rate():
    change = counts.compare(50, 25, exposure_before=2000, exposure_after=1000)
    assert change.ratio == pytest.approx(1)
    assert change.p_value == pytest.approx(1)


@given(st.integers(0, 200), st.integers(0, 200))
def test_limits_hold_the_ratio_and_turning_round_turns_them_round(before, after):
    change, back = counts.compare(before, after), counts.compare(after, before)
    assert change.p_value == pytest.approx(back.p_value)
    if before and after:
        assert change.lower <= change.ratio <= change.upper
        assert change.lower == pytest.approx(1 / back.upper)


def test_nothing_against_nothing_says_nothing_and_against_something_is_endless():
    assert counts.compare(0, 0).p_value == 1
    assert counts.compare(0, 5).ratio == float("inf")
    assert counts.compare(0, 0).ratio != counts.compare(0, 0).ratio


def test_rate_is_per_thousand_homes():
    rate = counts.rate(31, 12_400)
    assert (rate.value, rate.lower, rate.upper) == pytest.approx((2.5, 1.699, 3.549), abs=0.001)


def test_rate_without_homes_is_refused():
    with pytest.raises(ValueError, match="more than 0 homes"):
        counts.rate(3, 0)


@pytest.mark.parametrize("wrong", [-1, 1.5])
def test_only_whole_counts_are_counts(wrong):
    with pytest.raises(ValueError, match="whole number"):
        counts.poisson_limits(wrong)


def test_even_counts_have_little_dispersion_and_jumping_ones_much():
    assert not counts.dispersion([40, 41, 39, 40]).is_wide
    wide = counts.dispersion([10, 80, 12, 70])
    assert wide.is_wide
    assert wide.value == pytest.approx(32.155, abs=0.01)
    assert counts.dispersion([10, 20], [1, 2]).value == 0
    assert counts.dispersion([7]).p_value == 1
    assert counts.dispersion([0, 0]).p_value == 1


def test_none_of_a_hundred_still_allows_nearly_four_percent():
    assert counts.proportion_limits(0, 100) == pytest.approx((0, 0.0362), abs=0.0001)
    assert counts.proportion_limits(100, 100) == pytest.approx((0.9638, 1), abs=0.0001)


@pytest.mark.parametrize(("count", "base", "lower", "upper"), [(60, 100, 0.50, 0.69), (6, 8, 0.41, 0.93)])
def test_six_in_ten_is_about_six_in_ten(count, base, lower, upper):
    share = counts.wilson(count, base)
    assert (round(share.lower, 2), round(share.upper, 2)) == (lower, upper)


def test_a_part_is_never_more_than_the_whole():
    with pytest.raises(ValueError, match="part of a group"):
        counts.wilson(9, 8)
