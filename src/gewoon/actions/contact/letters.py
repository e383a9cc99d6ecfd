"""Writes letters: they wait ten minutes, and can be taken back until then."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from gewoon.actions.contact import standing
from gewoon.actions.contact.values import (
    channel_of,
    language_of,
    values,
)
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.policy import steps
from gewoon.actions.rights import NotFound, Refused, Who, on_row, require
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.gateways.letters.typeset import typeset
from gewoon.records.contact import Letter, LetterState
from gewoon.records.policy import Step
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.contact.letters import Document, LetterError, fill
from gewoon.rules.contact.ways import LETTER_OF_STEP

WAIT = timedelta(minutes=10)
PARCEL = "letter-"
AGREEMENT = "arrangement_agreement"
ABOUT_ARRANGEMENT = frozenset({"word_before_breach", "breach"})  # the night of arrangements asks for these


def letter_of(step_name: str) -> str | None:
    """Name the letter that does a step; None when there is none."""
    name = LETTER_OF_STEP.get(step_name, step_name)
    return name if name in shipped_letters().names() else None


@on_row(Tenancy, "contact.write_letter", right="letter.dispatch")
def write_letter(tenancy: Tenancy, *, step_id: int, by: Who, now: datetime, key: str | None = None) -> Letter:
    """Approve the letter of a step: it leaves in ten minutes, and can be taken back until then.

    Raises Refused when the step is gone, has no letter, when a statement is missing, or when a value
    is missing or doubtful.
    """
    step = steps.open_step(tenancy, step_id, by=by, right="letter.dispatch")
    name = letter_of(step.name)
    if name is None:
        raise Refused("There is no letter for this step: write it yourself and mark the step as done.")
    if has_gap():
        raise Refused("A bank statement is missing, so no letter leaves: import it first.")
    steps.end(step, outcome="letter", by=by, now=now)
    return put_in_the_queue(tenancy, name=name, by=by, now=now, step=step)


def put_in_the_queue(
    tenancy: Tenancy,
    *,
    name: str,
    by: Who,
    now: datetime,
    step: Step | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Letter:
    """Write a letter that leaves in ten minutes; the caller holds the lock of the tenancy.

    `extra` has the values that only another room knows (an instalment, a group). Raises Refused when
    something keeps letters in, or a value is missing or doubtful.
    """
    day = local_day(now)
    if reason := standing.why_not(tenancy.pk, name, on=day):
        raise Refused(str(reason))
    language = language_of(tenancy)
    filled = values(tenancy, name, language=language, by=by, on=day, extra=extra)
    document(name, language, filled)
    return Letter.objects.create(
        tenancy=tenancy,
        step=step,
        name=name,
        language=language,
        values=filled,
        written_at=now,
        leaves_at=now + WAIT,
        channel=channel_of(tenancy, name),
    )


def preview(tenancy_id: int, *, step_name: str, by: Who, now: datetime) -> bytes:
    """Show the letter that would be written now, as PDF; nothing is kept."""
    require(by, "letter.read", is_own=True)
    tenancy, name = Tenancy.objects.filter(pk=tenancy_id).first(), letter_of(step_name)
    if tenancy is None or name is None:
        raise NotFound("There is no such letter.")
    language = language_of(tenancy)
    filled = values(tenancy, name, language=language, by=by, on=local_day(now))
    return typeset(document(name, language, filled))


def pdf(letter_id: int, *, by: Who) -> bytes:
    """Give a letter as PDF: the same bytes as left the house."""
    require(by, "letter.read", is_own=True)
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("There is no such letter.")
    return typeset(document(letter.name, letter.language, letter.values))


def document(name: str, language: str, filled: dict[str, Any]) -> Document:
    """Fill the version of a letter that holds on the day it is dated."""
    try:
        return fill(shipped_letters().on(name, date.fromisoformat(filled["dated_on"])), language, filled)
    except (LetterError, LookupError) as error:
        raise Refused(f"The letter cannot be written: {error}") from error


@on_row(Tenancy, "contact.take_back_letter", right="letter.dispatch")
def take_back(tenancy: Tenancy, *, letter_id: int, by: Who, now: datetime) -> Letter:
    """Take back a letter that has not left yet; its step is open again."""
    letter = tenancy.letters.select_for_update().filter(pk=letter_id, state=LetterState.WAITING).first()
    if letter is None:
        raise Refused("This letter has left already, or was taken back.")
    end(letter, LetterState.WITHDRAWN, now=now, reason="taken back")
    if letter.step is not None:
        steps.reopen(tenancy, letter.step, by=by, now=now)
    return letter


def end(letter: Letter, state: str, *, now: datetime, reason: str = "") -> None:
    """Write down what became of a letter."""
    letter.state, letter.ended_at, letter.reason = state, now, reason[:200]
    letter.save(update_fields=["state", "ended_at", "reason", "sent_on", "sha256", "channel"])
