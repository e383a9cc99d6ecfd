"""What follows from a case for others."""

from datetime import date

import pytest

from gewoon.rules.casework import adapting, parts


def action(by, done=False):
    return {"what": "bellen", "by": by, "done": done}


def test_the_next_day_is_the_first_that_is_still_to_do():
    plan = {
        "actions": [action("2026-10-01", done=True), action("2026-11-02"), action("2026-10-09"), action(None)]
    }
    assert parts.next_day(plan) == date(2026, 10, 9)
    assert parts.next_day({}) is None


def test_a_review_needs_a_cause_or_words():
    assert parts.is_reviewed({"causes": ["illness"]})
    assert parts.is_reviewed({"causes": [], "explained": "Zij weet het zelf nog niet."})
    assert not parts.is_reviewed({"causes": [], "explained": ""})


@pytest.mark.parametrize(
    ("text", "day", "weighed"),
    [("Ja", "2026-10-05", date(2026, 10, 5)), ("", "2026-10-05", None), ("Ja", None, None)],
)
def test_only_words_with_a_day_are_evidence(text, day, weighed):
    household = {"children_weighed": text, "children_weighed_on": day}
    assert parts.weighed_on(household, "children_weighed") == weighed


def test_what_did_not_happen_yet_is_named():
    content = {"a": "2026-10-05", "b": "2026-10-07", "c": None}
    assert parts.later_than(content, ("a", "b", "c"), date(2026, 10, 6)) == "b"
    assert parts.later_than(content, ("a", "c"), date(2026, 10, 6)) is None


def test_every_name_of_a_row_is_one_word():
    rows = [each for part in parts.PARTS.values() for each in part.asked if hasattr(each, "needed")]
    assert rows
    for each in rows:
        assert "-" not in each.name
        assert each.needed in {field.name for field in each.fields}


def test_ways_to_adapt_stand_in_their_order_and_once():
    assert adapting.ways(["interpreter", "call_not_write", "interpreter"]) == (
        "call_not_write",
        "interpreter",
    )
    assert adapting.ways([]) == ()


@pytest.mark.parametrize("chosen", [["because she drinks"], ["call_not_write", "write_not_call"]])
def test_no_reason_and_no_contradiction_gets_through(chosen):
    with pytest.raises(ValueError, match="choose"):
        adapting.ways(chosen)
