"""The signal to the municipality: only through its gate, once, minimal, with a receipt."""

import csv
import io
from datetime import date, timedelta
from hashlib import sha256

import pytest

from actions.contact.municipal import DAY, Municipality, agrees, open_gate, ready, signals
from gewoon.actions.contact import signal
from gewoon.actions.rights import NotAllowed, Refused
from gewoon.gateways.municipality import NotHandedOver
from gewoon.records.contact import Letter, Signal, SignalReceipt
from gewoon.records.people import Role
from gewoon.records.policy import StepState
from stories import at, facts, happens, officer, open_step, rent

pytestmark = pytest.mark.django_db


def test_a_signal_leaves_with_its_receipt_and_a_letter_to_the_tenant():
    who, to = ready(), Municipality()
    made = signals(who, officer(), to)
    (name, content), receipt = next(iter(to.files.items())), SignalReceipt.objects.get()
    assert (receipt.file, receipt.sha256) == (name, sha256(content).hexdigest())
    assert (made.number, made.amount_cents, made.months) == ("2026-101-1", 120_000, 200)
    letter = Letter.objects.get(name="signal_announced")
    assert (letter.values["signal_amount"], letter.state) == (120_000, "waiting")
    assert made.step.state == StepState.DONE
    told = facts(who, DAY + timedelta(days=3))
    assert (told["signal_sent"], told["days_since_signal"], told["signal_receipt_kept"]) == (True, 3, True)


def test_the_municipality_gets_contact_data_and_the_amount_and_nothing_more():
    to = Municipality()
    signals(ready(), officer(), to)
    (content,) = to.files.values()
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert row["Achternaam"] == "Verzonnen"
    assert (row["Bedrag"], row["Maanden"]) == ("1200,00", "2,00")
    assert "Meldingsnummer" in row
    assert len(row) == 14


def test_nothing_leaves_while_a_duty_lacks_its_evidence():
    who, to = ready(with_agreement=False), Municipality()
    with pytest.raises(Refused, match=r"gate is shut.*S8"):
        signals(who, officer(), to)
    assert (to.files, Signal.objects.count(), Letter.objects.filter(name="signal_announced").count()) == (
        {},
        0,
        0,
    )


def test_a_tenant_who_declined_is_never_signalled():
    who, to, olga = ready(), Municipality(), officer()
    happens(who, "help_declined", olga, DAY)
    with pytest.raises(Refused, match="does not want the municipality to know"):
        signals(who, olga, to)
    assert to.files == {}


def test_a_second_signal_needs_arrears_that_grew():
    who, to, olga = ready(), Municipality(), officer()
    signals(who, olga, to)
    with pytest.raises(Refused, match="did not grow"):
        signals(who, olga, to, DAY + timedelta(days=2))
    rent(who, date(2026, 11, 1))
    made = signals(who, olga, to, date(2026, 11, 4))
    assert (made.number, made.amount_cents) == ("2026-101-2", 180_000)


def test_a_signal_that_was_not_handed_over_was_not_sent():
    class Shut:
        def deliver(self, name, content):
            raise NotHandedOver("de map is vol")

    who = ready()
    with pytest.raises(Refused, match="not handed over: de map is vol"):
        signals(who, officer(), Shut())
    assert (Signal.objects.count(), open_step(who).name) == (0, "signal")


def test_a_signal_that_was_tampered_with_on_its_way_was_not_sent():
    class Liar:
        def deliver(self, name, content):
            return "0" * 64

    with pytest.raises(Refused, match="not handed over as it was written"):
        signals(ready(), officer(), Liar())
    assert Signal.objects.count() == 0


def test_only_the_step_of_the_signal_can_be_sent():
    who = ready()
    open_gate(who)
    with pytest.raises(Refused, match="no longer open"):
        signal.send_signal(who.pk, step_id=0, to=Municipality(), by=officer(), now=at(DAY))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.MANAGER, Role.AUDITOR, Role.SOCIAL_WORKER])
def test_who_may_not_send_a_signal(role):
    who = ready()
    with pytest.raises(NotAllowed):
        signals(who, officer("iemand", role), Municipality())


def test_a_recalled_signal_counts_no_more_and_the_municipality_hears_so():
    who, to, olga = ready(), Municipality(), officer()
    made = signals(who, olga, to)
    signal.recall_signal(who.pk, signal_id=made.pk, reason="fout bedrag", to=to, by=olga, now=at(DAY, 12))
    assert to.files["2026-101-1-recalled.csv"] == b"number;recalled_on\r\n2026-101-1;2026-10-26\r\n"
    assert facts(who, DAY)["signal_sent"] is False
    with pytest.raises(Refused, match="recalled already"):
        signal.recall_signal(who.pk, signal_id=made.pk, reason="nog eens", to=to, by=olga, now=at(DAY, 13))


def test_a_recall_needs_a_reason():
    who, to, olga = ready(), Municipality(), officer()
    made = signals(who, olga, to)
    with pytest.raises(Refused, match="Write down"):
        signal.recall_signal(who.pk, signal_id=made.pk, reason=" ", to=to, by=olga, now=at(DAY, 12))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"layout": "onbekend"}, "no mapping"),
        ({"to_on": date(2019, 1, 1)}, "last day lies before"),
        ({"reference": " "}, "name of the municipality"),
        ({}, "has an agreement for this time"),
    ],
)
def test_an_agreement_that_cannot_be(more, why):
    agrees()
    with pytest.raises(Refused, match=why):
        agrees(**more)


def test_an_agreement_is_for_its_towns_and_its_time(late):
    made = agrees(towns=["Elders"])
    assert signal.agreement_for(late, on=DAY) is None
    agrees(from_on=date(2026, 1, 1), to_on=date(2026, 6, 30))
    assert signal.agreement_for(late, on=date(2026, 6, 30)) is not None
    assert signal.agreement_for(late, on=DAY) is None
    assert facts(late, DAY)["municipality_agreement"] is False
    with pytest.raises(NotAllowed):
        signal.end_agreement(made.pk, to_on=DAY, by=officer(), now=at(DAY))
