"""A deposit is charged, held, and settled when the tenant leaves; no cent of it is lost."""

from datetime import date

import pytest

from actions.ledger.banking import balance, owes
from gewoon.actions.ledger import corrections, deposit
from gewoon.actions.rights import NotAllowed, Refused
from gewoon.records.events import Event
from gewoon.records.ledger import Account
from gewoon.records.tenancy import Tenancy
from gewoon.rules.ledger.kinds import Kind
from stories import at, claim, pays, tenancy

START = date(2026, 1, 1)
LAST = date(2026, 3, 31)
NOW = at(date(2026, 4, 2))


@pytest.fixture
def anna():
    return tenancy(101, starts_on=START)


def leaves(who):
    Tenancy.objects.filter(pk=who.pk).update(ends_on=LAST)


def held(who, by, cents=500_00):
    """A deposit of before we started."""
    return deposit.bring_over(who.pk, cents=cents, on=START, by=by, now=at(START))


def settled(who, by, **more):
    return deposit.settle(who.pk, by=by, now=NOW, **more)


def test_a_deposit_is_owed_until_it_is_paid(anna, olga):
    deposit.charge(anna.pk, cents=500_00, on=START, by=olga, now=at(START))
    assert (owes(anna), deposit.held(anna.pk)) == (500_00, 500_00)
    pays(anna, 500_00, START)
    assert (owes(anna), deposit.held(anna.pk)) == (0, 500_00)


def test_one_of_before_is_held_and_not_owed(anna, olga):
    held(anna, olga)
    assert (owes(anna), deposit.held(anna.pk), balance(Account.OPENING)) == (0, 500_00, 500_00)


def test_it_pays_what_is_open_and_the_rest_goes_back(anna, olga):
    held(anna, olga)
    claim(anna, 120_00, date(2026, 3, 1))
    leaves(anna)
    assert settled(anna, olga) == {"deposit": 500_00, "paid_back": 380_00, "owed": 0}
    assert (owes(anna), deposit.held(anna.pk), balance(Account.REFUNDED)) == (0, 0, -380_00)
    assert Event.objects.get(deed="ledger.settle_final_account").tenancy_id == anna.pk


def test_what_it_does_not_cover_stays_owed(anna, olga):
    held(anna, olga)
    claim(anna, 700_00, date(2026, 3, 1))
    leaves(anna)
    assert settled(anna, olga)["owed"] == owes(anna) == 200_00


def test_a_deposit_that_was_never_paid_pays_itself(anna, olga):
    deposit.charge(anna.pk, cents=500_00, on=START, by=olga, now=at(START))
    leaves(anna)
    assert settled(anna, olga) == {"deposit": 500_00, "paid_back": 0, "owed": 0}


def test_who_paid_too_much_gets_it_back_without_a_deposit(anna, olga):
    pays(anna, 40_00, START)
    leaves(anna)
    assert settled(anna, olga)["paid_back"] == 40_00


def test_settling_is_done_once(anna, olga):
    held(anna, olga)
    leaves(anna)
    assert settled(anna, olga, key="k") == settled(anna, olga, key="k")
    with pytest.raises(Refused, match="nothing to settle"):
        settled(anna, olga)


def test_a_tenancy_that_runs_is_not_settled(anna, olga):
    held(anna, olga)
    with pytest.raises(Refused, match="not ended"):
        settled(anna, olga)


def test_a_deposit_is_put_right_until_it_is_settled(anna, olga):
    key = deposit.charge(anna.pk, cents=500_00, on=START, by=olga, now=at(START))
    corrections.correct(key, cents=400_00, reason="typefout", by=olga, now=NOW)
    assert deposit.held(anna.pk) == 400_00
    leaves(anna)
    settled(anna, olga)
    (again,) = anna.entries.filter(kind=Kind.OTHER_CHARGE, cents=400_00)
    with pytest.raises(Refused, match="settled already"):
        corrections.reverse(again.pk, reason="x", by=olga, now=NOW)


def test_long_before_the_tenancy_no_deposit_is_asked(anna, olga):
    with pytest.raises(Refused, match="a month before"):
        deposit.charge(anna.pk, cents=1, on=date(2025, 11, 1), by=olga, now=NOW)


def test_who_may_not_book_cannot(anna, manager):
    with pytest.raises(NotAllowed):
        held(anna, manager)
