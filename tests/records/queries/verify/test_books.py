"""Each kind of damage to the books is found, and the record is named."""

from datetime import date

from django.db import connection

from actions.ledger.banking import paid, statement
from gewoon.records.ledger import BankEntry, DirectDebitBatch, Entry, Statement, StatementFile
from gewoon.rules.ledger.kinds import Kind
from records.queries.verify.damage import again, change, damage, erase, found, unfenced
from stories import OWN_ACCOUNT

DAY, NEXT = date(2026, 10, 5), date(2026, 10, 6)


def entry(payment, cents):
    return payment(cents).ledger.get().pk


def rent_of(tenancy):
    return Entry.objects.get(tenancy=tenancy, kind=Kind.RENT).pk


def test_i1_an_amount_of_nothing(books):
    key = rent_of(books[0])
    with damage(
        *unfenced("entry", "entry_cents_positive"),
        change("entry", "cents = 0", f"id = {key}"),
    ):
        assert ("I1", f"entry {key}") in found(NEXT)


def test_i1_half_a_cent(books):
    key = rent_of(books[0])
    if connection.vendor != "sqlite":
        return  # the column of PostgreSQL cannot hold it
    with damage(change("entry", "cents = 60101.5", f"id = {key}")):
        assert ("I1", f"entry {key}") in found(NEXT)


def test_i1_an_account_that_does_not_exist(books, payment):
    key = entry(payment, 5_000)
    with damage(change("entry", "credit = 99", f"id = {key}")):
        assert ("I1", f"entry {key}") in found(NEXT)


def test_i1_a_claim_that_lowers_the_debt(books):
    key = rent_of(books[0])
    with damage(change("entry", "debit = credit, credit = debit", f"id = {key}")):
        assert ("I1", f"entry {key}") in found(NEXT)


def test_i2_a_statement_that_closes_elsewhere(books):
    key = Statement.objects.get(identifier="S1").pk
    with damage(change("statement", "closing_cents = closing_cents + 1", f"id = {key}")):
        assert ("I2", f"statement {key}") in found(NEXT)


def test_i2_a_payment_that_no_statement_tells(books, payment):
    key = entry(payment, 5_000)
    with damage(change("entry", "cents = 4999", f"id = {key}")):
        assert ("I2", f"bank account {OWN_ACCOUNT}") in found(NEXT)


def test_i4_a_reversal_of_another_amount(books, payment):
    key = entry(payment, -60_103)
    with damage(change("entry", "cents = 60102", f"id = {key}")):
        assert ("I4", f"entry {key}") in found(NEXT)


def test_i4_a_reversal_of_nothing(books, payment):
    key = entry(payment, -60_103)
    with damage(change("entry", "refers_id = NULL", f"id = {key}")):
        assert ("I4", f"entry {key}") in found(NEXT)


def test_i4_a_reversal_without_a_reason(books, payment):
    key = entry(payment, -60_103)
    with damage(change("entry", "reason = ''", f"id = {key}")):
        assert found(NEXT) & {("I4", f"entry {key}")}


def test_i4_an_entry_undone_twice(books, payment):
    key, original = entry(payment, -60_103), entry(payment, 60_103)
    with damage(*unfenced("entry", "entry_reversed_once"), again("entry", key)):
        assert ("I4", f"entry {original}") in found(NEXT)


def test_i5_the_same_money_twice(books):
    key = BankEntry.objects.get(cents=5_000).pk
    with damage(*unfenced("bankentry", "bank_entry_once"), again("bankentry", key)):
        assert ("I5", "bank entry 900001") in found(NEXT)


def test_i5_the_same_rent_twice(books):
    key = rent_of(books[0])
    with damage(
        *unfenced("entry", "rent_run_once"),
        change("entry", "month = 202610", f"id = {key}"),
        again("entry", key),
    ):
        assert ("I5", "entry 900001") in found(NEXT)


def test_i6_a_line_of_which_a_payment_is_missing(books):
    key = BankEntry.objects.get(cents=5_000).pk
    with damage(change("bankentry", "cents = 5001", f"id = {key}")):
        assert ("I6", f"bank entry {key}") in found(NEXT)


def test_i6_a_line_without_any_payment(books, payment):
    detail, line = payment(-700), BankEntry.objects.get(cents=-700)
    with damage(
        erase("entry", f"bank_detail_id = {detail.pk}"),
        erase("bankdetail", f"id = {detail.pk}"),
    ):
        assert ("I6", f"bank entry {line.pk}") in found(NEXT)


def test_i6_and_i7_a_payment_that_was_booked_in_part(books, payment):
    detail = payment(5_000)
    with damage(change("entry", "cents = 4000", f"bank_detail_id = {detail.pk}")):
        named = f"bank payment {detail.pk}"
        assert {("I6", named), ("I7", named)} <= found(NEXT)


def test_i7_more_taken_out_of_suspense_than_came_in(books, payment):
    detail = payment(5_000)
    key = detail.ledger.get().pk
    with damage(
        again("entry", key),
        change(
            "entry", "debit = 4, credit = 5, cents = 6000, bank_account_id = NULL, kind = 14", "id = 900001"
        ),
    ):
        assert ("I7", f"bank payment {detail.pk}") in found(NEXT)


def test_i7_more_settled_of_a_deposit_than_is_held(books):
    key = rent_of(books[0])
    with damage(change("entry", "debit = 9, credit = 1, kind = 11", f"id = {key}")):
        assert ("I7", f"tenancy {books[0].pk}") in found(NEXT)


def test_i9_a_batch_that_is_not_the_sum_of_its_parts(books):
    key = DirectDebitBatch.objects.get().pk
    with damage(change("directdebitbatch", "cents = 301", f"id = {key}")):
        assert found(NEXT) >= {("I9", f"batch {key}")}


def test_i10_a_return_that_did_not_bring_the_arrears_back(books, payment):
    detail = payment(-60_103)
    with damage(
        change(
            "entry",
            "debit = 8, tenancy_id = NULL, refers_id = NULL, kind = 14",
            f"bank_detail_id = {detail.pk}",
        )
    ):
        assert ("I10", f"bank payment {detail.pk}") in found(NEXT)


def test_i11_an_entry_that_pretends_to_have_been_known_before(books):
    key = rent_of(books[0])
    with damage(change("entry", "recorded_on = '2026-01-01'", f"id = {key}")):
        assert ("I11", f"entry {key}") in found(NEXT)


def test_files_come_in_once(books):
    key = StatementFile.objects.order_by("pk").first().pk
    sound = found(NEXT)
    assert sound == set()
    with damage(change("statementfile", "name = 'other.xml'", f"id = {key}")):
        assert {invariant for invariant, _ in found(NEXT)} == {"I3"}


def test_days_that_are_told_twice_are_no_damage(books, bank, told):
    last = date(2026, 10, 7)
    new = paid(900, "bedankt", on=last, reference="R6")
    report = bank.tells(statement(*told, new, opening=100_000, first=DAY, last=last, number=3), on=last)
    assert (report.entries, report.known_entries) == (1, 5)
    assert found(last) == set()


def test_i2_the_end_of_days_that_are_told_twice_is_still_held_against_the_books(books):
    first, second = Statement.objects.order_by("pk")
    with damage(
        change("statement", f"opening_on = '{first.opening_on}', closing_cents = 1", f"id = {second.pk}")
    ):
        assert {record for invariant, record in found(NEXT) if invariant == "I2"} == {
            f"bank account {OWN_ACCOUNT}", f"statement {second.pk}"
        }  # fmt: skip
