"""Small stories about signals: a tenancy whose gate is open, and a municipality that remembers."""

from datetime import date
from hashlib import sha256

from gewoon.actions.contact import signal
from gewoon.actions.rights import CONSOLE
from gewoon.records.contact import Signal
from gewoon.records.policy import Decision, Step
from gewoon.records.tenancy import Tenancy
from stories import association, at, rent, sent, tenancy, tried

DAY = date(2026, 10, 26)


class Municipality:
    """Takes files and remembers them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.files: dict[str, bytes] = {}

    def deliver(self, name: str, content: bytes) -> str:
        """Take a file."""
        self.files[name] = content
        return sha256(content).hexdigest()


def agrees(layout: str = "standaard", **more):
    """Agree with the municipality, since 2020."""
    given = {"towns": ["Waterrijk"], "from_on": date(2020, 1, 1), "reference": "map 12"} | more
    return signal.record_agreement(
        municipality="Gemeente Waterrijk", layout=layout, by=CONSOLE, now=at(DAY), **given
    )


def ready(*, number: int = 101, with_agreement: bool = True) -> Tenancy:
    """Tell of a tenancy for which every duty before a signal was done."""
    association()
    if with_agreement:
        agrees()
    who = tenancy(number)
    rent(who, date(2026, 9, 1), date(2026, 10, 1))
    sent(who, "reminder", date(2026, 9, 5))
    sent(who, "second_reminder", date(2026, 9, 20))
    tried(who, date(2026, 9, 10))
    tried(who, date(2026, 9, 25), kind="visit")
    return who


def open_gate(who: Tenancy, on: date = DAY) -> Step:
    """Let the night have decided for the signal."""
    decision = Decision.objects.create(tenancy=who, on=on, step="signal", policy_hash="", receipt="")
    Step.objects.filter(tenancy=who, state="open").delete()
    return Step.objects.create(
        tenancy=who, decision=decision, name="signal", owner="collection_officer", opened_on=on, due_on=on
    )


def signals(who: Tenancy, by, to: Municipality, on: date = DAY) -> Signal:
    """Send the signal of a tenancy."""
    return signal.send_signal(who.pk, step_id=open_gate(who, on).pk, to=to, by=by, now=at(on))
