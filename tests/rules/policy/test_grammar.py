"""Conditions as text."""

import pytest

from gewoon.rules.policy.grammar import Both, Negation, Question, Word, WrongSyntax, read_condition


def wrong(text):
    with pytest.raises(WrongSyntax) as caught:
        read_condition(text)
    return caught.value.at, str(caught.value)


def test_not_binds_before_and_and_before_or():
    read = read_condition("not a and b or c")
    assert isinstance(read, Both) and read.operator == "or"
    assert isinstance(read.parts[0], Both) and read.parts[0].operator == "and"
    assert isinstance(read.parts[0].parts[0], Negation)


def test_brackets_change_the_binding():
    read = read_condition("not (a or b)")
    assert isinstance(read, Negation) and isinstance(read.part, Both)


@pytest.mark.parametrize(
    ("text", "operator", "negated", "arguments", "unit"),
    [
        ("f", "yes", False, (), None),
        ("f >= 25.50 euro", ">=", False, ("25.50",), "euro"),
        ("f between 1 and 2 days", "between", False, ("1", "2"), "days"),
        ("f is 5", "equals", False, ("5",), None),
        ("f is not 5 months", "equals", True, ("5",), "months"),
        ("f is word", "word", False, ("word",), None),
        ("f is not word", "word", True, ("word",), None),
        ("f in (a, b)", "in", False, ("a", "b"), None),
        ("f not in (a)", "in", True, ("a",), None),
        ("f is known", "known", False, (), None),
        ("f is not known", "known", True, (), None),
    ],
)
def test_every_kind_of_test_is_read(text, operator, negated, arguments, unit):
    read = read_condition(text)
    assert isinstance(read, Question)
    assert (read.operator, read.is_negated) == (operator, negated)
    assert tuple(word.text for word in read.arguments) == arguments
    assert (read.unit and read.unit.text) == unit


def test_words_keep_their_place():
    read = read_condition("a\nand b > 5")
    assert read.parts[1].fact == Word(text="b", at=6)
    assert read.parts[1].arguments[0].at == 10


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("", 0, "ends too early"),
        ("a and", 5, "ends too early"),
        ("(a", 2, "expected ')'"),
        ("a)", 1, "')' cannot stand here"),
        ("a == 5", 2, "write 'is'"),
        ("a != 5", 2, "write 'is not'"),
        ("a & b", 2, "write 'and'"),
        ("a is 'x'", 5, "without quotes"),
        ("a + 5 > 2", 2, "no arithmetic"),
        ("a > b", 4, "expected a number"),
        ("1 < a", 0, "'1' cannot stand here"),
        ("a < 5 < 6", 6, "'<' cannot stand here"),
        ("a is in (b)", 5, "'in' cannot stand here"),
        ("a > 5 ; b", 6, "';' cannot stand here"),
        ("__import__('os').system('id')", 10, "no functions"),
        ("a if b else c", 2, "'if' cannot stand here"),
    ],
)
def test_what_is_not_the_language_is_refused_at_its_place(text, at, said):
    place, message = wrong(text)
    assert place == at
    assert said in message


@pytest.mark.parametrize("text", ["(" * 200 + "a" + ")" * 200, "not " * 200 + "a", "not (" * 30 + "a"])
def test_deep_nesting_is_refused(text):
    assert "nested deeper" in wrong(text)[1]


def test_many_brackets_beside_each_other_are_no_nesting():
    text = " and ".join(["(not (a or not b))"] * 100)
    assert isinstance(read_condition(text), Both)


def test_closing_too_often_is_not_taken_for_nesting():
    assert "')' cannot stand here" in wrong("a" + ")" * 50)[1]


def test_a_giant_is_refused_before_it_is_read():
    assert "10000000 characters" in wrong("(" * 10_000_000)[1]
