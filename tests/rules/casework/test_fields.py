"""A form of a case: what was typed becomes content, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.casework.fields import LONGEST_LINE, MOST_ROWS, Fault, Field, Rows, read, typed_of
from gewoon.rules.casework.parts import PARTS

ASKED = (
    Field(name="story", kind="text"),
    Field(name="level", kind="choice", values=("strong", "acute")),
    Field(name="causes", kind="choices", values=("illness", "birth")),
    Field(name="adults", kind="number"),
    Field(name="on", kind="day"),
    Field(name="children", kind="yes_no"),
    Rows(
        name="goals",
        needed="goal",
        fields=(Field(name="goal", kind="line"), Field(name="reached", kind="done")),
    ),
)


def content(**typed):
    return read(ASKED, {name.replace("__", "-"): values for name, values in typed.items()}).content


def test_an_empty_form_says_nothing():
    assert read(ASKED, {}).faults == ()
    assert content() == {
        "story": "",
        "level": None,
        "causes": [],
        "adults": None,
        "on": None,
        "children": None,
        "goals": [],
    }


def test_what_was_typed_is_understood():
    told = content(
        story=[" Regel een\r\nRegel twee "],
        level=["acute"],
        causes=["birth", "illness", ""],
        adults=["2"],
        on=["2026-10-05"],
        children=["no"],
        goals__0__goal=["Rust"],
        goals__0__reached=["yes"],
        goals__3__goal=["Werk"],
        goals__4__reached=["yes"],
    )
    assert (told["story"], told["level"], told["causes"]) == (
        "Regel een\nRegel twee",
        "acute",
        ["illness", "birth"],
    )
    assert (told["adults"], told["on"], told["children"]) == (2, "2026-10-05", False)
    assert told["goals"] == [{"goal": "Rust", "reached": True}, {"goal": "Werk", "reached": False}]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("level", "erg", "choice"),
        ("causes", "pech", "choice"),
        ("adults", "-1", "number"),
        ("adults", "31", "number"),
        ("on", "5-10-2026", "day"),
        ("children", "misschien", "choice"),
        ("story", "x" * 4001, "long"),
        ("goals-0-goal", "x" * (LONGEST_LINE + 1), "long"),
        (f"goals-{MOST_ROWS}-goal", "te veel", "rows"),
    ],
)
def test_what_is_not_understood_is_named(name, text, code):
    faults = read(ASKED, {name: [text]}).faults
    assert [(fault.name.split("-")[0], fault.code) for fault in faults] == [(name.split("-")[0], code)]


def test_a_wrong_answer_in_the_field_that_makes_a_row_is_not_lost():
    rows = Rows(name="r", needed="n", fields=(Field(name="n", kind="number"),))
    assert read([rows], {"r-0-n": ["veel"]}).faults == (Fault(name="r-0-n", code="number", limit=30),)


def test_a_name_that_is_no_row_is_passed_over():
    assert content(goals__x__goal=["a"], goals__00000__goal=["b"])["goals"] == []


@given(st.data())
def test_content_written_back_is_read_the_same(data):
    part = data.draw(st.sampled_from(sorted(PARTS.values(), key=lambda each: each.name)))
    texts = st.text(st.characters(codec="ascii", categories=("L", "N")), max_size=20)
    names = [each.name for each in part.asked]
    typed = {name: [data.draw(texts)] for name in names}
    first = read(part.asked, typed).content
    assert read(part.asked, typed_of(part.asked, first)).content == first
