"""`gewoon import` and `gewoon account` from the command line."""

import json
from datetime import date
from pathlib import Path

import pytest

from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite, StatementToWrite, write_statements
from gewoon.jobs import main
from gewoon.records.ledger import BankAccount, Entry
from gewoon.records.tenancy import RentComponent, Tenancy

OWN = "NL35GWNB0000000001"
TENANCIES = (
    "number;home;street;house_number;postcode;town;starts_on;ends_on;tenant_name;first_name;"
    "second_tenant_name;language;phone;email;household;way_of_paying;iban;administrator_name;"
    "administrator_address;rent_day\n"
    "1000010;W1;Meerkoetweg;1;9990 SA;Waterrijk;2020-01-01;;Anna Dekker;Anna;;nl;;;;transfer;;;;1\n"
)
RENTS = "tenancy;kind;from;to;amount\n1000010;net;2020-01-01;;600.00\n"


def statement(folder: Path, *cents: int, account: str = OWN) -> Path:
    file = folder / "statement.xml"
    day = date(2026, 11, 2)
    entries = tuple(
        EntryToWrite(
            reference=f"R{place}",
            booked_on=day,
            payments=(PaymentToWrite(cents=each, name="Dekker", remittance="huurnummer 1000010"),),
        )
        for place, each in enumerate(cents)
    )
    with file.open("wb") as stream:
        write_statements(
            stream,
            [
                StatementToWrite(
                    account=account,
                    id="S1",
                    sequence=1,
                    created_on=day,
                    opening_on=day,
                    closing_on=day,
                    opening_cents=10_000,
                    closing_cents=10_000 + sum(cents),
                    entries=entries,
                )
            ],
        )
    return file


def test_a_dry_run_says_whoever_the_account_is_of(tmp_path, capsys):
    assert main.main(["import", "bank", "--dry-run", "--json", str(statement(tmp_path, 60_000, -500))]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["format"] == "camt.053"
    (found,) = answer["statements"]
    assert (found["account"], found["currency"], found["entries"]) == (OWN, "EUR", 2)
    assert (found["credit_cents"], found["debit_cents"]) == (60_000, 500)
    assert (found["opening_cents"], found["closing_cents"], found["balances_agree"]) == (10_000, 69_500, True)


def test_a_bad_file_is_refused_and_the_next_is_still_read(tmp_path, capsys):
    bad = tmp_path / "bad.xml"
    bad.write_text("<!DOCTYPE x><Document/>")
    assert main.main(["import", "bank", "--dry-run", "--json", str(bad), str(statement(tmp_path, 5))]) == 1
    refused, read = json.loads(capsys.readouterr().out)
    assert refused["outcome"] == "refused"
    assert "bad.xml" in refused["reasons"][0]
    assert read["outcome"] == "read"


@pytest.mark.django_db
def test_statements_of_an_account_that_was_not_added_are_refused(tmp_path, capsys):
    assert main.main(["import", "bank", "--json", str(statement(tmp_path, 60_000))]) == 1
    (answer,) = json.loads(capsys.readouterr().out)
    assert "account add" in answer["reasons"][0]
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_association_goes_live_from_its_files(tmp_path, capsys):
    (tmp_path / "tenancies.csv").write_text(TENANCIES, "utf-8")
    (tmp_path / "rents.csv").write_text(RENTS, "utf-8")
    assert main.main(["account", "add", OWN]) == 0
    assert (
        main.main(["import", "tenancies", str(tmp_path / "tenancies.csv"), str(tmp_path / "rents.csv")]) == 0
    )
    capsys.readouterr()
    file = str(statement(tmp_path, 60_000))
    assert main.main(["import", "bank", "--json", file, file]) == 0
    first, again = json.loads(capsys.readouterr().out)
    assert (first["outcome"], first["entries"], first["cents_in"]) == ("accepted", 1, 60_000)
    assert (again["outcome"], again["entries"]) == ("known", 0)
    assert BankAccount.objects.get().number == OWN
    assert Tenancy.objects.get().components.get() == RentComponent.objects.get()


@pytest.mark.django_db
def test_a_delivery_with_one_error_changes_nothing(tmp_path, capsys):
    (tmp_path / "tenancies.csv").write_text(TENANCIES, "utf-8")
    (tmp_path / "rents.csv").write_text(RENTS.replace("600.00", "6e2"), "utf-8")
    files = [str(tmp_path / "tenancies.csv"), str(tmp_path / "rents.csv")]
    assert main.main(["import", "charges", "--json", *files]) == 1
    assert json.loads(capsys.readouterr().out)["errors"]
    assert not Tenancy.objects.exists()
