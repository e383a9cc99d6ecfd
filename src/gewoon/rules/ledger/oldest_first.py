"""The closed form of plain oldest-first: what is open are the newest charges that add up to the balance."""

from collections.abc import Sequence

from gewoon.rules.columns import FIRST_SETTLEMENT, Rows
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.workspace import Order

_COSTS, _INTEREST, _REVERSAL, _REFUND = (
    int(Kind.COSTS),
    int(Kind.INTEREST),
    int(Kind.REVERSAL),
    int(Kind.REFUND),
)


def applies(rows: Rows, order: Order, on: int, known_on: int) -> bool:
    """Say whether oldest-first is the order of the law for these rows; dates are ordinals.

    It is when nothing in view is designated, reversed or refunded, no costs or interest were charged,
    all claims weigh the same, and no two of them fell due on one day.
    """
    weight, last_day, rank = 0, 0, order.rank
    for day, recorded, kind, refers in zip(rows.day, rows.recorded, rows.kind, rows.refers, strict=True):
        if day > on:
            return True
        if recorded > known_on:
            continue
        if kind >= FIRST_SETTLEMENT:
            if refers >= 0 or kind in (_REVERSAL, _REFUND):
                return False
            continue
        if kind in (_COSTS, _INTEREST) or day == last_day or rank[kind] != (weight or rank[kind]):
            return False
        weight, last_day = rank[kind], day
    return True


def open_cents(rows: Rows, on: int, known_on: int) -> Sequence[int]:
    """Give the open cents per row, as the kernel would; raises ValueError for a sign that cannot be."""
    count = len(rows.day)
    opened = [0] * count
    in_view = [i for i in range(count) if rows.day[i] <= on and rows.recorded[i] <= known_on]
    if any((rows.cents[i] < 0) == (rows.kind[i] < FIRST_SETTLEMENT) and rows.cents[i] for i in in_view):
        raise ValueError("a claim must raise the debt, a payment, credit or write-off lower it")
    balance = sum(rows.cents[i] for i in in_view)
    is_owed = balance > 0
    for i in reversed(in_view):  # of a debt the newest charges are open, of a credit the newest payments
        if balance == 0:
            break
        cents = rows.cents[i]
        if (cents > 0) == is_owed:
            opened[i] = min(cents, balance) if is_owed else max(cents, balance)
            balance -= opened[i]
    return opened
