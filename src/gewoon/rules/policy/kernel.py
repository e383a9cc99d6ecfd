"""The kernel that decides: plain loops over whole numbers, for one tenancy and for many.

Truth is a whole number: FALSE < MAYBE < TRUE, so that `and` is the lowest, `or` the highest (Kleene).
Only whole numbers and arrays live in here, so that a compiler can take the source as it is.
"""

from collections.abc import MutableSequence, Sequence
from typing import TypeAlias

Writable: TypeAlias = "MutableSequence[int] | memoryview[int]"
FALSE, MAYBE, TRUE = 0, 1, 2
WITHIN, KNOWN, NOT, AND, OR = 0, 1, 2, 3, 4
MISSING = -(2**63)


def evaluate(  # noqa: PLR0913, PLR0917  # a kernel: the table and the columns are plain arrays
    operators: Sequence[int],
    first: Sequence[int],
    second: Sequence[int],
    third: Sequence[int],
    columns: Sequence[int],
    rows: int,
    truth: Writable,
) -> None:
    """Run a table of instructions over `rows` rows of facts.

    `columns` holds fact after fact (`fact * rows + row`), `truth` line after line (`line * rows + row`);
    a slice of either must be a view (a memoryview or a NumPy array), so that what is written stays.
    WITHIN: fact `first` lies from `second` to `third`. KNOWN: fact `first` is known.
    NOT, AND, OR: of the earlier lines `first` and `second`.
    """
    for line in range(len(operators)):
        operator = operators[line]
        into = truth[line * rows : (line + 1) * rows]
        begin = first[line] * rows
        if operator == WITHIN:
            _within(columns[begin : begin + rows], second[line], third[line], into)
        elif operator == KNOWN:
            _known(columns[begin : begin + rows], into)
        elif operator == NOT:
            _negate(truth[begin : begin + rows], into)
        else:
            other = second[line] * rows
            _join(operator == AND, truth[begin : begin + rows], truth[other : other + rows], into)


def first_true(lines: Sequence[int], rows: int, truth: Sequence[int], chosen: MutableSequence[int]) -> None:
    """Write for each row the place in `lines` of the first that is TRUE, or -1."""
    for row in range(rows):
        chosen[row] = -1
    for back in range(len(lines)):
        place = len(lines) - 1 - back
        line = truth[lines[place] * rows : (lines[place] + 1) * rows]
        for row in range(rows):
            chosen[row] = place if line[row] == TRUE else chosen[row]


def _within(column: Sequence[int], low: int, high: int, into: Writable) -> None:
    for row in range(len(into)):
        value = column[row]
        inside = TRUE if (value >= low) & (value <= high) else FALSE
        into[row] = MAYBE if value == MISSING else inside


def _known(column: Sequence[int], into: Writable) -> None:
    for row in range(len(into)):
        into[row] = FALSE if column[row] == MISSING else TRUE


def _negate(source: Sequence[int], into: Writable) -> None:
    for row in range(len(into)):
        into[row] = TRUE - source[row]


def _join(is_and: bool, left: Sequence[int], right: Sequence[int], into: Writable) -> None:
    if is_and:
        for row in range(len(into)):
            into[row] = min(left[row], right[row])
    else:
        for row in range(len(into)):
            into[row] = max(left[row], right[row])
