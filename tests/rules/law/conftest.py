"""The tests of the law compute with the numbers that are shipped."""

import pytest

from gewoon.gateways.law_files import shipped_law


@pytest.fixture(scope="session")
def law():
    return shipped_law()
