"""What a tenant asks or says on the own page, and what it does."""

from datetime import date

import pytest

from gewoon.actions.contact import asking, standing
from gewoon.actions.rights import Actor, NotAllowed, Refused
from gewoon.records.policy import Step, StepState
from gewoon.rules.contact.peace import Why
from stories import association, at, night, officer, rent, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
NOW = at(TODAY)
ME = Actor(None, "huurder-101-1", "tenant")


@pytest.fixture
def home():
    association()
    found = tenancy(101)
    rent(found, date(2026, 10, 1))
    night(TODAY)
    return found


def step(home):
    return Step.objects.get(tenancy=home, state=StepState.OPEN).name


def test_who_asks_to_be_called_comes_first(home):
    asking.ask_for_call(home.pk, about="na vijf uur", by=ME, now=NOW)
    assert step(home) == "call_back"
    with pytest.raises(Refused, match="already"):
        asking.ask_for_call(home.pk, about="", by=ME, now=NOW)


def test_a_dispute_holds_reminders_and_the_next_step(home):
    asking.dispute(home.pk, why="oktober is betaald", by=ME, now=NOW)
    assert step(home) == "settle_dispute"
    assert standing.why_not(home.pk, "reminder", on=TODAY) == Why.DISPUTE
    with pytest.raises(Refused, match="already"):
        asking.dispute(home.pk, why="nog eens", by=ME, now=NOW)


def test_a_dispute_says_what_is_not_right(home):
    with pytest.raises(Refused, match="what is not right"):
        asking.dispute(home.pk, why="  ", by=ME, now=NOW)


def test_staff_do_not_ask_in_the_name_of_a_tenant(home):
    olga = officer()
    for deed in (
        lambda: asking.dispute(home.pk, why="x", by=olga, now=NOW),
        lambda: asking.ask_for_call(home.pk, about="x", by=olga, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()
