"""Gives a test an own bank account, a bank that hands over files, and people who may act."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from actions.ledger.banking import Bank
from gewoon.records.people import Role
from stories import officer, own_account


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here is on the real database."""


@pytest.fixture
def bank(tmp_path):
    own_account()
    return Bank(tmp_path)


@pytest.fixture
def olga():
    return officer()


@pytest.fixture
def manager():
    return officer("marja", Role.MANAGER)


@pytest.fixture
def db_rolled_back(db):
    """Give every Hypothesis example books of its own: what it writes is rolled back."""

    @contextmanager
    def books(folder):
        with transaction.atomic():
            own_account()
            yield Bank(folder)
            transaction.set_rollback(True)

    return books
