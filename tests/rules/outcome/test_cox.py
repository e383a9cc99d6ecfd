"""Cox's regression: printed results, and a slow twin that walks through every risk set."""

import numpy as np
import pytest

from gewoon.rules.outcome.cox import cox

TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
TIME, EVENT, GROUP = TREATED + PLACEBO, RELAPSED + [1] * 21, [0] * 21 + [1] * 21


@pytest.mark.parametrize(
    ("ties", "beta", "se", "ratio"), [("efron", 1.5721, 0.4124, 16.35), ("breslow", 1.5092, 0.4096, 15.21)]
)
def test_placebo_against_treated_is_as_printed(ties, beta, se, ratio):
    found = cox(TIME, EVENT, GROUP, ties=ties)
    assert found.coefficients == pytest.approx([beta], abs=1e-4)
    assert found.se == pytest.approx([se], abs=1e-4)
    assert found.likelihood_ratio == pytest.approx(ratio, abs=0.01)


def test_limits_and_tests_are_as_printed():
    found = cox(TIME, EVENT, GROUP)
    assert found.hazard_ratio == pytest.approx([4.817], abs=1e-3)
    assert (found.lower[0], found.upper[0]) == pytest.approx((2.147, 10.81), abs=0.01)
    assert (found.wald, found.score) == pytest.approx((14.53, 17.25), abs=0.01)
    assert found.p_value == pytest.approx([0.000138], abs=1e-5)


def _slow(rows, beta):
    """Efron's partial likelihood, a loop over times and ties."""
    x, begin, stop, event, strata = rows
    total = 0.0
    for stratum in set(strata):
        for time in sorted(set(stop[event & (strata == stratum)])):
            risk = (begin < time) & (stop >= time) & (strata == stratum)
            dead = event & (stop == time) & (strata == stratum)
            theta = np.exp(x @ beta)
            total += (x[dead] @ beta).sum()
            for place in range(dead.sum()):
                total -= np.log(theta[risk].sum() - place / dead.sum() * theta[dead].sum())
    return total


def test_start_stop_rows_with_strata_and_ties_agree_with_the_slow_twin():
    source = np.random.default_rng(2)
    x, stop = source.normal(size=(80, 2)), source.integers(2, 15, 80).astype(float)
    begin = np.maximum(stop - source.integers(1, 9, 80), 0.0)
    event, strata = source.random(80) < 0.7, source.integers(0, 2, 80)
    found = cox(stop, event, x, entry=begin, strata=strata)
    rows = x, begin, stop, event, strata
    assert found.log_likelihood == pytest.approx(_slow(rows, found.coefficients))
    assert found.log_likelihood_null == pytest.approx(_slow(rows, np.zeros(2)))
    for place in range(2):
        step = np.eye(2)[place] * 1e-3
        rise = _slow(rows, found.coefficients + step), _slow(rows, found.coefficients - step)
        assert (rise[0] - rise[1]) / 2e-3 == pytest.approx(0, abs=1e-4)
        curve = (rise[0] + rise[1] - 2 * found.log_likelihood) / 1e-6
        assert -curve == pytest.approx(np.linalg.inv(found.covariance)[place, place], rel=1e-3)


def test_without_entry_it_is_as_statsmodels():
    from statsmodels.duration.hazard_regression import PHReg

    source = np.random.default_rng(5)
    x, time = source.normal(size=(300, 3)), source.integers(1, 60, 300).astype(float)
    event = source.random(300) < 0.6
    oracle = PHReg(time, x, status=event.astype(int), ties="efron").fit(disp=0)
    found = cox(time, event, x)
    assert found.coefficients == pytest.approx(oracle.params, abs=1e-5)
    assert found.se == pytest.approx(oracle.bse, abs=1e-5)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (([1, 2, 3], [0, 0, 0], [1, 2, 3]), "nobody had the event"),
        (([1, 2, 3], [1, 1, 1], [1, 1, 1]), "the same for everybody"),
        (([1, 2, 3, 4], [1, 1, 0, 0], [1, 1, 0, 0]), "separates"),
    ],
)
def test_what_cannot_be_estimated_is_said(columns, said):
    with pytest.raises(ValueError, match=said):
        cox(*columns)


def test_two_covariates_that_say_the_same_are_refused():
    x = np.array([[1.0, 2], [2, 4], [3, 6], [1, 2]])
    with pytest.raises(ValueError, match=r"the same|separates"):
        cox([3, 1, 2, 4], [1, 1, 1, 0], x)


def test_a_row_must_end_after_it_begins():
    with pytest.raises(ValueError, match="row 1 ends at 2"):
        cox([1, 2], [1, 1], [0, 1], entry=[0, 2])
