"""Gives a test an own bank account, a bank that hands over files, and people who may act."""

import pytest

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
