"""Proposing an arrangement, answering it, and the moment on which both parties agree."""

from datetime import date, datetime, timedelta

from gewoon.actions.arrangement import agreement
from gewoon.actions.arrangement.own import require_own
from gewoon.actions.arrangement.writing import (
    Offer,
    accept,
    capacity_of,
    check,
    debt,
    end,
    is_affordable,
    newest_entry,
    proposed,
    refuse_second,
    write_terms,
)
from gewoon.actions.policy import deciding, steps
from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.records.arrangement import (
    OPEN_STATES,
    AgreedParty,
    Arrangement,
    ArrangementState,
    Origin,
    TermsKind,
)
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.arrangement_books import Book, books
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement.terms import How
from gewoon.rules.calendar import local_day
from gewoon.rules.money import Cents

MAKE = "arrangement.create"
_STEPS = ("arrangement_talk", "arrangement_offer", "answer_proposal")


@on_row(Tenancy, "arrangement.propose", right=MAKE, is_own=True)
def propose(tenancy: Tenancy, *, offer: Offer, by: Who, now: datetime, key: str | None = None) -> int:
    """Offer an arrangement for all that is overdue today; answers its key.

    The association agrees by offering; it runs once the tenant agrees as well. An offer above the room of the
    household, or without that room worked out, needs a reason. Raises Refused for terms that cannot be and
    while another arrangement runs or waits.
    """
    on = local_day(now)
    require_own(by, MAKE, tenancy, on=on)
    refuse_second(tenancy)
    total = debt(tenancy, on=on)
    check(offer, total=total, tenancy=tenancy, on=on, first_on=on)
    _refuse_without_reason(tenancy, offer, on=on)
    made = _write(tenancy, offer, origin=Origin.OFFICER, by=by, now=now)
    accept(made.versions.get(), [AgreedParty.ASSOCIATION], how=How.SIGNED, by=by, now=now)
    _end_steps(tenancy, outcome="offered", by=by, now=now)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made.pk


@on_row(Tenancy, "arrangement.propose_by_tenant", right="arrangement.propose", is_own=True)
def propose_by_tenant(
    tenancy: Tenancy, *, offer: Offer, by: Who, now: datetime, key: str | None = None
) -> int:
    """Take in what a tenant proposes; answers its key. Somebody answers within the term of the association.

    Raises Refused as `propose`, and NotAllowed for the home of somebody else.
    """
    on = local_day(now)
    require_own(by, "arrangement.propose", tenancy, on=on)
    refuse_second(tenancy)
    own = check(offer, total=debt(tenancy, on=on), tenancy=tenancy, on=on, first_on=on)
    answer_by = on + timedelta(days=own.answer_days)
    made = _write(tenancy, offer, origin=Origin.TENANT, by=by, now=now, answer_by=answer_by)
    accept(made.versions.get(), [AgreedParty.TENANT], how=How.PORTAL, by=by, now=now)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made.pk


@on_row(Tenancy, "arrangement.record_court_ordered", right=MAKE, is_own=True)
def record_court_ordered(
    tenancy: Tenancy, *, offer: Offer, judgment: str, by: Who, now: datetime, key: str | None = None
) -> int:
    """Record what a judge ordered: it runs at once, and only a judge changes it; answers its key.

    The instalments are those of the judgment, whatever is overdue; days may lie in the past.
    """
    on = local_day(now)
    require_own(by, MAKE, tenancy, on=on)
    refuse_second(tenancy)
    if not judgment.strip():
        raise Refused("Give the number of the judgment.")
    check(offer, total=Cents(sum(part.cents for part in offer.parts)), tenancy=tenancy, on=on)
    made = _write(tenancy, offer, origin=Origin.COURT, by=by, now=now, judgment=judgment.strip()[:80])
    accept(made.versions.get(), AgreedParty.values, how=How.JUDGMENT, by=by, now=now)
    _start(made, now=now)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made.pk


@on_row(Tenancy, "arrangement.accept", right="arrangement.accept", is_own=True)
def accept_by_tenant(
    tenancy: Tenancy, *, arrangement_id: int, by: Who, now: datetime, key: str | None = None
) -> int:
    """Let the tenant agree on the own page to what waits: an offer, or a change. Answers the key."""
    require_own(by, "arrangement.accept", tenancy, on=local_day(now))
    return _agree(tenancy, arrangement_id, AgreedParty.TENANT, how=How.PORTAL, by=by, now=now)


@on_row(Tenancy, "arrangement.record_acceptance", right="arrangement.record_acceptance", is_own=True)
def record_acceptance(
    tenancy: Tenancy, *, arrangement_id: int, how: str, by: Who, now: datetime, key: str | None = None
) -> int:
    """Write down that the tenant agreed otherwise than on the own page, and how. Answers the key."""
    require_own(by, "arrangement.record_acceptance", tenancy, on=local_day(now))
    return _agree(tenancy, arrangement_id, AgreedParty.TENANT, how=how_of(how), by=by, now=now)


@on_row(Tenancy, "arrangement.agree", right=MAKE, is_own=True)
def agree(tenancy: Tenancy, *, arrangement_id: int, by: Who, now: datetime, key: str | None = None) -> int:
    """Agree, for the association, to what a tenant proposed. Answers the key."""
    require_own(by, MAKE, tenancy, on=local_day(now))
    return _agree(tenancy, arrangement_id, AgreedParty.ASSOCIATION, how=How.SIGNED, by=by, now=now)


@on_row(Tenancy, "arrangement.decline", right=MAKE, is_own=True)
def decline(
    tenancy: Tenancy, *, arrangement_id: int, reason: str, by: Who, now: datetime, key: str | None = None
) -> int:
    """Say no to a tenant's proposal, or take back the own offer, with a reason the tenant may read."""
    require_own(by, MAKE, tenancy, on=local_day(now))
    book = proposed(tenancy, arrangement_id, on=local_day(now))
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    is_theirs = book.arrangement.origin == Origin.TENANT
    state = ArrangementState.DECLINED if is_theirs else ArrangementState.WITHDRAWN
    return _close(book.arrangement, state, reason=reason, by=by, now=now)


@on_row(Tenancy, "arrangement.decline_by_tenant", right="arrangement.accept", is_own=True)
def decline_by_tenant(
    tenancy: Tenancy, *, arrangement_id: int, by: Who, now: datetime, key: str | None = None
) -> int:
    """Let a tenant say no to an offer, or take back the own proposal."""
    require_own(by, "arrangement.accept", tenancy, on=local_day(now))
    book = proposed(tenancy, arrangement_id, on=local_day(now))
    is_theirs = book.arrangement.origin == Origin.TENANT
    state = ArrangementState.WITHDRAWN if is_theirs else ArrangementState.DECLINED
    return _close(book.arrangement, state, reason="", by=by, now=now)


def how_of(how: str) -> How:
    """Read how somebody agreed; the own page and a judgment come by deeds of their own."""
    if how not in (How.SIGNED, How.SPOKEN, How.MAIL):
        raise Refused("Say how the tenant agreed: choose one of the list.")
    return How(how)


def _write(  # noqa: PLR0913  what a proposal consists of
    tenancy: Tenancy,
    offer: Offer,
    *,
    origin: Origin,
    by: Who,
    now: datetime,
    answer_by: date | None = None,
    judgment: str = "",
) -> Arrangement:
    made = Arrangement.objects.create(
        tenancy=tenancy,
        origin=origin,
        as_of=local_day(now),
        after_entry=newest_entry(tenancy, on=local_day(now)),
        court_reference=judgment,
        proposed_at=now,
        proposed_on=local_day(now),
        proposed_by=name_of(by),
        answer_by=answer_by,
    )
    write_terms(made, offer, kind=TermsKind.FIRST, by=by, now=now)
    return made


def _refuse_without_reason(tenancy: Tenancy, offer: Offer, *, on: date) -> None:
    room = capacity_of(tenancy.pk, on=on)
    if offer.reason.strip() or is_affordable(offer.parts, offer.rhythm, room):
        return
    if room is None:
        raise Refused("What this household can pay was not worked out: do that first, or write down why not.")
    raise Refused("This is more than the household can pay: take a smaller amount, or write down why.")


def _agree(
    tenancy: Tenancy, arrangement_id: int, party: AgreedParty, *, how: How, by: Who, now: datetime
) -> int:
    """Write down that a party agrees to the newest version; the arrangement starts when both have."""
    on = local_day(now)
    row = Arrangement.objects.filter(pk=arrangement_id, tenancy=tenancy, state__in=OPEN_STATES).first()
    book = None if row is None else books([row], on=on)[row.pk]
    waiting = None if book is None else book.waiting
    if book is None or waiting is None or party in waiting.agreed:
        raise Refused("Nothing waits for an answer any more: open the page again.")
    accept(waiting.terms, [party], how=how, by=by, now=now)
    if book.arrangement.state == ArrangementState.PROPOSED:
        _refuse_passed(book, tenancy, on=on)
        _end_steps(tenancy, outcome="agreed", by=by, now=now)
        _start(book.arrangement, now=now)
        agreement.send(tenancy, waiting, now=now)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return arrangement_id


def _refuse_passed(book: Book, tenancy: Tenancy, *, on: date) -> None:
    """An offer that waited too long has days that are over."""
    if book.versions[-1].parts[0].due_on < on:
        raise Refused("The first instalment lies in the past by now: make a new proposal with later days.")


def _start(arrangement: Arrangement, *, now: datetime) -> None:
    arrangement.state, arrangement.started_on = ArrangementState.RUNNING, local_day(now)
    arrangement.save(update_fields=["state", "started_on"])


def _close(arrangement: Arrangement, state: ArrangementState, *, reason: str, by: Who, now: datetime) -> int:
    end(arrangement, state, by=name_of(by), now=now, reason=reason)
    _end_steps(arrangement.tenancy, outcome=str(state), by=by, now=now)
    deciding.decide_now([arrangement.tenancy_id], on=local_day(now), now=now, by=by)
    return arrangement.pk


def _end_steps(tenancy: Tenancy, *, outcome: str, by: Who, now: datetime) -> None:
    """The step that asked for this is done by it."""
    step = Step.objects.filter(tenancy=tenancy, state=StepState.OPEN, name__in=_STEPS).first()
    if step is not None:
        steps.end(step, outcome=outcome, by=by, now=now)
