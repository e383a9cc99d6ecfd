"""Writes letters, lets them wait ten minutes, and sends them unless a payment came first."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gewoon.actions.contact.values import asked_items, language_of, open_items, values
from gewoon.actions.facts import histories
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.policy import steps
from gewoon.actions.rights import NotFound, Refused, Who, on_row, require
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.gateways.letters.typeset import page_count, typeset
from gewoon.gateways.post import Batch, Parcel, PostGateway, Status
from gewoon.records.contact import Letter, LetterState
from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.contact.letters import Document, LetterError, fill

WAIT = timedelta(minutes=10)
PARCEL = "letter-"
LETTER_OF_STEP = {"letter14": "fourteen_day", "good_news": "paid_off"}


def letter_of(step_name: str) -> str | None:
    """Name the letter that does a step; None when there is none."""
    name = LETTER_OF_STEP.get(step_name, step_name)
    return name if name in shipped_letters().names() else None


@on_row(Tenancy, "contact.write_letter", right="letter.dispatch")
def write_letter(tenancy: Tenancy, *, step_id: int, by: Who, now: datetime) -> Letter:
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
    language, day = language_of(tenancy), local_day(now)
    filled = values(tenancy, name, language=language, by=by, on=day)
    document(name, language, filled)
    steps.end(step, outcome="letter", by=by, now=now)
    return Letter.objects.create(
        tenancy=tenancy,
        step=step,
        name=name,
        language=language,
        values=filled,
        written_at=now,
        leaves_at=now + WAIT,
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
    _end(letter, LetterState.WITHDRAWN, now=now, reason="taken back")
    if letter.step is not None:
        steps.reopen(tenancy, letter.step, by=by, now=now)
    return letter


def dispatch(*, post: PostGateway, by: Who, now: datetime) -> tuple[int, int]:
    """Send every letter whose ten minutes are over; answer how many left and how many were stopped.

    Each letter is its own transaction under the lock of its tenancy: a payment that was committed
    before stops it. While a bank statement is missing nothing leaves. Safe to repeat and to run twice
    at once.
    """
    require(by, "letter.dispatch")
    if has_gap():
        return 0, 0
    left = stopped = 0
    for letter_id, tenancy_id in _due(now):
        with transaction.atomic():
            state = _send(letter_id, tenancy_id, post=post, now=now)
        left += state == LetterState.SENT
        stopped += state == LetterState.STOPPED
    return left, stopped


def take_in_results(*, post: PostGateway, by: Who, now: datetime) -> int:
    """Read what became of the letters: one that came back is work for a person; answer how many did."""
    require(by, "letter.dispatch")
    returned = 0
    for result in post.results().results:
        if result.status != Status.RETURNED or not result.letter_id.startswith(PARCEL):
            continue
        with transaction.atomic():
            letter = (
                Letter.objects.select_for_update()
                .filter(pk=int(result.letter_id.removeprefix(PARCEL)), state=LetterState.SENT)
                .first()
            )
            if letter is not None:
                _end(letter, LetterState.RETURNED, now=now, reason=result.reason[:200])
                returned += 1
    return returned


def _due(now: datetime) -> Iterator[tuple[int, int]]:
    waiting = Letter.objects.filter(state=LetterState.WAITING, leaves_at__lte=now).order_by("leaves_at", "id")
    yield from waiting.values_list("id", "tenancy_id")


def _send(letter_id: int, tenancy_id: int, *, post: PostGateway, now: datetime) -> str | None:
    Tenancy.objects.select_for_update().get(pk=tenancy_id)
    letter = Letter.objects.filter(pk=letter_id, state=LetterState.WAITING).first()
    if letter is None:
        return None
    if reason := _overtaken(letter, on=local_day(now)):
        _end(letter, LetterState.STOPPED, now=now, reason=reason)
        return LetterState.STOPPED
    ready = document(letter.name, letter.language, letter.values)
    content = typeset(ready)
    parcel = Parcel(
        letter_id=f"{PARCEL}{letter.pk}",
        pdf=content,
        pages=page_count(content),
        address=tuple(letter.values["addressee"]),
        code=ready.code,
        sent_on=local_day(now),
    )
    post.deliver(Batch(name=local_day(now).isoformat(), parcels=(parcel,)))
    letter.sent_on, letter.sha256 = local_day(now), parcel.sha256
    _end(letter, LetterState.SENT, now=now)
    return LetterState.SENT


def _overtaken(letter: Letter, *, on: date) -> str:
    """Say what came between writing and leaving, so that the letter is no longer true; empty: nothing.

    A payment may be written down after the letter with an earlier moment (a long import), or count from
    a later day: what is open is therefore counted again as well, with all that is known.
    """
    history = next(histories([letter.tenancy_id], on=on))
    if letter.name == "paid_off":
        return "something is open again" if open_items(history, language=letter.language, on=on) else ""
    paid = Entry.objects.filter(
        tenancy=letter.tenancy_id, credit=Account.TENANT, recorded_at__gte=letter.written_at
    )
    last = date.fromordinal(max([on.toordinal(), *(day + 1 for day in history.rows.day)]))
    items = asked_items(history, letter.name, language=letter.language, on=last)
    still_open = sum(item["amount"] for item in items if item["due_on"] < letter.values["dated_on"])
    asked = letter.values.get("payment", {}).get("amount", 0)
    return "a payment came first" if still_open < asked or paid.exists() else ""


def _end(letter: Letter, state: str, *, now: datetime, reason: str = "") -> None:
    letter.state, letter.ended_at, letter.reason = state, now, reason
    letter.save(update_fields=["state", "ended_at", "reason", "sent_on", "sha256"])
