"""The power table, as it stands in the facts."""

import pytest

from gewoon.rules.outcome import power


def test_the_table_comes_out_as_printed():
    found = {n: [round(100 * fall, 1) for fall in falls] for n, falls in power.table()}
    assert found[100] == [15.1, 12.4, 6.6, 4.1]
    assert found[500] == [6.9, 6.1, 3.6, 2.4]
    assert found[1000] == [4.9, 4.4, 2.7, 1.8]


def test_halving_ten_percent_takes_two_hundred_and_twenty():
    assert power.needed(0.05, 0.10) == 220
    assert power.needed(0.05, 0.10, controls=1) == 432


def test_who_has_as_many_as_needed_sees_it_four_times_in_five():
    assert power.chance_of_seeing(power.needed(0.1, 0.5), 0.1, 0.5) == pytest.approx(0.8, abs=0.01)
    assert power.chance_of_seeing(10, 0.5, 0.5, controls=float("inf")) == 1


def test_risks_and_falls_are_shares():
    with pytest.raises(ValueError, match="between 0 and 1"):
        power.detectable(100, 0)
    with pytest.raises(ValueError, match="at most the risk"):
        power.needed(0.6, 0.5)
