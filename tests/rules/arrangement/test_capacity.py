"""What a household can pay, with the rule that was used."""

from datetime import date

import pytest

from gewoon.gateways.law_files import shipped_law
from gewoon.rules.arrangement.assistance import Situation, assistance_norm
from gewoon.rules.arrangement.capacity import (
    Budget,
    BudgetProblem,
    Every,
    Line,
    Rule,
    budget_problems,
    capacity,
    instalments_needed,
    monthly,
)
from gewoon.rules.law.parameters import Unknown

ON = date(2026, 7, 1)
AVAILABLE = shipped_law().on("assistance.available", ON)
SINGLE = assistance_norm(Situation(household="single", age=40), shipped_law(), on=ON)


def budget(income, *, costs=0, minimum=0, name="work", **more):
    lines = (Line(name="rent", cents=costs),) if costs else ()
    return Budget(income=(Line(name=name, cents=income),), costs=lines, minimum=minimum, **more)


def test_at_the_norm_at_most_five_percent():
    told = capacity(budget(141_946, holiday_included=True), norm=SINGLE, available=AVAILABLE)
    assert (told.monthly, told.rule, told.norm) == (7_097, Rule.AT_THE_NORM, 141_946)
    assert instalments_needed(195_000, told.monthly) == 28


def test_the_example_of_2021_comes_out():
    assert capacity(budget(107_544), norm=SINGLE, available=AVAILABLE).monthly == 5_377


def test_above_the_norm_what_is_left_counts():
    told = capacity(budget(200_000, costs=100_000, minimum=54_000), norm=SINGLE, available=AVAILABLE)
    assert (told.left, told.monthly, told.rule) == (46_000, 46_000, Rule.WHAT_IS_LEFT)


def test_what_is_left_is_the_limit_below_the_norm_too():
    told = capacity(budget(130_000, costs=80_000, minimum=49_000), norm=SINGLE, available=AVAILABLE)
    assert (told.monthly, told.rule) == (1_000, Rule.AT_THE_NORM)


@pytest.mark.parametrize("costs", [146_000, 160_000])
def test_nothing_left_is_no_instalment(costs):
    told = capacity(budget(200_000, costs=costs, minimum=54_000), norm=SINGLE, available=AVAILABLE)
    assert (told.monthly, told.rule) == (0, Rule.NOTHING_LEFT)
    assert instalments_needed(100, told.monthly) is None


def test_without_a_norm_the_careful_share_is_taken():
    told = capacity(budget(300_000), norm=Unknown(why="x"), available=AVAILABLE)
    assert (told.monthly, told.rule, told.norm) == (15_000, Rule.NORM_UNKNOWN, None)
    assert capacity(budget(300_000), norm=Unknown(why="x"), available=Unknown(why="y")).monthly == 0


def test_allowances_do_not_lift_anybody_above_the_norm():
    lines = (Line(name="assistance", cents=134_849), Line(name="allowances", cents=60_000))
    told = capacity(Budget(income=lines, costs=(), minimum=0), norm=SINGLE, available=AVAILABLE)
    assert (told.rule, told.monthly) == (Rule.AT_THE_NORM, 6_742)


def test_amounts_are_brought_to_a_month():
    amounts = [monthly(Line(name="work", cents=12_000, every=every)) for every in Every]
    assert amounts == [52_000, 13_000, 12_000, 4_000, 1_000]


def test_what_cannot_be_is_said():
    assert budget_problems(budget(0)) == (BudgetProblem.NO_INCOME,)
    assert budget_problems(budget(100, costs=-1)) == (BudgetProblem.NEGATIVE,)
    assert budget_problems(budget(100, minimum=-1)) == (BudgetProblem.NEGATIVE,)
    assert budget_problems(budget(100_000_001)) == (BudgetProblem.TOO_LARGE,)
    many = Budget(income=(Line(name="work", cents=1),) * 41, costs=(), minimum=0)
    assert budget_problems(many) == (BudgetProblem.TOO_MANY,)
    with pytest.raises(ValueError, match="no_income"):
        capacity(budget(0), norm=SINGLE, available=AVAILABLE)
