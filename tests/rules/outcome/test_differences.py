"""Group-time effects against the formulas of their paper, written out by hand on a small panel."""

import numpy as np
import pytest

from gewoon.rules.outcome import differences
from gewoon.rules.outcome.differences import Choice


def panel(seed=3, units=240, effect=2.0):
    source = np.random.default_rng(seed)
    first = source.choice([0, 3, 4], units, p=[0.4, 0.3, 0.3])
    x, own = source.normal(size=units), source.normal(size=units)
    unit, period = np.repeat(np.arange(units), 5), np.tile(np.arange(1, 6), units)
    treated = (first[unit] > 0) & (period >= first[unit])
    noise = source.normal(0, 0.3, unit.size)
    outcome = own[unit] + 0.5 * period * x[unit] + effect * treated + noise
    return unit, period, outcome, first[unit], x[unit]


def test_without_covariates_each_cell_is_a_difference_of_differences():
    unit, period, outcome, first, _ = panel()
    found = differences.group_time(unit, period, outcome, first)
    y = outcome.reshape(-1, 5)
    starts = first.reshape(-1, 5)[:, 0]
    for place in range(found.effect.size):
        group, t = int(found.group[place]), int(found.period[place])
        before = group - 1 if t >= group else t - 1
        change = y[:, t - 1] - y[:, before - 1]
        one, other = change[starts == group], change[starts == 0]
        assert found.effect[place] == pytest.approx(one.mean() - other.mean())
        error = np.sqrt(one.var() / one.size + other.var() / other.size)
        assert found.se[place] == pytest.approx(error)


@pytest.mark.parametrize("method", ["dr", "reg", "ipw"])
@pytest.mark.parametrize("control", ["never", "not_yet"])
def test_with_covariates_the_truth_is_found(method, control):
    unit, period, outcome, first, x = panel(units=600)
    choice = Choice(method=method, control=control)
    found = differences.group_time(unit, period, outcome, first, covariates=x, choice=choice)
    total = differences.overall(found)
    assert total.lower < 2.0 < total.upper
    assert total.se < 0.2


def test_sums_agree_where_the_effect_is_the_same_everywhere():
    found = differences.group_time(*panel()[:4])
    lengths, groups = differences.by_length(found), differences.by_group(found)
    periods = differences.by_period(found)
    assert sorted(lengths) == [-2, -1, 0, 1, 2]
    assert sorted(groups) == [3, 4]
    assert sorted(periods) == [3, 4, 5]
    for mean in (differences.mean_by_group, differences.mean_by_length, differences.mean_by_period):
        assert mean(found).lower < 2 < mean(found).upper


def test_a_universal_base_compares_all_with_the_last_period_before():
    found = differences.group_time(*panel()[:4], choice=Choice(base="universal"))
    base = found.effect[(found.group == 4) & (found.period == 3)]
    assert base.tolist() == [0]


def test_the_error_is_that_of_repeated_panels():
    values, errors = [], []
    for seed in range(60):
        total = differences.overall(differences.group_time(*panel(seed)[:4]))
        values.append(total.value)
        errors.append(total.se)
    assert np.std(values) == pytest.approx(np.mean(errors), rel=0.3)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (([1, 1, 2], [1, 2, 1], [0, 0, 0], [0, 0, 0]), "each unit once"),
        (([1, 1, 2, 2], [1, 2, 1, 2], [0, 0, 0, 0], [2, 0, 0, 0]), "unit 1 has two"),
        (([1, 1, 2, 2], [1, 2, 1, 2], [0, 0, 0, 0], [2, 2, 2, 2]), "not yet treated"),
        (([1, 1, 2, 2], [1, 2, 1, 2], [0, 0, 0, 0], [9, 9, 0, 0]), "not yet treated"),
    ],
)
def test_what_cannot_be_compared_is_said(columns, said):
    with pytest.raises(ValueError, match=said):
        differences.group_time(*columns)


def test_two_covariates_that_say_the_same_are_refused():
    unit, period, outcome, first, x = panel()
    with pytest.raises(ValueError, match=r"say the same|separate"):
        differences.group_time(unit, period, outcome, first, covariates=np.column_stack([x, x]))


def test_a_covariate_that_decides_who_is_treated_is_refused():
    unit, period, outcome, first, _ = panel()
    with pytest.raises(ValueError, match="no comparable group"):
        differences.group_time(unit, period, outcome, first, covariates=(first > 0).astype(float))
