"""Writes terms, instalments and acceptances, for the deeds of this room, under the lock of the tenancy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from gewoon.actions.arrangement.overdue import overdue
from gewoon.actions.arrangement.sentences import refuse_terms
from gewoon.actions.rights import Refused, Who, name_of
from gewoon.gateways.arrangement_files import house_on
from gewoon.records.arrangement import (
    OPEN_STATES,
    Acceptance,
    Arrangement,
    ArrangementState,
    CapacityCheck,
    Instalment,
    Terms,
    TermsKind,
)
from gewoon.records.ledger import Entry
from gewoon.records.queries.arrangement_books import Book, books
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement.house import House
from gewoon.rules.arrangement.terms import (
    Condition,
    How,
    Part,
    Rhythm,
    monthly_load,
    problems,
)
from gewoon.rules.calendar import local_day
from gewoon.rules.money import Cents

MOST_REASON = 200
CAPACITY_DAYS = 92  # a sum of what can be paid is as good as new for three months


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody proposes: the schedule, its rhythm, and what is agreed beside it."""

    parts: tuple[Part, ...]
    rhythm: Rhythm
    conditions: tuple[Condition, ...] = ()
    reason: str = ""
    language: str = "nl"


def house(on: date) -> House:
    """Answer the association's own rules of a day. Raises Refused when it has none yet."""
    found = house_on(on)
    if found is None:
        raise Refused("The association has no rules for arrangements on this day: fill them in first.")
    return found


def debt(tenancy: Tenancy, *, on: date) -> Cents:
    """Answer what is overdue on a day, costs and interest included, in cents."""
    return overdue([tenancy.pk], on=on)[tenancy.pk]


def newest_entry(tenancy: Tenancy, *, on: date) -> int:
    """Answer the key of the newest row of the account that was known on a day; 0 when it was empty."""
    known = Entry.objects.filter(tenancy=tenancy, recorded_on__lte=on)
    return known.aggregate(newest=Max("pk"))["newest"] or 0


def open_of(tenancy: Tenancy) -> Arrangement | None:
    """Find the arrangement that runs or waits for an answer."""
    return Arrangement.objects.filter(tenancy=tenancy, state__in=OPEN_STATES).first()


def refuse_second(tenancy: Tenancy) -> None:
    """Raise Refused while an arrangement runs or waits for an answer."""
    found = open_of(tenancy)
    if found is None:
        return
    if found.state == ArrangementState.RUNNING:
        raise Refused("An arrangement runs already: change that one, or end it first.")
    raise Refused("A proposal waits for an answer already: answer that one first.")


def running(tenancy: Tenancy, arrangement_id: int, *, on: date) -> Book:
    """Find the running arrangement somebody acts on, with its book. Raises Refused when it is over."""
    return _found(tenancy, arrangement_id, ArrangementState.RUNNING, on=on)


def proposed(tenancy: Tenancy, arrangement_id: int, *, on: date) -> Book:
    """Find the proposal somebody wants to act on, with its book. Raises Refused when it was answered."""
    return _found(tenancy, arrangement_id, ArrangementState.PROPOSED, on=on)


def _found(tenancy: Tenancy, arrangement_id: int, state: str, *, on: date) -> Book:
    row = Arrangement.objects.filter(pk=arrangement_id, tenancy=tenancy, state=state).first()
    if row is None:
        raise Refused("This arrangement stands otherwise by now: open the page again.")
    return books([row], on=on)[row.pk]


def check(offer: Offer, *, total: Cents, tenancy: Tenancy, on: date, first_on: date | None = None) -> House:
    """Refuse a schedule that cannot be, with every reason; `first_on` None lets past days stand."""
    found = house(on)
    refuse_terms(
        problems(
            offer.parts,
            total=total,
            limits=found.limits,
            tenancy_starts_on=tenancy.starts_on,
            on=first_on,
        )
    )
    if set(offer.conditions) - set(Condition) or len(set(offer.conditions)) < len(offer.conditions):
        raise Refused("One of the conditions is not in the list: choose from the list.")
    return found


def write_terms(
    arrangement: Arrangement,
    offer: Offer,
    *,
    kind: TermsKind,
    by: Who,
    now: datetime,
) -> Terms:
    """Write one version with its instalments; the tolerance is that of the association on the day."""
    own = house(local_day(now))
    number = arrangement.versions.count() + 1
    terms = Terms.objects.create(
        arrangement=arrangement,
        number=number,
        kind=kind,
        rhythm=offer.rhythm,
        total_cents=sum(part.cents for part in offer.parts),
        tolerance_days=own.tolerance_days,
        tolerance_cents=own.tolerance_cents,
        capacity_cents=capacity_of(arrangement.tenancy_id, on=local_day(now)),
        conditions=[str(each) for each in offer.conditions],
        reason=offer.reason.strip()[:MOST_REASON],
        language=offer.language,
        made_on=local_day(now),
        made_at=now,
        made_by=name_of(by),
    )
    Instalment.objects.bulk_create(
        Instalment(terms=terms, place=place, due_on=part.due_on, cents=part.cents)
        for place, part in enumerate(offer.parts, start=1)
    )
    return terms


def accept(terms: Terms, parties: Iterable[str], *, how: How, by: Who, now: datetime) -> None:
    """Write down who agrees; somebody who agreed already stays as recorded first."""
    there = set(terms.acceptances.values_list("party", flat=True))
    Acceptance.objects.bulk_create(
        Acceptance(terms=terms, party=party, how=how, on=local_day(now), at=now, by_name=name_of(by))
        for party in parties
        if party not in there
    )


def capacity_of(tenancy_id: int, *, on: date) -> Cents | None:
    """Answer the room a month that was worked out last, unless that is too long ago."""
    checks = CapacityCheck.objects.filter(tenancy=tenancy_id, on__lte=on).order_by("-on", "-pk")
    newest = checks.first()
    if newest is None or (on - newest.on).days > CAPACITY_DAYS:
        return None
    return Cents(newest.monthly_cents)


def is_affordable(parts: Sequence[Part], rhythm: Rhythm, capacity: Cents | None) -> bool:
    """Say whether a household can pay this; never so while its room was not worked out."""
    return capacity is not None and monthly_load(parts, rhythm) <= capacity


def end(  # the night closes as of its own day
    arrangement: Arrangement,
    state: ArrangementState,
    *,
    by: str,
    now: datetime,
    reason: str,
    on: date | None = None,
) -> None:
    """Close an arrangement; what was agreed stays. `on` is the day of the night, else that of `now`."""
    arrangement.state, arrangement.ended_on, arrangement.ended_at = state, on or local_day(now), now
    arrangement.ended_by, arrangement.end_reason = by, reason.strip()[:MOST_REASON]
    arrangement.save(update_fields=["state", "ended_on", "ended_at", "ended_by", "end_reason"])
