"""Gives a test the small ledger that its docstring tells."""

import pytest

from rules.ledger.story import Story


@pytest.fixture
def story(request):
    return Story(request.function.__doc__)
