"""The signal goes through its gate too: each duty alone keeps it from being sent."""

from dataclasses import replace
from datetime import date

import pytest

import gate_rows
from gewoon.actions.contact import signal
from gewoon.actions.rights import Refused
from gewoon.gateways.policy_files import shipped_policy
from gewoon.records.contact import Signal
from gewoon.records.policy import Step
from stories import at, night

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


class Nobody:
    """A municipality that is never reached."""

    def deliver(self, name, content):
        raise AssertionError(f"{name} was sent")


def test_no_signal_is_sent_while_one_duty_alone_is_not_met(anna, olga, monkeypatch):
    night(TODAY)
    Step.objects.filter(tenancy=anna).update(name="signal", owner="collection_officer")
    step, real = Step.objects.get(tenancy=anna), signal.facts_of
    facts = shipped_policy(TODAY).facts
    for duty in gate_rows.SHUT["signal"]:
        row = gate_rows.shut_row(facts, "signal", duty) | {"signal_sent": False}

        def facts_of(history, *, on, has_gap, row=row):
            return replace(real(history, on=on, has_gap=has_gap), values=row)

        monkeypatch.setattr(signal, "facts_of", facts_of)
        with pytest.raises(Refused, match=duty):
            signal.send_signal(anna.pk, step_id=step.pk, to=Nobody(), by=olga, now=at(TODAY))
    assert not Signal.objects.exists()
