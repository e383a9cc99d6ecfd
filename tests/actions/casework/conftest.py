"""One tenancy whose case Anouk guides, and Berend who does not."""

import pytest

from actions.casework.guided import case_of, worker
from stories import tenancy


@pytest.fixture
def anna(db):
    return tenancy()


@pytest.fixture
def anouk(db):
    return worker()


@pytest.fixture
def berend(db):
    return worker("berend")


@pytest.fixture
def case(anna, anouk):
    return case_of(anna, anouk)
