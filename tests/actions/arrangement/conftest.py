"""A tenancy that owes two months, and an arrangement of twelve months that both agreed to."""

from datetime import date
from typing import Any

import pytest

from actions.arrangement.agreed import TODAY, make
from gewoon.records.arrangement import Arrangement
from gewoon.records.tenancy import Tenancy
from stories import association, rent, tenancy


@pytest.fixture
def late(db: Any) -> Tenancy:
    """Owes the rents of September and October on 5 October 2026: 1,200 euros."""
    association()
    who = tenancy()
    rent(who, date(2026, 9, 1), date(2026, 10, 1))
    return who


@pytest.fixture
def running(late: Tenancy) -> Arrangement:
    """Pays 100 euros on the 25th of each month."""
    return make(late, on=TODAY)
