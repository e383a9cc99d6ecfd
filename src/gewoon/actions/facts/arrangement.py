"""The facts of arrangements: how one stands on a day, what was offered, and whether room was worked out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gewoon.actions.facts.history import Asked
from gewoon.gateways.arrangement_files import house_on
from gewoon.records.arrangement import Arrangement, ArrangementState, CapacityCheck, Origin
from gewoon.records.queries.arrangement_books import WORD_STEP, Book, books
from gewoon.rules.arrangement.keeping import word_is_due
from gewoon.rules.arrangement.terms import Rhythm, monthly_load
from gewoon.rules.policy.facts import FactValue

_OFFER_STEP = "arrangement_offer"
_NEVER = (None, ArrangementState.DECLINED, ArrangementState.WITHDRAWN)
_OVER = (ArrangementState.FINISHED, ArrangementState.BROKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the room holds of one tenancy, oldest first."""

    books: tuple[Book, ...]
    worked_out: tuple[date, ...]


def load(tenancy_ids: Sequence[int], *, on: date) -> Mapping[int, Found]:
    """Read the arrangements of tenancies up to a day, and when their room was worked out."""
    rows = Arrangement.objects.filter(tenancy__in=tenancy_ids, proposed_on__lte=on).order_by("pk")
    of: dict[int, list[Book]] = defaultdict(list)
    for book in books(rows, on=on).values():
        of[book.arrangement.tenancy_id].append(book)
    days: dict[int, list[date]] = defaultdict(list)
    checks = CapacityCheck.objects.filter(tenancy__in=tenancy_ids, on__lte=on).order_by("on")
    for tenancy, day in checks.values_list("tenancy_id", "on"):
        days[tenancy].append(day)
    return {
        tenancy: Found(books=tuple(of[tenancy]), worked_out=tuple(days[tenancy])) for tenancy in {*of, *days}
    }


def facts(found: Found | None, asked: Asked) -> dict[str, FactValue]:
    """Answer the facts of this room; a proposal of our own that waits is an offer, no arrangement."""
    on = asked.on
    book = _latest(found, on)
    status = "none" if book is None else _status(book, asked)
    is_kept = status in ("running", "kept")
    offered = _offered(found, asked)
    return {
        "arrangement_status": status,
        "arrangement_kept": is_kept,
        "instalment_late": is_kept and book is not None and _word_is_due(book, asked),
        "arrangement_offered": offered is not None,
        "days_since_arrangement_offer": None if offered is None else (on - offered).days,
        "capacity_calculated": found is not None
        and any(asked.began <= day <= on for day in found.worked_out),
    }


def sources(found: Found | None, asked: Asked) -> dict[str, str]:
    """Name the records behind the facts."""
    book = _latest(found, asked.on)
    return {} if book is None else {"arrangement_status": f"arrangement {book.arrangement.pk}"}


def _latest(found: Found | None, on: date) -> Book | None:
    """Answer the newest one that is known on a day; one that never was agreed on tells nothing."""
    known = () if found is None else found.books
    return next((book for book in reversed(known) if book.state_on(on) not in _NEVER), None)


def _status(book: Book, asked: Asked) -> str:
    """Say how the newest arrangement stands; one of an earlier time of arrears is over."""
    state = book.state_on(asked.on)
    if state == ArrangementState.RUNNING:
        return "kept" if book.standing(asked.on).paid else "running"
    if state == ArrangementState.PROPOSED:
        return "proposed" if book.arrangement.origin == Origin.TENANT else "none"
    ended_on = book.arrangement.ended_on
    if state in _OVER and ended_on is not None and ended_on >= asked.began:
        return str(state)
    return "none"


def _word_is_due(book: Book, asked: Asked) -> bool:
    house = house_on(asked.on)
    if house is None:
        return False
    done = [each.on for each in asked.history.done if each.name == WORD_STEP]
    return word_is_due(
        book.standing(asked.on),
        word_on=book.word_on(asked.on, done),
        again_days=house.word_again_days,
        on=asked.on,
    )


def _offered(found: Found | None, asked: Asked) -> date | None:
    """Answer when an offer was last made in writing: by the step, or by terms that were affordable."""
    days = [each.on for each in asked.history.done if each.name == _OFFER_STEP]
    for book in found.books if found is not None else ():
        first = book.versions[0]
        room = first.terms.capacity_cents
        is_ours = book.arrangement.origin == Origin.OFFICER
        if is_ours and room is not None and monthly_load(first.parts, Rhythm(first.terms.rhythm)) <= room:
            days.append(book.arrangement.proposed_on)
    return max((day for day in days if asked.began <= day <= asked.on), default=None)
