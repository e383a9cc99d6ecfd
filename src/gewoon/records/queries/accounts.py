"""The accounts of tenancies as columns, the rent that counts as months, and the order of the law."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Max

from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import ComponentKind, RentComponent
from gewoon.rules import columns
from gewoon.rules.ledger.allocation import read_order
from gewoon.rules.ledger.workspace import Order
from gewoon.rules.money import Cents

_ORDER = Path(__file__).resolve().parents[2] / "data" / "law" / "allocation.toml"


@cache
def order() -> Order:
    """Read the lawful order of allocation that ships with the product."""
    return read_order(tomllib.loads(_ORDER.read_text("utf-8")))


def account_columns(
    tenancy_ids: Sequence[int] | None = None, *, until: int | None = None
) -> tuple[columns.Accounts, dict[int, int]]:
    """Read the accounts of tenancies (all when None) as columns, and the newest entry of each.

    With `until` the entries with a newer key are left out.
    """
    rows = Entry.objects.filter(tenancy__isnull=False)
    if tenancy_ids is not None:
        rows = rows.filter(tenancy__in=tenancy_ids)
    if until is not None:
        rows = rows.filter(id__lte=until)
    values = rows.values_list("tenancy_id", "id", "on", "recorded_on", "cents", "kind", "refers_id", "debit")
    entries = [
        columns.Entry(
            tenancy,
            key,
            on.toordinal(),
            recorded_on.toordinal(),
            cents if debit == Account.TENANT else -cents,
            kind,
            refers,
        )
        for tenancy, key, on, recorded_on, cents, kind, refers, debit in values.iterator(chunk_size=5_000)
    ]
    entries.sort(key=columns.sort_key)
    newest: dict[int, int] = {}
    for entry in entries:
        newest[entry.tenancy] = max(newest.get(entry.tenancy, 0), entry.id)
    return columns.build(entries), newest


def newest_entry() -> int:
    """Give the key of the newest entry of any tenancy; 0 when there is none."""
    return Entry.objects.filter(tenancy__isnull=False).aggregate(newest=Max("id"))["newest"] or 0


def touched(*, first: int, last: int, after: int, until: int) -> tuple[list[int], int]:
    """Name the tenancies from key `first` to `last` with entries after one until another; count the older.

    The count shows entries that came in with an older key than one that was there before them.
    """
    entries = Entry.objects.filter(tenancy__gte=first, tenancy__lte=last, id__lte=until)
    found = entries.filter(id__gt=after).order_by("tenancy").values_list("tenancy", flat=True).distinct()
    return list(found), entries.filter(id__lte=after).count()


def highest_tenancy() -> int:
    """Give the highest key of a tenancy that has entries; 0 when there is none."""
    return Entry.objects.aggregate(highest=Max("tenancy"))["highest"] or 0


def monthly_rents(tenancy_ids: Sequence[int] | None, *, on: date) -> dict[int, Cents | None]:
    """Add up the rent of each tenancy on a day: net rent and fixed service costs, in cents."""
    components = (
        RentComponent.objects.filter(from_on__lte=on).exclude(to_on__lt=on).exclude(kind=ComponentKind.OTHER)
    )
    if tenancy_ids is not None:
        components = components.filter(tenancy__in=tenancy_ids)
    rents: dict[int, int] = defaultdict(int)
    for tenancy, cents in components.values_list("tenancy_id", "cents"):
        rents[tenancy] += cents
    return {tenancy: Cents(cents) for tenancy, cents in rents.items()}
