"""What is in doubt is settled by a person, to the cent, and never more than there is."""

from datetime import date

import pytest

from actions.ledger.banking import DAY, OPENING, balance, entries_of, owes, paid, statement, waiting
from gewoon.actions.ledger import corrections, rent_run, suspense
from gewoon.actions.ledger.booking import Transfer, book
from gewoon.actions.rights import CONSOLE, NotAllowed, NotFound, Refused
from gewoon.records.events import Event
from gewoon.records.ledger import Account, Entry
from gewoon.rules.ledger.kinds import Kind
from stories import at, claim, tenancy

NOW = at(date(2026, 3, 9))


@pytest.fixture
def two():
    return tenancy(101), tenancy(102)


@pytest.fixture
def doubt(bank):
    """600 euro of which nobody knows whose it is."""
    bank.tells(statement(paid(600_00, "huur", reference="B1", end_to_end="T1")))
    return waiting().pk


def test_money_goes_to_a_tenancy_as_of_the_day_the_bank_received_it(doubt, two, olga):
    key = suspense.allocate(doubt, tenancy_id=two[0].pk, by=olga, now=NOW)
    entry = Entry.objects.get(pk=key)
    assert (entry.on, entry.recorded_on, entry.kind, entry.by_name) == (DAY, NOW.date(), Kind.PAYMENT, "olga")
    assert (owes(two[0]), balance(Account.SUSPENSE)) == (-600_00, 0)
    event = Event.objects.get(deed="ledger.allocate")
    assert (event.tenancy_id, event.content["cents"]) == (two[0].pk, 600_00)


def test_a_part_leaves_the_rest_in_suspense(doubt, two, olga):
    suspense.allocate(doubt, tenancy_id=two[0].pk, cents=250_00, by=olga, now=NOW)
    assert suspense.in_suspense(doubt) == 350_00


@pytest.mark.parametrize("cents", [600_01, 0, -1, 10**12])
def test_never_more_than_there_is_nor_less_than_a_cent(doubt, two, olga, cents):
    with pytest.raises(Refused):
        suspense.allocate(doubt, tenancy_id=two[0].pk, cents=cents, by=olga, now=NOW)
    assert suspense.in_suspense(doubt) == 600_00


def test_what_is_allocated_cannot_be_allocated_again(doubt, two, olga):
    suspense.allocate(doubt, tenancy_id=two[0].pk, by=olga, now=NOW)
    with pytest.raises(Refused, match="nothing"):
        suspense.allocate(doubt, tenancy_id=two[1].pk, by=olga, now=NOW)
    with pytest.raises(Refused, match="nothing"):
        suspense.refund(doubt, by=olga, now=NOW)


def test_a_repeated_click_answers_with_the_first_result(doubt, two, olga):
    asked = {"tenancy_id": two[0].pk, "cents": 100, "by": olga, "now": NOW, "key": "click-1"}
    assert suspense.allocate(doubt, **asked) == suspense.allocate(doubt, **asked)
    assert owes(two[0]) == -100


def test_a_named_month_designates_its_rent(doubt, two, olga):
    rent_run.charge_rent(month=date(2026, 3, 1), by=CONSOLE, now=NOW)
    key = suspense.allocate(doubt, tenancy_id=two[0].pk, month=date(2026, 3, 1), by=olga, now=NOW)
    assert Entry.objects.get(pk=key).refers.month == 202603


def test_a_month_without_standing_rent_is_refused(doubt, two, olga):
    rent_run.charge_rent(month=date(2026, 3, 1), by=CONSOLE, now=NOW)
    corrections.reverse(entries_of(two[0])[0].pk, reason="leegstand", by=olga, now=NOW)
    for month in (date(2026, 3, 1), date(2026, 4, 1)):
        with pytest.raises(Refused, match="No rent"):
            suspense.allocate(doubt, tenancy_id=two[0].pk, month=month, by=olga, now=NOW)


def test_an_unknown_tenancy_or_payment_is_refused(doubt, olga):
    with pytest.raises(NotFound):
        suspense.allocate(doubt, tenancy_id=999, by=olga, now=NOW)
    with pytest.raises(NotFound):
        suspense.allocate(doubt + 1, tenancy_id=999, by=olga, now=NOW)


def test_a_split_divides_over_tenancies_and_leaves_the_rest(doubt, two, olga):
    keys = suspense.split(
        doubt, parts=[(two[1].pk, 200_00), (two[0].pk, 300_00)], by=olga, now=NOW, key="split-1"
    )
    assert [Entry.objects.get(pk=key).tenancy for key in keys] == [two[1], two[0]]
    assert (owes(two[0]), owes(two[1]), suspense.in_suspense(doubt)) == (-300_00, -200_00, 100_00)
    assert Event.objects.get(deed="ledger.split").content == {"bank_detail": doubt, "entries": keys}


def test_a_split_of_too_much_books_nothing(doubt, two, olga):
    with pytest.raises(Refused, match=r"Only 300\.00"):
        suspense.split(doubt, parts=[(two[0].pk, 300_00), (two[1].pk, 300_01)], by=olga, now=NOW)
    assert (owes(two[0]), suspense.in_suspense(doubt)) == (0, 600_00)


def test_a_split_without_parts_is_refused(doubt, olga):
    with pytest.raises(Refused):
        suspense.split(doubt, parts=[], by=olga, now=NOW)


def test_a_refund_takes_money_out_of_suspense(doubt, olga):
    suspense.refund(doubt, cents=100_00, by=olga, now=NOW)
    suspense.refund(doubt, by=olga, now=NOW)
    assert (suspense.in_suspense(doubt), balance(Account.REFUNDED)) == (0, -600_00)


def test_a_refund_can_be_undone(doubt, olga):
    key = suspense.refund(doubt, by=olga, now=NOW)
    corrections.reverse(key, reason="rekening bestaat niet", by=olga, now=NOW)
    assert (suspense.in_suspense(doubt), balance(Account.REFUNDED)) == (600_00, 0)


def test_an_allocation_taken_back_is_in_suspense_again(doubt, two, olga):
    key = suspense.allocate(doubt, tenancy_id=two[0].pk, by=olga, now=NOW)
    suspense.take_back(key, by=olga, now=NOW)
    assert (owes(two[0]), suspense.in_suspense(doubt)) == (0, 600_00)
    assert entries_of(two[0])[-1].on == DAY
    suspense.allocate(doubt, tenancy_id=two[1].pk, by=olga, now=NOW)
    assert owes(two[1]) == -600_00


def test_a_matched_payment_taken_back_leaves_the_bank_alone(bank, two, olga):
    bank.tells(statement(paid(600_00, "huurnummer 101", reference="B1", name="Proef Verzonnen")))
    (entry,) = entries_of(two[0])
    suspense.take_back(entry.pk, by=olga, now=NOW)
    assert (owes(two[0]), balance(Account.BANK)) == (0, OPENING + 600_00)
    assert suspense.in_suspense(waiting().pk) == 600_00


def test_nothing_is_taken_back_twice(doubt, two, olga):
    key = suspense.allocate(doubt, tenancy_id=two[0].pk, by=olga, now=NOW)
    suspense.take_back(key, by=olga, now=NOW)
    with pytest.raises(Refused, match="already"):
        suspense.take_back(key, by=olga, now=NOW)


def test_only_a_payment_from_the_bank_can_be_taken_back(two, olga):
    charge = claim(two[0], 600_00, DAY)
    by_hand = Transfer(Account.OPENING, Account.TENANT, 5, Kind.PAYMENT, DAY, tenancy_id=two[0].pk)
    for key in (charge, book([by_hand], by=CONSOLE, now=NOW)[0]):
        with pytest.raises(Refused, match="bank statement"):
            suspense.take_back(key, by=olga, now=NOW)
    with pytest.raises(NotFound):
        suspense.take_back(10**6, by=olga, now=NOW)


@pytest.fixture
def unplaced(bank, doubt):
    """A return that names no payment: the bank took 600 euro back."""
    line = paid(-600_00, reference="R1", on=date(2026, 3, 5), end_to_end="X", reason_code="MD06")
    bank.tells(statement(line, opening=OPENING + 600_00, first=date(2026, 3, 5), number=2))
    return waiting().pk


def test_a_return_is_settled_with_the_payment_that_it_sent_back(doubt, unplaced, two, olga):
    payment = suspense.allocate(doubt, tenancy_id=two[0].pk, by=olga, now=NOW)
    suspense.settle_return(unplaced, entry_id=payment, by=olga, now=NOW)
    last = entries_of(two[0])[-1]
    assert (owes(two[0]), last.on, last.reason) == (0, date(2026, 3, 5), "returned MD06")
    assert (suspense.in_suspense(unplaced), balance(Account.SUSPENSE)) == (0, 0)
    with pytest.raises(Refused):
        suspense.settle_return(unplaced, entry_id=payment, by=olga, now=NOW)


def test_a_return_is_not_settled_with_a_payment_of_another_amount(doubt, unplaced, two, olga):
    payment = suspense.allocate(doubt, tenancy_id=two[0].pk, cents=599_99, by=olga, now=NOW)
    with pytest.raises(Refused, match=r"600\.00"):
        suspense.settle_return(unplaced, entry_id=payment, by=olga, now=NOW)


def test_a_return_is_not_settled_with_a_payment_that_was_taken_back(doubt, unplaced, two, olga):
    payment = suspense.allocate(doubt, tenancy_id=two[0].pk, by=olga, now=NOW)
    suspense.take_back(payment, by=olga, now=NOW)
    with pytest.raises(Refused, match="already"):
        suspense.settle_return(unplaced, entry_id=payment, by=olga, now=NOW)


def test_a_return_of_money_that_was_still_in_suspense_cancels_it(doubt, unplaced, olga):
    for each in (doubt, unplaced):
        suspense.refund(each, by=olga, now=NOW)
    assert [suspense.in_suspense(each) for each in (doubt, unplaced)] == [0, 0]
    assert balance(Account.REFUNDED) == 0


def test_a_return_cannot_be_allocated(unplaced, two, olga):
    with pytest.raises(Refused):
        suspense.allocate(unplaced, tenancy_id=two[0].pk, by=olga, now=NOW)


def test_who_may_not_touch_suspense_cannot(doubt, two, olga, manager):
    key = suspense.allocate(doubt, tenancy_id=two[0].pk, cents=1, by=olga, now=NOW)
    deeds = (
        lambda: suspense.allocate(doubt, tenancy_id=two[0].pk, by=manager, now=NOW),
        lambda: suspense.split(doubt, parts=[(two[0].pk, 1)], by=manager, now=NOW),
        lambda: suspense.refund(doubt, by=manager, now=NOW),
        lambda: suspense.take_back(key, by=manager, now=NOW),
        lambda: suspense.settle_return(doubt, entry_id=key, by=manager, now=NOW),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert suspense.in_suspense(doubt) == 599_99
