"""What must always hold of the books, as checks over plain values; `gewoon verify` and the tests run them.

I3 (nothing is changed or deleted) is the database's own; the others are here, as far as values can show.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gewoon.rules.columns import FIRST_SETTLEMENT, Entry, Rows
from gewoon.rules.ledger.allocation import Allocation
from gewoon.rules.ledger.kinds import CLAIMS, SETTLEMENTS, Kind
from gewoon.rules.money import Cents, euros

_PRINCIPALS = CLAIMS - {Kind.COSTS, Kind.INTEREST}
MAY_REFER_TO = {
    Kind.COSTS: _PRINCIPALS,
    Kind.INTEREST: _PRINCIPALS,
    Kind.PAYMENT: CLAIMS,
    Kind.CREDIT: CLAIMS,
    Kind.WRITE_OFF: CLAIMS,
    Kind.REFUND: SETTLEMENTS,
    Kind.REVERSAL: frozenset(Kind) - {Kind.REVERSAL},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Something that cannot be: which invariant, which record (its id or place), and what is wrong."""

    invariant: str
    record: Hashable
    message: str


class Receipt(NamedTuple):
    """A payment that came in, and where its cents are now."""

    id: Hashable
    received: int
    allocated: int
    suspense: int
    refunded: int


def check_entries(entries: Iterable[Entry]) -> tuple[Violation, ...]:
    """Check ledger rows, in any order, of any number of tenancies.

    I1: a claim or refund raises the debt, a payment, credit or write-off lowers it. I4: a reversal undoes
    one row that is no reversal, once, to the cent. I8: a reference stays inside the tenancy and means
    something.
    """
    rows = list(entries)
    by_id = {entry.id: entry for entry in rows}
    found: list[Violation] = []
    undone: Counter[int | None] = Counter()
    for entry in rows:
        kind = Kind(entry.kind)
        if (entry.cents > 0 and kind in SETTLEMENTS) or (entry.cents < 0 and kind in CLAIMS | {Kind.REFUND}):
            found.append(
                _violation("I1", entry.id, f"{_named(kind)} of {_amount(entry.cents)} has the wrong sign")
            )
        if entry.refers_id is not None:
            found.extend(_check_reference(entry, by_id.get(entry.refers_id)))
        if kind is Kind.REVERSAL:
            found.extend(
                _check_reversal(entry, by_id.get(entry.refers_id) if entry.refers_id is not None else None)
            )
            undone[entry.refers_id] += 1
    again = (row for row, times in undone.items() if row is not None and times > 1)
    found.extend(
        _violation("I4", row, f"is undone {undone[row]} times, and can be only once") for row in again
    )
    return tuple(found)


def check_allocation(rows: Rows, allocation: Allocation, *, on: int, known_on: int) -> tuple[Violation, ...]:
    """Check the settled account of a tenancy as it stood on a day (ordinals); records are indexes of rows.

    I1: open claims less credit is the sum of the rows. I7, I8: of each payment and claim, what is settled
    and what is open add up to its amount. I10: nothing is settled with a row that is undone or out of view.
    """
    settled: dict[int, int] = defaultdict(int)
    for settlement in allocation.settlements:
        settled[settlement.payment] -= settlement.cents
        settled[settlement.claim] += settlement.cents
    standing = _standing(rows, on, known_on)
    found: list[Violation] = []
    for row, opened in enumerate(allocation.open_cents):
        expected = rows.cents[row] if row in standing else 0
        if opened + settled[row] != expected:
            told = f"{_amount(settled[row])} settled and {_amount(opened)} open are not {_amount(expected)}"
            is_claim = rows.kind[row] < FIRST_SETTLEMENT
            found.append(_violation("I8" if is_claim else "I7", row, told))
        if row not in standing and settled[row]:
            found.append(_violation("I10", row, "is undone or out of view, and yet settled with"))
    total = sum(rows.cents[row] for row in standing)
    if sum(allocation.open_cents) != total:
        found.append(
            _violation(
                "I1", None, f"{_amount(sum(allocation.open_cents))} is open, the balance is {_amount(total)}"
            )
        )
    return tuple(found)


def check_accounts(sums: Mapping[Hashable, int]) -> tuple[Violation, ...]:
    """I1: the accounts of a double-entry ledger add up to nothing; `sums` in cents by account."""
    total = sum(sums.values())
    if total == 0:
        return ()
    return (_violation("I1", None, f"all accounts together are {_amount(total)}, and must be nothing"),)


def check_statement(
    record: Hashable, *, opening: int, entries: Iterable[int], closing: int
) -> tuple[Violation, ...]:
    """I2: the closing balance of a statement is its opening balance and its entries; cents."""
    reached = opening + sum(entries)
    if reached == closing:
        return ()
    return (
        _violation("I2", record, f"the entries lead to {_amount(reached)}, the bank says {_amount(closing)}"),
    )


def check_once(keys: Iterable[Hashable]) -> tuple[Violation, ...]:
    """I5: the same money comes in once; a key is an own account and the bank's reference on it."""
    counted = Counter(keys)
    return tuple(
        _violation("I5", key, f"came in {times} times") for key, times in counted.items() if times > 1
    )


def check_whole(record: Hashable, *, said: Sequence[int], booked: Sequence[int]) -> tuple[Violation, ...]:
    """I6: a file is booked whole or not at all; the cents of its entries, and of what was booked."""
    if not booked or sorted(said) == sorted(booked):
        return ()
    told = f"{len(booked)} of {len(said)} entries are booked, {_amount(sum(booked))} of {_amount(sum(said))}"
    return (_violation("I6", record, told),)


def check_receipts(receipts: Iterable[Receipt]) -> tuple[Violation, ...]:
    """I7: each cent received is in exactly one place: allocated, in suspense, or refunded."""
    return tuple(
        _violation(
            "I7",
            each.id,
            f"{_amount(each.received)} came in; allocated {_amount(each.allocated)}, "
            f"suspense {_amount(each.suspense)}, refunded {_amount(each.refunded)}",
        )
        for each in receipts
        if each.received != sum(each[2:]) or min(each[2:]) < 0
    )


def check_parts(record: Hashable, *, total: int, parts: Sequence[int]) -> tuple[Violation, ...]:
    """I9: instalments add up to what was split."""
    if sum(parts) == total:
        return ()
    return (_violation("I9", record, f"the parts are {_amount(sum(parts))}, the whole is {_amount(total)}"),)


def check_told_again(record: Hashable, *, then: int, now: int) -> tuple[Violation, ...]:
    """I11: the balance as known on a day is told the same today as it was on that day."""
    if then == now:
        return ()
    return (_violation("I11", record, f"was told as {_amount(then)}, is now told as {_amount(now)}"),)


def _check_reference(entry: Entry, named: Entry | None) -> Iterable[Violation]:
    if named is None or named.tenancy != entry.tenancy:
        yield _violation("I8", entry.id, f"refers to row {entry.refers_id}, which is not of its tenancy")
    elif Kind(named.kind) not in MAY_REFER_TO.get(Kind(entry.kind), ()):
        yield _violation("I8", entry.id, f"{_named(entry.kind)} cannot refer to {_named(named.kind)}")


def _check_reversal(entry: Entry, undone: Entry | None) -> Iterable[Violation]:
    if undone is None:
        yield _violation("I4", entry.id, "undoes no row")
    elif undone.cents != -entry.cents:
        told = f"{_amount(entry.cents)} does not undo {_amount(undone.cents)} of row {undone.id}"
        yield _violation("I4", entry.id, told)


def _standing(rows: Rows, on: int, known_on: int) -> set[int]:
    """Give the rows that count: in view, and neither a reversal nor undone by one in view."""
    in_view = {row for row, day in enumerate(rows.day) if day <= on and rows.recorded[row] <= known_on}
    reversals = {row for row in in_view if rows.kind[row] == Kind.REVERSAL}
    return in_view - reversals - {rows.refers[row] for row in reversals}


def _violation(invariant: str, record: Hashable, message: str) -> Violation:
    return Violation(invariant=invariant, record=record, message=message)


def _named(kind: int) -> str:
    return Kind(kind).name.lower().replace("_", " ")


def _amount(cents: int) -> str:
    return f"{euros(Cents(cents))} euro"
