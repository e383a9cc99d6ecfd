"""Answers of municipalities: read by the code list, whole files or nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.contact.replies import LARGEST, MOST, RepliesRefused, parse_codes, read

CODES = parse_codes(
    """
version = "1"
from_on = 2026-01-01
[[result]]
code = "Hulp"
outcome = "help_short"
[[result]]
code = "Zorg"
outcome = "care"
is_private = true
[contact]
call = "Telefoon"
[part_of_day]
morning = "Ochtend"
[partner]
rent = "Huur"
"""
)
TODAY = date(2026, 11, 22)


def _read(text):
    return read(text.encode(), CODES, today=TODAY)


def test_answers_are_read_whatever_the_capitals_and_empty_lines():
    found = _read("Number; Code ;ON\r\n2026-1-1;hulp;2026-11-01\r\n\r\n2026-2-1; Zorg ;2026-11-02\r\n")
    assert [(each.line, each.number, each.code.literal) for each in found] == [
        (2, "2026-1-1", "Hulp"),
        (4, "2026-2-1", "Zorg"),
    ]
    assert [each.code.is_private for each in found] == [False, True]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "line 1: expected the columns"),
        ("a;b;c\n", "line 1: expected the columns"),
        ("number;code;on\n", "holds no answers"),
        ("number;code;on\n1;Onzin;2026-11-01", "line 2: the code 'Onzin'"),
        ("number;code;on\n1;Hulp", "line 2: expected 3 cells, found 2"),
        ("number;code;on\n1;Hulp;1-11-2026", "line 2: expected a day"),
        ("number;code;on\n1;Hulp;2026-11-23", "line 2: the answer of 2026-11-23 lies in the future"),
        ('number;code;on\n"1;Hulp;2026-11-01', "no CSV"),
        ("number;code;on\0", "zero byte"),
        ("x" * (LARGEST + 1), "more than"),
        ("number;code;on\n" + "1;Hulp;2026-11-01\n" * (MOST + 1), "more than 5000 answers"),
    ],
)
def test_a_file_that_is_wrong_says_where(text, why):
    with pytest.raises(RepliesRefused, match=why):
        _read(text)


def test_every_wrong_line_is_named_at_once():
    with pytest.raises(RepliesRefused) as raised:
        _read("number;code;on\n1;a;2026-11-01\n2;Hulp;x\n3;Hulp;2026-11-01")
    assert len(raised.value.problems) == 2


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(RepliesRefused, match="no UTF-8"):
        read(b"\xff\xfe\x00", CODES, today=TODAY)


def test_an_outcome_that_we_have_no_deed_for_is_a_mistake_in_the_list():
    with pytest.raises(ValueError, match="unknown outcome magic"):
        parse_codes('version="1"\nfrom_on=2026-01-01\n[[result]]\ncode="x"\noutcome="magic"')


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader(content):
    try:
        read(b"number;code;on\n" + content, CODES, today=TODAY)
    except RepliesRefused as refused:
        assert refused.problems
