"""Batches are explained by what was offered, returns undo what was paid, doubt waits in suspense."""

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.ledger.banking import DAY, OPENING, balance, entries_of, owes, paid, statement
from gewoon.actions.ledger import direct_debit, suspense
from gewoon.actions.rights import CONSOLE
from gewoon.gateways.bank import pain008
from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite
from gewoon.records.ledger import Account, BankDetail, DirectDebitItem, Entry
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.kinds import Kind
from stories import OWN_ACCOUNT, at, iban, tenancy

NEXT = DAY + timedelta(days=1)


def ref(number):
    return reference.make(number, None)


def offered(bank, *numbers, cents=600_00, name="BATCH-1", collected_on=DAY, account=OWN_ACCOUNT):
    """Import a pain.008 file that collects from these tenancies; end-to-end ids are E101, E102."""
    items = tuple(
        pain008.DirectDebit(
            end_to_end=f"E{number}{name[5:]}",
            cents=cents,
            mandate=f"M{number}",
            name="Proef Verzonnen",
            iban=iban("TSTA", number),
            remittance=ref(number),
        )
        for number in numbers
    )
    batch = pain008.DirectDebitBatch(
        message_id=name, payment_information_id=name, collected_on=collected_on,
        creditor_account=account, items=items,
    )  # fmt: skip
    creditor = pain008.Creditor(name="Stichting Wonen Waterrijk", id="NL00ZZZ000000000000")
    data = pain008.write([batch], creditor=creditor, created_at=at(DAY))
    return direct_debit.import_batches(path=bank.file(data, f"{name}.xml"), by=CONSOLE, now=at(DAY))


def lump(cents, *, reference="B1", **more):
    """One amount for a whole batch, without what is inside."""
    return EntryToWrite(
        reference=reference,
        booked_on=DAY,
        payments=(PaymentToWrite(cents=cents),),
        shows_details=False,
        **more,
    )


def returned(end_to_end, *, cents=600_00, code="AM04", reference="R1", on=NEXT):
    return paid(-cents, reference=reference, on=on, end_to_end=end_to_end, reason_code=code)


def follows(*entries, after):
    """The statement of the next day."""
    return statement(*entries, opening=OPENING + after, first=NEXT, number=2)


@pytest.fixture
def two():
    return tenancy(101), tenancy(102)


def test_a_batch_booked_as_one_amount_is_explained_by_its_own_file(bank, two):
    assert offered(bank, 101, 102) == 2
    report = bank.tells(statement(lump(1_200_00, batch_reference="BATCH-1")))
    assert (report.matched, report.suspense, dict(report.reasons)) == (1, 0, {"own_batch": 1})
    assert [owes(each) for each in two] == [-600_00, -600_00]


def test_a_batch_without_reference_is_found_by_amount_and_week(bank, two):
    offered(bank, 101, 102, collected_on=DAY - timedelta(days=3))
    bank.tells(statement(lump(1_200_00, batch_announced=2)))
    assert [owes(each) for each in two] == [-600_00, -600_00]


def test_two_batches_that_one_amount_could_be_explain_nothing(bank, two):
    offered(bank, 101, name="BATCH-1")
    offered(bank, 102, name="BATCH-2")
    report = bank.tells(statement(lump(600_00, batch_announced=1)))
    assert (report.suspense, owes(two[0]), owes(two[1])) == (1, 0, 0)


def test_a_batch_of_another_amount_explains_nothing(bank, two):
    offered(bank, 101, 102)
    report = bank.tells(statement(lump(1_100_00, batch_reference="BATCH-1")))
    assert (report.matched, report.suspense) == (0, 1)


def test_a_batch_is_paid_once(bank, two):
    offered(bank, 101, 102)
    lumps = [lump(1_200_00, reference=name, batch_reference="BATCH-1") for name in ("B1", "B2")]
    report = bank.tells(statement(*lumps))
    assert (report.matched, report.suspense) == (1, 1)


def test_a_batch_with_details_is_matched_line_by_line(bank, two):
    offered(bank, 101, 102)
    inside = tuple(PaymentToWrite(cents=600_00, end_to_end=f"E{n}-1") for n in (101, 102))
    entry = EntryToWrite(reference="B1", booked_on=DAY, payments=inside, batch_reference="BATCH-1")
    assert bank.tells(statement(entry)).matched == 2
    assert [owes(each) for each in two] == [-600_00, -600_00]
    assert DirectDebitItem.objects.filter(entry=None).count() == 0


def test_a_return_brings_the_arrears_back_with_its_reason(bank, two):
    offered(bank, 101, 102)
    bank.tells(statement(lump(1_200_00, batch_reference="BATCH-1")))
    report = bank.tells(follows(returned("E101-1", code="MD06"), after=1_200_00))
    assert (report.matched, dict(report.reasons)) == (1, {"returned": 1})
    assert [owes(each) for each in two] == [0, -600_00]
    assert entries_of(two[0])[-1].reason == "returned MD06"
    assert BankDetail.objects.latest("pk").reason_code == "MD06"


def test_a_return_undoes_a_payment_once(bank, two):
    offered(bank, 101)
    bank.tells(statement(lump(600_00, batch_reference="BATCH-1")))
    twice = [returned("E101-1", reference=name) for name in ("R1", "R2")]
    report = bank.tells(follows(*twice, after=600_00))
    assert (report.matched, report.suspense) == (1, 1)
    assert owes(two[0]) == 0
    assert balance(Account.SUSPENSE) == 600_00


def test_a_return_of_what_was_undone_before_waits_in_suspense(bank, two):
    offered(bank, 101)
    bank.tells(statement(lump(600_00, batch_reference="BATCH-1")))
    bank.tells(follows(returned("E101-1"), after=600_00))
    again = statement(
        returned("E101-1", reference="R9", on=NEXT + timedelta(days=1)),
        first=NEXT + timedelta(days=1),
    )
    assert bank.tells(again).suspense == 1
    assert Entry.objects.filter(kind=Kind.REVERSAL).count() == 1


def test_a_return_of_another_amount_waits_in_suspense(bank, two):
    offered(bank, 101)
    bank.tells(statement(lump(600_00, batch_reference="BATCH-1")))
    report = bank.tells(follows(returned("E101-1", cents=500_00), after=600_00))
    assert (report.suspense, owes(two[0])) == (1, -600_00)


def test_a_return_of_something_unknown_waits_in_suspense(bank):
    report = bank.tells(statement(replace(returned("NOBODY"), booked_on=DAY)))
    assert (report.suspense, dict(report.reasons)) == (1, {"return_of_unknown": 1})
    assert balance(Account.SUSPENSE) == 600_00


def test_a_return_in_the_same_file_finds_its_payment(bank, two):
    bank.tells(
        statement(
            paid(600_00, ref(101), reference="B1", end_to_end="T1"), replace(returned("T1"), booked_on=DAY)
        )
    )
    assert [each.kind for each in entries_of(two[0])] == [Kind.PAYMENT, Kind.REVERSAL]


def test_a_transfer_that_is_reversed_is_undone(bank, two):
    bank.tells(statement(paid(600_00, ref(101), reference="B1", end_to_end="T1")))
    reversal = paid(-600_00, reference="B2", on=NEXT, end_to_end="T1", is_reversal=True)
    assert bank.tells(follows(reversal, after=600_00)).matched == 1
    assert owes(two[0]) == 0


def test_a_reversed_transfer_that_is_unknown_waits_in_suspense(bank):
    assert bank.tells(statement(paid(-600_00, reference="B2", is_reversal=True))).suspense == 1


def test_a_return_of_equal_payments_of_two_tenants_is_not_guessed(bank, two):
    lines = [paid(600_00, ref(n), reference=f"B{n}", end_to_end="SAME") for n in (101, 102)]
    bank.tells(statement(*lines))
    assert bank.tells(follows(returned("SAME"), after=1_200_00)).suspense == 1
    assert [owes(each) for each in two] == [-600_00, -600_00]


def test_equal_payments_of_one_tenant_come_back_one_by_one(bank, two):
    lines = [paid(600_00, ref(101), reference=f"B{n}", end_to_end="SAME") for n in (1, 2)]
    bank.tells(statement(*lines))
    twice = [returned("SAME", reference=name) for name in ("R1", "R2")]
    assert bank.tells(follows(*twice, after=1_200_00)).matched == 2
    assert owes(two[0]) == 0


def test_a_return_of_money_that_was_allocated_by_hand_is_undone(bank, two, olga):
    bank.tells(statement(paid(600_00, reference="B1", end_to_end="T1")))
    detail = BankDetail.objects.get()
    suspense.split(detail.pk, parts=[(two[0].pk, 250_00), (two[1].pk, 350_00)], by=olga, now=at(DAY))
    assert bank.tells(follows(returned("T1"), after=600_00)).matched == 1
    assert [owes(each) for each in two] == [0, 0]
    assert balance(Account.SUSPENSE) == 0
    assert balance(Account.BANK) == OPENING


def test_a_return_of_money_that_was_partly_in_suspense_leaves_nothing_there(bank, two, olga):
    bank.tells(statement(paid(600_00, reference="B1", end_to_end="T1")))
    detail = BankDetail.objects.get()
    suspense.allocate(detail.pk, tenancy_id=two[0].pk, cents=250_00, by=olga, now=at(DAY))
    bank.tells(follows(returned("T1"), after=600_00))
    assert owes(two[0]) == 0
    assert suspense.in_suspense(detail.pk) == 0
    assert (balance(Account.REFUNDED), balance(Account.BANK)) == (0, OPENING)


def test_an_account_from_which_a_person_allocated_is_known(bank, two, olga):
    payer = iban("TSTB", 5)
    bank.tells(statement(paid(600_00, "geen idee", reference="B1", iban=payer)))
    entry = suspense.allocate(BankDetail.objects.get().pk, tenancy_id=two[0].pk, by=olga, now=at(DAY))
    again = follows(paid(600_00, reference="B2", iban=payer, on=NEXT), after=600_00)
    assert bank.tells(again).matched == 1
    assert owes(two[0]) == -1_200_00
    assert entry == entries_of(two[0])[0].pk


def test_an_account_of_which_a_payment_was_taken_back_is_not_known(bank, two, olga):
    payer = iban("TSTB", 5)
    bank.tells(statement(paid(600_00, reference="B1", iban=payer)))
    entry = suspense.allocate(BankDetail.objects.get().pk, tenancy_id=two[0].pk, by=olga, now=at(DAY))
    suspense.take_back(entry, by=olga, now=at(DAY))
    again = follows(paid(600_00, reference="B2", iban=payer, on=NEXT), after=600_00)
    assert bank.tells(again).suspense == 1


def test_an_ordinary_payment_with_the_amount_of_a_batch_is_not_that_batch(bank, two):
    offered(bank, 101)
    report = bank.tells(statement(lump(600_00, batch_announced=1), paid(600_00, ref(102), reference="B2")))
    assert report.matched == 2
    assert [owes(each) for each in two] == [-600_00, -600_00]


def test_each_batch_is_found_by_its_own_amount(bank, two):
    offered(bank, 101, name="BATCH-1")
    offered(bank, 102, name="BATCH-2", cents=500_00)
    lumps = [lump(cents, reference=f"B{cents}", batch_announced=1) for cents in (500_00, 600_00)]
    bank.tells(statement(*lumps))
    assert [owes(each) for each in two] == [-600_00, -500_00]


def test_a_batch_of_which_a_part_was_booked_by_itself_explains_no_whole(bank, two):
    offered(bank, 101, 102)
    bank.tells(statement(paid(600_00, reference="B1", end_to_end="E101-1")))
    assert (
        bank.tells(
            follows(
                replace(lump(1_200_00, reference="B2", batch_reference="BATCH-1"), booked_on=NEXT),
                after=600_00,
            )
        ).suspense
        == 1
    )


def test_a_return_of_a_payment_of_which_a_part_was_refunded_waits_in_suspense(bank, two, olga):
    bank.tells(statement(paid(600_00, reference="B1", end_to_end="T1")))
    detail = BankDetail.objects.get()
    suspense.refund(detail.pk, cents=100_00, by=olga, now=at(DAY))
    suspense.allocate(detail.pk, tenancy_id=two[0].pk, by=olga, now=at(DAY))
    assert bank.tells(follows(returned("T1"), after=600_00)).suspense == 1
    assert owes(two[0]) == -500_00
