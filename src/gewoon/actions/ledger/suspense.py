"""Money of which the owner was in doubt: a person says whose it is, gives it back, or thinks again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, Sum

from gewoon.actions.ledger.booking import (
    Transfer,
    book_one,
    check_amount,
    entry_of,
    lock_details,
    lock_for,
    lock_tenancies,
    reason_of,
    undoing,
)
from gewoon.actions.rights import Refused, Who, deed, on_row
from gewoon.records.ledger import Account, BankDetail, Entry
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents, euros

RIGHT = "suspense.allocate"
TAKEN_BACK = "taken back to suspense"


class Parts(list[int]):
    """The keys of the entries that a split booked, for its event."""

    event_content: dict[str, object]


@on_row(BankDetail, "ledger.allocate", right=RIGHT)
def allocate(  # noqa: PLR0913  field by field, as the page asks
    detail: BankDetail,
    *,
    tenancy_id: int,
    by: Who,
    now: datetime,
    cents: int | None = None,
    month: date | None = None,
    key: str | None = None,
) -> int:
    """Move money from suspense to a tenancy, all of it or `cents`; answer the key of the entry.

    It counts from the day on which the bank received it. `month` (its first day) points it at the rent
    of that month. Raises Refused for more than there is, and for a month of which no rent was charged.
    """
    lock_tenancies([tenancy_id])
    waiting = in_suspense(detail.pk)
    return book_one(
        Transfer(
            Account.SUSPENSE,
            Account.TENANT,
            _part(waiting, cents),
            Kind.PAYMENT,
            detail.bank_entry.value_on,
            tenancy_id=tenancy_id,
            bank_detail_id=detail.pk,
            refers_id=None if month is None else _rent_of(tenancy_id, month),
        ),
        by=by,
        now=now,
    )


@deed("ledger.split", right=RIGHT)
def split(
    bank_detail_id: int,
    *,
    parts: Sequence[tuple[int, int]],
    by: Who,
    now: datetime,
    key: str | None = None,
) -> list[int]:
    """Divide money in suspense over tenancies: pairs of tenancy and cents; answer the keys in their order.

    What the parts leave stays in suspense. Raises Refused when there is not enough for all of them.
    """
    if not parts:
        raise Refused("Say which part is for whom.")
    lock_details([bank_detail_id])
    lock_tenancies(tenancy for tenancy, _ in parts)
    booked = Parts(
        allocate(bank_detail_id, tenancy_id=tenancy, cents=cents, by=by, now=now) for tenancy, cents in parts
    )
    booked.event_content = {"bank_detail": bank_detail_id, "entries": list(booked)}
    return booked


@on_row(BankDetail, "ledger.refund", right=RIGHT)
def refund(
    detail: BankDetail,
    *,
    by: Who,
    now: datetime,
    cents: int | None = None,
    reason: str = "refund",
    key: str | None = None,
) -> int:
    """Give money in suspense back to whoever paid it; answer the key of the entry.

    For a return that nobody could place it says that the money it took back had been given back: the
    payment itself, which waits in suspense too, is refunded with a second call. The money still has to
    be transferred by the bank.
    """
    waiting = in_suspense(detail.pk)
    amount = _part(abs(waiting), cents)
    debit, credit = (
        (Account.SUSPENSE, Account.REFUNDED) if waiting > 0 else (Account.REFUNDED, Account.SUSPENSE)
    )
    on = detail.bank_entry.value_on
    return book_one(
        Transfer(debit, credit, amount, Kind.REFUND, on, bank_detail_id=detail.pk, reason=reason_of(reason)),
        by=by,
        now=now,
    )


@deed("ledger.take_back", right=RIGHT)
def take_back(
    entry_id: int, *, by: Who, now: datetime, reason: str = TAKEN_BACK, key: str | None = None
) -> int:
    """Take a payment off the account of a tenancy, back to suspense, as if it had never been there.

    Works for what a person allocated and for what was matched from a statement. Raises Refused for
    anything else and for what has been taken back or returned already.
    """
    entry = entry_of(entry_id)
    if entry.credit != Account.TENANT or entry.kind != Kind.PAYMENT or entry.bank_detail_id is None:
        raise Refused("Only a payment from a bank statement can go back to suspense.")
    lock_for(entry)
    return book_one(undoing(entry, reason=reason_of(reason)), by=by, now=now)


@on_row(BankDetail, "ledger.settle_return", right=RIGHT)
def settle_return(
    detail: BankDetail, *, entry_id: int, by: Who, now: datetime, key: str | None = None
) -> int:
    """Say which payment a return in suspense sent back; the claim it had paid is open again.

    Raises Refused unless the payment stands on an account and has the cents of the return.
    """
    entry = entry_of(entry_id)
    lock_for(entry)
    waiting = in_suspense(detail.pk)
    if entry.credit != Account.TENANT or entry.kind != Kind.PAYMENT or entry.cents != -waiting:
        raise Refused(
            f"This return is about a payment of {euros(Cents(-waiting))} euro; choose that payment."
        )
    back = undoing(entry, reason=f"returned {detail.reason_code}".strip())
    return book_one(
        back._replace(
            credit=Account.SUSPENSE,
            bank_account_id=None,
            bank_detail_id=detail.pk,
            on=detail.bank_entry.value_on,
        ),
        by=by,
        now=now,
    )


def in_suspense(bank_detail_id: int) -> int:
    """Answer the cents of a payment that are in suspense; below zero for a return that nobody could place.

    Whoever acts on the answer holds the lock of the payment.
    """
    sums = Entry.objects.filter(bank_detail=bank_detail_id).aggregate(
        came=Sum("cents", filter=Q(credit=Account.SUSPENSE)),
        went=Sum("cents", filter=Q(debit=Account.SUSPENSE)),
    )
    return (sums["came"] or 0) - (sums["went"] or 0)


def _part(waiting: int, cents: int | None) -> int:
    """Answer how much to move: what was asked, or all."""
    if waiting <= 0:
        raise Refused("There is nothing of this payment in suspense. Somebody else may have allocated it.")
    amount = check_amount(waiting if cents is None else cents)
    if amount > waiting:
        raise Refused(f"Only {euros(Cents(waiting))} euro of this payment is in suspense.")
    return amount


def _rent_of(tenancy_id: int, month: date) -> int:
    """Find the rent of a month that stands."""
    undone = Entry.objects.filter(kind=Kind.REVERSAL, tenancy=tenancy_id).values("refers")
    claim = (
        Entry.objects.filter(tenancy=tenancy_id, kind=Kind.RENT, month=month.year * 100 + month.month)
        .exclude(pk__in=undone)
        .values_list("pk", flat=True)
        .first()
    )
    if claim is None:
        raise Refused(f"No rent of {month:%m-%Y} was charged to this tenancy. Leave the month empty.")
    return claim
