"""What a household says, read strictly."""

import pytest

from gewoon.rules.arrangement.household import read_household


def test_answers_are_read_in_whole_cents():
    household = read_household(
        {"rekeninkomen": "23425.50", "kale_huur": "713.02", "children_ages": [4, "17", 19]}
    )
    assert (household.income, household.bare_rent, household.child_count) == (2_342_550, 71_302, 2)


def test_both_names_for_the_income_may_stand_when_they_agree():
    assert read_household({"toetsingsinkomen": 1, "rekeninkomen": "1.00"}).income == 100


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bsn": "111"}, "bsn: unknown; choose from"),
        ({"toetsingsinkomen": -1}, "zero or more"),
        ({"toetsingsinkomen": 1.5}, "expected an amount in euros"),
        ({"toetsingsinkomen": True}, "expected an amount in euros"),
        ({"toetsingsinkomen": "1e4"}, "no amount"),
        ({"toetsingsinkomen": 10_000_001}, "at most"),
        ({"toetsingsinkomen": None}, "found nothing"),
        ({"toetsingsinkomen": 1, "rekeninkomen": 2}, "something else than the other name"),
        ({"toeslagpartner": "ja"}, "expected true or false"),
        ({"age": 121}, "from 0 to 120"),
        ({"age": "4.0"}, "whole years"),
        ({"persons": 0}, "at least 1"),
        ({"persons": 1, "toeslagpartner": True}, "at least 2"),
        ({"children": -1}, "from 0 to 30"),
        ({"children_ages": 4}, "list of ages"),
        ({"children_ages": [1] * 31}, "at most 30 ages"),
        ({"children": 1, "children_ages": [4, 5]}, "gives 2 ages, children says 1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(given, said):
    with pytest.raises(ValueError, match=said):
        read_household(given)


def test_everything_wrong_is_said_at_once():
    with pytest.raises(ValueError, match="bsn") as error:
        read_household({"bsn": 1, "age": -1})
    assert "age:" in str(error.value)
