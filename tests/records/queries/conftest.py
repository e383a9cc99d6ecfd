"""Gives a few tenancies with something to do, and people who may and may not see them."""

from datetime import date

import pytest

from gewoon.gateways.policy_files import shipped_policy
from gewoon.records.people import Role
from gewoon.records.policy import Step, StepState, WorkItem
from gewoon.records.tenancy import Tenancy
from stories import night, officer, rent, tenancy

OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here is on the real database."""


@pytest.fixture
def late():
    """Three tenancies that missed a rent: a reminder is due for each."""
    found = [tenancy(number, cents=60_000 + number) for number in (101, 102, 103)]
    for each in found:
        rent(each, OCTOBER, cents=60_000 + each.number)
    night(TODAY)
    return found


@pytest.fixture
def olga():
    return officer()


@pytest.fixture
def social():
    return officer("sanne", Role.SOCIAL_WORKER)


@pytest.fixture
def strangers():
    """Everybody who sees no account of a tenant here."""
    roles = (Role.TRAINER, Role.MANAGER, Role.COMMUNICATIONS, Role.TENANT, Role.IT_ADMIN)
    return [officer(f"zonder-{role}", role) for role in roles]


@pytest.fixture
def give_to():
    """Give the open step of a tenancy to another role."""

    def give(who: Tenancy, role: str) -> None:
        Step.objects.filter(tenancy=who, state=StepState.OPEN).update(owner=role)
        WorkItem.objects.filter(tenancy=who).update(owner=role)

    return give


@pytest.fixture
def policies():
    return shipped_policy
