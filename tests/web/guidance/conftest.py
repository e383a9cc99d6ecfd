"""A case of Anouk in the browser, her colleague Berend, and people of other roles."""

from collections.abc import Callable

import pytest
from django.test import Client

from actions.casework.guided import NOW, SECRET, case_of, notes, worker, writes_in
from gewoon.records.people import User
from gewoon.web.shared import moment
from stories import association, officer, tenancy


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> None:
    """Let the pages think that it is 5 October 2026."""
    monkeypatch.setattr(moment, "now", lambda: NOW)


@pytest.fixture
def anouk(db) -> User:
    return worker()


@pytest.fixture
def berend(db) -> User:
    return worker("berend")


@pytest.fixture
def case(db, anouk):
    """A case with something in each part that a stranger would look for."""
    association()
    made = case_of(tenancy(), anouk)
    writes_in(made, "causes", anouk, causes="addiction", explained=SECRET)
    writes_in(made, "strengths", anouk, can="Zij kookt voor de buurt.", hard="Brieven openen.")
    writes_in(made, "plan", anouk, own_words="Ik wil weer slapen.", goals__0__goal="Rust in huis")
    notes(made, anouk)
    return made


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def at(db) -> Callable[[str], Client]:
    """Answer a browser of somebody with a role, who has nothing to do with the case."""
    return lambda role: browser(officer(f"made-up-{role}", role))
