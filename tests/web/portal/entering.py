"""Ways of a tenant in the tests: in with a code, to a page, and with an arrangement or a seat."""

from datetime import date, time

from django.test import Client
from django.urls import reverse

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.contact import sign_in
from gewoon.actions.rights import CONSOLE
from gewoon.actions.training import enrolling, planning
from gewoon.records.tenancy import CodeChannel
from gewoon.rules.arrangement.terms import Part, Rhythm
from gewoon.rules.money import Cents
from gewoon.web.shared import moment

DAYS = (date(2026, 10, 6), date(2026, 10, 27), date(2026, 11, 10))


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
    group = planning.plan_cohort(plan=plan, by=CONSOLE, now=moment.now())
    return enrolling.enrol(
        home.pk, programme="geluk", way_in="own_initiative", wishes=enrolling.Wishes(cohort_id=group.pk),
        party_id=(party or home.parties.first()).pk, by=CONSOLE, now=moment.now(),
    )  # fmt: skip
