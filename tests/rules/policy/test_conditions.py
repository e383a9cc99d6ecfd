"""Conditions with types."""

import pytest

from gewoon.rules.policy.conditions import Ask, Not, WrongTypes, asks, give_types
from gewoon.rules.policy.grammar import read_condition


@pytest.fixture(scope="module")
def typed(policy):
    return lambda text: give_types(read_condition(text), policy.facts, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("arears > 5", "unknown fact 'arears'; did you mean 'arrears'?"),
        ("arrears", "is an amount of money: compare it with a number"),
        ("help", "is a choice: write 'is' and a word"),
        ("help > 5", "'help' is a choice, and 5 is a number"),
        ("dispute is 5", "'dispute' is a yes/no fact, and 5 is a number"),
        ("dispute is yes", "write 'dispute' or 'not dispute'"),
        ("arrears is ten", "compare it with a number, not 'ten'"),
        ("arrears > 5 days", "in euros, not in days"),
        ("call_attempts > 5 days", "without a unit, not in days"),
        ("call_attempts > 1.5", "whole numbers only"),
        ("arrears_months > 500", "outside the range of 'arrears_months' (0..100)"),
        ("arrears > 2.555", "at most two decimals"),
        ("call_attempts between 5 and 2", "lower end of 'between'"),
        (
            "help is runing",
            "cannot be 'runing'; choose one of none, offered, running; did you mean 'running'?",
        ),
        ("help in (none, zzz)", "cannot be 'zzz'"),
    ],
)
def test_what_does_not_fit_a_fact_is_refused(typed, text, said):
    with pytest.raises(WrongTypes) as caught:
        typed(text)
    assert said in str(caught.value)


def test_all_that_is_wrong_is_told_at_once_with_places(typed):
    with pytest.raises(WrongTypes) as caught:
        typed("nope and not (help is bad or arrears > 5 days)")
    assert [problem.at for problem in caught.value.problems] == [0, 22, 41]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("arrears >= 25.50", ((2550, 2**62),)),
        ("arrears > 25 euro", ((2501, 2**62),)),
        ("arrears < 25", ((-(2**62), 2499),)),
        ("arrears <= 25", ((-(2**62), 2500),)),
        ("arrears_months between 1 and 2.5 months", ((100, 250),)),
        ("days_since_letter is 5 days", ((5, 5),)),
        ("dispute", ((1, 1),)),
        ("help in (none, running)", ((0, 0), (2, 2))),
    ],
)
def test_numbers_become_whole_and_ends_are_right(typed, text, ranges):
    assert typed(text).ranges() == ranges


def test_is_not_turns_the_test_round(typed):
    assert isinstance(typed("help is not none"), Not)
    assert typed("dispute is not known") == Not(part=typed("dispute is known"))


def test_all_tests_are_found_in_order(typed):
    found = list(asks(typed("not (dispute or arrears > 5) and help is none")))
    assert [ask.fact.name for ask in found] == ["dispute", "arrears", "help"]
    assert all(isinstance(ask, Ask) for ask in found)
