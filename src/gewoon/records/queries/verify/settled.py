"""Whether the accounts of tenancies can be what they say: every entry by its kind, a sample settled again."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from gewoon.records.ledger import Account, Entry
from gewoon.records.queries.accounts import order
from gewoon.records.tenancy import Tenancy
from gewoon.rules import columns
from gewoon.rules.columns import Rows
from gewoon.rules.ledger.allocation import allocate, open_cents
from gewoon.rules.ledger.checks import Violation, check_allocation, check_entries

PIECE = 500
SAMPLE = 1_000
FOR_EVER = date.max


def check(checked: "Counter[str]", *, is_complete: bool) -> Iterator[Violation]:
    """Check I1, I4 and I8 of every entry, and I1, I7, I8, I10 of accounts settled again."""
    keys = list(Tenancy.objects.order_by("pk").values_list("pk", flat=True))
    stride = 1 if is_complete else max(1, len(keys) // SAMPLE)
    again = set(keys[::stride])
    checked["accounts"] += len(keys)
    checked["accounts settled again"] += len(again)
    for start in range(0, len(keys), PIECE):
        for tenancy, entries in entries_of(keys[start : start + PIECE]).items():
            yield from account(tenancy, entries, is_settled=tenancy in again)


def account(tenancy: int, entries: Sequence[columns.Entry], *, is_settled: bool) -> Iterator[Violation]:
    """Check one account; it is settled only when its entries can be."""
    try:
        found = check_entries(entries)
    except ValueError as error:
        yield Violation(invariant="I1", record=f"tenancy {tenancy}", message=str(error))
        return
    yield from (replace(each, record=f"entry {each.record}") for each in found)
    if found or not is_settled:
        return
    ordered = sorted(entries, key=columns.sort_key)
    try:
        rows = columns.find(columns.build(ordered), tenancy)
        yield from _settle(tenancy, ordered, rows)
    except (TypeError, ValueError) as error:  # parts of a cent are no whole number
        yield Violation(invariant="I8", record=f"tenancy {tenancy}", message=str(error))


def _settle(tenancy: int, entries: Sequence[columns.Entry], rows: Rows) -> Iterator[Violation]:
    """Settle up to the newest entry, twice: in the order of the law, and by the quick way where it holds."""
    last = date.fromordinal(max(rows.day))
    day, known = last.toordinal(), FOR_EVER.toordinal()
    settled = allocate(rows, order(), on=last, known_on=FOR_EVER)
    for each in check_allocation(rows, settled, on=day, known_on=known):
        place = each.record
        named = f"entry {entries[place].id}" if isinstance(place, int) else f"tenancy {tenancy}"
        yield replace(each, record=named)
    if tuple(open_cents(rows, order(), on=day, known_on=known)) != settled.open_cents:
        told = "settled in two ways, the open claims differ"
        yield Violation(invariant="I8", record=f"tenancy {tenancy}", message=told)


def entries_of(tenancy_ids: Sequence[int]) -> dict[int, list[columns.Entry]]:
    """Read the entries of tenancies, in one query, in whatever order and however wrong."""
    found: dict[int, list[columns.Entry]] = defaultdict(list)
    rows = Entry.objects.filter(tenancy__in=tenancy_ids).values_list(
        "tenancy_id", "id", "on", "recorded_on", "cents", "kind", "refers_id", "debit"
    )
    for tenancy, key, on, recorded_on, cents, kind, refers, debit in rows.iterator(chunk_size=5_000):
        signed = cents if debit == Account.TENANT else -cents
        found[tenancy or 0].append(
            columns.Entry(tenancy or 0, key, on.toordinal(), recorded_on.toordinal(), signed, kind, refers)
        )
    return found
