"""The cases of the demonstration: who the policy sent to the social worker, with the cause that life gave."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from gewoon.actions.casework import past, visits
from gewoon.actions.rights import CONSOLE
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.jobs.demonstration.world import World
from gewoon.records.queries import casework, casework_visits

LOOK_BACK_DAYS = 150
VISITS_TODAY = 3
ACCEPTED = 0.75  # of who was referred
FAMILIES = {"single_parent", "family"}
OF_CAUSE = {
    "loses_job": ("lost_work", "Werk kwijt, de uitkering liet op zich wachten."),
    "illness": ("illness", "Ziek geworden, en het inkomen daalde."),
    "separation": ("separation", "Na de scheiding bleven de kosten voor één."),
    "benefit_delay": ("benefit_late", "De uitkering kwam twee maanden te laat."),
    "moves_in_together": ("double_housing_costs", "Een tijd lang twee woningen betaald."),
    "moves_out": ("double_housing_costs", "Verhuizen kostte meer dan gedacht."),
}
UNKNOWN = ("lost_overview", "Het overzicht over het geld raakte kwijt.")
STRENGTHS = (
    "Kookt voor de buurt en regelt het buurtfeest.",
    "Staat elke dag op tijd op voor de kinderen.",
    "Leert Nederlands en spreekt al drie talen.",
    "Heeft eerder een schuld zelf afgelost.",
    "Helpt haar moeder met de boodschappen.",
)
OWN_WORDS = (
    "Ik wil weer rustig slapen.",
    "Ik wil mijn post weer durven openen.",
    "Ik wil dat de kinderen hier kunnen blijven.",
    "Ik wil zelf weten wat er binnenkomt en uitgaat.",
)
GOALS = (
    "De huur op tijd betalen",
    "Alle toeslagen aanvragen",
    "Elke week de post openen",
    "Werk vinden dat past",
)
ACTIONS = (
    ("Zorgtoeslag aanvragen", "together"),
    ("Post op één stapel leggen", "tenant"),
    ("Bellen met het loket geldzaken", "worker"),
    ("Budget invullen", "together"),
)
CLOSED = ("finished", "declined")
WAYS = ("call_not_write", "plain_language", "extra_time", "interpreter", "no_evening", "through_worker")


def take_in(world: World, *, today: date, seed: int, now: datetime) -> int:
    """Write the cases of the last months down, and plan some visits; answer how many cases."""
    workers = casework.workers()
    numbers = {each.number: each for each in world.tenancies}
    causes = {event.tenancy: event.detail for event in world.events if event.kind == "life_event"}
    made = [
        _case(
            each,
            numbers[each.number],
            causes.get(each.number, ""),
            worker=workers[place % len(workers)].pk,
            today=today,
            random=stream(seed, "case", each.number),
        )
        for place, each in enumerate(casework.referred(since=today - timedelta(days=LOOK_BACK_DAYS)))
        if each.number in numbers
    ]
    past.take_in(cases=made, by=CONSOLE, now=now)
    for who in workers:
        _plan_visits(who, today, now)
    return len(made)


def _plan_visits(who: Any, today: date, now: datetime) -> None:
    """Plan today's route of a social worker: whose turn it is first."""
    for place, each in enumerate(casework_visits.to_visit(who, now=now)[:VISITS_TODAY]):
        visits.plan_visit(each.tenancy_id, on=today, at=time(10 + 2 * place), by=who, now=now)


def _case(
    referred: casework.Referred, tenancy: Tenancy, cause: str, *, worker: int, today: date, random: Random
) -> past.PastCase:
    accepted = random.random() < ACCEPTED
    opened = referred.on
    age = (today - opened).days
    status = ("running" if age < 110 or random.random() < 0.4 else "finished") if accepted else "declined"
    if age < 7:
        status = "offered"
    closed = min(today, opened + timedelta(days=random.randint(20, 100))) if status in CLOSED else None
    return past.PastCase(
        tenancy_id=referred.tenancy_id,
        worker_id=worker,
        status=status,
        opened_on=opened,
        closed_on=closed,
        adapt_to=tuple(random.sample(WAYS, random.choice((0, 1, 1, 2)))) if accepted else (),
        typed=_typed(tenancy, OF_CAUSE.get(cause, UNKNOWN), opened, today, random)
        if accepted and status != "offered"
        else {},
        notes=_notes(opened, today, random) if accepted else (),
    )


def _typed(
    tenancy: Tenancy, cause: tuple[str, str], opened: date, today: date, random: Random
) -> dict[str, dict[str, list[str]]]:
    """Fill in the parts as a social worker would, one thing after the other."""
    code, told = cause
    family = tenancy.tenant.household in FAMILIES
    household = {
        "adults": ["1" if tenancy.tenant.household in {"single", "single_parent"} else "2"],
        "children_at_home": ["yes" if family else "no"],
    }
    if family:
        household |= {
            "children-0-born": [str(opened.year - random.randint(2, 15))],
            "children_weighed": ["De kinderen gaan hier naar school. Verhuizen zou hen hard raken."],
            "children_weighed_on": [opened.isoformat()],
        }
    return {
        "intake": {"talked_on": [opened.isoformat()], "story": [told]},
        "causes": {"causes": [code], "explained": [told]},
        "domains": {
            "money": ["fragile"],
            "network": ["strong" if random.random() < 0.6 else "enough"],
            "daily_life": ["enough"],
        },
        "household": household,
        "strengths": {"can": [random.choice(STRENGTHS)]},
        "plan": _plan(opened, today, random),
        "referrals": {
            "referrals-0-to": [random.choice(("debt_help", "allowance_check", "budget_coach"))],
            "referrals-0-on": [(opened + timedelta(days=3)).isoformat()],
            "referrals-0-accepted": [random.choice(("yes", "yes", ""))],
        },
    }


def _plan(opened: date, today: date, random: Random) -> dict[str, list[str]]:
    typed = {"own_words": [random.choice(OWN_WORDS)]}
    for place, goal in enumerate(random.sample(GOALS, 2)):
        typed[f"goals-{place}-goal"] = [goal]
    for place, (what, owner) in enumerate(random.sample(ACTIONS, 3)):
        by = max(opened + timedelta(days=14 * (place + 1)), today + timedelta(days=random.randint(-3, 20)))
        typed |= {f"actions-{place}-what": [what], f"actions-{place}-owner": [owner]}
        typed[f"actions-{place}-by"] = [by.isoformat()]
        if place == 0:
            typed["actions-0-done"] = ["yes"]
    return typed


def _notes(opened: date, today: date, random: Random) -> tuple[tuple[date, str], ...]:
    second = min(today, opened + timedelta(days=random.randint(7, 20)))
    return (
        (opened, "Thuis gesproken, aan de keukentafel. Goed gesprek."),
        (second, "Gebeld. De post is samen doorgenomen en gesorteerd."),
    )
