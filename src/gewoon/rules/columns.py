"""The rows of many accounts as columns, one tenancy after the other."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

FIRST_SETTLEMENT = 10  # kinds below are claims; from here on what pays, lowers, undoes or returns
NONE = -1


class Entry(NamedTuple):
    """A ledger row on its way into the columns.

    Dates are ordinals (`date.toordinal`): `day` is the due date of a claim and the value date of
    anything else, `recorded` the local date on which the row became known. Cents are positive when the
    row raises the debt. `refers_id` is the id of the row that this one designates, belongs to or undoes.
    """

    tenancy: int
    id: int
    day: int
    recorded: int
    cents: int
    kind: int
    refers_id: int | None = None


class Rows(NamedTuple):
    """The rows of one tenancy, column by column; a tuple because compiled kernels take tuples."""

    day: Sequence[int]
    recorded: Sequence[int]
    cents: Sequence[int]
    kind: Sequence[int]
    refers: Sequence[int]  # index within the tenancy, -1 none


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Columns of n tenancies in compressed-row form.

    The rows of tenancy number i (0 <= i < n) are `offsets[i]` up to `offsets[i + 1]`, sorted by day,
    claims before the rest, id. `tenancy` ascends. Units: cents, and days as ordinals.
    """

    tenancy: "array[int]"  # n, 64 bits
    offsets: "array[int]"  # n + 1, 64 bits
    day: "array[int]"  # one per row from here on; 32 bits
    recorded: "array[int]"  # 32 bits
    cents: "array[int]"  # 64 bits, + raises the debt
    kind: "array[int]"  # 8 bits, gewoon.rules.ledger.kinds.Kind
    refers: "array[int]"  # 32 bits, index within the tenancy, -1 none

    def __len__(self) -> int:
        """Count the tenancies."""
        return len(self.tenancy)


def build(entries: Iterable[Sequence[int | None]]) -> Accounts:
    """Put sorted ledger rows (`Entry`, or tuples in its order) into columns.

    The rows come sorted by `sort_key`; row k of a tenancy becomes index k. Raises ValueError when they
    are out of order, when an id occurs twice in a tenancy, or when a row refers to one that is not in
    its own tenancy.
    """
    accounts = Accounts(
        tenancy=array("q"),
        offsets=array("q", [0]),
        day=array("i"),
        recorded=array("i"),
        cents=array("q"),
        kind=array("b"),
        refers=array("i"),
    )
    typed = (Entry(*entry) for entry in entries)  # type: ignore[arg-type]  # a query gives bare tuples
    for tenancy, group in groupby(typed, attrgetter("tenancy")):
        if accounts.tenancy and tenancy <= accounts.tenancy[-1]:
            raise ValueError(f"tenancy {tenancy} comes after {accounts.tenancy[-1]}: sort by tenancy first")
        _append(accounts, tenancy, list(group))
    return accounts


def sort_key(entry: Sequence[int | None]) -> tuple[int, int, bool, int]:
    """Give the order of rows: tenancy, day, claims before the rest, id."""
    row = Entry(*entry)  # type: ignore[arg-type]  # a query gives bare tuples
    return row.tenancy, row.day, row.kind >= FIRST_SETTLEMENT, row.id


def take(accounts: Accounts, index: int) -> Rows:
    """Take tenancy number `index` out, as plain lists (the quickest to walk in plain Python)."""
    begin, end = accounts.offsets[index], accounts.offsets[index + 1]
    return Rows(
        accounts.day[begin:end].tolist(),
        accounts.recorded[begin:end].tolist(),
        accounts.cents[begin:end].tolist(),
        accounts.kind[begin:end].tolist(),
        accounts.refers[begin:end].tolist(),
    )


def find(accounts: Accounts, tenancy: int) -> Rows:
    """Take the rows of a tenancy out by its number; no rows when it has none here."""
    index = bisect_left(accounts.tenancy, tenancy)
    if index == len(accounts) or accounts.tenancy[index] != tenancy:
        return Rows([], [], [], [], [])
    return take(accounts, index)


def each(accounts: Accounts) -> Iterator[tuple[int, Rows]]:
    """Walk over all tenancies: number and rows."""
    for index, tenancy in enumerate(accounts.tenancy):
        yield tenancy, take(accounts, index)


def _append(accounts: Accounts, tenancy: int, entries: list[Entry]) -> None:
    index_of = {entry.id: index for index, entry in enumerate(entries)}
    if len(index_of) < len(entries):
        raise ValueError(f"tenancy {tenancy} has two rows with one id")
    if entries != sorted(entries, key=sort_key):
        raise ValueError(f"tenancy {tenancy}: sort its rows by day, claims before the rest, id")
    for entry in entries:
        refers = NONE
        if entry.refers_id is not None:
            refers = index_of.get(entry.refers_id, NONE)
            if refers == NONE:
                raise ValueError(
                    f"row {entry.id} of tenancy {tenancy} refers to row {entry.refers_id}, "
                    "which is not a row of that tenancy"
                )
        accounts.day.append(entry.day)
        accounts.recorded.append(entry.recorded)
        accounts.cents.append(entry.cents)
        accounts.kind.append(entry.kind)
        accounts.refers.append(refers)
    accounts.tenancy.append(tenancy)
    accounts.offsets.append(len(accounts.day))
