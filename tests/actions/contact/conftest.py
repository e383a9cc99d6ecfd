"""A late tenancy whose next step is a reminder, on 5 October 2026."""

from datetime import date

import pytest

from gewoon.records.tenancy import Tenancy
from stories import association, night, rent, tenancy

TODAY = date(2026, 10, 5)


@pytest.fixture
def late(db) -> Tenancy:
    association()
    who = tenancy()
    rent(who, date(2026, 10, 1))
    night(TODAY)
    return who
