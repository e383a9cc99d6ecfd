"""A tenant who is a month behind, on a fixed day."""

from datetime import date

import pytest

from gewoon.web.shared import moment
from stories import association, at, night, rent, tenancy
from web.portal.entering import entered

TODAY = date(2026, 10, 5)


@pytest.fixture
def clock(monkeypatch):
    def set_to(day, hour=10, minute=0):
        monkeypatch.setattr(moment, "now", lambda: at(day, hour, minute))

    set_to(TODAY)
    return set_to


@pytest.fixture
def house():
    return association(mail="huur@waterrijk.example")


@pytest.fixture
def late(house, clock):
    """A tenant who is a month behind."""
    found = tenancy(101, name="Verzonnen")
    rent(found, date(2026, 10, 1))
    night(TODAY)
    return found


@pytest.fixture
def samira(late):
    return entered(late)
