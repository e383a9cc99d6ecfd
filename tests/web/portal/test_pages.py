"""The tenant's own page: who gets in, what is seen of the own home, and nothing of another's."""

import json
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from icalendar import Calendar

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.contact import sign_in
from gewoon.actions.rights import CONSOLE
from gewoon.actions.training import attendance, enrolling, planning
from gewoon.records.arrangement import Arrangement, ArrangementState, CapacityCheck
from gewoon.records.people import Role, User
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Circumstance, CodeChannel, TenantAccount
from gewoon.records.training import Attendance, Enrolment, InterviewConsent, OwnWords
from gewoon.rules.arrangement.terms import Part, Rhythm
from gewoon.rules.money import Cents
from gewoon.web.shared import moment
from stories import association, at, night, officer, rent, sends, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
DAYS = (date(2026, 10, 6), date(2026, 10, 20), date(2026, 11, 3))
OPEN = ("sign_in", "code", "leave")


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


def entered(home, client=None):
    """Sign in for a home with a code."""
    party = home.parties.first()
    client = client or Client()
    code = sign_in.new_code(party, CodeChannel.EMAIL, now=moment.now())
    answer = client.post(reverse("portal:code"), {"number": home.number, "code": code})
    assert (answer.status_code, answer.url) == (302, "/mijn/")
    return client


def page(client, name, *arguments, **given):
    return client.get(reverse(f"portal:{name}", args=arguments), given)


def send(client, name, *arguments, **given):
    return client.post(reverse(f"portal:{name}", args=arguments), given)


def running(home, *, by=CONSOLE):
    """An arrangement of two instalments that both agreed to."""
    parts = (
        Part(due_on=date(2026, 10, 20), cents=Cents(30_000)),
        Part(due_on=date(2026, 11, 20), cents=Cents(30_000)),
    )
    offer = Offer(parts=parts, rhythm=Rhythm.MONTHLY, reason="afgesproken")
    made = agreeing.propose(home.pk, offer=offer, by=by, now=moment.now())
    agreeing.record_acceptance(home.pk, arrangement_id=made, how="spoken", by=by, now=moment.now())
    return made


def seated(home, party=None):
    """Somebody of a home with a seat in a group."""
    plan = planning.Plan(
        programme="geluk", name="Dinsdag", place="Buurthuis", days=DAYS, begins_at=time(19), seats=3,
        part_of_day="evening", by_lot=False,
    )  # fmt: skip
    group = planning.plan_group(plan=plan, by=CONSOLE, now=moment.now())
    return enrolling.enrol(
        home.pk, programme="geluk", way_in="own_initiative", wishes=enrolling.Wishes(cohort_id=group.pk),
        party_id=(party or home.parties.first()).pk, by=CONSOLE, now=moment.now(),
    )  # fmt: skip


def test_the_page_says_what_is_open_why_and_both_ways_on(samira):
    told = page(samira, "home").content.decode()
    assert "Dag Proef" in told and "€ 600" in told.replace("\xa0", " ")
    assert told.index("Betaal ") < told.index("Betalen lukt niet")
    assert "btn btn--main btn--wide" in told and 'class="btn btn--wide" href="/mijn/lukt-niet/"' in told
    assert "Wat doen wij nu, en waarom?" in told
