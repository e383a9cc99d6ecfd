"""The rent of a month is collected once, from who pays so, and not from whom it keeps coming back."""

from datetime import date

import pytest

from actions.ledger.banking import entries_of, owes, paid, statement
from gewoon.actions.ledger import corrections, mandates, rent_run, suspense
from gewoon.actions.ledger.collect import NO_ACCOUNT, NO_MANDATE, RETURNED_TWICE, collect, file_of, look
from gewoon.actions.rights import CONSOLE, NotAllowed, NotFound, Refused
from gewoon.gateways.bank import pain008
from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite
from gewoon.gateways.erp.model import MandateRow, PartyRow
from gewoon.records.ledger import DirectDebitBatch, DirectDebitItem
from gewoon.rules.ledger.kinds import Kind
from stories import OWN_ACCOUNT, association, at, iban, tenancy

MARCH = date(2026, 3, 1)
DAY = date(2026, 3, 3)
NOW = at(date(2026, 3, 1))
SIGNED = date(2020, 2, 2)


def debtor(number, *, account=None, way_of_paying="direct_debit", is_signed=True, **more):
    party = PartyRow(
        role="tenant",
        name="Verzonnen",
        first_name="Proef",
        iban=iban("TSTA", number) if account is None else account,
    )
    who = tenancy(number, way_of_paying=way_of_paying, **{"parties": (party,)} | more)
    if is_signed:
        row = MandateRow(tenancy=number, reference=f"M-{number}", signed_on=SIGNED)
        mandates.take_in(rows=[row], by=CONSOLE, now=at(SIGNED))
    return who


def charge(month=MARCH):
    rent_run.charge_rent(month=month, by=CONSOLE, now=at(month, 3))


def asked(by, *, month=MARCH, on=DAY, now=NOW, **more):
    return collect(month=month, collected_on=on, by=by, now=now, **more)


@pytest.fixture
def bank(bank):
    association(creditor="NL00ZZZ000000000000")
    return bank


def read(bank, collection):
    (batch,) = pain008.read(bank.file(collection.content))
    return batch


def test_the_rent_of_the_month_is_collected_from_who_pays_so(bank, olga):
    debtor(101)
    debtor(102, way_of_paying="transfer")
    charge()
    batch = read(bank, made := asked(olga))
    (item,) = batch.items
    assert (batch.collected_on, batch.creditor_account) == (DAY, OWN_ACCOUNT)
    assert (item.cents, item.iban, item.name) == (600_00, iban("TSTA", 101), "Proef Verzonnen")
    assert (item.mandate, item.mandate_signed_on) == ("M-101", SIGNED)
    assert (made.count, made.cents, made.left_out) == (1, 600_00, ())
    assert DirectDebitItem.objects.get().end_to_end == item.end_to_end


def test_a_repeated_collection_is_the_same_batch(bank, olga):
    debtor(101)
    charge()
    first = asked(olga)
    debtor(102)
    charge()
    assert asked(olga, now=at(date(2026, 3, 9))) == first
    assert DirectDebitBatch.objects.count() == 1


def test_another_day_collects_only_from_whom_was_not_collected(bank, olga):
    debtor(101)
    charge()
    asked(olga)
    debtor(102)
    charge()
    assert [item.mandate for item in read(bank, asked(olga, on=date(2026, 3, 5))).items] == ["M-102"]


def test_only_what_is_open_of_the_month_is_collected(bank, olga):
    anna = debtor(101)
    charge(date(2026, 2, 1))
    charge()
    corrections.post(
        anna.pk, kind=Kind.CREDIT, cents=700_00, on=date(2026, 3, 1), reason="x", by=olga, now=NOW
    )
    assert asked(olga).cents == 500_00


def test_what_is_not_due_yet_or_paid_is_not_collected(bank, olga):
    debtor(101, rent_day=15)
    bert = debtor(102)
    charge()
    corrections.post(bert.pk, kind=Kind.CREDIT, cents=600_00, on=MARCH, reason="x", by=olga, now=NOW)
    made = asked(olga)
    assert (made.count, made.content, made.left_out) == (0, b"", ())
    assert DirectDebitBatch.objects.count() == 0


def test_who_has_no_good_account_is_left_out(bank, olga):
    anna = debtor(101, account="")
    bert = debtor(102, account="NL00TSTA0000000102")
    debtor(103)
    charge()
    made = asked(olga)
    assert made.count == 1
    assert made.left_out == ((anna.pk, 101, NO_ACCOUNT, 600_00), (bert.pk, 102, NO_ACCOUNT, 600_00))


def test_an_administrator_pays_before_the_tenant_and_somebody_who_pays_before_both(bank, olga):
    def party(role, number):
        return PartyRow(role=role, name=role, iban=iban("TSTB", number))

    debtor(101, parties=(party("tenant", 1), party("co_tenant", 2), party("administrator", 3)))
    debtor(102, parties=(party("tenant", 4), party("payer", 5), party("administrator", 6)))
    charge()
    assert [item.iban for item in read(bank, asked(olga)).items] == [iban("TSTB", 3), iban("TSTB", 5)]


def collected(bank, collection, on, number, opening):
    """The bank books the batch without its details."""
    lump = EntryToWrite(
        reference=f"B{number}",
        booked_on=on,
        payments=(PaymentToWrite(cents=collection.cents),),
        batch_reference=collection.reference,
        shows_details=False,
    )
    bank.tells(statement(lump, opening=opening, first=on, number=number), on=on)


def came_back(bank, collection, on, number, opening):
    (item,) = read(bank, collection).items
    line = paid(-item.cents, reference=f"R{number}", on=on, end_to_end=item.end_to_end, reason_code="AM04")
    bank.tells(statement(line, opening=opening, first=on, number=number), on=on)


def collect_in(bank, olga, month, *, returned):
    """Charge, collect, book and perhaps return one month of a debtor."""
    charge(month)
    made = asked(olga, month=month, on=month.replace(day=3), now=at(month))
    collected(bank, made, month.replace(day=3), 10 * month.month, 0)
    if returned:
        came_back(bank, made, month.replace(day=5), 10 * month.month + 1, made.cents)
    return made


@pytest.fixture
def returned_twice(bank, olga):
    anna = debtor(101)
    collect_in(bank, olga, date(2026, 1, 1), returned=True)
    collect_in(bank, olga, date(2026, 2, 1), returned=True)
    charge()
    return anna


def test_after_two_returns_in_a_row_nothing_is_collected(bank, returned_twice, olga):
    assert owes(returned_twice) == 1_800_00
    made = asked(olga)
    assert (made.count, made.left_out) == (0, ((returned_twice.pk, 101, RETURNED_TWICE, 600_00),))


def test_a_person_can_collect_despite_returns(bank, returned_twice, olga):
    assert asked(olga, despite_returns={returned_twice.pk}).cents == 600_00


def test_one_return_or_a_good_month_between_is_no_reason(bank, olga):
    debtor(101)
    for month, returned in ((1, True), (2, False)):
        collect_in(bank, olga, date(2026, month, 1), returned=returned)
    charge()
    assert asked(olga).count == 1


def test_a_collection_that_a_person_took_back_is_no_return(bank, olga):
    anna = debtor(101)
    for month in (1, 2):
        collect_in(bank, olga, date(2026, month, 1), returned=False)
    for entry in entries_of(anna):
        if entry.kind == Kind.PAYMENT:
            suspense.take_back(entry.pk, by=olga, now=NOW)
    charge()
    assert asked(olga).count == 1


def test_a_batch_booked_by_the_bank_pays_the_rent(bank, olga):
    anna = debtor(101)
    charge()
    collected(bank, asked(olga), DAY, 1, 0)
    assert owes(anna) == 0


def test_without_creditor_identifier_or_own_account_nothing_is_collected(bank, olga):
    association(creditor="")
    with pytest.raises(Refused, match="creditor identifier"):
        asked(olga)
    association(creditor="NL00ZZZ000000000000", iban=iban("GWNB", 9))
    with pytest.raises(Refused, match="own accounts"):
        asked(olga)


def test_the_bank_needs_a_day(bank, olga):
    debtor(101)
    charge()
    with pytest.raises(Refused, match="tomorrow"):
        asked(olga, on=NOW.date())


def test_a_month_begins_on_its_first_day(bank, olga):
    with pytest.raises(ValueError, match="first day"):
        asked(olga, month=DAY)


def test_who_may_not_collect_cannot(bank, manager):
    with pytest.raises(NotAllowed):
        asked(manager)


def test_returns_before_a_good_month_are_forgotten(bank, olga):
    debtor(101)
    for month, returned in ((1, True), (2, True), (3, False)):
        charge(date(2026, month, 1))
        if month < 3:
            collect_in(bank, olga, date(2026, month, 1), returned=returned)
    made = asked(olga, despite_returns={*DirectDebitItem.objects.values_list("tenancy", flat=True)})
    collected(bank, made, DAY, 30, 0)
    charge(date(2026, 4, 1))
    april = date(2026, 4, 1)
    assert asked(olga, month=april, on=date(2026, 4, 3), now=at(april)).count == 1


def test_without_a_mandate_that_runs_nothing_is_collected(bank, olga):
    anna = debtor(101, is_signed=False)
    bert = debtor(102)
    mandates.end(bert.pk, reason="ingetrokken", by=olga, now=NOW)
    charge()
    made = asked(olga)
    assert (made.count, {each.why for each in made.left_out}) == (0, {NO_MANDATE})
    assert {each.tenancy_id for each in made.left_out} == {anna.pk, bert.pk}


def test_a_look_keeps_nothing(bank, olga):
    debtor(101)
    charge()
    seen = look(month=MARCH, collected_on=DAY, by=olga, now=NOW)
    assert (seen.count, seen.cents, DirectDebitBatch.objects.count()) == (1, 600_00, 0)
    assert asked(olga) == seen


def test_a_batch_is_given_again_with_the_same_file(bank, olga):
    debtor(101)
    charge()
    made = asked(olga)
    assert file_of(DirectDebitBatch.objects.get().pk, by=olga).content == made.content
    with pytest.raises(NotFound):
        file_of(10**6, by=olga)


def test_a_batch_from_before_mandates_bears_the_tenancy_number(bank, olga):
    anna = debtor(101)
    charge()
    asked(olga)
    DirectDebitItem.objects.update(mandate=None)
    (item,) = read(bank, asked(olga)).items
    assert (item.mandate, item.mandate_signed_on) == ("101", anna.starts_on)
