"""Writes transfers into the books; every other module of this room books through here."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from gewoon.actions.rights import Who, name_of
from gewoon.records import bulk
from gewoon.records.ledger import Account, Entry
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger.kinds import Kind

_COLUMNS = (
    "id",
    "debit",
    "credit",
    "cents",
    "kind",
    "tenancy_id",
    "on",
    "recorded_on",
    "recorded_at",
    "month",
    "refers_id",
    "bank_account_id",
    "bank_detail_id",
    "reason",
    "by_name",
)


class Transfer(NamedTuple):
    """Cents on their way from the credited to the debited account; see `records.ledger.Entry`."""

    debit: Account
    credit: Account
    cents: int
    kind: Kind
    on: date
    tenancy_id: int | None = None
    month: int | None = None
    refers_id: int | None = None
    bank_account_id: int | None = None
    bank_detail_id: int | None = None
    reason: str = ""


def book(transfers: Sequence[Transfer], *, by: Who, now: datetime) -> Sequence[int]:
    """Write transfers, all recorded at `now`; answer their keys in order.

    Raises ValueError for cents that are not positive: a transfer says its direction by its accounts.
    """
    if not transfers:
        return ()
    keys = bulk.reserve(Entry, len(transfers))
    recorded_on, recorded_at = local_day(now), connection.ops.adapt_datetimefield_value(now)
    author = name_of(by)
    bulk.insert(
        Entry,
        _COLUMNS,
        (
            _row(key, each, recorded_on, recorded_at, author)
            for key, each in zip(keys, transfers, strict=True)
        ),
    )
    return keys


def reversal(entry: Entry, *, on: date, reason: str, bank_detail_id: int | None = None) -> Transfer:
    """Turn an entry round to the cent; only the day and the reason are new."""
    if entry.kind == Kind.REVERSAL:
        raise ValueError(f"entry {entry.pk} is a reversal itself: book the original again instead")
    return Transfer(
        debit=Account(entry.credit),
        credit=Account(entry.debit),
        cents=entry.cents,
        kind=Kind.REVERSAL,
        on=on,
        tenancy_id=entry.tenancy_id,
        refers_id=entry.pk,
        bank_account_id=entry.bank_account_id,
        bank_detail_id=bank_detail_id or entry.bank_detail_id,
        reason=reason,
    )


def _row(key: int, each: Transfer, recorded_on: date, recorded_at: object, author: str) -> tuple[object, ...]:
    if each.cents <= 0:
        raise ValueError(f"a transfer of {each.cents} cents: turn the accounts round instead")
    return (
        key,
        int(each.debit),
        int(each.credit),
        each.cents,
        int(each.kind),
        each.tenancy_id,
        each.on,
        recorded_on,
        recorded_at,
        each.month,
        each.refers_id,
        each.bank_account_id,
        each.bank_detail_id,
        each.reason,
        author,
    )
