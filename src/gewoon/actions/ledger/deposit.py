"""The deposit (waarborgsom) and the final account: what is held for a tenant, and what becomes of it.

A deposit is charged like any claim and stands on an account of its own; a tenant who leaves gets it on
the tenant's account, where it pays what is open in the order of the law, and what is left is paid back.
"""

from datetime import date, datetime

from django.db.models import Q, Sum

from gewoon.actions.ledger.booking import EntryKey, Transfer, book, book_one, check_amount, reason_of
from gewoon.actions.rights import Refused, Who, on_row
from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger.kinds import Kind

RIGHT = "ledger.post_manual_entry"
CHARGED = "deposit"
BROUGHT_OVER = "deposit, received before we started"
SETTLED = "deposit, settled in the final account"
PAID_BACK = "final account"


class Settled(dict[str, int]):
    """What a final account did, in cents: `deposit` settled, `paid_back`, and what is still `owed`."""

    @property
    def event_content(self) -> dict[str, int]:
        """What the event keeps."""
        return dict(self)


@on_row(Tenancy, "ledger.charge_deposit", right=RIGHT)
def charge(
    tenancy: Tenancy, *, cents: int, on: date, by: Who, now: datetime, key: str | None = None
) -> EntryKey:
    """Charge a deposit, due on a day; payments settle it like any claim. Answer the key of the entry."""
    return book_one(_charged(tenancy, check_amount(cents), _day(tenancy, on), CHARGED), by=by, now=now)


@on_row(Tenancy, "ledger.bring_over_deposit", right=RIGHT)
def bring_over(
    tenancy: Tenancy, *, cents: int, on: date, by: Who, now: datetime, key: str | None = None
) -> EntryKey:
    """Bring over a deposit that was paid before going live, on the day it was paid.

    It stands on the tenant's account as a claim that was met, so that nothing is owed for it.
    """
    held_before = _charged(tenancy, check_amount(cents), _day(tenancy, on), BROUGHT_OVER)
    claim = book_one(held_before, by=by, now=now)
    met = held_before._replace(
        debit=Account.OPENING, credit=Account.TENANT, kind=Kind.CREDIT, refers_id=int(claim)
    )
    book([met], by=by, now=now)
    return claim


@on_row(Tenancy, "ledger.settle_final_account", right=RIGHT)
def settle(
    tenancy: Tenancy, *, by: Who, now: datetime, reason: str = PAID_BACK, key: str | None = None
) -> Settled:
    """Make up the account of a tenancy that ended: the deposit pays what is open, what is left goes back.

    The money that goes back still has to be transferred by the bank. What the deposit does not cover
    stays owed. Raises Refused while the tenancy runs, and when there is nothing to settle.
    """
    today = local_day(now)
    if tenancy.ends_on is None or tenancy.ends_on > today:
        raise Refused("This tenancy has not ended yet. The final account comes after its last day.")
    deposit, owed = held(tenancy.pk), balance(tenancy.pk)
    if deposit == 0 and owed >= 0:
        raise Refused("There is no deposit and nothing to pay back, so there is nothing to settle.")
    left = owed - deposit
    transfers = []
    if deposit > 0:
        given = Transfer(Account.DEPOSIT, Account.TENANT, deposit, Kind.CREDIT, today, tenancy.pk)
        transfers.append(given._replace(reason=SETTLED))
    if left < 0:
        back = Transfer(Account.TENANT, Account.REFUNDED, -left, Kind.REFUND, today, tenancy.pk)
        transfers.append(back._replace(reason=reason_of(reason)))
    book(transfers, by=by, now=now)
    return Settled(deposit=deposit, paid_back=max(0, -left), owed=max(0, left))


def held(tenancy_id: int) -> int:
    """Answer the cents that are held for a tenancy."""
    return -_sum(tenancy_id, Account.DEPOSIT)


def balance(tenancy_id: int) -> int:
    """Answer the cents that a tenancy owes with all that is booked; below zero it has paid too much."""
    return _sum(tenancy_id, Account.TENANT)


def check_held(*tenancy_ids: int | None) -> None:
    """Raise Refused when less than nothing would be held: the deposit was settled already."""
    if any(held(each) < 0 for each in tenancy_ids if each is not None):
        raise Refused("The deposit has been settled already: undo that first.")


def _sum(tenancy_id: int, account: Account) -> int:
    sums = Entry.objects.filter(tenancy=tenancy_id).aggregate(
        plus=Sum("cents", filter=Q(debit=account)), minus=Sum("cents", filter=Q(credit=account))
    )
    return (sums["plus"] or 0) - (sums["minus"] or 0)


def _charged(tenancy: Tenancy, cents: int, on: date, reason: str) -> Transfer:
    charged = Transfer(Account.TENANT, Account.DEPOSIT, cents, Kind.OTHER_CHARGE, on, tenancy.pk)
    return charged._replace(reason=reason)


def _day(tenancy: Tenancy, on: date) -> date:
    """A deposit is asked from the day on which the tenancy begins, a month before at the earliest."""
    if (tenancy.starts_on - on).days > _EARLIEST_DAYS:
        raise Refused("A deposit is asked a month before the tenancy begins at the earliest.")
    return on


_EARLIEST_DAYS = 31
