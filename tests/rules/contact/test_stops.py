"""Every stop says what it holds back and whose work its end is."""

from gewoon.records.people import Role
from gewoon.records.tenancy import CircumstanceKind
from gewoon.rules.contact.stops import STOPS
from gewoon.rules.contact.ways import REACHED_NOBODY, WAY_OF_STEP


def test_every_stop_is_a_circumstance_with_something_it_holds_back_and_an_owner():
    assert set(STOPS) <= set(CircumstanceKind.values)
    assert all(stop.holds and stop.owner in Role.values for stop in STOPS.values())


def test_no_step_asks_for_a_contact_that_reaches_nobody():
    assert not REACHED_NOBODY & set(WAY_OF_STEP.values())
