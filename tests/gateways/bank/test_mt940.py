"""MT940: what is refused and where, and what the dialects of the banks have in common."""

from pathlib import Path

import pytest

from gewoon.gateways import bank
from gewoon.gateways.bank import mt940_fields

FILES = Path(__file__).parents[2] / "data" / "bank"
PARTS = (FILES / "mt940-parts.sta").read_text("utf-8")
RABOBANK = (FILES / "mt940-rabobank.sta").read_bytes().decode().replace("\r\n", "\n")


def refusal(tmp_path, content):
    path = tmp_path / "afschrift.sta"
    path.write_bytes(content.encode())
    with pytest.raises(bank.FileRefused) as caught:
        list(bank.read(path))
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("C10,N", "C10,123N", "line 8: the entry is written otherwise"),
        ("C10,N", "C1e3,N", "entry is written otherwise"),
        ("C10,N", "C١,N", "entry is written otherwise"),
        ("C10,N", "EC10,N", "entry is written otherwise"),
        ("2607010701C10", "2613010701C10", "date does not exist"),
        ("2607010701C10", "2607010230C10", "date does not exist"),
        ("2607010701C10", "2507010229C10", "date does not exist"),
        (":60F:C260630EUR100,00", ":60F:260630EUR100,00", "balance is written otherwise"),
        (":60F:C260630EUR100,00\n", "", "entry before the opening balance"),
        (":25:NL59GWNB0000000001\n", "", "opening balance without an account"),
        (":25:NL59GWNB0000000001", ":25:", "account number is missing"),
        (":20:ABN AMRO BANK NV\n:25", "{1:F01\n:25", "the field :25: stands before :20:"),
        (":62M:C260701EUR110,00\n-\n", "", "before the last one has its closing balance"),
        (":62M:C260701EUR110,00", ":62M:C260701USD110,00", "different currencies"),
        (":86:EERSTE DEEL\n", ":34F:EUR0,\n", "no MT942"),
        (":61:2607010701C10,N247NONREF\n", "", "text :86: without an entry"),
        (":28C:18201/1\n", ":28C:18201/1\n:28C:2\n", "stands there twice"),
        (":28C:18201/1\n", ":28C:18201/1\nlos\n", "line without a tag"),
        ("EERSTE DEEL", "EERSTE DEEL" + "\nregel" * 201, "goes on and on"),
        ("-\nABNANL2A", "-\n" + "regel\n" * 13, "too many lines outside"),
        (":60M:C260701EUR110,00\n", ":62F:C260701EUR110,00\n", "closing balance without an opening"),
        ("EUR110,00\n-\nABNANL2A", "EUR110,00\n:61:260701C1,NTRFX\n-\nABNANL2A", "after the closing balance"),
        ("EERSTE", "\x07", "control character"),
        ("EERSTE", "E" * 70_000, "far too long"),
    ],
)  # fmt: skip
def test_what_no_bank_writes_is_refused(tmp_path, old, new, reason):
    assert reason in refusal(tmp_path, PARTS.replace(old, new, 1))


def test_cut_off_file_is_refused(tmp_path):
    assert "the file is cut off" in refusal(tmp_path, PARTS[: PARTS.index(":62F:")])
    assert "no statement in it" in refusal(tmp_path, ":940:\n")


def test_second_opening_balance_in_one_message_is_refused(tmp_path):
    twice = PARTS.replace(":61:2607010701C10", ":60M:C260630EUR100,00\n:61:2607010701C10")
    assert "a second one" in refusal(tmp_path, twice)


def test_parts_of_other_accounts_or_numbers_are_not_joined(tmp_path):
    path = tmp_path / "afschrift.sta"
    path.write_text(PARTS.replace("18201/2", "18202/1"))
    statements = bank.dry_run(path)[0]["statements"]
    assert [(s["id"], s["closing_cents"]) for s in statements] == [("18201/1", 11000), ("18202/1", 10500)]


def test_missing_part_shows_in_the_balances(tmp_path):
    path = tmp_path / "afschrift.sta"
    path.write_text(
        PARTS.replace(":60M:C260701EUR110,00", ":60M:C260701EUR150,00").replace("105,00", "145,00")
    )
    assert bank.dry_run(path)[0]["statements"][0]["balances_agree"] is False


def test_a_line_of_text_that_is_a_dash_does_not_end_the_statement(tmp_path):
    path = tmp_path / "afschrift.sta"
    path.write_text(PARTS.replace("EERSTE DEEL", "HUUR\n-2026 JULI\n-"))
    entry = next(record for record in bank.read(path) if isinstance(record, bank.Entry))
    assert entry.details[0].remittance == "HUUR -2026 JULI -"


def test_dos_end_mark_and_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "afschrift.sta"
    path.write_bytes(b"\xef\xbb\xbf" + RABOBANK.encode() + b"\x1a\nrommel")
    assert len(bank.dry_run(path)[0]["statements"]) == 2


def test_byte_outside_both_encodings_is_refused(tmp_path):
    path = tmp_path / "afschrift.sta"
    path.write_bytes(PARTS.encode().replace(b"EERSTE", b"\x81"))
    with pytest.raises(bank.FileRefused, match="not UTF-8 and not windows-1252"):
        list(bank.read(path))


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("NL59GWNB0000000001", "NL59GWNB0000000001"),
        ("NL59 GWNB 0000 0000 01", "NL59GWNB0000000001"),
        ("NL59GWNB0000000001EUR", "NL59GWNB0000000001"),
        ("NL59GWNB0000000001 EUR", "NL59GWNB0000000001"),
        ("GWNBNL2A/NL59GWNB0000000001", "NL59GWNB0000000001"),
        ("NL59GWNB00000000012", "NL59GWNB0000000001"),
        ("DE00000000001234567890EUR", "DE00000000001234567890"),
        ("123456789", "123456789"),
        ("123456789EUR", "123456789"),
        ("TRIODOSBANK/0390000001", "TRIODOSBANK/0390000001"),
        ("REKENING", "REKENING"),
    ],
)
def test_account_is_an_iban_or_as_the_bank_writes_it(written, account):
    assert mt940_fields.account(written) == account


def test_year_before_1980_is_in_this_century():
    assert mt940_fields.balance("C800101EUR1,").on.year == 1980
    assert mt940_fields.balance("C790101EUR1,").on.year == 2079
