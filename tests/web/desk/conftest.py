"""An association with one late tenant on 5 October 2026, and people at their desks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from actions.ledger.banking import Bank, paid, statement
from gewoon.records.ledger import BankDetail
from gewoon.records.people import Role
from gewoon.records.tenancy import Tenancy
from gewoon.web.shared import moment
from stories import association, at, next_step, night, officer, own_account, rent, sends, tenancy

TODAY = date(2026, 10, 5)
Sets = Callable[[date], None]


@pytest.fixture
def clock(monkeypatch) -> Sets:
    """Set the clock of the pages."""

    def set_to(day: date) -> None:
        monkeypatch.setattr(moment, "now", lambda: at(day))

    set_to(TODAY)
    return set_to


@pytest.fixture
def late(db, clock) -> Tenancy:
    """A tenancy whose next step is a reminder."""
    association()
    who = tenancy()
    rent(who, date(2026, 10, 1))
    night(TODAY)
    return who


@pytest.fixture
def to_call(late, clock, noor_herself) -> Tenancy:
    """The same tenancy, some weeks after the reminder left: somebody has to call."""
    sends(late, noor_herself, TODAY)
    day = TODAY
    while next_step(late) != "call" and day < TODAY + timedelta(days=60):
        day += timedelta(days=1)
        night(day)
    clock(day)
    return late


@pytest.fixture
def money(late, tmp_path) -> BankDetail:
    """A payment of 600 euro of which nobody knows whose it is."""
    own_account()
    Bank(tmp_path).tells(statement(paid(60_000, "bedankt", name="Iemand Anders")))
    return BankDetail.objects.get()


@pytest.fixture
def noor_herself(db):
    return officer("noor", Role.COLLECTION_OFFICER, first_name="Noor", last_name="Verzonnen")


@pytest.fixture
def noor(noor_herself) -> Client:
    """The collection officer's browser."""
    return _browser(noor_herself)


@pytest.fixture
def at_desk(db) -> Callable[[str], Client]:
    """Answer a browser of somebody with a role."""
    return lambda role: _browser(officer(f"made-up-{role}", role))


def _browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
