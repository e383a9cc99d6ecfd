"""Conditions and facts in words."""

import pytest

from gewoon.rules.policy.conditions import give_types
from gewoon.rules.policy.grammar import read_condition
from gewoon.rules.policy.sentences import condition_in_words, in_words


@pytest.fixture(scope="module")
def said(policy):
    terms = {"heavy": policy.rules[1].condition.parts[0]}

    def one(text, language="en"):
        return condition_in_words(give_types(read_condition(text), policy.facts, terms), language)

    return one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("arrears < 25", "the arrears is less than €25.00"),
        ("arrears <= 25", "the arrears is at most €25.00"),
        ("arrears > 25", "the arrears is more than €25.00"),
        ("arrears between 1 and 2", "the arrears is €1.00 to €2.00"),
        ("not arrears <= 25", "the arrears is more than €25.00"),
        ("not arrears > 25", "the arrears is at most €25.00"),
        ("not arrears is 25", "not: the arrears is €25.00"),
        ("dispute", "there is a dispute"),
        ("not dispute", "there is no dispute"),
        ("dispute is known", "'there is a dispute' is known"),
        ("arrears_months is not known", "the arrears in months is not known"),
        ("help is running", "help is running"),
        (
            "help not in (none, offered) and dispute",
            "not: (there is no help or help was offered) and there is a dispute",
        ),
        ("not (dispute or heavy)", "not: (there is a dispute or the arrears are heavy)"),
        ("heavy", "the arrears are heavy"),
        ("not not dispute", "not: there is no dispute"),
    ],
)
def test_a_condition_is_said_in_words(said, text, words):
    assert said(text) == words


def test_dutch_comes_from_the_same_labels(said):
    assert said("dispute and arrears_months >= 2.5", "nl") == (
        "er is een meningsverschil en de achterstand in maanden is 2,5 of meer"
    )


def test_a_term_without_label_is_said_by_its_parts(sound, small):
    policy = sound(
        small.replace('label = { nl = "de achterstand is zwaar", en = "the arrears are heavy" }\n', "")
    )
    assert "the arrears in months is 2.5 or more and" in condition_in_words(policy.rules[1].condition, "en")


def test_facts_are_said_with_their_value(policy):
    facts = policy.facts
    assert in_words(facts["arrears"], 2500, "nl") == "de achterstand is €\u00a025,00"
    assert in_words(facts["arrears_months"], None, "nl") == "de achterstand in maanden is niet bekend"
    assert in_words(facts["dispute"], None, "nl") == "niet bekend: er is een meningsverschil"
    assert in_words(facts["dispute"], False, "en") == "there is no dispute"
    assert in_words(facts["help"], None, "en") == "not known: the help"
    assert in_words(facts["help"], "running", "en") == "help is running"


def test_own_facts_without_labels_are_said_by_their_name(sound):
    policy = sound(
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "none"\n'
        '[[fact]]\nname = "is_late"\ntype = "bool"\nunknown = true\n'
        '[[fact]]\nname = "court"\ntype = "choice"\n'
        'values = ["no_case", "open"]\nlabel = { en = "the court" }\n'
        '[[rule]]\nid = "r"\nwhen = "is_late and court is no_case and is_late is known"\nthen = "go"\n'
    )
    words = condition_in_words(policy.rules[0].condition, "nl")
    assert words == "is late: ja en the court: no case en 'is late: ja' is bekend"
