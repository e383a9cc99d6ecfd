"""A programme is data: another one needs no code, and a wrong one says where."""

import copy
import tomllib

import pytest

from gewoon.rules.training.programme import ProgrammeError, parse

BOTH = '{ nl = "woorden", en = "words" }'
GOOD = f"""
title = {BOTH}
bureau = "Bureau Opstap"
summary = {BOTH}
interval_days = 7
minutes = 120
seats_from = 4
seats_to = 8
by_lot = false
protocol = {BOTH}
[obliges]
required = {BOTH}
condition = {BOTH}
own_initiative = {BOTH}
[[session]]
theme = {BOTH}
materials = [{BOTH}]
[[session]]
theme = {BOTH}
materials = []
[[rating]]
name = "calm"
text = {BOTH}
[[question]]
name = "heard"
text = {BOTH}
"""


def changed(**more):
    content = copy.deepcopy(tomllib.loads(GOOD)) | more
    return {key: value for key, value in content.items() if value is not None}


def test_another_programme_is_described_without_code():
    made = parse("kort", tomllib.loads(GOOD))
    assert (made.name, len(made.themes), made.by_lot) == ("kort", 2, False)
    assert made.theme_of(1, "nl") == "woorden"
    assert made.theme_of(3, "nl") == made.theme_of(0, "nl") == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": {"nl": "alleen"}}, "title: expected words in both languages"),
        ({"bureau": " "}, "bureau: expected a text"),
        ({"minutes": True}, "minutes: expected a whole number from 15 to 480"),
        ({"by_lot": "no"}, "by_lot: expected true or false"),
        ({"obliges": {}}, "obliges: expected a text for each of required"),
        ({"session": []}, "expected 1 to 30 sessions, found 0"),
        ({"session": "three"}, r"session: expected one or more \[\[session\]\] tables"),
        ({"session": [{"theme": {"nl": "a", "en": "b"}}]}, "session 1: materials: expected a list"),
        ({"seats_from": 9}, "seats_from: more than seats_to"),
        ({"rating": [{"name": "a", "text": {"nl": "a", "en": "b"}}] * 2}, "two have the same name"),
        ({"colour": "red"}, "colour: not known here"),
        ({"question": None}, "question: expected one or more"),
    ],
)
def test_a_wrong_programme_says_where_and_what_was_expected(change, said):
    with pytest.raises(ProgrammeError, match=said):
        parse("kort", changed(**change))
