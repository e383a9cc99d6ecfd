"""A bank file comes in whole or not at all, and the same money only once."""

import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.ledger.banking import (
    DAY,
    OPENING,
    PAYER,
    balance,
    content,
    counted,
    fresh_books,
    owes,
    paid,
    statement,
)
from gewoon.actions.ledger import statements
from gewoon.actions.ledger.accounts import add_account
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.gateways.bank import FileRefused
from gewoon.records.events import Event
from gewoon.records.ledger import Account, BankAccount, BankEntry, Entry, Statement, StatementFile
from gewoon.records.people import Role
from gewoon.rules.calendar import month_of
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.kinds import Kind
from stories import at, iban, officer, tenancy

NEXT = DAY + timedelta(days=1)
LATER = DAY + timedelta(days=2)


def ref(number=101, month=None):
    return reference.make(number, month)


def test_a_payment_with_a_reference_lands_on_its_tenancy(bank):
    anna = tenancy()
    report = bank.tells(statement(paid(600_00, ref(), reference="B1")))
    assert (report.outcome, report.entries, report.matched, report.suspense) == ("accepted", 1, 1, 0)
    assert (report.cents_in, report.cents_out) == (600_00, 0)
    assert owes(anna) == -600_00
    assert Event.objects.filter(deed="ledger.import_statements").get().content["entries"] == 1


def test_the_opening_balance_comes_in_with_the_first_statement(bank):
    bank.tells(statement(paid(5_00, reference="B1")))
    account = BankAccount.objects.get()
    assert statements.balance_of(account) == OPENING + 5_00
    assert balance(Account.OPENING) == -OPENING


def test_an_overdrawn_account_opens_below_zero(bank):
    bank.tells(statement(paid(5_00, reference="B1"), opening=-300_00))
    assert statements.balance_of(BankAccount.objects.get()) == -295_00


def test_the_same_bytes_under_another_name_add_nothing(bank):
    data = content(statement(paid(600_00, ref(), reference="B1")))
    bank.take(bank.file(data))
    before = counted()
    report = bank.take(bank.file(data, "again.xml"))
    assert report.outcome == "known"
    assert counted() == before | {"Event": before["Event"] + 1}


def test_the_same_statement_with_other_white_space_adds_nothing(bank):
    anna = tenancy()
    data = content(statement(paid(600_00, ref(), reference="B1")))
    bank.take(bank.file(data))
    report = bank.take(bank.file(data.replace(b"<Ntry>", b"\n  <Ntry>\n")))
    assert (report.entries, report.known_entries) == (0, 1)
    assert owes(anna) == -600_00


@pytest.mark.parametrize("references", [("B1", "B2", "B3"), ("", "", "")], ids=["references", "none"])
def test_an_overlapping_export_books_only_what_is_new(bank, references):
    one, two, three = (
        paid(cents, "huur", reference=name, on=on)
        for cents, name, on in zip((10_00, 20_00, 30_00), references, (DAY, NEXT, LATER), strict=True)
    )
    bank.tells(statement(one, two, last=NEXT))
    report = bank.tells(statement(two, three, opening=OPENING + 10_00, first=NEXT, last=LATER, number=2))
    assert (report.entries, report.known_entries, report.gaps) == (1, 1, 0)
    assert statements.balance_of(BankAccount.objects.get()) == OPENING + 60_00


@pytest.mark.parametrize("names", [("B1", "B2"), ("", "")], ids=["references", "none"])
def test_two_equal_payments_both_count(bank, names):
    anna = tenancy()
    twins = [paid(300_00, ref(), reference=name, end_to_end="SAME") for name in names]
    assert bank.tells(statement(*twins)).entries == 2
    assert bank.tells(statement(*twins, number=2)).entries == 0
    assert owes(anna) == -600_00


def test_a_reference_that_a_bank_uses_again_on_another_day_is_other_money(bank):
    bank.tells(statement(paid(1_00, reference="B1")))
    again = statement(paid(1_00, reference="B1", on=NEXT), opening=OPENING + 1_00, first=NEXT)
    assert bank.tells(again).entries == 1


def test_the_same_days_in_another_format_are_refused_by_the_balance(bank):
    bank.tells(statement(paid(600_00, reference="B1")))
    before = counted()
    with pytest.raises(Refused, match="another format"):
        bank.tells(statement(paid(600_00, reference="")))
    assert counted() == before


def test_a_gap_is_found_and_closed_later(bank):
    tenancy()
    days = [paid(cents, reference=f"B{cents}", on=on) for cents, on in ((1, DAY), (20, NEXT), (300, LATER))]
    bank.tells(statement(days[0]))
    report = bank.tells(statement(days[2], opening=OPENING + 21, first=LATER))
    assert report.gaps == 1
    assert statements.has_gap()
    assert bank.tells(statement(days[1], opening=OPENING + 1, first=NEXT)).gaps == 0
    assert not statements.has_gap()
    assert statements.balance_of(BankAccount.objects.get()) == OPENING + 321


def test_an_earlier_statement_may_come_in_later(bank):
    bank.tells(statement(paid(20, reference="B2", on=NEXT), opening=OPENING + 1, first=NEXT))
    assert bank.tells(statement(paid(1, reference="B1"))).gaps == 0
    assert statements.balance_of(BankAccount.objects.get()) == OPENING + 21
    assert balance(Account.OPENING) == -OPENING


def test_the_last_day_told_again_is_no_gap(bank):
    one, two, three = (
        paid(cents, reference=f"B{cents}", on=on) for cents, on in ((1, DAY), (20, NEXT), (300, LATER))
    )
    bank.tells(statement(one, two, last=NEXT))
    report = bank.tells(statement(two, three, opening=OPENING + 1, first=NEXT, last=LATER))
    assert (report.entries, report.gaps) == (1, 0)


def test_a_foreign_account_is_refused_and_leaves_nothing(bank):
    before = counted()
    with pytest.raises(Refused, match="not one of your own"):
        bank.tells(statement(paid(1, reference="B1"), account=iban("GWNB", 99)))
    assert counted() == before


def test_another_currency_is_refused_and_leaves_nothing(bank):
    before = counted()
    with pytest.raises(Refused, match="CHF"):
        bank.tells(statement(paid(1, reference="B1"), currency="CHF"))
    assert counted() == before


def test_entries_that_do_not_lead_to_the_closing_balance_are_refused(bank):
    before = counted()
    data = content(statement(paid(600_00, reference="B1"))).replace(b">1600.00<", b">1600.01<")
    with pytest.raises(Refused, match="closing balance"):
        bank.take(bank.file(data))
    assert counted() == before


def test_a_zip_with_two_files_is_taken_in_as_one(bank):
    path = bank.folder / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.xml", content(statement(paid(1, reference="B1"))))
        archive.writestr(
            "two.xml", content(statement(paid(20, reference="B2", on=NEXT), opening=OPENING + 1, first=NEXT))
        )
    assert bank.take(path).entries == 2
    assert StatementFile.objects.count() == 1
    assert Statement.objects.count() == 2


def test_a_zip_of_which_the_second_file_is_foreign_leaves_nothing(bank):
    before, path = counted(), bank.folder / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.xml", content(statement(paid(1, reference="B1"))))
        archive.writestr("two.xml", content(statement(paid(1, reference="B2"), account=iban("GWNB", 9))))
    with pytest.raises(Refused):
        bank.take(path)
    assert counted() == before


def test_a_file_cut_off_after_1500_entries_leaves_nothing(bank):
    tenancy()
    before = counted()
    data = content(statement(*(paid(1_00, ref(), reference=f"B{n}") for n in range(2_000))))
    with pytest.raises(FileRefused):
        bank.take(bank.file(data[: data.index(b">B1500<")]))
    assert counted() == before


def test_an_account_without_statements_is_left_alone(bank):
    other = add_account(number=iban("GWNB", 2), by=CONSOLE, now=at(DAY))
    bank.tells(statement(paid(1, reference="B1")))
    assert statements.chain_of(other) is None
    assert not statements.has_gap()


def test_more_entries_than_one_piece_are_all_booked(bank):
    anna = tenancy()
    report = bank.tells(statement(*(paid(1_00, ref(), reference=f"B{n}") for n in range(1_203))))
    assert (report.entries, report.matched) == (1_203, 1_203)
    assert owes(anna) == -1_203_00


def test_a_file_that_is_not_there_is_refused(bank):
    with pytest.raises(Refused, match="cannot be read"):
        bank.take(bank.folder / "nothing.xml")


def test_a_statement_without_balances_is_taken_in_and_nobody_can_tell(bank):
    data = content(statement(paid(600_00, reference="B1")))
    begin, end = data.index(b"<Bal>"), data.rindex(b"</Bal>") + 6
    bank.take(bank.file(data[:begin] + data[end:]))
    assert statements.balance_of(BankAccount.objects.get()) == 600_00
    assert not statements.has_gap()
    bank.tells(statement(paid(1, reference="B2", on=NEXT), first=NEXT))
    assert BankEntry.objects.count() == 2


def test_whoever_may_not_import_cannot(bank):
    path = bank.file(content(statement(paid(1, reference="B1"))))
    with pytest.raises(NotAllowed):
        statements.import_statements(path=path, by=officer("wim", Role.SOCIAL_WORKER), now=at(DAY))
    assert BankEntry.objects.count() == 0


def test_a_month_that_the_payer_names_is_remembered_with_the_payment(bank):
    anna = tenancy()
    charges = _charge(anna, 2026, 2), _charge(anna, 2026, 3)
    bank.tells(statement(paid(600_00, ref(month=month_of(date(2026, 3, 1))), reference="B1")))
    assert Entry.objects.get(kind=Kind.PAYMENT).refers_id == charges[1]


def test_a_month_that_was_not_charged_designates_nothing(bank):
    tenancy()
    bank.tells(statement(paid(600_00, ref(month=month_of(date(2026, 3, 1))), reference="B1")))
    assert Entry.objects.get(kind=Kind.PAYMENT).refers_id is None


def test_an_account_that_paid_before_is_known(bank):
    anna = tenancy()
    bank.tells(statement(paid(600_00, ref(), reference="B1", iban=PAYER)))
    report = bank.tells(
        statement(
            paid(600_00, "geen idee", reference="B2", iban=PAYER, on=NEXT), opening=1_600_00, first=NEXT
        )
    )
    assert (report.matched, owes(anna)) == (1, -1_200_00)


def test_money_that_could_be_of_two_tenancies_waits_in_suspense(bank):
    anna, bert = tenancy(101), tenancy(102)
    report = bank.tells(statement(paid(600_00, f"{ref(101)} en {ref(102)}", reference="B1")))
    assert (report.matched, report.suspense) == (0, 1)
    assert (owes(anna), owes(bert), balance(Account.SUSPENSE)) == (0, 0, -600_00)


def test_money_out_that_is_no_return_is_not_about_rent(bank):
    report = bank.tells(statement(paid(-75_00, "factuur dakdekker", reference="B1")))
    assert (report.matched, report.suspense, report.cents_out) == (0, 0, 75_00)
    assert balance(Account.OTHER) == 75_00


def test_a_payment_out_that_comes_back_is_not_about_rent(bank):
    bank.tells(statement(paid(75_00, ref(), reference="B1", is_reversal=True)))
    assert balance(Account.OTHER) == -75_00


@settings(max_examples=15)
@given(
    data=st.data(),
    amounts=st.lists(st.integers(1, 9).map(lambda n: n * 100), min_size=1, max_size=8),
    with_references=st.booleans(),
)
def test_whatever_is_exported_again_the_same_money_comes_in_once(
    tmp_path_factory, data, amounts, with_references
):
    """A bank's days, told in any number of overlapping exports of whole days."""
    lines = [
        paid(cents, reference=f"B{n}" if with_references else "", on=DAY + timedelta(days=n // 2))
        for n, cents in enumerate(amounts)
    ]
    last_day = (len(lines) - 1) // 2
    with fresh_books(tmp_path_factory.mktemp("bank")) as bank:
        for _ in range(data.draw(st.integers(1, 3))):
            begin = data.draw(st.integers(0, last_day))
            end = data.draw(st.integers(begin, last_day))
            _tell(bank, lines, begin, end)
        _tell(bank, lines, 0, last_day)
        assert statements.balance_of(BankAccount.objects.get()) == OPENING + sum(amounts)
        assert sorted(BankEntry.objects.values_list("cents", flat=True)) == sorted(amounts)
        assert not statements.has_gap()


def _tell(bank, lines, begin, end):
    before = sum(line.payments[0].cents for line in lines[: 2 * begin])
    first, last = DAY + timedelta(days=begin), DAY + timedelta(days=end)
    bank.tells(statement(*lines[2 * begin : 2 * end + 2], opening=OPENING + before, first=first, last=last))


def _charge(who, year, month):
    from gewoon.actions.ledger.booking import Transfer, book

    due = date(year, month, 1)
    transfer = Transfer(
        Account.TENANT,
        Account.INCOME,
        600_00,
        Kind.RENT,
        due,
        tenancy_id=who.pk,
        month=year * 100 + month,
    )
    return book([transfer], by=CONSOLE, now=at(due))[0]


def test_statements_of_one_day_that_come_back_to_the_same_balance_all_count(bank):
    for number, cents in enumerate((5_83, -5_83, 5_83, -5_83, -5_84), start=1):
        opening = statements.balance_of(BankAccount.objects.get()) if number > 1 else OPENING
        bank.tells(statement(paid(cents, reference=f"B{number}"), opening=opening, number=number))
    assert statements.balance_of(BankAccount.objects.get()) == OPENING - 5_84
    assert not statements.has_gap()
