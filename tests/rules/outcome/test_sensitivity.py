"""E-values as printed by their authors."""

import pytest

from gewoon.rules.outcome.sensitivity import e_value, of_risks, ratio_of_hazards, ratio_of_odds
from gewoon.rules.outcome.values import around


def test_the_printed_example_comes_out():
    found = e_value(3.9, 1.8, 8.7)
    assert (round(found.point, 2), round(found.limit, 1)) == (7.26, 3.0)


def test_a_protective_ratio_counts_as_its_inverse():
    assert e_value(0.5, 0.3, 0.8).point == pytest.approx(e_value(2.0).point)
    assert e_value(0.5, 0.3, 0.8).limit == pytest.approx(1.81, abs=0.01)
    assert e_value(0.9, 0.7, 1.2).limit == 1
    assert e_value(1.1, 0.9, 1.3).limit == 1
    assert e_value(1.5).limit == 1


def test_a_ratio_is_more_than_nothing():
    with pytest.raises(ValueError, match="more than 0"):
        e_value(0)


def test_a_difference_of_risks_is_turned_into_a_ratio():
    found = of_risks(0.38, 0.54, around(-0.16, 0.05))
    assert found.point == pytest.approx(2.19, abs=0.01)
    assert 1 < found.limit < found.point
    assert of_risks(0.3, 0.0, around(0.3, 0.1)) is None


def test_odds_and_hazards_of_common_outcomes_are_turned_into_risks():
    assert ratio_of_odds(4.0, is_common=True) == 2
    assert ratio_of_odds(4.0, is_common=False) == 4
    assert ratio_of_hazards(0.56, is_common=False) == 0.56
    assert ratio_of_hazards(0.56, is_common=True) == pytest.approx(0.67, abs=0.01)
