"""What people know of a tenancy that the policy must heed, as long as it holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gewoon.records.queries.rights import Reader, require
from gewoon.records.tenancy import Circumstance, CircumstanceKind

RIGHT = "collection.step_history"
KINDS: tuple[str, ...] = tuple(CircumstanceKind.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceRow:
    """A circumstance that holds now or later; `to_on` is its last day, None while it has no end."""

    circumstance_id: int
    kind: str
    from_on: date
    to_on: date | None
    reason: str
    by: str


def current(user: Reader, tenancy_id: int, *, on: date) -> tuple[CircumstanceRow, ...]:
    """List the circumstances that have not ended, newest first, in one query. Raises Hidden."""
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    found = Circumstance.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), tenancy=tenancy_id)
    return tuple(
        CircumstanceRow(
            circumstance_id=each.pk,
            kind=each.kind,
            from_on=each.from_on,
            to_on=each.to_on,
            reason=each.reason,
            by=each.by_name,
        )
        for each in found.order_by("-from_on", "-pk")
    )
