"""When nothing may leave: stops, air during a training, contact first, and a cap on contacts."""

from dataclasses import dataclass
from enum import StrEnum

OF_TRAINING = frozenset({"training_seat", "training_no_seat", "training_reminder", "training_finished"})
FRIENDLY = frozenset({"paid_off", "invitation", "visit_card", "training_invitation"})
TOLD_BY_LAW = frozenset({"signal_announced"})  # AVG art. 14: who is reported hears so at once


class Stop(StrEnum):
    """What a person or a court has said that keeps letters in."""

    DECEASED = "deceased"
    LEGAL = "legal_stop"
    DISPUTE = "dispute_open"
    PAUSE = "pause_open"
    DEBT_HELP = "debt_help_running"
    PROMISE = "promise_open"


class Why(StrEnum):
    """Why a letter does not leave."""

    DECEASED = "The tenant has died: no letter leaves. Look for the family with care."
    LEGAL = "A judge or the law has stopped collection: no letter leaves until that ends."
    DISPUTE = "The tenant disputes the bill: find that out first, then write."
    PAUSE = "A rest was agreed on: no letter leaves until it ends."
    DEBT_HELP = "Help with debts is running: call the helper instead of writing."
    PROMISE = "The tenant promised to pay: wait for that day."
    TRAINING = "The tenant follows the training: no letter leaves until the last session."
    CONTACT_FIRST = "A call or visit is due: do that first, then write."
    LETTERS = "This tenant had the most letters of these thirty days: call or visit instead."
    CONTACTS = "This tenant heard from us often enough in these thirty days: wait."


_OF_STOP = {
    Stop.DECEASED: Why.DECEASED,
    Stop.LEGAL: Why.LEGAL,
    Stop.DISPUTE: Why.DISPUTE,
    Stop.PAUSE: Why.PAUSE,
    Stop.DEBT_HELP: Why.DEBT_HELP,
    Stop.PROMISE: Why.PROMISE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much contact is enough in thirty days, and when a contact is overdue."""

    letters_in_30_days: int
    contacts_in_30_days: int
    overdue_days: int
    pause_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds for a tenancy on the day on which a letter would leave; the letter itself not counted."""

    stops: frozenset[Stop]
    is_in_training: bool
    is_contact_due: bool
    letters: int
    contacts: int


def why_not(letter: str, standing: Standing, limits: Limits) -> Why | None:
    """Say why a letter may not leave; None when it may.

    Friendly letters pass everything but a death and the air of a training; what the law has us tell
    passes all but a death.
    """
    if Stop.DECEASED in standing.stops:
        return Why.DECEASED
    if letter in TOLD_BY_LAW:
        return None
    if standing.is_in_training and letter != "paid_off" and letter not in OF_TRAINING:
        return Why.TRAINING
    is_friendly = letter in FRIENDLY or letter in OF_TRAINING
    return None if is_friendly else _of_collection(standing, limits)


def _of_collection(standing: Standing, limits: Limits) -> Why | None:
    stop = next((stop for stop in Stop if stop in standing.stops), None)
    if stop is not None:
        return _OF_STOP[stop]
    if standing.is_contact_due:
        return Why.CONTACT_FIRST
    if standing.letters >= limits.letters_in_30_days:
        return Why.LETTERS
    return Why.CONTACTS if standing.contacts >= limits.contacts_in_30_days else None
