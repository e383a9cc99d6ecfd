"""Looks after running arrangements: a word when something is late, a breach once, an end when all is paid."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from gewoon.actions.arrangement.overdue import overdue
from gewoon.actions.arrangement.own import require_own
from gewoon.actions.arrangement.writing import end, house, running
from gewoon.actions.policy import deciding
from gewoon.actions.rights import Refused, Who, deed, name_of, on_row
from gewoon.records.arrangement import (
    Arrangement,
    ArrangementState,
    Breach,
    Instalment,
    Word,
)
from gewoon.records.queries.arrangement_books import Book, books
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement.keeping import PartStanding, broken_part, standing
from gewoon.rules.calendar import local_day


@on_row(Tenancy, "arrangement.give_word", right="contact.record_attempt", is_own=True)
def give_word(
    tenancy: Tenancy, *, arrangement_id: int, by: Who, now: datetime, key: str | None = None
) -> int:
    """Write down that the tenant heard, today, that an instalment is late. Answers the key of the row."""
    on = local_day(now)
    require_own(by, "contact.record_attempt", tenancy, on=on)
    book = running(tenancy, arrangement_id, on=on)
    if not book.standing(on).is_late:
        raise Refused("Nothing is late any more: there is nothing to speak about.")
    made = Word.objects.create(arrangement=book.arrangement, on=on, at=now, by_name=name_of(by))
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made.pk


def look_after(tenancy_ids: Sequence[int], *, on: date, now: datetime, by: Who) -> int:
    """Close what was paid off and find what is broken; answers how many breaches were found.

    The night calls this under the locks of these tenancies, before it decides. Safe to repeat and to run
    twice at once: who comes second finds the arrangement closed.
    """
    rows = Arrangement.objects.filter(
        tenancy__in=tenancy_ids, state=ArrangementState.RUNNING, started_on__lte=on
    )
    running_now = books(rows.order_by("tenancy_id"), on=on)
    owed = overdue([book.arrangement.tenancy_id for book in running_now.values()], on=on)
    found = 0
    for book in running_now.values():
        # All instalments are paid, or nothing is overdue any more, whatever way that went.
        if book.standing(on).is_finished or not owed[book.arrangement.tenancy_id]:
            finish(book, on=on, by=by, now=now)
        elif (part := broken(book, on=on)) is not None and (word_on := book.word_on(on)) is not None:
            find_breach(book, part=part, word_on=word_on, on=on, by=by, now=now)
            found += 1
    return found


def broken(book: Book, *, on: date) -> PartStanding | None:
    """Find the instalment that breaks an arrangement today.

    Money that is known counts, even with a value date to come: whoever paid before we looked has paid.
    """
    word_on = book.word_on(on)
    rows = [replace(row, on=min(row.on, on)) for row in book.rows]
    stands = standing(book.agreed_on(on), rows, on=on)
    return broken_part(stands, word_on=word_on, word_days=house(on).word_days, on=on)


@deed("arrangement.find_breach", right="arrears.worklist")
def find_breach(
    book: Book, *, part: PartStanding, word_on: date, on: date, by: Who, now: datetime
) -> Arrangement:
    """Write down once that an arrangement is broken, by which instalment, and after which word."""
    arrangement, version = book.arrangement, book.version_on(on)
    Breach.objects.create(
        arrangement=arrangement,
        instalment=Instalment.objects.get(terms=version.terms, place=part.place),
        missing_cents=part.cents - part.paid,
        word_on=word_on,
        found_on=on,
        found_at=now,
    )
    end(arrangement, ArrangementState.BROKEN, by=name_of(by), now=now, on=on, reason="")
    return arrangement


@deed("arrangement.finish", right="arrears.worklist")
def finish(book: Book, *, on: date, by: Who, now: datetime) -> Arrangement:
    """Close an arrangement of which everything was paid."""
    end(book.arrangement, ArrangementState.FINISHED, by=name_of(by), now=now, on=on, reason="")
    return book.arrangement
