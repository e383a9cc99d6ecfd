"""Kaplan-Meier and the log-rank test on the leukaemia trial that every textbook prints."""

import numpy as np
import pytest

from gewoon.rules.outcome.survival import enough_for_a_curve, kaplan_meier, log_rank

# Weeks in remission, Freireich et al., Blood 21 (1963) 699: treated with 6-MP, and placebo.
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_treated_remain_as_printed():
    curve = kaplan_meier(TREATED, RELAPSED)
    assert curve.survival == pytest.approx([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=1e-4)
    assert curve.se == pytest.approx([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=1e-4)
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.quantile() == 23
    assert kaplan_meier(PLACEBO, np.ones(21)).quantile() == 8


def test_limits_are_on_the_log_log_scale_unless_asked_otherwise():
    curve = kaplan_meier(TREATED, RELAPSED)
    assert curve.at(10) == pytest.approx((0.7529, 0.5032, 0.8894), abs=1e-4)
    assert curve.at(5) == (1, 1, 1)
    plain = kaplan_meier(TREATED, RELAPSED, limits="plain")
    assert plain.at(10)[1:] == pytest.approx((0.564, 0.942), abs=1e-3)
    log = kaplan_meier(TREATED, RELAPSED, limits="log")
    assert log.at(10)[1:] == pytest.approx((0.586, 0.968), abs=1e-3)


def test_when_nobody_is_left_no_limit_is_told():
    curve = kaplan_meier([1, 2], [1, 1])
    assert curve.survival[-1] == 0
    assert np.isnan(curve.upper[-1])
    assert kaplan_meier([5, 6], [1, 0]).quantile(0.9) is None


def test_who_enters_late_is_not_at_risk_before():
    curve = kaplan_meier([3, 5, 6], [1, 1, 0], entry=[0, 3, 4])
    assert curve.at_risk.tolist() == [1, 2]


def test_log_rank_is_as_printed():
    found = log_rank(TREATED + PLACEBO, RELAPSED + [1] * 21, [1] * 21 + [0] * 21)
    assert found.statistic == pytest.approx(16.793, abs=0.001)
    assert found.expected == pytest.approx([10.749, 19.251], abs=0.001)
    assert found.observed.tolist() == [21, 9]


@pytest.mark.parametrize(("people", "more"), [(30, 1), (12, 19)])
def test_no_curve_at_thirty_or_fewer(people, more):
    assert enough_for_a_curve(people).more_needed == more
    assert enough_for_a_curve(31) is None


def test_what_is_no_number_is_refused_with_its_place():
    with pytest.raises(ValueError, match=r"time at \[1\]"):
        kaplan_meier([1, float("nan")], [1, 1])


def test_columns_must_be_as_long():
    with pytest.raises(ValueError, match="event has 1 rows, time has 2"):
        kaplan_meier([1, 2], [1])
