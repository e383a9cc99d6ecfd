"""The signal goes through its gate too: each duty alone keeps it from being sent."""

from datetime import date
from hashlib import sha256

import pytest

import gate_rows
from gewoon.actions.contact import signal
from gewoon.actions.policy import steps
from gewoon.actions.policy.gates import GateShut
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.gateways.municipality import NotHandedOver
from gewoon.records.contact import Signal
from gewoon.records.policy import Passage, Step
from stories import at, night

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


class Nobody:
    """A municipality that is never reached."""

    def deliver(self, name, content):
        raise AssertionError(f"{name} was sent")


class Somebody:
    """A municipality that takes what comes."""

    def deliver(self, name, content):
        return sha256(content).hexdigest()


class Absent:
    """A municipality that does not answer."""

    def deliver(self, name, content):
        raise NotHandedOver("nobody is there")


@pytest.fixture
def step(anna):
    night(TODAY)
    Step.objects.filter(tenancy=anna).update(name="signal", owner="collection_officer")
    signal.record_agreement(
        municipality="Waterrijk", towns=[], layout="standaard", from_on=date(2026, 1, 1), reference="x",
        by=CONSOLE, now=at(TODAY),
    )  # fmt: skip
    return Step.objects.get(tenancy=anna)


def send(step, to, by):
    return signal.send_signal(step.tenancy_id, step_id=step.pk, to=to, by=by, now=at(TODAY))


def test_no_signal_is_sent_while_one_duty_alone_is_not_met(step, olga, opened):
    for duty, changes in gate_rows.SHUT["signal"].items():
        opened(**changes)
        with pytest.raises(GateShut) as refusal:
            send(step, Nobody(), olga)
        assert duty in {each.id for each in refusal.value.state.unmet}
    assert not Signal.objects.exists()
    assert not Passage.objects.exists()


def test_a_signal_passes_its_gate_and_the_passage_says_how_each_duty_stood(step, olga, opened):
    opened()
    sent = send(step, Somebody(), olga)
    (passage,) = Passage.objects.filter(tenancy=step.tenancy_id)
    assert (passage.gate, passage.on, passage.by_name) == ("signal", sent.sent_on, sent.by_name)
    assert {each["id"] for each in passage.state["duties"]} >= set(gate_rows.SHUT["signal"])
    step.refresh_from_db()
    assert (step.state, step.outcome) == ("done", "passed")


def test_a_signal_that_is_not_handed_over_passes_no_gate(step, olga, opened):
    opened()
    with pytest.raises(Refused, match="nobody is there"):
        send(step, Absent(), olga)
    assert not Passage.objects.exists()
    assert not Signal.objects.exists()


def test_a_step_that_passed_its_gate_is_not_taken_back(step, olga, opened):
    opened()
    send(step, Somebody(), olga)
    with pytest.raises(Refused, match="behind a gate"):
        steps.take_back_step(step.tenancy_id, step_id=step.pk, by=olga, now=at(TODAY))
