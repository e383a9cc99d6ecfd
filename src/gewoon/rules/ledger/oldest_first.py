"""The closed form of plain oldest-first: what is open are the newest charges that add up to the balance.

Loops over whole numbers only, as in the kernel, so that they run compiled as well.
"""

from collections.abc import MutableSequence, Sequence

from gewoon.rules.columns import FIRST_SETTLEMENT, Rows
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.workspace import Order

COSTS, INTEREST, REVERSAL, REFUND = int(Kind.COSTS), int(Kind.INTEREST), int(Kind.REVERSAL), int(Kind.REFUND)


def applies(rows: Rows, order: Order, on: int, known_on: int) -> bool:
    """Say whether oldest-first is the order of the law for these rows; dates are ordinals.

    It is when nothing in view is designated, reversed or refunded, no costs or interest were charged,
    all claims weigh the same, and no two of them fell due on one day.
    """
    days, recorded, kinds, refers, rank = rows.day, rows.recorded, rows.kind, rows.refers, order.rank
    weight, last_day = 0, 0
    for row in range(len(days)):
        day, kind = days[row], kinds[row]
        if day > on:
            return True
        if recorded[row] > known_on:
            continue
        if kind >= FIRST_SETTLEMENT:
            if refers[row] >= 0 or kind in (REVERSAL, REFUND):
                return False
            continue
        if kind in (COSTS, INTEREST) or day == last_day or (weight > 0 and rank[kind] != weight):
            return False
        weight, last_day = rank[kind], day
    return True


def settle_newest(rows: Rows, on: int, known_on: int, left: MutableSequence[int]) -> None:
    """Fill `left`, zero at the start, with what is unpaid of a claim and unspent of a payment.

    Raises ValueError for a sign that cannot be.
    """
    day, recorded, cents, kind = rows.day, rows.recorded, rows.cents, rows.kind
    balance, end = 0, 0
    while end < len(day) and day[end] <= on:
        amount = cents[end]
        if recorded[end] <= known_on:
            balance += amount
            if amount != 0 and (amount < 0) == (kind[end] < FIRST_SETTLEMENT):
                raise ValueError("a claim must raise the debt, a payment, credit or write-off lower it")
        end += 1
    is_owed = balance > 0
    rest = balance if is_owed else -balance
    while rest > 0:  # of a debt the newest charges are open, of a credit the newest payments
        end -= 1
        amount = cents[end] if is_owed else -cents[end]
        if amount > 0 and recorded[end] <= known_on:
            left[end] = min(amount, rest)
            rest -= left[end]


def open_cents(rows: Rows, on: int, known_on: int) -> Sequence[int]:
    """Give the open cents per row, with the sign of the row. Raises ValueError as `settle_newest` does."""
    left = [0] * len(rows.day)
    settle_newest(rows, on, known_on, left)
    return [cents if kind < FIRST_SETTLEMENT else -cents for kind, cents in zip(rows.kind, left, strict=True)]
