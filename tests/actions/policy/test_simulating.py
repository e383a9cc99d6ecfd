"""The simulation against real nights: the same steps open on the same days, from the same facts."""

import json
from datetime import date, timedelta
from random import Random

import pytest

from gewoon.actions.contact import attempts
from gewoon.actions.contact.letters import letter_of
from gewoon.actions.policy import simulating, steps
from gewoon.actions.policy.simulating import Period, piece_of, tenancies_of
from gewoon.gateways.policy_files import shipped_policy
from gewoon.records.contact import ContactAttempt
from gewoon.records.people import User
from gewoon.records.policy import Decision, Step, StepState
from gewoon.records.tenancy import CircumstanceKind
from gewoon.rules.contact.ways import WAY_OF_STEP
from stories import RENT, at, comes_back, knows, night, officer, own_account, pays, rent, sent, tenancy

pytestmark = pytest.mark.django_db
FIRST = date(2026, 8, 1)
POLICY = shipped_policy(FIRST)


def lives(homes: int, days: int) -> Period:
    """Let homes be let and paid for in many ways, let the nights run, and do each step on its last day."""
    chance = Random(homes)  # noqa: S311  the same people each time
    last = FIRST + timedelta(days=days - 1)
    own_account()
    people = [tenancy(100 + number, starts_on=date(2024, 1, 1)) for number in range(homes)]
    money: dict[date, list] = {}
    for number, who in enumerate(people):
        for month in range(days // 30 + 2):
            due = (FIRST.replace(day=1) + timedelta(days=31 * month)).replace(day=1)
            rent(who, due)
            for day, cents in habit(number, chance):
                money.setdefault(due + timedelta(days=day), []).append((who, cents))
        if number % 5 == 4:
            kind = (CircumstanceKind.DISPUTE, CircumstanceKind.PROMISE)[number % 2]
            knows(who, kind, FIRST + timedelta(days=12), FIRST + timedelta(days=25))
    for number in range(days):
        day = FIRST + timedelta(days=number)
        for who, cents in money.get(day, ()):
            paid = pays(who, cents, day)
            if cents == 1_00:
                comes_back(paid, day)
        night(day)
        work(day)
    return Period(first=FIRST, last=last, known_on=last)


def habit(number, chance):
    """How one month is paid: in time, late, in parts, or not."""
    return (
        [(0, RENT)],
        [(chance.randrange(2, 27), RENT)],
        [(3, RENT // 2), (chance.randrange(10, 28), RENT // 2)],
        [(chance.randrange(4, 20), RENT - 100_00)],
        [(chance.randrange(1, 28), RENT)] if chance.random() < 0.5 else [(5, 1_00)],
        [],
    )[number % 6]


def work(day):
    """Do every step whose last day has come, as the simulation assumes: nobody is ever reached."""
    for step in Step.objects.filter(state=StepState.OPEN).order_by("pk"):
        named = POLICY.steps[step.name]
        done_on = simulating._done_on(named, step.opened_on)
        if done_on is None or done_on > day:
            continue
        by = officer_of(step.owner)
        way = WAY_OF_STEP.get(step.name)
        if way:
            tried = ContactAttempt.objects.filter(tenancy=step.tenancy_id).count()
            moment = at(day, (19, 9, 14)[tried % 3])
            attempts.record_attempt(
                step.tenancy_id, kind=way, reached=False, by=by, now=moment, step_id=step.pk
            )
            continue
        letter = letter_of(step.name) if named.kind in {"letter", "good_news"} else None
        if letter:
            sent(step.tenancy, letter, day)
        steps.end(step, outcome="letter" if letter else "done", by=by, now=at(day, 14))


def officer_of(role):
    return User.objects.filter(role=role).first() or officer(f"staff-{role}", role=role)


def compare(period):
    """Hold every receipt of the nights against what the simulation opened, with its facts."""
    facts = {}

    def watch(number, on, row):
        facts[number, on] = dict(row)

    (happened,) = piece_of(tenancies_of(period), [POLICY], period, watch)
    simulated = {(each.tenancy, each.on, each.step, each.rule) for each in happened if each.what == "opened"}
    real = {
        (each.tenancy_id, each.on, each.step, each.rule): json.loads(each.receipt)
        for each in Decision.objects.all()
    }
    assert sorted(simulated ^ set(real)) == []
    for (number, on, _, _), receipt in real.items():
        for name, fact in receipt["facts"].items():
            if name not in simulating.BY_RECORDS:
                assert facts[number, on].get(name) == fact["value"], (number, on, name)
    return real


def test_every_receipt_of_real_nights_is_that_of_the_simulation(monkeypatch):
    period = lives(homes=18, days=45)
    by_event = piece_of(tenancies_of(period), [POLICY], period)
    receipts = compare(period)
    assert {step for _, _, step, _ in receipts} >= {"reminder", "call", "second_reminder", "wait"}
    monkeypatch.setattr(simulating._Course, "_until", lambda _course, on, _values: on.toordinal() + 1)
    assert piece_of(tenancies_of(period), [POLICY], period) == by_event  # the slow twin asks every night


@pytest.mark.long
def test_every_receipt_of_half_a_year_is_that_of_the_simulation():
    compare(lives(homes=300, days=183))


def test_two_policies_over_the_same_past_are_counted_and_held_against_each_other():
    own_account()
    who = tenancy(101, starts_on=date(2024, 1, 1))
    rent(who, FIRST)
    old = shipped_policy(date(2024, 1, 1))
    period = Period(first=FIRST, last=date(2026, 8, 31), known_on=date(2026, 8, 31))
    found = simulating.simulate([old, POLICY], period)
    assert (found.tenancies, found.changed) == (1, 1)
    assert [run.months[0].counts["in_arrears"] for run in found.runs] == [1, 1]
    assert all(run.months[0].counts["letters"] for run in found.runs)
