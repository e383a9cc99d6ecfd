"""Entropy balancing: means agree exactly, weights stay near, and what cannot be balanced is said."""

import numpy as np
import pytest
from scipy.optimize import minimize

from gewoon.rules.outcome.balance import (
    Strata,
    effective_sample,
    entropy_balance,
    retilt,
    sorted_strata,
    standardised,
    tilt,
)

SOURCE = np.random.default_rng(8)
TREATED = SOURCE.normal(0.6, 1, (60, 3))
CONTROLS = SOURCE.normal(0, 1.2, (400, 3))


@pytest.mark.parametrize("moments", [1, 2, 3])
def test_moments_agree_as_asked(moments):
    found = entropy_balance(TREATED, CONTROLS, moments=moments)
    assert found.is_exact
    assert found.weights.sum() == pytest.approx(60)
    for power in range(1, moments + 1):
        weighted = found.weights @ CONTROLS**power / 60
        assert weighted == pytest.approx((TREATED**power).mean(axis=0), abs=1e-6)


def test_of_all_weights_that_balance_these_are_nearest_to_equal():
    """The slow twin minimises the entropy itself, over the weights."""
    treated, controls = TREATED[:10, :1], CONTROLS[:12, :1]
    found = entropy_balance(treated, controls).weights / 10

    def entropy(w):
        return float((w * np.log(np.maximum(w, 1e-12))).sum())

    constraints = (
        {"type": "eq", "fun": lambda w: w.sum() - 1},
        {"type": "eq", "fun": lambda w: w @ controls[:, 0] - treated.mean()},
    )
    slow = minimize(entropy, np.full(12, 1 / 12), bounds=[(0, 1)] * 12, constraints=constraints)
    assert found == pytest.approx(slow.x, abs=1e-3)


def test_treated_outside_the_controls_cannot_be_balanced():
    assert not entropy_balance([[10.0], [11]], [[0.0], [1], [2]]).is_exact


def test_a_covariate_too_many_is_refused():
    with pytest.raises(ValueError, match="expected the same"):
        entropy_balance([[1.0, 2]], [[1.0], [2]])
    with pytest.raises(ValueError, match="expected 1, 2 or 3"):
        entropy_balance([[1.0]], [[1.0], [2]], moments=4)


def test_base_weights_of_zero_leave_somebody_out():
    base = np.ones(400)
    base[:200] = 0
    found = entropy_balance(TREATED, CONTROLS, base_weights=base)
    assert not found.weights[:200].any()


def test_solving_again_from_near_by_gives_the_same():
    order, strata = sorted_strata(SOURCE.integers(0, 4, 400))
    x, counts = CONTROLS[order], np.full(4, 15.0)
    targets = TREATED.sum(axis=0)
    first = tilt(x, np.ones(400), strata, counts, targets)
    base = SOURCE.poisson(1.0, 400).astype(float)
    again, whole = (
        solve(x, base, strata, counts, targets, *more)
        for solve, more in ((retilt, [first, 1e-9]), (tilt, []))
    )
    assert again.weights == pytest.approx(whole.weights, abs=1e-5)
    far = retilt(x, base, strata, counts, TREATED.sum(axis=0) * 1.6, first)
    assert far.is_exact


def test_what_lies_outside_ends_after_some_rounds():
    strata = Strata(np.zeros(3, np.int64), np.zeros(1, np.int64))
    x, ones = np.array([[0.0], [1], [2]]), np.ones(3)
    near = tilt(x, ones, strata, np.array([1.0]), np.array([1.0]))
    assert not retilt(x, ones, strata, np.array([1.0]), np.array([5.0]), near).is_exact


def test_differences_are_in_standard_deviations_and_weights_count():
    found = standardised(TREATED, CONTROLS, np.ones(400))
    by_hand = (TREATED.mean(0) - CONTROLS.mean(0)) / np.sqrt(
        (TREATED.var(0, ddof=1) + CONTROLS.var(0, ddof=1)) / 2
    )
    assert found.before == pytest.approx(by_hand)
    assert found.worst == np.abs(by_hand).max()
    alone = standardised(TREATED, CONTROLS, np.ones(400), spread="treated")
    assert alone.before == pytest.approx((TREATED.mean(0) - CONTROLS.mean(0)) / TREATED.std(0, ddof=1))
    one = standardised(np.ones((1, 1)), np.ones((1, 1)), np.ones(1))
    assert one.worst == 0


def test_equal_weights_count_whole_and_one_weight_counts_for_one():
    assert effective_sample(np.full(40, 3.0)) == pytest.approx(40)
    assert effective_sample(np.array([5.0, 0, 0])) == 1
    assert effective_sample(np.zeros(3)) == 0
