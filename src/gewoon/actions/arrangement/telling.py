"""Writes the letters about a running arrangement: that a part is late, and that it has ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gewoon.actions.arrangement.overdue import overdue
from gewoon.actions.arrangement.own import require_own
from gewoon.actions.contact import standing, tasks
from gewoon.actions.contact.chores import sends_itself
from gewoon.actions.contact.letters import put_in_the_queue
from gewoon.actions.facts import histories
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.rights import Refused, Who, on_row, require
from gewoon.records.arrangement import Arrangement, ArrangementState, Breach, Word
from gewoon.records.contact import ContactTaskKind, Letter, LetterState
from gewoon.records.people import Role
from gewoon.records.queries.arrangement_books import Book, books
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement.keeping import PartStanding, PartState
from gewoon.rules.calendar import local_day

WORD, BREACH = "word_before_breach", "breach"
TASK_DAYS = 3
LOOK_BACK = timedelta(days=31)  # after a breach somebody calls first: the letter waits for that
_LATE = (PartState.LATE, PartState.OVERDUE)
_UNSAID = (LetterState.STOPPED, LetterState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many letters were written, and how many wait for a person."""

    written: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A letter that is due; `source` names what it is about, `extra` what only this room knows."""

    tenancy_id: int
    name: str
    source: str
    extra: Mapping[str, Any]


def write_letters(*, on: date, by: Who, now: datetime) -> Told:
    """Write each letter that is due when the association lets it leave by itself, else ask a person once.

    What keeps letters in keeps these in as well, contact that is due before all: the next night looks again.
    Safe to repeat and to run twice at once: each is looked at again under the lock of its tenancy.
    """
    require(by, "letter.dispatch")
    if has_gap():
        return Told(written=0, asked=0)
    waiting = due(on=on)
    known = {each.tenancy_id: each for each in histories(sorted({one.tenancy_id for one in waiting}), on=on)}
    switched = {name: sends_itself(name) for name in (WORD, BREACH)}
    written = asked = 0
    for each in waiting:
        if standing.why_not(each.tenancy_id, each.name, on=on, history=known[each.tenancy_id]) is not None:
            continue
        if switched[each.name]:
            written += _write(each, on=on, by=by, now=now)
        else:
            asked += _ask(each, on=on)
    return Told(written=written, asked=asked)


@on_row(Tenancy, "arrangement.send_letter", right="letter.dispatch", is_own=True)
def send_letter(
    tenancy: Tenancy, *, arrangement_id: int, by: Who, now: datetime, key: str | None = None
) -> Letter:
    """Let a person send the letter that is due about an arrangement; its small task is done by it.

    Raises Refused when none is due any more, and for whatever keeps letters in.
    """
    on = local_day(now)
    require_own(by, "letter.dispatch", tenancy, on=on)
    if has_gap():
        raise Refused("A bank statement is missing, so no letter leaves: import it first.")
    found = due_of(tenancy.pk, arrangement_id, on=on)
    if found is None:
        raise Refused("No letter about this arrangement is due any more: open the page again.")
    tasks.close(tenancy.pk, kinds=[ContactTaskKind.LETTER], by=by, now=now)
    return put_in_the_queue(tenancy, name=found.name, by=by, now=now, extra=found.extra)


def due_of(tenancy_id: int, arrangement_id: int, *, on: date) -> Due | None:
    """Answer the letter that is due about one arrangement, if any."""
    sources = (f"{WORD}:{arrangement_id}:", f"{BREACH}:{arrangement_id}:")
    return next((each for each in due([tenancy_id], on=on) if each.source.startswith(sources)), None)


def due(tenancy_ids: Sequence[int] | None = None, *, on: date) -> list[Due]:
    """List the letters that are due on a day, of some tenancies or of all, in a few queries."""
    rows = Arrangement.objects.filter(state=ArrangementState.RUNNING, started_on__lte=on)
    broken = Breach.objects.filter(found_on__gte=on - LOOK_BACK, found_on__lte=on)
    if tenancy_ids is not None:
        rows = rows.filter(tenancy__in=tenancy_ids)
        broken = broken.filter(arrangement__tenancy__in=tenancy_ids)
    late = list(_late(books(rows.order_by("tenancy_id"), on=on).values(), on=on))
    ended = list(_ended(list(broken.select_related("arrangement").order_by("pk")), rows, on=on))
    said = _said([each.tenancy_id for each in (*late, *ended)])
    return [each for each in (*late, *ended) if _what(each) not in said]


def _late(running: Any, *, on: date) -> Iterator[Due]:
    spoken = _spoken([book.arrangement.pk for book in running])
    for book in running:
        part = next((each for each in book.standing(on).parts if each.state in _LATE), None)
        if part is not None and spoken.get(book.arrangement.pk, date.min) <= part.due_on:
            yield _word(book, part)


def _word(book: Book, part: PartStanding) -> Due:
    return Due(
        tenancy_id=book.arrangement.tenancy_id,
        name=WORD,
        source=f"{WORD}:{book.arrangement.pk}:{part.due_on}",
        extra={
            "instalment_due_on": part.due_on.isoformat(),
            "instalment_amount": int(part.cents),
            "open_amount": int(part.cents - part.paid),
        },
    )


def _spoken(keys: Sequence[int]) -> dict[int, date]:
    """Say when somebody last really spoke with the tenant about each: a call without answer is no word."""
    words = Word.objects.filter(arrangement__in=keys).order_by("on")
    return dict(words.values_list("arrangement_id", "on"))


def _ended(broken: Sequence[Breach], running: Any, *, on: date) -> Iterator[Due]:
    """Skip those with a new arrangement, and those who owe nothing any more."""
    again = set(running.values_list("tenancy_id", flat=True))
    left = [each for each in broken if each.arrangement.tenancy_id not in again]
    owed = overdue([each.arrangement.tenancy_id for each in left], on=on)
    for each in left:
        tenancy = each.arrangement.tenancy_id
        if owed[tenancy]:
            yield Due(
                tenancy_id=tenancy,
                name=BREACH,
                source=f"{BREACH}:{each.arrangement_id}:{each.found_on}",
                extra={"ended_on": each.found_on.isoformat(), "open_amount": int(owed[tenancy])},
            )


def _said(tenancies: Sequence[int]) -> set[tuple[int, str, str]]:
    """Gather what was written already; a letter that a payment stopped or a person took back was not."""
    letters = Letter.objects.filter(tenancy__in=tenancies, name__in=(WORD, BREACH)).exclude(state__in=_UNSAID)
    return {
        (tenancy, name, values.get(_ABOUT[name], ""))
        for tenancy, name, values in letters.values_list("tenancy_id", "name", "values")
    }


_ABOUT = {WORD: "instalment_due_on", BREACH: "ended_on"}


def _what(each: Due) -> tuple[int, str, str]:
    return (each.tenancy_id, each.name, each.extra[_ABOUT[each.name]])


def _write(each: Due, *, on: date, by: Who, now: datetime) -> int:
    """Write one letter under the lock, if it is still due."""
    try:
        with transaction.atomic():
            tenancy = Tenancy.objects.select_for_update().get(pk=each.tenancy_id)
            if each.source not in {one.source for one in due([tenancy.pk], on=on)}:
                return 0
            put_in_the_queue(tenancy, name=each.name, by=by, now=now, extra=each.extra)
    except Refused:
        return _ask(each, on=on)  # a value is missing or doubtful: a person looks
    return 1


def _ask(each: Due, *, on: date) -> int:
    """Make it work for a person, once."""
    with transaction.atomic():
        Tenancy.objects.select_for_update().get(pk=each.tenancy_id)
        return int(
            tasks.open_task(
                each.tenancy_id,
                kind=ContactTaskKind.LETTER,
                source=each.source,
                owner=Role.COLLECTION_OFFICER,
                due_on=on + timedelta(days=TASK_DAYS),
                on=on,
                text=each.name,
            )
        )
