"""Puts the books right: nothing is changed, a reversal and a new entry are added, with reason and author."""

from datetime import date, datetime, timedelta

from gewoon.actions.ledger import deposit
from gewoon.actions.ledger.booking import (
    Transfer,
    book_one,
    check_amount,
    entry_of,
    lock_for,
    reason_of,
    undoing,
)
from gewoon.actions.rights import Refused, Who, deed, on_row
from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger.kinds import Kind

RIGHT = "ledger.post_manual_entry"
BY_HAND = {
    Kind.RENT: (Account.TENANT, Account.INCOME),
    Kind.OTHER_CHARGE: (Account.TENANT, Account.INCOME),
    Kind.CREDIT: (Account.INCOME, Account.TENANT),
}
LIMITED = frozenset({Kind.COSTS, Kind.INTEREST, Kind.COURT_COSTS})  # by the law or a judge, behind a gate
FURTHEST = timedelta(days=366)


@on_row(Tenancy, "ledger.post", right=RIGHT)
def post(  # noqa: PLR0913  field by field, as the page asks
    tenancy: Tenancy,
    *,
    kind: Kind,
    cents: int,
    on: date,
    reason: str,
    by: Who,
    now: datetime,
    key: str | None = None,
) -> int:
    """Book a charge (rent, other charge) or a credit by hand; answer the key of the entry.

    `on` is the due date of a charge. Raises Refused for other kinds: costs and interest come from their
    steps alone, payments from the bank, and what is given up needs two persons.
    """
    if kind not in BY_HAND:
        raise Refused("By hand only rent, another charge or a credit can be booked.")
    debit, credit = BY_HAND[kind]
    transfer = Transfer(
        debit,
        credit,
        check_amount(cents),
        kind,
        _day(on, tenancy, now),
        tenancy_id=tenancy.pk,
        reason=reason_of(reason),
    )
    return book_one(transfer, by=by, now=now)


@deed("ledger.reverse", right=RIGHT)
def reverse(entry_id: int, *, reason: str, by: Who, now: datetime, key: str | None = None) -> int:
    """Undo an entry on its own day; answer the key of the reversal.

    A payment from the bank goes back to suspense: the bank has it. Raises Refused for a reversal, and
    for what is undone already.
    """
    entry = entry_of(entry_id)
    lock_for(entry)
    if entry.kind == Kind.WRITE_OFF:
        raise Refused("Two persons decided on this write-off. Taking it back needs two persons as well.")
    made = book_one(undoing(entry, reason=reason_of(reason)), by=by, now=now)
    deposit.check_held(entry.tenancy_id)
    return made


@deed("ledger.correct", right=RIGHT)
def correct(  # noqa: PLR0913  field by field, as the page asks
    entry_id: int,
    *,
    reason: str,
    by: Who,
    now: datetime,
    tenancy_id: int | None = None,
    cents: int | None = None,
    on: date | None = None,
    key: str | None = None,
) -> int:
    """Undo an entry and book it again for another tenancy, amount or day; answer the key of the new one.

    Of a payment from the bank what the new amount leaves goes to suspense. Raises Refused where nothing
    would change, and for what cannot be corrected so: write-offs, more costs than were charged, or a
    payment that would grow or move in time.
    """
    old = entry_of(entry_id)
    lock_for(old, tenancy_id)
    new = _again(old, tenancy_id=tenancy_id, cents=cents, on=on, reason=reason_of(reason))
    _check(old, new, now)
    reverse(entry_id, reason=reason, by=by, now=now)
    made = book_one(new, by=by, now=now)
    deposit.check_held(new.tenancy_id)
    return made


def _again(
    old: Entry, *, tenancy_id: int | None, cents: int | None, on: date | None, reason: str
) -> Transfer:
    """Describe the entry as it should have been; the month of a rent run stays with the first."""
    if old.tenancy_id is None or old.kind not in {*BY_HAND, *LIMITED, Kind.PAYMENT}:
        raise Refused("This entry can only be undone.")
    is_moved = tenancy_id is not None and tenancy_id != old.tenancy_id
    debit = Account.SUSPENSE if old.debit == Account.BANK else Account(old.debit)
    return Transfer(
        debit,
        Account(old.credit),
        check_amount(old.cents if cents is None else cents),
        Kind(old.kind),
        on or old.on,
        tenancy_id=tenancy_id if is_moved else old.tenancy_id,
        refers_id=None if is_moved else old.refers_id,
        bank_detail_id=old.bank_detail_id,
        reason=reason,
    )


def _check(old: Entry, new: Transfer, now: datetime) -> None:
    """Refuse a correction that changes nothing, or more than a correction may."""
    if (new.tenancy_id, new.cents, new.on) == (old.tenancy_id, old.cents, old.on):
        raise Refused("Nothing would change. Say what should be different.")
    if old.kind == Kind.PAYMENT and (new.cents > old.cents or new.on != old.on):
        raise Refused("The bank says when and how much was paid. Only a smaller part can be booked.")
    if old.kind in LIMITED and (new.cents > old.cents or new.tenancy_id != old.tenancy_id):
        raise Refused("Costs and interest can only be lowered here. New ones come from their own step.")
    _day(new.on, Tenancy.objects.get(pk=new.tenancy_id or 0), now)


def _day(on: date, tenancy: Tenancy, now: datetime) -> date:
    """Answer a day that somebody typed, if it can be meant."""
    today = local_day(now)
    if on < tenancy.starts_on or on > today + FURTHEST:
        raise Refused("This day lies before the tenancy began, or more than a year ahead.")
    return on
