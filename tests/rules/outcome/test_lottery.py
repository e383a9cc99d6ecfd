"""Seats drawn by lot: strata, intention to treat."""

from datetime import date

import numpy as np
import pytest

from gewoon.rules.outcome.lottery import lottery, within


def draws(effect, seed=1, people=400):
    source = np.random.default_rng(seed)
    stratum = source.integers(0, 6, people)
    base = 0.3 + 0.06 * stratum
    drawn = source.random(people) < 0.3 + 0.08 * stratum
    return stratum, drawn, source.random(people) < base + effect * drawn


def test_two_draws_are_worked_out_by_hand():
    """Draw 1: 2 of 4 against 3 of 4. Draw 2: 1 of 2 against 2 of 6."""
    stratum = [1] * 8 + [2] * 8
    drawn = [1] * 4 + [0] * 4 + [1] * 2 + [0] * 6
    outcome = [1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0]
    found = lottery(stratum, drawn, outcome)
    assert found.difference.value == pytest.approx(0.5 * (2 / 4 - 3 / 4) + 0.5 * (1 / 2 - 2 / 6))
    variances = (1 / 3) / 4 + (0.25) / 4, 0.5 / 2 + (4 / 15) / 6
    assert found.difference.se == pytest.approx(np.sqrt(0.25 * variances[0] + 0.25 * variances[1]))


def test_precision_weights_are_the_regression_with_a_term_per_draw():
    import pandas as pd
    import statsmodels.formula.api as smf

    stratum, drawn, outcome = draws(-0.2)
    frame = pd.DataFrame({"y": outcome.astype(float), "d": drawn.astype(int), "s": stratum})
    oracle = smf.ols("y ~ d + C(s)", frame).fit()
    found = lottery(stratum, drawn, outcome, weights="precision")
    assert found.difference.value == pytest.approx(oracle.params["d"])


def test_an_effect_is_seen_and_none_is_not():
    assert lottery(*draws(-0.25)).difference.upper < 0
    assert lottery(*draws(-0.25)).drawn_again_p < 0.01
    nothing = lottery(*draws(0.0))
    assert not nothing.difference.shows_something
    assert nothing.drawn_again_p == pytest.approx(nothing.p_value, abs=0.05)


def test_a_draw_with_all_or_nobody_says_nothing_and_is_counted():
    found = lottery([1, 1, 2, 2, 2], [1, 1, 1, 0, 0], [1, 0, 0, 1, 1])
    assert (found.left_out, found.drawn, found.waiting, found.strata) == (2, 1, 2, 1)
    assert lottery([1, 1], [1, 1], [0, 1]) is None


def test_without_any_spread_there_is_no_error():
    same = lottery([1] * 4, [1, 1, 0, 0], [1, 1, 1, 1])
    assert (same.difference.value, same.p_value) == (0, 1)
    apart = lottery([1] * 4, [1, 1, 0, 0], [0, 0, 1, 1])
    assert (apart.difference.value, apart.p_value) == (-1, 0)
    assert lottery([1, 1], [1, 0], [0, 1]).difference.se > 0


def test_within_counts_a_year_to_the_day_and_says_who_was_followed():
    begin = [date(2024, 1, 10)] * 3 + [date(2024, 1, 31)]
    event = [date(2025, 1, 9), date(2025, 1, 10), None, date(2025, 1, 31)]
    came, followed = within(event, begin, months=12, until=date(2025, 1, 20))
    assert came.tolist() == [True, False, False, False]
    assert followed.tolist() == [True, True, True, False]
