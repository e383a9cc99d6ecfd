"""Made-up lives of tenancies, and the plain sums that rivals also make; loops that compile as kernels do.

A load, not a model of how tenants pay: never quote its arrears.
"""

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

RENT, COSTS, INTEREST, PAYMENT, REVERSAL = 1, 3, 4, 10, 13
FIRST_SETTLEMENT = 10
MOST_ROWS_A_MONTH = 5
MOST_APART = 20  # nothing comes more than two months late: rows further apart are in order


class Draft(NamedTuple):
    """Rows of one tenancy while they are being made up; `size` holds how many there are and the dice."""

    day: MutableSequence[int]
    cents: MutableSequence[int]
    kind: MutableSequence[int]
    refers: MutableSequence[int]
    place: MutableSequence[int]  # scratch: where a row went when it was put in order
    size: MutableSequence[int]  # 2: rows, dice


class Made(NamedTuple):
    """The columns of a partition; `offsets` has one more number than there are tenancies."""

    offsets: MutableSequence[int]
    day: MutableSequence[int]
    cents: MutableSequence[int]
    kind: MutableSequence[int]
    refers: MutableSequence[int]


def live(first: int, count: int, months: Sequence[int], draft: Draft, made: Made) -> int:
    """Make up `count` tenancies from number `first` on; answer how many rows they have.

    `months` are the first days of the months. A tenancy's life depends on its number alone.
    """
    rows = 0
    for index in range(count):
        _life(first + index, months, draft)
        _put_in_order(draft)
        for row in range(draft.size[0]):
            target = draft.place[row]
            made.day[rows + target] = draft.day[row]
            made.cents[rows + target] = draft.cents[row]
            made.kind[rows + target] = draft.kind[row]
            refers = draft.refers[row]
            made.refers[rows + target] = draft.place[refers] if refers >= 0 else -1
        rows += draft.size[0]
        made.offsets[index + 1] = rows
    return rows


def _life(number: int, months: Sequence[int], draft: Draft) -> None:
    """Make up one tenancy: rent each month, and what comes in for it."""
    draft.size[0] = 0
    draft.size[1] = (number * 2_654_435_761 + 12_345) % 2_147_483_648
    payer = _dice(draft, 1000)
    rent = 45_000 + _dice(draft, 40_000)
    owed = 0
    for month in range(len(months)):
        if month % 12 == 6:
            rent += rent // 40
        charge = _row(draft, months[month], rent, RENT, -1)
        owed = _month(draft, payer, months[month], rent, charge, owed + rent)


def _month(  # the dice, who pays, when, how much, for what and what was open
    draft: Draft, payer: int, day: int, rent: int, charge: int, owed: int
) -> int:
    """Let one month pass; answer what is open after it."""
    late, part, gone = _habits(payer)
    lot = _dice(draft, 1000)
    if lot < gone:
        if lot % 8 == 0:
            owed += _extras(draft, day, charge)
        return owed
    delay = _dice(draft, 5) if lot >= gone + late else 15 + _dice(draft, 25)
    cents = owed if owed < 2 * rent else rent + rent // 4
    if _dice(draft, 1000) < part:
        cents = rent // 2
    named = charge if _dice(draft, 1000) < 6 else -1
    paid = _row(draft, day + delay, -cents, PAYMENT, named)
    if _dice(draft, 1000) < 6:
        _row(draft, day + delay + 3, cents, REVERSAL, paid)
        _row(draft, day + delay + 10, -cents, PAYMENT, -1)
    return owed - cents


def _habits(payer: int) -> tuple[int, int, int]:
    """Answer how often, in a thousand months, somebody pays late, pays a part, or does not pay."""
    if payer < 800:
        return 10, 1, 1
    if payer < 910:
        return 300, 20, 10
    if payer < 960:
        return 200, 300, 20
    if payer < 992:
        return 150, 50, 80
    return 300, 300, 200


def _extras(draft: Draft, day: int, charge: int) -> int:
    """Charge costs and interest for a rent that was not paid."""
    _row(draft, day + 20, 4_840, COSTS, charge)
    _row(draft, day + 25, 137, INTEREST, charge)
    return 4_977


def _row(draft: Draft, day: int, cents: int, kind: int, refers: int) -> int:
    row = draft.size[0]
    draft.day[row] = day
    draft.cents[row] = cents
    draft.kind[row] = kind
    draft.refers[row] = refers
    draft.size[0] = row + 1
    return row


def _dice(draft: Draft, sides: int) -> int:
    draft.size[1] = (draft.size[1] * 1_103_515_245 + 12_345) % 2_147_483_648
    return (draft.size[1] // 65_536) % sides


def _put_in_order(draft: Draft) -> None:
    """Fill `place` with the place of each row by day, claims before the rest, as they were made."""
    count = draft.size[0]
    for row in range(count):
        place, key = row, _key(row, draft)
        for other in range(max(0, row - MOST_APART), min(count, row + MOST_APART)):
            if other < row and _key(other, draft) > key:
                place -= 1
            elif other > row and _key(other, draft) < key:
                place += 1
        draft.place[row] = place


def _key(row: int, draft: Draft) -> int:
    return 2 * draft.day[row] + (1 if draft.kind[row] >= FIRST_SETTLEMENT else 0)


def newest_charges(  # noqa: PLR0913, PLR0917  # a kernel: columns, the day, and the answers
    offsets: Sequence[int],
    day: Sequence[int],
    cents: Sequence[int],
    kind: Sequence[int],
    on: int,
    span: Sequence[int],
    balance: MutableSequence[int],
    oldest: MutableSequence[int],
) -> None:
    """Settle every account oldest first, whatever was designated: what is open are the newest charges."""
    for index in range(span[0], span[1]):
        begin, end = offsets[index], offsets[index + 1]
        total = 0
        for row in range(begin, end):
            if day[row] <= on:
                total += cents[row]
        balance[index] = total
        oldest[index] = 0
        rest = total
        row = end - 1
        while rest > 0 and row >= begin:
            if kind[row] < FIRST_SETTLEMENT and day[row] <= on:
                rest -= cents[row]
                oldest[index] = day[row]
            row -= 1


def read_once(
    day: Sequence[int],
    cents: Sequence[int],
    kind: Sequence[int],
    span: Sequence[int],
    total: MutableSequence[int],
) -> None:
    """Read three columns once: the least that any answer takes."""
    found = 0
    for row in range(span[0], span[1]):
        found += cents[row] + day[row] * kind[row]
    total[0] = found
