"""Nothing is changed: what was wrong is undone, and booked again with reason and author."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from actions.ledger.banking import DAY, OPENING, balance, entries_of, owes, paid, statement
from gewoon.actions.ledger import corrections, suspense
from gewoon.actions.ledger.booking import book, reversal
from gewoon.actions.rights import CONSOLE, NotAllowed, NotFound, Refused
from gewoon.records.events import Event
from gewoon.records.ledger import Account, Entry
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.kinds import Kind
from stories import at, claim, tenancy

NOW = at(date(2026, 3, 9))


@pytest.fixture
def anna():
    return tenancy(101)


def last(who):
    return entries_of(who)[-1]


@pytest.mark.parametrize(
    ("kind", "sign"),
    [(Kind.RENT, 1), (Kind.OTHER_CHARGE, 1), (Kind.CREDIT, -1)],
    ids=str,
)
def test_a_charge_or_credit_is_booked_by_hand(anna, olga, kind, sign):
    key = corrections.post(anna.pk, kind=kind, cents=12_50, on=DAY, reason=" sleutel ", by=olga, now=NOW)
    entry = Entry.objects.get(pk=key)
    assert (entry.kind, entry.on, entry.reason, entry.by_name) == (kind, DAY, "sleutel", "olga")
    assert owes(anna) == sign * 12_50
    assert Event.objects.get(deed="ledger.post").tenancy_id == anna.pk


@pytest.mark.parametrize(
    "kind",
    [Kind.COSTS, Kind.INTEREST, Kind.COURT_COSTS, Kind.PAYMENT, Kind.WRITE_OFF, Kind.REVERSAL, Kind.REFUND],
)
def test_costs_payments_and_write_offs_cannot_be_booked_by_hand(anna, olga, kind):
    with pytest.raises(Refused, match="By hand"):
        corrections.post(anna.pk, kind=kind, cents=1, on=DAY, reason="x", by=olga, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cents": 0},
        {"cents": 100_000_001},
        {"on": date(2019, 12, 31)},
        {"on": date(2027, 3, 11)},
        {"reason": "  "},
        {"reason": "x" * 201},
    ],
    ids=str,
)
def test_what_nobody_can_mean_is_refused(anna, olga, wrong):
    asked = {"kind": Kind.RENT, "cents": 1, "on": DAY, "reason": "x"} | wrong
    with pytest.raises(Refused):
        corrections.post(anna.pk, **asked, by=olga, now=NOW)
    assert entries_of(anna) == []


def test_an_entry_is_undone_on_its_own_day(anna, olga):
    key = claim(anna, 600_00, DAY)
    corrections.reverse(key, reason="dubbel", by=olga, now=NOW)
    entry = last(anna)
    assert (entry.kind, entry.refers_id, entry.on, entry.recorded_on) == (Kind.REVERSAL, key, DAY, NOW.date())
    assert (entry.reason, entry.by_name, owes(anna)) == ("dubbel", "olga", 0)


def test_nothing_is_undone_twice(anna, olga):
    key = claim(anna, 600_00, DAY)
    corrections.reverse(key, reason="dubbel", by=olga, now=NOW)
    with pytest.raises(Refused, match="already"):
        corrections.reverse(key, reason="dubbel", by=olga, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        book([reversal(Entry.objects.get(pk=key), on=DAY, reason="x")], by=CONSOLE, now=NOW)


def test_a_reversal_is_not_undone(anna, olga):
    key = corrections.reverse(claim(anna, 600_00, DAY), reason="dubbel", by=olga, now=NOW)
    with pytest.raises(Refused, match="undoes another"):
        corrections.reverse(key, reason="toch niet", by=olga, now=NOW)
    with pytest.raises(ValueError, match="reversal itself"):
        reversal(Entry.objects.get(pk=key), on=DAY, reason="x")


def test_a_payment_undone_goes_to_suspense_because_the_bank_has_it(bank, anna, olga):
    bank.tells(statement(paid(600_00, reference.make(101, None), reference="B1")))
    corrections.reverse(last(anna).pk, reason="verkeerde huurder", by=olga, now=NOW)
    assert (owes(anna), balance(Account.SUSPENSE)) == (0, -600_00)
    assert balance(Account.BANK) == OPENING + 600_00


def test_what_the_bank_booked_elsewhere_stands(bank, olga):
    bank.tells(statement(paid(-5_00, "dakdekker", reference="B1"), paid(7_00, "wie", reference="B2")))
    for entry in Entry.objects.all():
        with pytest.raises(Refused, match="bank booked stands"):
            corrections.reverse(entry.pk, reason="x", by=olga, now=NOW)


def test_a_charge_moves_to_another_tenancy(anna, olga):
    bert = tenancy(102)
    key = corrections.correct(claim(anna, 600_00, DAY), tenancy_id=bert.pk, reason="buren", by=olga, now=NOW)
    assert (owes(anna), owes(bert)) == (0, 600_00)
    assert Entry.objects.get(pk=key).reason == "buren"
    assert set(Event.objects.filter(tenancy_id__isnull=False).values_list("deed", "tenancy_id")) == {
        ("ledger.reverse", anna.pk),
        ("ledger.correct", bert.pk),
    }


def test_a_charge_gets_another_amount_and_day(anna, olga):
    key = claim(anna, 600_00, DAY)
    again = corrections.correct(
        key, cents=590_00, on=DAY + timedelta(days=1), reason="korting", by=olga, now=NOW
    )
    entry = Entry.objects.get(pk=again)
    assert (entry.cents, entry.on, owes(anna)) == (590_00, DAY + timedelta(days=1), 590_00)


def test_a_payment_moves_to_another_tenancy_without_touching_the_bank(bank, anna, olga):
    bert = tenancy(102)
    bank.tells(statement(paid(600_00, reference.make(101, None), reference="B1")))
    corrections.correct(last(anna).pk, tenancy_id=bert.pk, reason="van Bert", by=olga, now=NOW)
    assert (owes(anna), owes(bert), balance(Account.SUSPENSE)) == (0, -600_00, 0)
    assert (last(bert).on, balance(Account.BANK)) == (DAY, OPENING + 600_00)


def test_a_smaller_part_of_a_payment_leaves_the_rest_in_suspense(bank, anna, olga):
    bank.tells(statement(paid(600_00, reference.make(101, None), reference="B1")))
    corrections.correct(last(anna).pk, cents=400_00, reason="deels", by=olga, now=NOW)
    assert (owes(anna), balance(Account.SUSPENSE)) == (-400_00, -200_00)


@pytest.mark.parametrize("wrong", [{"cents": 600_01}, {"on": DAY + timedelta(days=1)}], ids=str)
def test_a_payment_cannot_grow_or_move_in_time(bank, anna, olga, wrong):
    bank.tells(statement(paid(600_00, reference.make(101, None), reference="B1")))
    with pytest.raises(Refused, match="The bank says"):
        corrections.correct(last(anna).pk, **wrong, reason="x", by=olga, now=NOW)


def test_a_correction_that_changes_nothing_is_refused(anna, olga):
    key = claim(anna, 600_00, DAY)
    with pytest.raises(Refused, match="Nothing would change"):
        corrections.correct(key, cents=600_00, tenancy_id=anna.pk, on=DAY, reason="x", by=olga, now=NOW)


def test_costs_can_only_be_lowered(anna, olga):
    bert = tenancy(102)
    key = claim(anna, 48_00, DAY, Kind.COSTS)
    for wrong in ({"cents": 48_01}, {"tenancy_id": bert.pk}):
        with pytest.raises(Refused, match="only be lowered"):
            corrections.correct(key, **wrong, reason="x", by=olga, now=NOW)
    corrections.correct(key, cents=40_00, reason="te veel", by=olga, now=NOW)
    assert owes(anna) == 40_00


def test_a_refund_can_only_be_undone(bank, olga):
    bank.tells(statement(paid(600_00, "wie", reference="B1")))
    key = suspense.refund(Entry.objects.get(kind=Kind.PAYMENT).bank_detail_id, by=olga, now=NOW)
    with pytest.raises(Refused, match="only be undone"):
        corrections.correct(key, cents=1, reason="x", by=olga, now=NOW)


def test_what_is_undone_cannot_be_corrected(anna, olga):
    key = claim(anna, 600_00, DAY)
    corrections.reverse(key, reason="dubbel", by=olga, now=NOW)
    with pytest.raises(Refused, match="already"):
        corrections.correct(key, cents=1, reason="x", by=olga, now=NOW)


def test_unknown_entries_and_tenancies_are_refused(anna, olga):
    with pytest.raises(NotFound):
        corrections.reverse(10**6, reason="x", by=olga, now=NOW)
    with pytest.raises(NotFound):
        corrections.correct(claim(anna, 1, DAY), tenancy_id=10**6, reason="x", by=olga, now=NOW)


def test_the_past_as_it_was_known_is_told_the_same(anna, olga):
    key = claim(anna, 600_00, DAY)
    corrections.correct(key, cents=1, reason="x", by=olga, now=NOW)
    known = Entry.objects.filter(tenancy=anna, recorded_on__lt=NOW.date())
    assert sum(entry.cents for entry in known) == 600_00


def test_who_may_not_correct_cannot(anna, manager):
    key = claim(anna, 600_00, DAY)
    deeds = (
        lambda: corrections.post(anna.pk, kind=Kind.RENT, cents=1, on=DAY, reason="x", by=manager, now=NOW),
        lambda: corrections.reverse(key, reason="x", by=manager, now=NOW),
        lambda: corrections.correct(key, cents=1, reason="x", by=manager, now=NOW),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert owes(anna) == 600_00
