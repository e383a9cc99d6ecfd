"""The shipped numbers of law load, and a damaged file is named with its row."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from gewoon.gateways.law_files import LawFileError, read_law, shipped_law
from gewoon.rules.law.parameters import Status

ROW = """[[number]]
id = "made.up"
value = "0.15"
unit = "fraction"
valid_from = 2026-01-01
status = "confirmed"
source = "made up"
checked_until = 2026-12-31
"""


def read(folder, text):
    (folder / "numbers.toml").write_text(text, encoding="utf-8")
    return read_law(folder)


def test_every_shipped_number_has_a_source_and_a_last_check():
    rows = [number for numbers in shipped_law().numbers.values() for number in numbers]
    assert len(rows) > 50
    assert all(number.source and number.checked_until >= date(1970, 1, 1) for number in rows)


def test_the_shipped_interest_has_no_gap_and_marks_its_doubtful_days():
    rates = shipped_law().numbers["interest.rate"]
    assert all((b.valid_from - a.valid_to).days == 1 for a, b in pairwise(rates))
    assert [str(r.valid_from) for r in rates if "DOUBTFUL" in r.note] == [
        "2025-07-01",
        "2026-07-01",
        "2027-01-01",
    ]
    assert all(r.status is Status.SECONDARY for r in rates if r.valid_from >= date(2025, 1, 1))


def test_the_shipped_rates_of_interest_are_the_published_ones():
    rates = {
        str(number.valid_from)[:7]: int(number.value) for number in shipped_law().numbers["interest.rate"]
    }
    assert rates == {
        **{
            "1976-04": 8,
            "1979-01": 10,
            "1980-04": 12,
            "1983-01": 9,
            "1987-04": 8,
            "1990-01": 10,
            "1990-07": 11,
        },
        **{
            "1992-01": 12,
            "1993-07": 10,
            "1994-01": 9,
            "1995-01": 8,
            "1996-01": 7,
            "1996-07": 5,
            "1998-01": 6,
        },
        **{"2001-01": 8, "2002-01": 7, "2003-08": 5, "2004-02": 4, "2007-01": 6, "2009-07": 4, "2010-01": 3},
        **{"2011-07": 4, "2012-07": 3, "2015-01": 2, "2023-01": 4, "2023-07": 6, "2024-01": 7, "2025-01": 6},
        **{"2025-07": 6, "2026-01": 4, "2026-07": 4, "2027-01": 4},
    }


def test_a_value_is_read_exactly(tmp_path):
    row = read(tmp_path, ROW).numbers["made.up"][0]
    assert (row.value, row.valid_to, row.note) == (Fraction(15, 100), None, "")


def test_files_that_are_no_toml_and_an_empty_file_are_no_numbers(tmp_path):
    (tmp_path / "readme.md").write_text("no numbers here")
    assert read(tmp_path, "# nothing yet\n").numbers == {}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"0.15"', "0.15", "value must be digits between quotes"),
        ('"0.15"', '"1e3"', "value must be digits between quotes"),
        ('"0.15"', '"."', "value must be digits between quotes"),
        ('"0.15"', '"²"', "value must be digits between quotes"),
        ('unit = "fraction"', 'unit = "parts"', "unit must be one of EUR"),
        ('"confirmed"', '"sure"', "status must be one of confirmed"),
        ('"confirmed"', "1", "status must be one of confirmed"),
        ("2026-01-01", '"2026-01-01"', "valid_from must be a day"),
        ("2026-01-01", "2026-01-01T00:00:00", "valid_from must be a day"),
        ("status", "valid_to = 2025-12-31\nstatus", "valid_to lies before valid_from"),
        ('source = "made up"', 'source = " "', "source must be a text"),
        ('source = "made up"', "", "add source"),
        ("source", 'colour = "red"\nsource', "remove colour"),
        ('source = "made up"', 'source = "made up"\nnote = 5', "note must be a text"),
    ],
)
def test_a_damaged_row_is_named_with_what_was_expected(tmp_path, old, new, complaint):
    with pytest.raises(LawFileError, match=f"numbers.toml, row 1 .made.up.: {complaint}"):
        read(tmp_path, ROW.replace(old, new))


def test_a_row_without_id_is_named_by_its_place(tmp_path):
    with pytest.raises(LawFileError, match=r"row 2 \(no id\): add id"):
        read(tmp_path, ROW + ROW.replace('id = "made.up"\n', ""))


def test_two_values_on_one_day_are_refused(tmp_path):
    with pytest.raises(LawFileError, match="two values on 2026-01-01"):
        read(tmp_path, ROW + ROW)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[number]", "cannot be read"),
        ("colour = 1", r"expected only \[\[number\]\] rows"),
        ("number = 1", r"expected only \[\[number\]\] rows"),
        ("number = [1]", r"expected only \[\[number\]\] rows"),
    ],
)
def test_what_is_no_list_of_rows_is_refused(tmp_path, text, complaint):
    with pytest.raises(LawFileError, match=f"numbers.toml: {complaint}"):
        read(tmp_path, text)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "numbers.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LawFileError, match="cannot be read"):
        read_law(tmp_path)
