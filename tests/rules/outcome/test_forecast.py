"""The year's end, from the year so far."""

from datetime import date

import numpy as np
import pytest

from gewoon.rules.outcome.forecast import forecast, monthly_pattern, share_elapsed


def test_thirty_one_after_three_quarters_gives_thirty_five_to_fifty():
    found = forecast(31, 0.75)
    assert (found.expected, found.lower, found.upper) == (41.5, 35, 50)
    assert found.chance_of_at_most(49) == pytest.approx(0.974, abs=0.001)
    assert found.chance_of_at_most(40) == pytest.approx(0.42, abs=0.005)
    assert found.chance_of_at_most(30) == 0


def test_at_the_end_of_the_year_nothing_is_left_to_forecast():
    found = forecast(31, 1.0)
    assert (found.expected, found.lower, found.upper) == (31, 31, 31)


def test_a_past_that_jumps_widens_the_forecast_around_the_same_middle():
    calm, wild = forecast(31, 0.75), forecast(31, 0.75, dispersion=3)
    assert wild.expected == calm.expected
    assert wild.upper - wild.lower > calm.upper - calm.lower


@pytest.mark.parametrize("share", [0, 1.01, -1])
def test_a_share_is_part_of_a_year(share):
    with pytest.raises(ValueError, match="share of the year"):
        forecast(3, share)


def test_own_months_count_more_as_there_are_more_of_them():
    even = monthly_pattern(np.full((5, 12), 10))
    assert even == pytest.approx(np.full(12, 1 / 12))
    late = monthly_pattern([[0] * 9 + [40, 40, 40]])
    assert late[11] == pytest.approx(42 / 144)


def test_share_elapsed_counts_months_by_pattern_and_days_evenly():
    assert share_elapsed(date(2026, 9, 30)) == pytest.approx(0.75)
    assert share_elapsed(date(2026, 12, 31)) == pytest.approx(1)
    pattern = [0.0] * 11 + [1.0]
    assert share_elapsed(date(2026, 12, 15), pattern) == pytest.approx(15 / 31)


def test_rolling_origin_holds_nine_and_a_half_in_ten():
    source = np.random.default_rng(11)
    years = source.poisson(4, (300, 12))
    held = 0
    for year in years:
        found = forecast(int(year[:6].sum()), 0.5)
        held += found.lower <= year.sum() <= found.upper
    assert held / 300 >= 0.93
