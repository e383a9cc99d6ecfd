"""Cumulative incidence against statsmodels, and against a sum written out."""

import numpy as np
import pytest

from gewoon.rules.outcome.competing import aalen_johansen
from gewoon.rules.outcome.survival import kaplan_meier


@pytest.fixture(scope="module")
def people():
    source = np.random.default_rng(4)
    time = np.ceil(source.exponential(20, 240))
    cause = source.choice([0, 1, 2], 240, p=[0.3, 0.3, 0.4])
    return time, cause


@pytest.mark.filterwarnings("ignore")
def test_incidence_and_its_error_are_those_of_statsmodels(people):
    from statsmodels.duration.survfunc import CumIncidenceRight

    found, oracle = aalen_johansen(*people), CumIncidenceRight(*people)
    for cause in (1, 2):
        places = np.searchsorted(oracle.times, found[cause].times)
        assert found[cause].share == pytest.approx(oracle.cinc[cause - 1][places])
        assert found[cause].se[:-1] == pytest.approx(oracle.cinc_se[cause - 1][places][:-1], abs=1e-9)


def test_shares_and_survival_add_up_and_are_below_one_minus_kaplan_meier(people):
    time, cause = people
    found = aalen_johansen(time, cause)
    survival = kaplan_meier(time, cause > 0).survival
    assert found[1].share + found[2].share + survival == pytest.approx(1)
    naive = 1 - kaplan_meier(time, cause == 1).survival[-1]
    assert found[1].share[-1] < naive


def test_with_one_cause_it_is_one_minus_kaplan_meier_with_its_error(people):
    time, cause = people
    found, curve = aalen_johansen(time, cause == 1)[1], kaplan_meier(time, cause == 1)
    assert found.share == pytest.approx(1 - curve.survival)
    assert found.se[:-5] == pytest.approx(curve.se[:-5])


def test_before_the_first_event_nobody_had_it_and_limits_hold_the_share(people):
    found = aalen_johansen(*people)[1]
    assert found.at(0) == (0, 0, 0)
    share, lower, upper = found.at(30)
    assert lower < share < upper
