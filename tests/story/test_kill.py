"""A process that is killed at any moment leaves nothing half, and what runs again ends as in peace.

More than a hundred kills of an import and as many of a night, on the database of the run: at evenly spread
statements, before and after commits, and at moments of chance.
"""

from typing import Any

import pytest

import workshop


@pytest.fixture(scope="module", params=["import", "night"])
def trials(request) -> dict[str, Any]:
    return {"what": request.param, **workshop.run("kill_trials.py", request.param)}


def test_a_hundred_kills_leave_nothing_half_and_lose_nothing_that_was_said_to_be_done(trials):
    assert trials["faults"] == []
    assert sum(trials["kills"].values()) >= 100
    assert trials["untouched"] > 0
    # An import is one transaction; a night goes on from its last piece.
    assert (trials["halfway"] > 0) == (trials["what"] == "night")
