from datetime import date, datetime

import pytest

from gewoon.gateways.erp import cells
from gewoon.gateways.erp.cells import Unreadable
from gewoon.jobs.demonstration import identity


def test_a_day_is_a_day_however_a_spreadsheet_keeps_it():
    found = [cells.day(cell) for cell in (date(2026, 7, 1), datetime(2026, 7, 1), " 2026-07-01 ")]
    assert set(found) == {date(2026, 7, 1)}


def test_an_empty_cell_is_empty_text_and_a_hard_space_is_a_space():
    assert cells.plain(None) == ""
    assert cells.plain("van\N{NO-BREAK SPACE}Dijk ") == "van Dijk"


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (cells.phone, "+31 6 00000001", "+31 6 00000001"),
        (cells.mail, "anna@post.example", "anna@post.example"),
        (cells.postcode, "9990sa", "9990 SA"),
        (cells.postcode, "1234 ab", "1234 AB"),
        (cells.postcode, "NL-9990 SA", "9990 SA"),
        (cells.language, "nl", "nl"),
        (cells.rent_day, 28.0, 28),
        (cells.number, 2_147_483_647, 2_147_483_647),
    ],
)
def test_a_sound_value_is_read(read, cell, expected):
    assert read(cell) == expected


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.phone, "bel mij"),
        (cells.mail, "anna@post"),
        (cells.postcode, "0990 AB"),
        (cells.postcode, "x9990 SA"),
        (cells.rent_day, 29),
        (cells.number, 2_147_483_648),
        (cells.number, "007"),
        (cells.plain, True),
        (cells.language, "Dutch"),
    ],
)
def test_another_value_is_refused(read, cell):
    with pytest.raises(Unreadable):
        read(cell)


def test_check_digits_of_an_account_are_those_of_the_standard():
    accounts = [identity.iban("TSTA", number) for number in range(0, 5000, 97)]
    assert all(cells.has_check_digits(iban) for iban in accounts)
    assert not any(cells.has_check_digits(iban[:-1] + str((int(iban[-1]) + 1) % 10)) for iban in accounts)
