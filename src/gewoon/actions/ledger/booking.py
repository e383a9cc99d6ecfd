"""Writes transfers into the books; every other module of this room books through here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from gewoon.actions.rights import NotFound, Refused, Who, name_of
from gewoon.records import bulk
from gewoon.records.ledger import Account, BankDetail, Entry
from gewoon.records.tenancy import Tenancy
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


LONGEST_REASON = 200
_PIECE = 1_000  # a database takes only so many values in one question
MOST_CENTS = 100_000_000  # beyond this somebody typed a digit too many


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


class EntryKey(int):
    """The key of the entry that a deed booked; its event also learns on whose account, and how much."""

    tenancy_id: int | None = None
    event_content: Mapping[str, object] = {}


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


def undoing(entry: Entry, *, reason: str) -> Transfer:
    """Turn an entry round on its own day; money that the bank holds goes back to suspense.

    Raises Refused for what cannot be undone: a reversal, what is undone already, and money on the bank
    that is on nobody's account. The caller holds the locks (`lock_for`).
    """
    if entry.kind == Kind.REVERSAL:
        raise Refused("This entry undoes another one. Book that one again instead.")
    if entry.referred_by.filter(kind=Kind.REVERSAL).exists():
        raise Refused("This entry has been undone already.")
    back = reversal(entry, on=entry.on, reason=reason)
    if Account.BANK not in (entry.debit, entry.credit):
        return back
    if entry.credit != Account.TENANT:
        raise Refused("What the bank booked stands. Only what it was booked on can be corrected.")
    return back._replace(credit=Account.SUSPENSE, bank_account_id=None)


def book_one(transfer: Transfer, *, by: Who, now: datetime) -> EntryKey:
    """Write one transfer, and answer its key with what the event of the deed keeps."""
    key = EntryKey(book([transfer], by=by, now=now)[0])
    key.tenancy_id = transfer.tenancy_id
    key.event_content = {
        "entry": int(key),
        "cents": transfer.cents,
        "bank_detail": transfer.bank_detail_id,
        "refers": transfer.refers_id,
    }
    return key


def entry_of(pk: int) -> Entry:
    """Read an entry. Raises NotFound."""
    entry = Entry.objects.filter(pk=pk).first()
    if entry is None:
        raise NotFound("This entry does not exist.")
    return entry


def lock_for(entry: Entry, *more: int | None) -> None:
    """Lock what an entry is about: the payment it came from, its tenancy, and `more` tenancies."""
    lock_details([entry.bank_detail_id])
    lock_tenancies([entry.tenancy_id, *more])


def lock_details(keys: Iterable[int | None]) -> None:
    """Lock payments, in order of key; whoever locks tenancies too takes these first."""
    wanted = sorted({key for key in keys if key is not None})
    list(BankDetail.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))


def lock_tenancies(keys: Iterable[int | None]) -> None:
    """Lock tenancies, in order of key. Raises NotFound when one does not exist."""
    wanted = sorted({key for key in keys if key is not None})
    found = 0
    for begin in range(0, len(wanted), _PIECE):
        piece = Tenancy.objects.select_for_update().filter(pk__in=wanted[begin : begin + _PIECE])
        found += len(piece.order_by("pk").values_list("pk"))
    if found < len(wanted):
        raise NotFound("This tenancy does not exist.")


def reason_of(text: str) -> str:
    """Answer a reason without spaces around it. Raises Refused when it is missing or too long."""
    tidy = text.strip()
    if not 1 <= len(tidy) <= LONGEST_REASON:
        raise Refused(f"Give a reason, in at most {LONGEST_REASON} characters.")
    return tidy


def check_amount(cents: int) -> int:
    """Answer an amount that somebody typed. Raises Refused below a cent and above a million euros."""
    if not 0 < cents <= MOST_CENTS:
        raise Refused("Give an amount above zero, of at most a million euros.")
    return cents


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
