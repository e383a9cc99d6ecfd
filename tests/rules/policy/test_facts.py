"""Facts and their values."""

import pytest

from gewoon.rules.policy.facts import (
    UNKNOWN,
    a_type,
    decode,
    encode,
    fact_from_table,
    hundredths,
    name_of,
    parse_cell,
    parse_number,
    show_value,
)

MONEY = fact_from_table({"name": "m", "type": "money", "label": "het geld"}, is_own=True)
MONTHS = fact_from_table({"name": "months", "type": "months"}, is_own=True)
DAYS = fact_from_table({"name": "d", "type": "days", "unknown": True, "range": [0, 100]}, is_own=True)
BOOL = fact_from_table({"name": "b", "type": "bool"}, is_own=True)
CHOICE = fact_from_table(
    {"name": "c", "type": "choice", "values": ["x", "y_z"], "words": {"x": {"nl": "ex"}}}, is_own=True
)


@pytest.mark.parametrize(
    ("fact", "value", "number"),
    [
        (MONEY, -50, -50),
        (MONTHS, 250, 250),
        (DAYS, None, UNKNOWN),
        (BOOL, True, 1),
        (CHOICE, "y_z", 1),
        (DAYS, 7, 7),
    ],
)
def test_an_answer_survives_its_way_to_a_number_and_back(fact, value, number):
    assert encode(fact, value) == number
    assert decode(fact, number) == value


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        (MONEY, None, "it cannot be"),
        (CHOICE, "z", "choose one of x, y_z"),
        (BOOL, 1, "a yes/no fact, not 1"),
        (DAYS, True, "a number of days, not True"),
        (DAYS, "7", "a number of days, not '7'"),
        (DAYS, 101, "outside the range of d (0..100)"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(fact, value, said):
    with pytest.raises(ValueError) as caught:
        encode(fact, value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (MONEY, "191250", 191250),
        (MONTHS, "2.5", 250),
        (MONTHS, "-1", -100),
        (MONTHS, "2.500", 250),
        (DAYS, "", None),
        (BOOL, "true", True),
        (BOOL, "false", False),
        (CHOICE, "x", "x"),
    ],
)
def test_a_cell_is_read_in_its_unit(fact, text, value):
    assert parse_cell(fact, text) == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (MONEY, "19.12"),
        (MONEY, "1e3"),
        (MONEY, ""),
        (MONTHS, "2.555"),
        (MONTHS, "2,5"),
        (DAYS, "7.0"),
        (DAYS, " 7"),
        (BOOL, "yes"),
        (BOOL, "True"),
        (CHOICE, "q"),
        (DAYS, "-1"),
        (DAYS, "٣"),
    ],
)
def test_nothing_in_a_cell_is_guessed(fact, text):
    with pytest.raises(ValueError):
        parse_cell(fact, text)


def test_numbers_in_a_condition_are_in_the_unit_of_the_fact():
    assert parse_number(MONEY, "25.50") == 2550
    assert parse_number(MONTHS, "2.25") == 225
    assert parse_number(DAYS, "14") == 14
    with pytest.raises(ValueError, match="whole numbers only"):
        parse_number(DAYS, "1.5")
    with pytest.raises(ValueError, match="outside the range"):
        parse_number(DAYS, "500")
    with pytest.raises(ValueError, match="at most two decimals"):
        hundredths("1.234")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"type": "float"}, "'type' is one of"),
        ({"type": "choice"}, "'values' is a list"),
        ({"type": "bool", "values": ["a"]}, "'values' is a list"),
        ({"type": "choice", "values": ["a", "a"]}, "different word"),
        ({"type": "choice", "values": ["a b"]}, "different word"),
        ({"type": "choice", "values": [1]}, "list of words"),
        ({"type": "choice", "values": "ab"}, "list of words"),
        ({"type": "days", "range": [5, 1]}, "'range' is two"),
        ({"type": "days", "range": [0, 10**9]}, "'range' is two"),
        ({"type": "days", "words": 1}, "'words' is a table"),
        ({"type": "days", "label": 1}, "a label is a text"),
        ({"type": "days", "unknown": "yes"}, "'unknown' is true or false"),
    ],
)
def test_a_wrong_fact_is_refused(table, said):
    with pytest.raises(ValueError) as caught:
        fact_from_table({"name": "f", **table}, is_own=True)
    assert said in str(caught.value)


def test_a_value_is_shown_as_a_person_reads_it():
    assert show_value(MONEY, 191250, "nl") == "€\u00a01.912,50"
    assert show_value(MONTHS, 250, "nl") == "2,5"
    assert show_value(MONTHS, -300, "en") == "-3"
    assert show_value(DAYS, None, "nl") == "niet bekend"
    assert show_value(DAYS, None, "en") == "not known"
    assert show_value(BOOL, True, "nl") == "ja"
    assert show_value(BOOL, False, "en") == "no"
    assert show_value(CHOICE, "x", "nl") == "ex"
    assert show_value(CHOICE, "y_z", "nl") == "y z"
    assert show_value(DAYS, 7, "nl") == "7"


def test_names_come_from_labels_or_from_the_name():
    assert name_of(MONEY, "nl") == "het geld"
    assert name_of(DAYS, "en") == "d"
    assert a_type(MONEY.type) == "an amount of money"
    assert not BOOL.is_number and not BOOL.is_later
