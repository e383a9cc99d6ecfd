"""Decides for very many rows of facts that stand in columns: the first rule that holds, and all that do.

Whole numbers and preallocated arrays only, so that the same lines run as plain Python and compiled.
"""

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

from gewoon.rules.policy.kernel import TRUE, evaluate, first_true

BLOCK = 1_024  # rows at a time: their truths fit in the cache of a processor
MOST_RULES = 63  # bits of a mask


class Instructions(NamedTuple):
    """The table of a policy: four columns of instructions, and the line of each rule."""

    operators: Sequence[int]
    first: Sequence[int]
    second: Sequence[int]
    third: Sequence[int]
    rules: Sequence[int]


class Room(NamedTuple):
    """Where one block is worked out; each `BLOCK` times as long as there are facts, lines or one."""

    columns: MutableSequence[int]  # these two as memoryview or NumPy array: a slice of them is a view
    truth: MutableSequence[int]
    chosen: MutableSequence[int]


def decide_span(  # noqa: PLR0913, PLR0917  # a kernel: the table, the columns, the span, room and answers
    table: Instructions,
    columns: Sequence[int],
    count: int,
    first: int,
    last: int,
    room: Room,
    chosen: MutableSequence[int],
    mask: MutableSequence[int],
) -> None:
    """Decide for the rows from `first` up to `last` of `count`.

    `columns` holds fact after fact (`fact * count + row`), MISSING where one is unknown. `chosen` gets the
    place of the first rule that is true, -1 for none; `mask` a bit for every rule that is.
    """
    facts = len(room.columns) // BLOCK
    start = first
    while start < last:
        rows = min(BLOCK, last - start)
        for fact in range(facts):
            begin = fact * count + start
            source, target = columns[begin : begin + rows], room.columns[fact * rows : (fact + 1) * rows]
            for row in range(rows):
                target[row] = source[row]
        evaluate(table.operators, table.first, table.second, table.third, room.columns, rows, room.truth)
        first_true(table.rules, rows, room.truth, room.chosen)
        for row in range(rows):
            chosen[start + row] = room.chosen[row]
            mask[start + row] = 0
        bits = mask[start : start + rows]
        for place in range(len(table.rules)):
            begin = table.rules[place] * rows
            line = room.truth[begin : begin + rows]
            bit = 1 << place
            for row in range(rows):
                bits[row] |= bit if line[row] == TRUE else 0
        start += rows
