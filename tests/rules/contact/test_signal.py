"""The columns of a municipality: what may stand in them, and how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.contact.signal import ALLOWED, MappingError, as_csv, is_minimal, parse, row

COLUMNS = """
[columns]
"nr" = "number"
"naam" = "name"
"straat" = "street"
"huis" = "house_number"
"code" = "postcode"
"plaats" = "town"
"bedrag" = "amount"
"maanden" = "months"
"""
PAYLOAD = {
    "number": "1",
    "name": "Verzonnen",
    "street": "Nergensweg",
    "house_number": "1",
    "postcode": "1000 AB",
    "town": "Waterrijk",
    "amount": 120_050,
    "months": 205,
}


def _layout(head=""):
    return parse(head + COLUMNS)


def test_amounts_stand_as_the_municipality_writes_them():
    shown = {
        how: row(_layout(f'amount = "{how}"'), PAYLOAD)[-2:]
        for how in ("comma", "point", "cents", "euros_down")
    }
    assert shown == {
        "comma": ("1200,50", "2,05"),
        "point": ("1200.50", "2.05"),
        "cents": ("120050", "2.05"),
        "euros_down": ("1200", "2.05"),
    }


@pytest.mark.parametrize("field", ["bsn", "birth_date", "email", "cause", "notes"])
def test_what_the_law_does_not_name_can_neither_be_asked_nor_sent(field):
    with pytest.raises(MappingError, match="may not be sent"):
        parse(COLUMNS + f'"meer" = "{field}"')
    with pytest.raises(ValueError, match="may not be sent"):
        row(_layout(), PAYLOAD | {field: "x"})
    assert not is_minimal(_layout(), PAYLOAD | {field: "x"})


@pytest.mark.parametrize("field", ["name", "street", "postcode", "amount"])
def test_what_is_needed_and_not_known_is_told(field):
    without = {name: value for name, value in PAYLOAD.items() if name != field}
    with pytest.raises(ValueError, match="is not known"):
        row(_layout(), without)
    assert is_minimal(_layout(), PAYLOAD)
    assert not is_minimal(_layout(), without)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("= kapot", "Invalid|Expected|key"),
        ('vreemd = "x"' + COLUMNS, "vreemd: unknown"),
        ('format = "doc"' + COLUMNS, "format: 'doc'"),
        ('amount = "romeins"' + COLUMNS, "amount: 'romeins'"),
        ('separator = "x"' + COLUMNS, "separator: 'x'"),
        ('encoding = "ebcdic"' + COLUMNS, "encoding: choose"),
        ("name = 'x'", "columns: expected a table"),
        ("[columns]\nnr = 'number'", "columns: nothing for name"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(text, why):
    with pytest.raises(MappingError, match=why) as raised:
        parse(text)
    assert str(raised.value) == "\n".join(raised.value.problems)


def test_every_field_that_is_allowed_says_what_it_is():
    assert all(ALLOWED.values())


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_no_cell_ever_becomes_a_formula_or_another_row(name):
    layout = _layout()
    try:
        content = as_csv(layout, [row(layout, PAYLOAD | {"name": name})])
    except UnicodeEncodeError:
        return
    lines = content.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 3
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in lines[1].split(";")[1:2])
