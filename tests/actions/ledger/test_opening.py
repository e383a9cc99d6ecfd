"""What was open when going live comes in once."""

from datetime import date

import pytest

from actions.ledger.banking import balance, entries_of, owes
from gewoon.actions.ledger import corrections
from gewoon.actions.ledger.opening import take_in_opening_items
from gewoon.actions.rights import CONSOLE
from gewoon.actions.tenancy import DeliveryRefused
from gewoon.gateways.erp.model import ClaimRow
from gewoon.records.ledger import Account, Entry
from gewoon.rules.ledger.kinds import Kind
from stories import at, tenancy

NOW = at(date(2026, 3, 1))


def row(kind="rent", cents=600_00, due=date(2026, 1, 1), number=101):
    return ClaimRow(tenancy=number, kind=kind, due_on=due, cents=cents)


def take_in(*rows):
    return take_in_opening_items(rows=rows, by=CONSOLE, now=NOW)


def test_claims_come_in_with_their_own_due_dates():
    anna = tenancy(101)
    assert take_in(row(), row("costs", 48_00), row("other", 5_00), row("interest", 1_00)) == 4
    kinds = [each.kind for each in entries_of(anna)]
    assert kinds == [Kind.RENT, Kind.COSTS, Kind.OTHER_CHARGE, Kind.INTEREST]
    assert (entries_of(anna)[0].on, owes(anna), balance(Account.OPENING)) == (
        date(2026, 1, 1),
        654_00,
        -654_00,
    )


def test_a_repeated_delivery_adds_nothing_and_equal_claims_are_counted():
    anna = tenancy(101)
    assert take_in(row()) == 1
    assert take_in(row(), row()) == 1
    assert take_in(row(), row()) == 0
    assert owes(anna) == 1_200_00


def test_a_claim_that_was_undone_does_not_come_back():
    anna = tenancy(101)
    take_in(row())
    corrections.reverse(entries_of(anna)[0].pk, reason="was betaald", by=CONSOLE, now=NOW)
    assert (take_in(row()), owes(anna)) == (0, 0)


def test_all_errors_are_told_and_nothing_is_booked():
    tenancy(101)
    with pytest.raises(DeliveryRefused) as refusal:
        take_in(row(), row(number=999), row(kind="gift"), row(cents=0))
    assert [error.place for error in refusal.value.errors] == [
        "tenancy 999, rent due 2026-01-01",
        "tenancy 101, gift due 2026-01-01",
        "tenancy 101, rent due 2026-01-01",
    ]
    assert Entry.objects.count() == 0


def test_what_we_owe_the_tenant_comes_in_as_a_credit():
    anna = tenancy(101)
    assert take_in(row("credit", 25_00)) == 1
    assert take_in(row("credit", 25_00)) == 0
    assert (owes(anna), balance(Account.OPENING)) == (-25_00, 25_00)
