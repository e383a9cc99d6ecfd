"""Going live: the claims that are open on the first day."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from gewoon.actions.ledger.booking import Transfer, book
from gewoon.actions.ledger.statements import hold_books
from gewoon.actions.rights import Who, deed
from gewoon.actions.tenancy import DeliveryRefused
from gewoon.gateways.erp.model import ClaimRow, RowError
from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import Tenancy
from gewoon.rules.ledger.kinds import Kind

_KINDS = {
    "rent": Kind.RENT,
    "other": Kind.OTHER_CHARGE,
    "costs": Kind.COSTS,
    "interest": Kind.INTEREST,
    "credit": Kind.CREDIT,  # what the association owes the tenant
}
REASON = "opening"


@deed("ledger.take_in_opening_items", right="statement.import")
def take_in_opening_items(*, rows: Sequence[ClaimRow], by: Who, now: datetime) -> int:
    """Book what was open when going live, each claim with its own due date; answer how many are new.

    A repeated delivery adds nothing: a claim is known by tenancy, kind, due date and cents, and equal
    ones are counted. Raises DeliveryRefused for unknown tenancies or kinds and amounts not above zero.
    """
    hold_books()
    numbers = dict(Tenancy.objects.select_for_update().order_by("id").values_list("number", "id"))
    errors = [error for row in rows for error in _errors(row, numbers)]
    if errors:
        raise DeliveryRefused(errors)
    opened = Entry.objects.filter(
        Q(credit=Account.OPENING) | Q(debit=Account.OPENING), tenancy__isnull=False, refers=None
    )  # what refers to a claim brought a deposit over
    known = Counter(
        opened.exclude(kind=Kind.REVERSAL).values_list("tenancy_id", "kind", "on", "cents").iterator()
    )
    transfers = []
    for row in rows:
        kind = _KINDS[row.kind]
        claim = (numbers[row.tenancy], int(kind), row.due_on, int(row.cents))
        if known[claim]:
            known[claim] -= 1
            continue
        debit, credit = (
            (Account.OPENING, Account.TENANT) if kind is Kind.CREDIT else (Account.TENANT, Account.OPENING)
        )
        transfers.append(
            Transfer(debit, credit, row.cents, kind, row.due_on, tenancy_id=claim[0], reason=REASON)
        )
    return len(book(transfers, by=by, now=now))


def _errors(row: ClaimRow, numbers: dict[int, int]) -> list[RowError]:
    place = f"tenancy {row.tenancy}, {row.kind} due {row.due_on}"
    found = []
    if row.tenancy not in numbers:
        found.append(RowError(place=place, message="no such tenancy: take in the tenancies first"))
    if row.kind not in _KINDS:
        found.append(RowError(place=place, message=f"unknown kind: choose one of {', '.join(_KINDS)}"))
    if row.cents <= 0:
        found.append(RowError(place=place, message="what is open must be above zero"))
    return found
