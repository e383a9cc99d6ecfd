"""Falling back by the written definition."""

import numpy as np

from gewoon.rules.outcome.relapse import first_build_up, missed_months, missed_rent_rate

RENT = np.full((1, 8), 600.0)


def build_up(owed, month=1, months=6):
    table = np.array([owed], float)
    return int(first_build_up(table, RENT, np.array([0]), np.array([month]), months=months)[0])


def test_old_arrears_that_stand_still_are_no_relapse():
    assert build_up([1800] * 8) == -1


def test_a_month_of_rent_newly_owed_is_a_relapse_in_its_month():
    assert build_up([0, 0, 0, 600, 600, 0, 0, 0]) == 2


def test_new_is_measured_from_the_lowest_since_the_beginning():
    """Paid off from 1,800 to 300, then back to 900: that is 600 new."""
    assert build_up([1800, 1200, 300, 300, 900, 900, 900, 900]) == 3
    assert build_up([1800, 1200, 300, 300, 850, 850, 850, 850]) == -1


def test_only_the_months_asked_for_and_known_are_looked_at():
    assert build_up([0] * 7 + [600], months=3) == -1
    assert build_up([0] * 7 + [0], month=6, months=12) == -1


def test_missed_rent_is_a_share_of_the_months_that_are_known():
    missed = np.array([[0, 1, 1, 0]])
    rates = missed_rent_rate(missed, np.array([0, 0, 0]), np.array([0, 2, 4]), months=2)
    assert rates[:2].tolist() == [0.5, 0.5]
    assert np.isnan(rates[2])


def test_a_month_is_missed_when_what_is_owed_grows_by_half_the_rent():
    assert missed_months([[0, 300, 300, 900, 100]], RENT[:, :5]).tolist() == [
        [False, True, False, True, False]
    ]
