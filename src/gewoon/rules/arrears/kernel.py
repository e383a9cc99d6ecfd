"""The loop that says where many tenancies stand: settles each account and adds up what is open.

Whole numbers and preallocated arrays only, so that the same lines run as plain Python and compiled.
"""

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

from gewoon.rules.columns import FIRST_SETTLEMENT, Accounts, Rows
from gewoon.rules.ledger.fresh_start import fresh_start, from_there
from gewoon.rules.ledger.kernel import settle_all
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.oldest_first import applies, settle_newest
from gewoon.rules.ledger.workspace import Order, Work

RENT, COSTS, INTEREST, REFUND = int(Kind.RENT), int(Kind.COSTS), int(Kind.INTEREST), int(Kind.REFUND)
PAYMENT, REVERSAL = int(Kind.PAYMENT), int(Kind.REVERSAL)
MONTH, TWO_MONTHS, THREE_MONTHS = 30, 60, 90  # days overdue: the ages of what is open


class Figures(NamedTuple):
    """What is open, one number per tenancy and column: cents; days as ordinals, 0 for none."""

    balance: MutableSequence[int]
    overdue: MutableSequence[int]
    rent_open: MutableSequence[int]
    costs_open: MutableSequence[int]
    interest_open: MutableSequence[int]
    other_open: MutableSequence[int]
    credit: MutableSequence[int]
    oldest_due_on: MutableSequence[int]
    age_30: MutableSequence[int]
    age_60: MutableSequence[int]
    age_90: MutableSequence[int]
    age_older: MutableSequence[int]
    last_payment_on: MutableSequence[int]
    last_payment_cents: MutableSequence[int]


class Range(NamedTuple):
    """Columns of accounts (see `columns.Accounts`), and which of their tenancies are asked about."""

    first: int
    last: int  # not included
    offsets: Sequence[int]
    day: Sequence[int]
    recorded: Sequence[int]
    cents: Sequence[int]
    kind: Sequence[int]
    refers: Sequence[int]


def whole(accounts: Accounts) -> Range:
    """Ask about every tenancy of the columns."""
    return Range(
        0,
        len(accounts.tenancy),
        accounts.offsets,
        accounts.day,
        accounts.recorded,
        accounts.cents,
        accounts.kind,
        accounts.refers,
    )


def stand(accounts: Range, order: Order, on: int, known_on: int, work: Work, into: Figures) -> None:
    """Write the figures of each tenancy; `work` has room for the longest account. Dates are ordinals.

    Raises ValueError for rows that cannot be.
    """
    for index in range(accounts.first, accounts.last):
        begin, end = accounts.offsets[index], accounts.offsets[index + 1]
        rows = Rows(
            accounts.day[begin:end],
            accounts.recorded[begin:end],
            accounts.cents[begin:end],
            accounts.kind[begin:end],
            accounts.refers[begin:end],
        )
        stand_one(rows, order, on, known_on, work, into, index)


def stand_one(  # noqa: PLR0913, PLR0917  # a kernel: rows, question, room, and the place of the answer
    rows: Rows, order: Order, on: int, known_on: int, work: Work, into: Figures, at: int
) -> None:
    """Write the figures of one tenancy; `into` is zero there at the start."""
    start = fresh_start(rows, on, known_on)
    recent = from_there(rows, start, work.room)
    settle(recent, order, on, known_on, work)
    add_up(recent, on, work.left, into, at)
    last = last_payment(rows, on, known_on, work)
    if last >= 0:
        into.last_payment_on[at] = rows.day[last]
        into.last_payment_cents[at] = -rows.cents[last]


def settle(rows: Rows, order: Order, on: int, known_on: int, work: Work) -> None:
    """Settle one account: by the closed form where that is lawful, else in the order of the law."""
    for row in range(len(rows.day)):
        work.left[row] = 0
    if applies(rows, order, on, known_on):
        settle_newest(rows, on, known_on, work.left)
        return
    for row in range(len(rows.day)):
        work.earmarked[row] = 0
        work.share[row] = 0
    for place in range(len(work.size)):
        work.size[place] = 0
    settle_all(rows, order, on, known_on, work)


def add_up(rows: Rows, on: int, left: Sequence[int], into: Figures, at: int) -> None:
    """Add up what is open of one settled account, by kind and by age; `left` has the open cents per row."""
    day, kind = rows.day, rows.kind
    balance, credit = 0, 0
    for row in range(len(day)):
        cents = left[row]
        if cents == 0:
            continue
        if kind[row] >= FIRST_SETTLEMENT and kind[row] != REFUND:
            credit += cents
            continue
        balance += cents
        if day[row] < on:
            _add_overdue(day[row], kind[row], cents, on, into, at)
    into.balance[at] = balance - credit
    into.credit[at] = credit


def _add_overdue(due: int, kind: int, cents: int, on: int, into: Figures, at: int) -> None:
    """Add an overdue claim to its age and its kind; claims come in order of day."""
    into.overdue[at] += cents
    if into.oldest_due_on[at] == 0:
        into.oldest_due_on[at] = due
    age = on - due
    by_age = into.age_older
    if age <= MONTH:
        by_age = into.age_30
    elif age <= TWO_MONTHS:
        by_age = into.age_60
    elif age <= THREE_MONTHS:
        by_age = into.age_90
    by_age[at] += cents
    by_kind = into.other_open
    if kind == RENT:
        by_kind = into.rent_open
    elif kind == COSTS:
        by_kind = into.costs_open
    elif kind == INTEREST:
        by_kind = into.interest_open
    by_kind[at] += cents


def last_payment(rows: Rows, on: int, known_on: int, work: Work) -> int:
    """Find the last payment that stands: its row, -1 for none. What undoes a row comes after it."""
    day, kind, undone, count = rows.day, rows.kind, work.share, len(rows.day)
    first = count
    found = -1
    while first > 0 and found < 0:
        first -= 1
        if day[first] > on or rows.recorded[first] > known_on:
            continue
        if kind[first] == REVERSAL:
            undone[rows.refers[first]] = 1
        elif kind[first] == PAYMENT and undone[first] == 0:
            found = first
    for row in range(first, count):  # leave the marks as they were found
        if kind[row] == REVERSAL:
            undone[rows.refers[row]] = 0
    return found
