"""Nobody passes a gate while a duty is not met: every duty, every role, every deed, every page."""

import ast
from datetime import date

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

import gate_rows
from checkout import ROOT
from gewoon.actions.contact import past as contact_past
from gewoon.actions.court import bailiff, cases, costs, evictions
from gewoon.actions.court import past as court_past
from gewoon.actions.court.cases import Ruling
from gewoon.actions.policy import gates
from gewoon.actions.policy.gates import GateShut
from gewoon.actions.rights import CONSOLE, NIGHT, Refused
from gewoon.records.contact import Letter
from gewoon.records.court import Eviction, HandOver, Summons
from gewoon.records.ledger import Entry
from gewoon.records.people import Role
from gewoon.records.policy import Passage, Step, StepState
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.policy.policy import RESERVED
from stories import at, night, officer

TODAY = date(2026, 11, 23)
ACTIONS = ROOT / "src" / "gewoon" / "actions"
TAKEN_BY_COURT = ("costs", "bailiff", "summons", "eviction")


def advances():
    """Answer everything that only the way through a gate can bring about."""
    return (
        list(Passage.objects.values_list("gate", flat=True)),
        HandOver.objects.count(),
        Summons.objects.count(),
        Eviction.objects.exclude(carried_out_on=None).count(),
        Entry.objects.filter(kind=Kind.COSTS).count(),
        Step.objects.filter(name__in=RESERVED, state=StepState.DONE).count(),
    )


def take(gate, who, by):
    now = at(TODAY)
    if gate == "costs":
        return costs.charge_costs(who.pk, by=by, now=now)
    if gate == "bailiff":
        found = bailiff.check_collector(name="Verzonnen", kind="bailiff", by=CONSOLE, now=now)
        return bailiff.hand_over(who.pk, collector_id=found.pk, by=by, now=now)
    if gate == "summons":
        return cases.summon(who.pk, court="", claim_cents=1, by=by, now=now)
    return evictions.carry_out(who.pk, by=by, now=now)


@pytest.fixture
def anna_whose_day_it_is(anna):
    """Everything stands ready for the last step, planned for today."""
    case = Summons.objects.create(
        tenancy=anna, on=date(2026, 10, 1), claim_cents=1, by_name="x", recorded_at=at(TODAY)
    )
    Eviction.objects.create(
        tenancy=anna, home=anna.home, summons=case, asked_on=case.on, ordered_on=date(2026, 10, 20),
        planned_on=TODAY, writ_served_on=date(2026, 11, 1), by_name="x", recorded_at=at(TODAY),
    )  # fmt: skip
    return anna


def _everybody():
    return [officer(f"user-{role}", role) for role in Role.values] + [CONSOLE, NIGHT]


@pytest.mark.django_db
@pytest.mark.parametrize("gate", TAKEN_BY_COURT)
def test_no_role_takes_a_step_while_one_duty_alone_is_not_met(request, opened, gate):
    who = request.getfixturevalue("anna_whose_day_it_is" if gate == "eviction" else "anna")
    everybody, before = _everybody(), advances()
    for duty, changes in gate_rows.SHUT[gate].items():
        opened(**changes)
        for by in everybody:
            with pytest.raises(Refused) as refusal:
                take(gate, who, by)
            if isinstance(refusal.value, GateShut):
                assert duty in {each.id for each in refusal.value.state.unmet}
    assert advances() == before


@pytest.mark.django_db
def test_an_open_gate_is_no_right(anna, opened):
    opened()
    before = advances()
    for by in _everybody():
        if by.role in {Role.COLLECTION_OFFICER, "system"}:
            continue
        with pytest.raises(Refused):
            take("bailiff", anna, by)
    assert advances() == before


@pytest.mark.django_db
def test_the_night_takes_no_step(anna):
    before = advances()
    night(TODAY)
    assert advances() == before


@pytest.mark.django_db
@pytest.mark.parametrize("gate", RESERVED)
def test_no_step_behind_a_gate_is_taken_over(gate):
    step = contact_past.PastStep(
        tenancy_id=1, name=gate, owner="manager", opened_on=TODAY, due_on=TODAY, ended_on=TODAY,
        by_name="x", outcome="done", rule="", policy_hash="", receipt="",
    )  # fmt: skip
    with pytest.raises(Refused, match="behind a gate"):
        contact_past.take_in(steps=[step], by=CONSOLE, now=at(TODAY))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["letter14", "last_warning"])
def test_no_letter_is_taken_over_from_a_day_on_which_gewoon_ran_already(anna, name):
    night(TODAY)
    step = contact_past.PastStep(
        tenancy_id=anna.pk, name=name, owner="collection_officer", opened_on=TODAY, due_on=TODAY,
        ended_on=TODAY, by_name="x", outcome="letter", rule="", policy_hash="", receipt="", letter=name,
    )  # fmt: skip
    with pytest.raises(Refused, match="on or after the first night here"):
        contact_past.take_in(steps=[step], by=CONSOLE, now=at(TODAY))
    assert not Letter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["carried_out", "cancelled"])
def test_no_case_that_ended_is_taken_over_from_a_day_on_which_gewoon_ran_already(anna, end):
    night(TODAY)
    case = court_past.PastCase(
        tenancy_id=anna.pk, asked_on=date(2026, 9, 1), ordered_on=date(2026, 10, 1), ended_on=TODAY, end=end
    )
    with pytest.raises(Refused, match="on or after the first night here"):
        court_past.take_over(cases=[case], by=CONSOLE, now=at(TODAY))
    assert not Eviction.objects.exists()


# --- Every route that writes ---


def _routes(patterns, prefix=""):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, f"{prefix}{each.namespace}:" if each.namespace else prefix)
        elif each.name:
            yield f"{prefix}{each.name}", each.pattern


def _addresses(who, step):
    """Make an address for every route that is about a tenancy, with the gate's own step in it."""
    given = {"tenancy_id": who.pk, "step_id": step.pk}
    for name, pattern in _routes(get_resolver().url_patterns):
        wanted = pattern.converters
        if "tenancy_id" in wanted:
            texts = {key: given.get(key, step.pk) for key in wanted}
            if "gate" in texts:
                texts["gate"] = step.name
            try:
                yield reverse(name, kwargs=texts)
            except Exception:  # noqa: S112  a route of another shape
                continue


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER, Role.MANAGER])
@pytest.mark.parametrize("gate", RESERVED)
def test_no_page_takes_a_step_behind_a_shut_gate(anna, gate, role):
    night(TODAY)
    step = Step.objects.get(tenancy=anna)
    step.name, step.owner = gate, role
    step.save()
    addresses = list(_addresses(anna, step))
    assert len(addresses) > 20
    before = advances()
    sent = {
        "reached": "1", "kind": "call", "reason": "x", "text": "x", "subject": gate, "collector": "1",
        "collector_id": "1", "court": "x", "claim": "1,00", "outcome": "done", "on": "2026-11-23",
    }  # fmt: skip
    client = Client(raise_request_exception=False)
    client.force_login(officer("somebody", role))
    for address in addresses:
        client.post(address, sent)
    assert advances() == before


# --- The code itself ---


def _calls(path, name):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(name):
            yield node


def _where(name):
    return {str(path.relative_to(ACTIONS)) for path in ACTIONS.rglob("*.py") if any(_calls(path, name))}


def test_only_the_gate_writes_a_passage():
    assert _where("Passage.objects.create") == {"policy/gates.py"}
    assert _where("Passage.objects.bulk_create") == _where("Passage.objects.update") == set()


def test_only_the_steps_behind_a_gate_write_what_they_bring_about():
    assert _where("HandOver.objects.create") == {"court/bailiff.py", "court/past.py"}
    assert _where("Summons.objects.create") == {"court/cases.py", "court/past.py"}
    assert _where("Eviction.objects.create") == {"court/cases.py", "court/past.py"}
    assert _where("Signal.objects.create") == {"contact/signal.py"}


def test_each_step_goes_through_its_own_gate_and_before_it_writes():
    for file, deed, gate, first in (
        ("contact/signal.py", "send_signal", "signal", "_record"),
        ("court/costs.py", "charge_costs", "costs", "book_one"),
        ("court/bailiff.py", "hand_over", "bailiff", "HandOver.objects.create"),
        ("court/cases.py", "summon", "summons", "Summons.objects.create"),
        ("court/evictions.py", "carry_out", "eviction", "found.save"),
    ):
        tree = ast.parse((ACTIONS / file).read_text("utf-8"))
        body = next(each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == deed)
        calls = {ast.unparse(node): node.lineno for node in ast.walk(body) if isinstance(node, ast.Call)}
        taken = (
            f"gates.take(tenancy, '{gate}'",
            f"gates.take(tenancy, {gate.upper()}",
            "gates.take(tenancy, GATE",
        )
        taken = ("gates.take(tenancy, GATE", f"gates.take(tenancy, '{gate}'")
        asked = next(line for text, line in calls.items() if text.startswith(taken))
        assert all(line > asked for text, line in calls.items() if text.startswith(first))
        assert any(text.startswith(first) for text in calls)


@pytest.mark.django_db(transaction=True)
def test_a_gate_is_asked_inside_the_transaction_of_its_step_only(anna):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        gates.require_open(anna, "costs", on=TODAY)


@pytest.mark.django_db
def test_a_judgment_is_no_way_round(anna, olga, opened):
    opened()
    cases.summon(anna.pk, court="", claim_cents=1, by=olga, now=at(TODAY))
    ruling = Ruling(on=TODAY, orders_eviction=True, is_enforceable_at_once=True)
    cases.record_judgment(anna.pk, ruling=ruling, by=olga, now=at(TODAY))
    opened("eviction_signed", "shelter_confirmed")
    evictions.plan(anna.pk, on=date(2026, 11, 27), served_on=TODAY, by=olga, now=at(TODAY))
    with pytest.raises(GateShut, match="E10, E12"):
        evictions.carry_out(anna.pk, by=olga, now=at(date(2026, 11, 27)))
