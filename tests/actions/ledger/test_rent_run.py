"""The rent of a month is charged once."""

from datetime import date

import pytest

from actions.ledger.banking import entries_of, owes
from gewoon.actions.ledger.rent_run import charge_rent
from gewoon.actions.rights import CONSOLE, NotAllowed
from gewoon.actions.tenancy import take_in_rents
from gewoon.gateways.erp.model import ComponentRow
from gewoon.rules.ledger.kinds import Kind
from stories import at, tenancy

MARCH = date(2026, 3, 1)
NOW = at(MARCH, 3)


def run(month=MARCH):
    return charge_rent(month=month, by=CONSOLE, now=NOW)


def component(kind, cents, from_on=date(2020, 1, 1), to_on=None):
    row = ComponentRow(tenancy=101, kind=kind, cents=cents, from_on=from_on, to_on=to_on)
    take_in_rents(rows=[row], by=CONSOLE, now=NOW)


def test_rent_with_service_costs_is_one_charge_and_other_another():
    anna = tenancy(101, rent_day=15)
    component("service", 50_00)
    component("other", 35_00)
    assert run() == 2
    assert [(each.kind, each.cents, each.on, each.month) for each in entries_of(anna)] == [
        (Kind.RENT, 650_00, date(2026, 3, 15), 202603),
        (Kind.OTHER_CHARGE, 35_00, date(2026, 3, 15), 202603),
    ]


def test_a_repeated_run_adds_only_what_is_new():
    anna = tenancy(101)
    assert (run(), run()) == (1, 0)
    tenancy(102)
    assert run() == 1
    assert owes(anna) == 600_00


def test_the_month_of_moving_is_charged_by_the_day():
    came = tenancy(101, cents=620_00, starts_on=date(2026, 3, 22))
    went = tenancy(102, cents=620_00, ends_on=date(2026, 3, 10))
    run()
    assert (owes(came), owes(went)) == (200_00, 200_00)
    assert entries_of(came)[0].on == date(2026, 3, 22)


def test_who_left_before_or_comes_later_is_not_charged():
    tenancy(101, ends_on=date(2026, 2, 28))
    tenancy(102, starts_on=date(2026, 4, 1))
    assert run() == 0


def test_a_rent_that_ended_is_not_charged():
    tenancy(101, cents=0)
    component("net", 600_00, to_on=date(2026, 2, 28))
    component("net", 615_00, from_on=date(2026, 4, 1))
    assert run() == 0


def test_a_month_begins_on_its_first_day():
    with pytest.raises(ValueError, match="first day"):
        run(date(2026, 3, 2))


def test_who_may_not_book_cannot(manager):
    with pytest.raises(NotAllowed):
        charge_rent(month=MARCH, by=manager, now=NOW)
