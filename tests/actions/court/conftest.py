"""A tenancy four months behind, and gates that are open but for what a test says."""

from dataclasses import replace
from datetime import date

import pytest

import gate_rows
from gewoon.actions.policy import gates
from gewoon.gateways.policy_files import shipped_policy
from stories import association, officer, rent, tenancy

TODAY = date(2026, 11, 23)


@pytest.fixture
def anna():
    association()
    who = tenancy()
    rent(who, *(date(2026, month, 1) for month in (7, 8, 9, 10, 11)))
    return who


@pytest.fixture
def olga():
    return officer()


@pytest.fixture
def marit():
    return officer("marit", "manager")


@pytest.fixture
def sanne():
    return officer("sanne", "social_worker")


@pytest.fixture
def opened(monkeypatch):
    """Let every duty be met, save for facts that come from the records after all, or are given."""
    real = gates.facts_of
    row = gate_rows.open_row(shipped_policy(TODAY).facts)

    def open_but(*from_records, **given):
        def facts_of(history, *, on, has_gap):
            found = real(history, on=on, has_gap=has_gap)
            kept = {name: found.values[name] for name in from_records}
            return replace(found, values=row | kept | given)

        monkeypatch.setattr(gates, "facts_of", facts_of)

    return open_but
