"""Many simulated associations: the limits hold the truth as often as they say. Takes minutes."""

import numpy as np
import pytest

from gewoon.rules.outcome.effect import sequential_effect
from gewoon.rules.outcome.forecast import forecast
from gewoon.rules.outcome.lottery import lottery
from gewoon.rules.outcome.pooling import random_effects
from gewoon.rules.outcome.trials import build_trials
from simulated_association import association

pytestmark = pytest.mark.long
RUNS = 40


def estimate(seed, **how):
    made = association(seed, **how)
    found = sequential_effect(build_trials(made.histories, made.moments, until=made.until), seed=seed)
    return made.truth, found.difference


@pytest.mark.parametrize("factor", [1.0, 0.6])
def test_limits_hold_the_truth_with_and_without_an_effect(factor):
    found = [estimate(seed, factor=factor) for seed in range(RUNS)]
    held = np.mean([one.lower < truth < one.upper for truth, one in found])
    bias = np.mean([one.value - truth for truth, one in found])
    assert held >= 0.87
    assert abs(bias) < 0.03


def test_motivated_participants_fool_every_comparison_and_this_is_known():
    """Nothing recorded tells them apart: the estimate finds a fall where there is none."""
    found = [estimate(seed, factor=1.0, motivated=1.2)[1] for seed in range(RUNS // 2)]
    assert np.mean([one.value for one in found]) < -0.03


def test_lots_are_not_fooled_by_motivation():
    source = np.random.default_rng(2)
    held, values = 0, []
    for seed in range(300):
        drive = source.normal(size=260)
        stratum = source.integers(0, 8, 260)
        drawn = source.random(260) < 0.3
        outcome = source.random(260) < np.clip(0.5 - 0.15 * drive, 0.05, 0.95)
        found = lottery(stratum, drawn, outcome, draws=10, seed=seed).difference
        held += found.lower < 0 < found.upper
        values.append(found.value)
    assert held / 300 >= 0.92
    assert abs(np.mean(values)) < 0.02


def test_ten_associations_together_see_what_one_cannot():
    found = [estimate(seed, factor=0.6) for seed in range(10)]
    pooled = random_effects([one.value for _, one in found], [one.se for _, one in found])
    truth = np.mean([each for each, _ in found])
    assert pooled.widened.lower < truth < pooled.widened.upper
    assert pooled.widened.upper < 0


def test_forecasts_by_rolling_origin_hold_over_months_and_levels():
    source = np.random.default_rng(6)
    for mean in (0.5, 3.0, 9.0):
        years = source.poisson(mean, (400, 12))
        for month in (3, 6, 9):
            made = [(forecast(int(y[:month].sum()), month / 12), int(y.sum())) for y in years]
            assert np.mean([f.lower <= total <= f.upper for f, total in made]) >= 0.93
