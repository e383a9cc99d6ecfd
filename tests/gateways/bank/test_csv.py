"""CSV: what is refused and where, and how balances follow from the running balance."""

from pathlib import Path

import pytest

from gewoon.gateways import bank
from gewoon.gateways.bank import csv as bank_csv

FILES = Path(__file__).parents[2] / "data" / "bank"


def text(name):
    return (FILES / name).read_bytes().decode("windows-1252" if "rabobank" in name else "utf-8")


def read(tmp_path, content):
    path = tmp_path / "rekening.csv"
    path.write_bytes(content.encode())
    return bank.dry_run(path)[0]["statements"]


def refusal(tmp_path, content):
    with pytest.raises(bank.FileRefused) as caught:
        read(tmp_path, content)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("csv-bunq.csv", "-2,56", "1e3", "line 2: the amount is '1e3'"),
        ("csv-bunq.csv", "-2,56", "NaN", "the amount is other text"),
        ("csv-bunq.csv", "-2,56", "1_000,00", "the amount is '1_000,00'"),
        ("csv-bunq.csv", "-2,56", "+2,56", "the amount is '+2,56'"),
        ("csv-bunq.csv", "1.750,00", "17.50,00", "the amount is '17.50,00'"),
        ("csv-bunq.csv", "-2,56", "٢,56", "the amount is other text"),
        ("csv-bunq.csv", "2026-07-01", "2026-02-30", "date"),
        ("csv-bunq.csv", "2026-07-01", "01-07-2026", "date"),
        ("csv-bunq.csv", "NL59GWNB0000000001", "", "account number"),
        ("csv-bunq.csv", "NL59GWNB0000000001", "W. Verzonnen", "account number"),
        ("csv-bunq.csv", ',"factuur"', "", "5 columns; expected 6"),
        ("csv-bunq.csv", '"factuur"', '"factuur', "quotation marks do not fit"),
        ("csv-ing-comma.csv", '"Bij"', '"Op"', "direction"),
        ("csv-ing-comma.csv", '"612,50"', '"-612,50"', "direction"),
        ("csv-rabobank-unquoted.csv", "EUR", "euro", "currency"),
        ("csv-bunq.csv", '"Bedrag"', '"Bedragje"', "no known bank file"),
        ("csv-knab.csv", "KNAB EXPORT", "KNAB", "no known bank file"),
        ("csv-asn.csv", "EUR,612.50", "EUR,612,50", "no known bank file"),
        ("csv-asn.csv", "EUR,-2.20", "EUR,-2,20", "column 11 is written otherwise"),
    ],
)
def test_what_no_bank_writes_is_refused(tmp_path, name, old, new, reason):
    assert reason in refusal(tmp_path, text(name).replace(old, new, 1))


def test_nothing_is_handed_out_before_the_whole_file_is_right(tmp_path):
    path = tmp_path / "rekening.csv"
    path.write_text(text("csv-bunq.csv").replace("1.750,00", "niets"))
    with pytest.raises(bank.FileRefused):
        next(bank.read(path))


def test_file_with_only_a_header_is_refused(tmp_path):
    assert "no entries" in refusal(tmp_path, text("csv-bunq.csv").splitlines()[0] + "\n")


def test_too_many_own_accounts_are_refused(tmp_path):
    header = text("csv-bunq.csv").splitlines()[0]
    rows = [f'"2026-07-01","1,00","ACCOUNT{n}","","",""' for n in range(bank_csv._MOST_ACCOUNTS + 1)]
    assert "too many own accounts" in refusal(tmp_path, "\n".join([header, *rows]))


def test_opening_balance_follows_from_rows_in_either_order(tmp_path):
    header, *rows = text("csv-ing-semicolon.csv").splitlines()
    (downwards,), (upwards,) = (read(tmp_path, "\n".join([header, *r])) for r in (rows, rows[::-1]))
    assert downwards == upwards
    assert (downwards["opening_cents"], downwards["balances_agree"]) == (100000, True)


def test_single_row_takes_the_order_that_the_bank_uses(tmp_path):
    header, row, _ = text("csv-ing-semicolon.csv").splitlines()
    (statement,) = read(tmp_path, f"{header}\n{row}\n")
    assert (statement["opening_cents"], statement["closing_cents"]) == (99969, 161219)


def test_break_in_the_running_balance_shows_even_where_the_ends_agree(tmp_path):
    header, *rows = text("csv-abnamro-tab.txt").splitlines()
    swapped = [
        header,
        *rows,
        header.replace("1000,00\t1612,50", "996,00\t1608,50").replace("\t612,50", "\t612,50"),
    ]
    (statement,) = read(tmp_path, "\n".join(swapped))
    assert statement["balances_agree"] is False


def test_two_currencies_of_one_account_are_two_statements(tmp_path):
    header, row = text("csv-rabobank-unquoted.csv").splitlines()
    statements = read(tmp_path, "\n".join([header, row, row.replace(",EUR,", ",USD,")]))
    assert [s["currency"] for s in statements] == ["EUR", "USD"]


def test_added_columns_do_not_matter(tmp_path):
    header, *rows = text("csv-bunq.csv").splitlines()
    (statement,) = read(tmp_path, "\n".join([f'{header},"Nieuw"', *(f'{r},"x"' for r in rows)]))
    assert statement["entries"] == 2
