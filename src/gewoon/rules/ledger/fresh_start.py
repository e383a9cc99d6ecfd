"""Finds the day after which an account starts afresh: what came before is settled and bears on nothing.

Loops over whole numbers only, as in the kernel, so that they run compiled as well.
"""

from collections.abc import MutableSequence

from gewoon.rules.columns import NONE, Rows


def fresh_start(rows: Rows, on: int, known_on: int) -> int:
    """Give the first row after the last day that ended with a balance of nothing; 0 when there is none.

    Claims that are due and credit never stand side by side under the order of the law, so a balance of
    nothing means that nothing is open and nothing is held, unless credit is kept for a claim to come:
    therefore no row on either side may refer to the other. Dates are ordinals.
    """
    day, recorded, cents, refers = rows.day, rows.recorded, rows.cents, rows.refers
    start, balance, reach, row, count = 0, 0, NONE, 0, len(rows.day)
    while row < count and day[row] <= on:
        target = refers[row]
        if target >= 0:
            reach = max(reach, target)
            if target < start:
                start = 0
        if recorded[row] <= known_on:
            balance += cents[row]
        row += 1
        if balance == 0 and reach < row and (row == count or day[row] > day[row - 1]):
            start = row
    return start


def from_there(rows: Rows, start: int, room: MutableSequence[int]) -> Rows:
    """Take the rows from `start` on; `room` is where their references are counted anew."""
    count = len(rows.day) - start
    for row in range(count):
        target = rows.refers[start + row] - start
        room[row] = target if target >= 0 else NONE
    return Rows(rows.day[start:], rows.recorded[start:], rows.cents[start:], rows.kind[start:], room[:count])
