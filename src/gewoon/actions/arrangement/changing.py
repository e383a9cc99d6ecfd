"""Changes to a running arrangement: other amounts, a rest, a lump sum, an early end. History stays."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from gewoon.actions.arrangement.agreeing import MAKE, how_of
from gewoon.actions.arrangement.own import require_own
from gewoon.actions.arrangement.writing import Offer, accept, check, end, running, write_terms
from gewoon.actions.policy import deciding
from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.records.arrangement import AgreedParty, ArrangementState, Origin, TermsKind
from gewoon.records.queries.arrangement_books import Book
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement import changing
from gewoon.rules.arrangement.changing import AfterLumpSum
from gewoon.rules.arrangement.terms import Condition, Part, Rhythm
from gewoon.rules.calendar import local_day
from gewoon.rules.money import Cents

_Make = Callable[[Sequence[Part], Cents], tuple[Part, ...]]


@on_row(Tenancy, "arrangement.change", right=MAKE, is_own=True)
def change(  # noqa: PLR0913  what the form asks
    tenancy: Tenancy,
    *,
    arrangement_id: int,
    first_on: date,
    count: int,
    rhythm: Rhythm,
    reason: str,
    by: Who,
    now: datetime,
    conditions: tuple[Condition, ...] | None = None,
    how: str = "",
    key: str | None = None,
) -> int:
    """Divide what is left anew; answers the number of the new version.

    With `how` the tenant agreed already and it holds at once; without, it waits for the tenant and the old
    terms hold until then. Raises Refused for what a judge ordered, and for terms that cannot be.
    """
    on = local_day(now)
    book = _mine(tenancy, arrangement_id, by=by, on=on)
    if first_on < on:
        raise Refused("The first instalment lies in the past: choose today or later.")

    def make(parts: Sequence[Part], paid: Cents) -> tuple[Part, ...]:
        return changing.afresh(parts, paid=paid, first_on=first_on, rhythm=rhythm, count=count)

    offer = _offer(book, make, rhythm=rhythm, reason=reason, on=on, conditions=conditions)
    return _renew(tenancy, book, offer, kind=TermsKind.CHANGE, how=how, by=by, now=now)


@on_row(Tenancy, "arrangement.rest", right=MAKE, is_own=True)
def rest(  # noqa: PLR0913  what the form asks
    tenancy: Tenancy,
    *,
    arrangement_id: int,
    times: int,
    reason: str,
    by: Who,
    now: datetime,
    how: str = "",
    key: str | None = None,
) -> int:
    """Let a household off for some turns: all that is unpaid moves on. Answers the number of the version."""
    on = local_day(now)
    book = _mine(tenancy, arrangement_id, by=by, on=on)
    rhythm = Rhythm(book.version_on(on).terms.rhythm)

    def make(parts: Sequence[Part], paid: Cents) -> tuple[Part, ...]:
        return changing.rest(parts, paid=paid, rhythm=rhythm, times=times)

    offer = _offer(book, make, rhythm=rhythm, reason=reason, on=on)
    return _renew(tenancy, book, offer, kind=TermsKind.REST, how=how, by=by, now=now)


@on_row(Tenancy, "arrangement.lump_sum", right=MAKE, is_own=True)
def lump_sum(  # noqa: PLR0913  what the form asks
    tenancy: Tenancy,
    *,
    arrangement_id: int,
    cents: Cents,
    paid_on: date,
    then: AfterLumpSum,
    reason: str,
    by: Who,
    now: datetime,
    how: str = "",
    key: str | None = None,
) -> int:
    """Agree on one larger payment, and what it does to the rest. Answers the number of the version."""
    on = local_day(now)
    book = _mine(tenancy, arrangement_id, by=by, on=on)
    if paid_on < on:
        raise Refused("The day of the payment lies in the past: choose today or later.")

    def make(parts: Sequence[Part], paid: Cents) -> tuple[Part, ...]:
        return changing.lump_sum(parts, paid=paid, cents=cents, on=paid_on, then=then)

    rhythm = Rhythm(book.version_on(on).terms.rhythm)
    offer = _offer(book, make, rhythm=rhythm, reason=reason, on=on)
    return _renew(tenancy, book, offer, kind=TermsKind.LUMP_SUM, how=how, by=by, now=now)


@on_row(Tenancy, "arrangement.end", right=MAKE, is_own=True)
def end_early(
    tenancy: Tenancy, *, arrangement_id: int, reason: str, by: Who, now: datetime, key: str | None = None
) -> int:
    """Stop an arrangement before its end, for a reason; the ordinary steps follow. Answers the key."""
    on = local_day(now)
    require_own(by, MAKE, tenancy, on=on)
    book = running(tenancy, arrangement_id, on=on)
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    end(book.arrangement, ArrangementState.ENDED, by=name_of(by), now=now, reason=reason)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return arrangement_id


def _mine(tenancy: Tenancy, arrangement_id: int, *, by: Who, on: date) -> Book:
    require_own(by, MAKE, tenancy, on=on)
    book = running(tenancy, arrangement_id, on=on)
    if book.arrangement.origin == Origin.COURT:
        raise Refused("A judge ordered these terms: only a judge changes them.")
    return book


def _offer(
    book: Book,
    make: _Make,
    *,
    rhythm: Rhythm,
    reason: str,
    on: date,
    conditions: tuple[Condition, ...] | None = None,
) -> Offer:
    """Work out the new schedule from what holds and what was paid; the rules say what cannot be."""
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    held, stands = book.version_on(on), book.standing(on)
    try:
        parts = make(held.parts, stands.paid)
    except ValueError:
        raise Refused(
            "These terms cannot be: they leave nothing to pay, or ask more than is left. Check the amounts."
        ) from None
    kept = tuple(Condition(each) for each in held.terms.conditions)
    return Offer(
        parts=parts,
        rhythm=rhythm,
        conditions=kept if conditions is None else conditions,
        reason=reason,
        language=held.terms.language,
    )


def _renew(  # noqa: PLR0913  one version with who agrees
    tenancy: Tenancy, book: Book, offer: Offer, *, kind: TermsKind, how: str, by: Who, now: datetime
) -> int:
    on = local_day(now)
    total = Cents(sum(part.cents for part in book.version_on(on).parts))
    check(offer, total=total, tenancy=tenancy, on=on)
    terms = write_terms(book.arrangement, offer, kind=kind, by=by, now=now)
    accept(terms, [AgreedParty.ASSOCIATION], how=how_of("signed"), by=by, now=now)
    if how:
        accept(terms, [AgreedParty.TENANT], how=how_of(how), by=by, now=now)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return int(terms.number)
