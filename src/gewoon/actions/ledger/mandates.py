"""Mandates for direct debit: what a tenant signed, kept when it ends and never used before or after."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from gewoon.actions.rights import Refused, Who, deed, name_of, on_row
from gewoon.actions.tenancy import DeliveryRefused
from gewoon.gateways.erp.model import MandateRow, RowError
from gewoon.records.ledger import Mandate, SequenceType
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day

RIGHT = "ledger.record_mandate"
LONGEST_REFERENCE = 35
_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+?/-:().,' ")
_DAY = timedelta(days=1)


@on_row(Tenancy, "ledger.record_mandate", right=RIGHT)
def record(  # noqa: PLR0913  field by field, as the page asks
    tenancy: Tenancy,
    *,
    reference: str,
    signed_on: date,
    by: Who,
    now: datetime,
    sequence_type: str = SequenceType.RECURRENT,
    key: str | None = None,
) -> Mandate:
    """Record a mandate, to be used from today on; one that ran ends yesterday, or never began.

    Raises Refused for a reference that the bank does not take or that is used already, and for a
    signature of a day to come.
    """
    today = local_day(now)
    tidy = _reference(reference)
    if sequence_type not in SequenceType.values:
        raise Refused("A mandate is for one collection or for more: choose one of the two.")
    if signed_on > today:
        raise Refused("A mandate cannot be signed on a day to come.")
    if Mandate.objects.filter(reference=tidy).exists():
        raise Refused("This reference belongs to a mandate already. Give another one.")
    if (running := tenancy.mandates.filter(to_on=None).first()) is not None:
        _end(running, last=today - _DAY)
    return Mandate.objects.create(
        tenancy=tenancy,
        reference=tidy,
        signed_on=signed_on,
        from_on=_first(tenancy, signed_on, today),
        sequence_type=sequence_type,
        recorded_at=now,
        by_name=name_of(by),
    )


@on_row(Tenancy, "ledger.end_mandate", right=RIGHT)
def end(tenancy: Tenancy, *, reason: str, by: Who, now: datetime, key: str | None = None) -> Mandate:
    """End the mandate of a tenancy today: nothing is collected from tomorrow on."""
    running = tenancy.mandates.filter(to_on=None).first()
    if running is None:
        raise Refused("This tenancy has no mandate that runs.")
    _end(running, last=local_day(now))
    return running


@deed("ledger.take_in_mandates", right="statement.import")
def take_in(*, rows: Sequence[MandateRow], by: Who, now: datetime) -> int:
    """Take in the mandates of another system; answer how many are new.

    A repeated delivery adds nothing. A new reference ends the one that ran, the day before it was
    signed. Raises DeliveryRefused when a reference belongs to another tenancy, or the tenancy is unknown.
    """
    numbers = {each.number: each for each in Tenancy.objects.filter(number__in=[r.tenancy for r in rows])}
    known = {each.reference: each for each in Mandate.objects.all().iterator()}
    running = {each.tenancy_id: each for each in known.values() if each.to_on is None}
    errors = [error for row in rows for error in _errors(row, numbers, known)]
    if errors:
        raise DeliveryRefused(errors)
    fresh = [row for row in rows if row.reference not in known]
    for row in fresh:
        if (old := running.get(numbers[row.tenancy].pk)) is not None:
            _end(old, last=max(row.signed_on, old.from_on + _DAY) - _DAY)
    Mandate.objects.bulk_create(
        Mandate(
            tenancy=numbers[row.tenancy],
            reference=row.reference,
            signed_on=row.signed_on,
            from_on=row.signed_on,
            recorded_at=now,
            by_name=name_of(by),
        )
        for row in fresh
    )
    return len(fresh)


def valid(tenancy_ids: Iterable[int], *, on: date) -> dict[int, Mandate]:
    """Answer, by tenancy, the mandate by which rent may be collected on a day, each month again."""
    found = Mandate.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        tenancy__in=list(tenancy_ids),
        from_on__lte=on,
        sequence_type=SequenceType.RECURRENT,
    )
    return {each.tenancy_id: each for each in found.order_by("from_on", "pk")}


def _first(tenancy: Tenancy, signed_on: date, today: date) -> date:
    """Answer from when it may be used: its signature, unless another one ran until yesterday."""
    return today if tenancy.mandates.exists() else signed_on


def _end(mandate: Mandate, *, last: date) -> None:
    mandate.to_on = max(mandate.from_on, last)
    mandate.save(update_fields=["to_on"])


def _reference(text: str) -> str:
    tidy = " ".join(text.split())
    if not 1 <= len(tidy) <= LONGEST_REFERENCE or not set(tidy) <= _SIGNS:
        raise Refused("Give the reference of the mandate: at most 35 letters, digits and plain signs.")
    return tidy


def _errors(row: MandateRow, numbers: dict[int, Tenancy], known: dict[str, Mandate]) -> Iterable[RowError]:
    place = f"tenancy {row.tenancy}, mandate"
    tenancy, old = numbers.get(row.tenancy), known.get(row.reference)
    if tenancy is None:
        yield RowError(place=place, message="no such tenancy: take in the tenancies first")
    elif old is not None and old.tenancy_id != tenancy.pk:
        yield RowError(place=place, message="this reference belongs to another tenancy: correct one of them")
