"""The files of the made-up world: same bytes, balances that chain, and nothing that could be real."""

import csv
import hashlib
import re
from datetime import date
from itertools import pairwise

import pytest
from stdnum import iban
from stdnum.eu import at_02

from gewoon.gateways.bank import dry_run, pain008, read
from gewoon.gateways.bank.model import Entry
from gewoon.jobs.demonstration import files, identity
from gewoon.jobs.demonstration.world import build
from gewoon.rules.calendar import Month, first_day, last_day
from gewoon.rules.ledger.rent import Component, Period, charge
from gewoon.rules.money import parse_euros

TODAY = date(2026, 10, 14)


@pytest.fixture(scope="module")
def world():
    return build(150, 2, TODAY, 1)


@pytest.fixture(scope="module")
def written(world, tmp_path_factory):
    return files.write(world, tmp_path_factory.mktemp("demonstration"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def digest(folder):
    hashed = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        hashed.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return hashed.hexdigest()


def statements(written):
    return [fact for path in written.statements for file in dry_run(path) for fact in file["statements"]]


def every_text(written):
    folder = written.tenancies.parent
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.*")))


def test_same_arguments_give_the_same_bytes(written, tmp_path):
    files.write(build(150, 2, TODAY, 1), tmp_path)
    assert digest(tmp_path) == digest(written.tenancies.parent)


def test_statements_read_back_and_their_balances_agree(written, world):
    facts = statements(written)
    assert all(fact["balances_agree"] for fact in facts)
    assert sum(fact["entries"] for fact in facts) == len(world.movements)
    assert {fact["account"] for fact in facts} == {world.account}


def test_balances_follow_on_each_other_without_a_gap(written, world):
    facts = statements(written)
    assert facts[0]["opening_cents"] == world.opening_cents
    assert all(a["closing_cents"] == b["opening_cents"] for a, b in pairwise(facts))
    assert facts[-1]["closing_cents"] == world.opening_cents + sum(m.cents for m in world.movements)


def test_account_never_stands_below_zero(world):
    cents = world.opening_cents
    for movement in world.movements:
        cents += movement.cents
        assert cents > 0


def test_last_fourteen_days_have_a_file_each(written):
    names = [path.stem for path in written.statements if path.stem >= "2026-09-30"]
    assert names == [day.isoformat() for day in (date(2026, 9, 30), *(date(2026, 10, d) for d in
                     (1, 2, 5, 6, 7, 8, 9, 12, 13)))]  # fmt: skip


def test_bank_gives_each_entry_a_reference_of_its_own(written):
    entries = [record for path in written.statements for record in read(path) if isinstance(record, Entry)]
    assert len({entry.reference for entry in entries}) == len(entries)
    assert {entry.is_return for entry in entries} == {True, False}
    assert any(entry.batch_reference and len(entry.details) > 1 for entry in entries)
    assert any(entry.batch_reference and len(entry.details) == 1 for entry in entries)


def test_rents_give_the_same_charge_as_the_rules(written, world):
    components: dict[str, list[Component]] = {}
    for row in rows(written.rents):
        end = date.fromisoformat(row["to"]) if row["to"] else date.max
        valid = Period(date.fromisoformat(row["from"]), end)
        components.setdefault(row["tenancy"], []).append(Component(parse_euros(row["amount"]), valid))
    for tenancy in world.tenancies:
        stay = Period(tenancy.starts_on, tenancy.ends_on or date.max)
        for number in range(world.frame.opens, world.frame.last + 1):
            month = Month(number)
            of_month = Period(first_day(month), last_day(month))
            assert charge(components[str(tenancy.number)], stay, of_month) == tenancy.rent.charge(month)


def test_tables_have_the_agreed_columns(written):
    assert tuple(rows(written.tenancies)[0]) == files.TENANCY_COLUMNS
    assert tuple(rows(written.rents)[0]) == files.RENT_COLUMNS
    assert tuple(rows(written.opening_items)[0]) == files.OPENING_COLUMNS


def test_every_row_belongs_to_a_tenancy(written):
    numbers = {row["number"] for row in rows(written.tenancies)}
    assert len(numbers) == len(rows(written.tenancies))
    assert {row["tenancy"] for row in rows(written.rents)} == numbers
    assert {row["tenancy"] for row in rows(written.opening_items)} <= numbers


def test_opening_items_are_due_before_the_books_open(written, world):
    items = rows(written.opening_items)
    assert all(date.fromisoformat(item["due_on"]) < world.frame.opens_on for item in items)
    assert all(parse_euros(item["amount"]) > 0 for item in items)


def test_batches_read_back_as_they_were_collected(written, world):
    for path, batch in zip(written.batches, world.batches, strict=True):
        (found,) = pain008.read(path)
        assert found.payment_information_id == batch.reference
        assert found.creditor_account == world.account
        assert found.collected_on.toordinal() == batch.day
        assert [(i.end_to_end, i.cents) for i in found.items] == [
            (d.end_to_end, d.cents) for d in batch.debits
        ]


def test_no_number_could_be_a_citizen_service_number(written):
    runs = set(re.findall(r"(?<![0-9])[0-9]{9}(?![0-9])", every_text(written)))
    assert not [run for run in runs if identity.could_be_citizen_number(run)]


def test_every_account_is_at_a_bank_that_does_not_exist_and_has_valid_check_digits(written):
    accounts = set(re.findall(r"\bNL[0-9]{2}[A-Z]{4}[0-9]{10}\b", every_text(written)))
    assert accounts
    for account in accounts:
        assert iban.is_valid(account)
        assert account[4:8] in identity.MADE_UP_BANKS
        assert not identity.passes_elfproef(account[8:], range(10, 0, -1))


def test_no_other_text_looks_like_an_account(written):
    assert not re.findall(r"\b(?!NL)[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\b", every_text(written))


def test_telephone_postcode_and_mail_cannot_be_real(written):
    for row in rows(written.tenancies):
        assert re.fullmatch(r"(0600[0-9]{6})?", row["phone"])
        assert re.fullmatch(r"999[0-9] S[ADS]", row["postcode"])
        assert row["email"] == "" or row["email"].endswith(".example")
        assert row["town"] == "Waterrijk"


def test_creditor_identifier_has_valid_check_digits():
    assert at_02.is_valid(identity.creditor_id())


def test_an_account_number_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="ten digits"):
        identity.iban("TSTA", 10**10)
