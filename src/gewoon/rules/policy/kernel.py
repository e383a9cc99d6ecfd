"""The kernel that decides: plain loops over whole numbers, for one tenancy and for many.

Truth is a whole number: FALSE < MAYBE < TRUE, so that `and` is the lowest, `or` the highest (Kleene).
Only whole numbers and arrays live in here, so that a compiler can take the source as it is.
"""

from array import array

FALSE, MAYBE, TRUE = 0, 1, 2
WITHIN, KNOWN, NOT, AND, OR = 0, 1, 2, 3, 4
MISSING = -(2**63)


def evaluate(  # noqa: PLR0913, PLR0917  # a kernel: the table and the columns are plain arrays
    operators: "array[int]",
    first: "array[int]",
    second: "array[int]",
    third: "array[int]",
    columns: "array[int]",
    rows: int,
    truth: "array[int]",
) -> None:
    """Run a table of instructions over `rows` rows of facts.

    `columns` holds fact after fact (`fact * rows + row`), `truth` line after line (`line * rows + row`).
    WITHIN: fact `first` lies from `second` to `third`. KNOWN: fact `first` is known.
    NOT, AND, OR: of the earlier lines `first` and `second`.
    """
    for line in range(len(operators)):
        operator = operators[line]
        if operator == WITHIN:
            _within(columns, first[line] * rows, second[line], third[line], rows, truth, line * rows)
        elif operator == KNOWN:
            _known(columns, first[line] * rows, rows, truth, line * rows)
        elif operator == NOT:
            _negate(truth, first[line] * rows, rows, line * rows)
        else:
            _join(operator == AND, truth, first[line] * rows, second[line] * rows, rows, line * rows)


def first_true(lines: "array[int]", rows: int, truth: "array[int]", chosen: "array[int]") -> None:
    """Write for each row the place in `lines` of the first that is TRUE, or -1."""
    for row in range(rows):
        chosen[row] = -1
        for place in range(len(lines)):
            if truth[lines[place] * rows + row] == TRUE:
                chosen[row] = place
                break


def _within(  # noqa: PLR0913, PLR0917  # part of the kernel
    columns: "array[int]", column: int, low: int, high: int, rows: int, truth: "array[int]", target: int
) -> None:
    for row in range(rows):
        value = columns[column + row]
        if value == MISSING:
            truth[target + row] = MAYBE
        elif low <= value <= high:
            truth[target + row] = TRUE
        else:
            truth[target + row] = FALSE


def _known(columns: "array[int]", column: int, rows: int, truth: "array[int]", target: int) -> None:
    for row in range(rows):
        truth[target + row] = FALSE if columns[column + row] == MISSING else TRUE


def _negate(truth: "array[int]", source: int, rows: int, target: int) -> None:
    for row in range(rows):
        truth[target + row] = TRUE - truth[source + row]


def _join(  # part of the kernel
    is_and: bool, truth: "array[int]", left: int, right: int, rows: int, target: int
) -> None:
    for row in range(rows):
        one, other = truth[left + row], truth[right + row]
        truth[target + row] = one if (one < other) == is_and else other
