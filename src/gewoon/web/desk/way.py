"""What can be done about a step at the desk: send its letter, note a contact, or mark it as done."""

from typing import Any

from gewoon.actions.contact.letters import letter_of
from gewoon.actions.contact.signal import GATE as SIGNAL
from gewoon.records.queries.account import OpenStep
from gewoon.records.queries.rights import scope
from gewoon.rules.contact.ways import WAY_OF_STEP

CONTACTS = WAY_OF_STEP


def deed_of(user: Any, step: OpenStep) -> str:
    """Answer `letter`, `contact`, `signal` or `task`; `wait`, `gate` or `none` where nothing is to be done.

    The step of the signal is open only once its gate is; the deed asks the gate again.
    """
    if step.name == SIGNAL:
        reach = scope(user, "vroegsignaal.send")
        return "signal" if reach == "a" or (reach == "o" and step.owner == user.role) else "gate"
    if step.is_gate or step.kind == "gate":
        return "gate"
    if step.kind == "wait":
        return "wait"
    if letter_of(step.name) is not None:
        return "letter" if scope(user, "letter.dispatch") == "a" else "none"
    reach = scope(user, "contact.record_attempt")
    if reach == "a" or (reach == "o" and step.owner == user.role):
        return "contact" if step.name in CONTACTS else "task"
    return "none"
