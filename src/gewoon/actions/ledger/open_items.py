"""What is open of each claim, settled in the order of the law, with the key of its entry."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from gewoon.records.ledger import Account, Entry
from gewoon.records.queries.accounts import order
from gewoon.rules import columns
from gewoon.rules.ledger import allocation


class OpenClaim(NamedTuple):
    """A claim of which `cents` are unpaid."""

    tenancy_id: int
    entry_id: int
    due_on: date
    month: int | None  # yyyymm of a rent run
    cents: int


def open_claims(tenancy_ids: Sequence[int], *, on: date, known_on: date) -> Iterator[OpenClaim]:
    """Yield what is due on a day and unpaid, by tenancy and then the oldest first; one query for all."""
    rows = Entry.objects.filter(tenancy__in=tenancy_ids).values_list(
        "tenancy_id", "id", "on", "recorded_on", "cents", "kind", "refers_id", "debit", "month"
    )
    months: dict[int, int | None] = {}
    entries = []
    for tenancy, key, day, recorded, cents, kind, refers, debit, month in rows.iterator(chunk_size=5_000):
        months[key] = month
        signed = cents if debit == Account.TENANT else -cents
        entries.append(
            columns.Entry(tenancy, key, day.toordinal(), recorded.toordinal(), signed, kind, refers)
        )
    entries.sort(key=columns.sort_key)
    for _, group in groupby(entries, key=lambda entry: entry.tenancy):
        mine = list(group)
        settled = allocation.open_cents(
            columns.take(columns.build(mine), 0), order(), on=on.toordinal(), known_on=known_on.toordinal()
        )
        for entry, cents in zip(mine, settled, strict=True):
            if cents > 0 and entry.kind < columns.FIRST_SETTLEMENT:
                due_on = date.fromordinal(entry.day)
                yield OpenClaim(entry.tenancy, entry.id, due_on, months[entry.id], cents)
