"""Direct debit as the desk shows it: the batches, and the mandates of a tenancy."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from gewoon.records.ledger import DirectDebitBatch, Mandate
from gewoon.records.queries.rights import Hidden, Reader, reach, require

RIGHT = "ledger.entries_and_balance"
MADE_HERE = "HUUR-"  # how the reference of a batch begins that was made here
MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A batch; `is_ours` says that its file can be made again, `booked` how many the bank has booked."""

    batch_id: int
    reference: str
    collected_on: date
    made_at: datetime
    cents: int
    count: int
    booked: int
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow:
    """What was signed; `is_running` says that it may be used on the day that was asked."""

    reference: str
    signed_on: date
    from_on: date
    to_on: date | None
    sequence_type: str
    is_running: bool


def batches(user: Reader) -> tuple[BatchRow, ...]:
    """List the last batches, the newest first. Raises Hidden."""
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)
    found = DirectDebitBatch.objects.annotate(
        count=Count("items"), booked=Count("items", filter=Q(items__entry__isnull=False))
    ).order_by("-collected_on", "-pk")[:MOST]
    return tuple(
        BatchRow(
            batch_id=each.pk,
            reference=each.reference,
            collected_on=each.collected_on,
            made_at=each.made_at,
            cents=each.cents,
            count=each.count,
            booked=each.booked,
            is_ours=each.reference.startswith(MADE_HERE),
        )
        for each in found
    )


def mandates(user: Reader, tenancy_id: int, *, on: date) -> tuple[MandateRow, ...]:
    """List the mandates of a tenancy, the newest first. Raises Hidden."""
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    found = Mandate.objects.filter(tenancy=tenancy_id).order_by("-from_on", "-pk")
    return tuple(
        MandateRow(
            reference=each.reference,
            signed_on=each.signed_on,
            from_on=each.from_on,
            to_on=each.to_on,
            sequence_type=each.sequence_type,
            is_running=each.from_on <= on and (each.to_on is None or each.to_on >= on),
        )
        for each in found
    )
