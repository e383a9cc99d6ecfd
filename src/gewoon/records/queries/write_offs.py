"""Claims that were proposed to be given up: what waits for the second person, and what was decided."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from gewoon.records.ledger import WriteOff
from gewoon.records.people import User
from gewoon.records.queries.rights import Hidden, Reader, reach
from gewoon.records.queries.tenancies import named

RIGHT = "ledger.write_off_read"
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffRow:
    """A proposal. `is_mine` says that the reader proposed it and so cannot decide.

    `is_approved` is None while it waits; `can_be_taken_back` is for one that stands.
    """

    write_off_id: int
    tenancy_id: int
    number: int
    name: str
    address: str
    cents: int
    reason: str
    proposed_by: str
    proposed_at: datetime
    is_mine: bool
    is_undoing: bool
    is_approved: bool | None
    decided_by: str
    decided_at: datetime | None
    can_be_taken_back: bool


def waiting(user: Reader) -> tuple[WriteOffRow, ...]:
    """List what waits for a decision, the oldest first. Raises Hidden."""
    _require(user)
    return _rows(WriteOff.objects.filter(decided_by=None).order_by("proposed_at", "pk"), user)


def decided(user: Reader) -> tuple[WriteOffRow, ...]:
    """List the last decisions, the newest first. Raises Hidden."""
    _require(user)
    return _rows(WriteOff.objects.exclude(decided_by=None).order_by("-decided_at", "-pk")[:MOST], user)


def row(user: Reader, write_off_id: int) -> WriteOffRow:
    """Answer one. Raises Hidden, also for what does not exist."""
    _require(user)
    found = _rows(WriteOff.objects.filter(pk=write_off_id), user)
    if not found:
        raise Hidden(RIGHT)
    return found[0]


def _require(user: Reader) -> None:
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)


def _rows(found: QuerySet[WriteOff], user: Reader) -> tuple[WriteOffRow, ...]:
    back = WriteOff.objects.filter(undoes=OuterRef("pk")).exclude(is_approved=False)
    rows = list(found.annotate(is_taken_back=Exists(back)))
    people = named(each.tenancy_id for each in rows)
    wanted = {each.proposed_by for each in rows} | {each.decided_by for each in rows if each.decided_by}
    names = {each.pk: each.get_full_name() or each.username for each in User.objects.filter(pk__in=wanted)}
    return tuple(
        WriteOffRow(
            write_off_id=each.pk,
            tenancy_id=each.tenancy_id,
            number=people[each.tenancy_id].number,
            name=people[each.tenancy_id].name,
            address=people[each.tenancy_id].address,
            cents=each.cents,
            reason=each.reason,
            proposed_by=names.get(each.proposed_by, ""),
            proposed_at=each.proposed_at,
            is_mine=each.proposed_by == user.pk,
            is_undoing=each.undoes_id is not None,
            is_approved=each.is_approved,
            decided_by=names.get(each.decided_by or 0, ""),
            decided_at=each.decided_at,
            can_be_taken_back=bool(each.is_approved) and each.undoes_id is None and not each.is_taken_back,
        )
        for each in rows
    )
