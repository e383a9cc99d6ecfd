"""Takes over arrangements that were agreed before: many at once, without a deed for each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from gewoon.actions.arrangement.agreeing import MAKE, how_of
from gewoon.actions.arrangement.budget import Told, work_out
from gewoon.actions.arrangement.overdue import overdue
from gewoon.actions.arrangement.writing import Offer, check, is_affordable
from gewoon.actions.rights import Refused, Who, deed
from gewoon.records.arrangement import (
    OPEN_STATES,
    Acceptance,
    AgreedParty,
    Arrangement,
    ArrangementState,
    CapacityCheck,
    Instalment,
    Origin,
    Terms,
    TermsKind,
)
from gewoon.records.ledger import Entry
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement.capacity import Capacity
from gewoon.rules.arrangement.terms import How
from gewoon.rules.calendar import local_day
from gewoon.rules.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PastArrangement:
    """What was offered and agreed on one day, by whom, and the budget that was told then (None: none)."""

    tenancy_id: int
    offer: Offer
    at: datetime
    by_name: str
    how: str
    told: Told | None = None

    @property
    def on(self) -> date:
        """Answer the day in Amsterdam."""
        return local_day(self.at)


@deed("arrangement.take_over", right=MAKE)
def take_over(*, arrangements: Sequence[PastArrangement], by: Who, now: datetime) -> int:
    """Write down arrangements that both parties agreed to before; answers how many.

    What stands in the records afterwards is what the offer and the agreement of that day would have left:
    the debt and the newest row of the account are those that were known then. The paper went out then, so
    no letter leaves; the next night closes what was paid off or broken since. Raises Refused for terms that
    could not be on that day, for a second arrangement of a tenancy, and for more than somebody could pay.
    """
    tenancies = Tenancy.objects.select_for_update().in_bulk([each.tenancy_id for each in arrangements])
    _refuse_seconds(arrangements)
    of_day: dict[date, list[PastArrangement]] = defaultdict(list)
    for each in arrangements:
        of_day[each.on].append(each)
    for on in sorted(of_day):
        _take_day(of_day[on], tenancies, on=on)
    return len(arrangements)


def _refuse_seconds(arrangements: Sequence[PastArrangement]) -> None:
    ids = [each.tenancy_id for each in arrangements]
    there = set(
        Arrangement.objects.filter(tenancy__in=ids, state__in=OPEN_STATES).values_list(
            "tenancy_id", flat=True
        )
    )
    if there or len(set(ids)) < len(ids):
        raise Refused("An arrangement runs already: change that one, or end it first.")


def _take_day(day: Sequence[PastArrangement], tenancies: Mapping[int, Tenancy], *, on: date) -> None:
    """Write those of one day, with one insert for each table."""
    ids = [each.tenancy_id for each in day]
    owed, newest = overdue(ids, on=on), _newest(ids, on=on)
    rooms = {each.tenancy_id: work_out(each.told, on=on) for each in day if each.told is not None}
    CapacityCheck.objects.bulk_create(
        _capacity(each, rooms[each.tenancy_id]) for each in day if each.told is not None
    )
    rows = Arrangement.objects.bulk_create(_arrangement(each, newest) for each in day)
    versions = []
    for each, row in zip(day, rows, strict=True):
        tenancy, room = tenancies[each.tenancy_id], rooms.get(each.tenancy_id)
        own = check(each.offer, total=owed[tenancy.pk], tenancy=tenancy, on=on, first_on=on)
        _refuse_too_much(each.offer, None if room is None else room.monthly)
        version = _terms(each, row, None if room is None else room.monthly)
        version.tolerance_days, version.tolerance_cents = own.tolerance_days, own.tolerance_cents
        versions.append(version)
    pairs = list(zip(day, Terms.objects.bulk_create(versions), strict=True))
    Instalment.objects.bulk_create(
        Instalment(terms=terms, place=place, due_on=part.due_on, cents=part.cents)
        for each, terms in pairs
        for place, part in enumerate(each.offer.parts, start=1)
    )
    Acceptance.objects.bulk_create(
        _acceptance(each, terms, party) for each, terms in pairs for party in AgreedParty
    )


def _newest(ids: Sequence[int], *, on: date) -> Mapping[int, int]:
    """Answer the newest row of each account that was known on a day."""
    known = Entry.objects.filter(tenancy__in=ids, recorded_on__lte=on).values("tenancy_id")
    return dict(known.annotate(newest=Max("pk")).values_list("tenancy_id", "newest"))


def _refuse_too_much(offer: Offer, room: Cents | None) -> None:
    if not offer.reason.strip() and not is_affordable(offer.parts, offer.rhythm, room):
        raise Refused("This is more than the household can pay: take a smaller amount, or write down why.")


def _capacity(each: PastArrangement, found: Capacity) -> CapacityCheck:
    return CapacityCheck(
        tenancy_id=each.tenancy_id,
        monthly_cents=found.monthly,
        rule=found.rule,
        on=each.on,
        at=each.at,
        by_name=each.by_name,
    )


def _arrangement(each: PastArrangement, newest: Mapping[int, int]) -> Arrangement:
    return Arrangement(
        tenancy_id=each.tenancy_id,
        origin=Origin.OFFICER,
        state=ArrangementState.RUNNING,
        as_of=each.on,
        after_entry=newest.get(each.tenancy_id, 0),
        proposed_at=each.at,
        proposed_on=each.on,
        proposed_by=each.by_name,
        started_on=each.on,
    )


def _terms(each: PastArrangement, row: Arrangement, room: Cents | None) -> Terms:
    return Terms(
        arrangement=row,
        number=1,
        kind=TermsKind.FIRST,
        rhythm=each.offer.rhythm,
        total_cents=sum(part.cents for part in each.offer.parts),
        capacity_cents=room,
        conditions=[str(one) for one in each.offer.conditions],
        reason=each.offer.reason.strip(),
        language=each.offer.language,
        made_on=each.on,
        made_at=each.at,
        made_by=each.by_name,
    )


def _acceptance(each: PastArrangement, terms: Terms, party: AgreedParty) -> Acceptance:
    how = How.SIGNED if party == AgreedParty.ASSOCIATION else how_of(each.how)
    return Acceptance(terms=terms, party=party, how=how, on=each.on, at=each.at, by_name=each.by_name)
