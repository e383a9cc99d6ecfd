"""Where many tenancies stand together: one kernel over partitions of columns, plain or compiled."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from gewoon.rules import compiled
from gewoon.rules.arrears import kernel
from gewoon.rules.ledger.allocation import workspace
from gewoon.rules.ledger.workspace import Order, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The arrears of many tenancies on a day; cents. `digest` is the same however the work was divided."""

    tenancies: int = 0
    rows: int = 0
    in_arrears: int = 0
    balance: int = 0
    overdue: int = 0
    rent_open: int = 0
    costs_open: int = 0
    interest_open: int = 0
    other_open: int = 0
    credit: int = 0
    age_30: int = 0
    age_60: int = 0
    age_90: int = 0
    age_older: int = 0
    digest: int = 0


_SUMS = tuple(name for name in kernel.Figures._fields if name in Totals.__slots__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every partition; dates are ordinals."""

    order: Order
    on: int
    known_on: int
    is_compiled: bool
    threads: int = 1


def figures(columns: Mapping[str, Any], question: Question, *, first_day: int = 0) -> dict[str, Any]:
    """Give the figures of every tenancy of a partition: a column of int64 per name of `kernel.Figures`.

    The days of `columns` are distances from `first_day`. Raises ValueError for rows that cannot be, and
    NotInstalled where compiled kernels are asked for and cannot be had.
    """
    count = len(columns["tenancy"])
    longest = int(np.diff(columns["offsets"]).max(initial=0))
    into = _columns(question, count, len(kernel.Figures._fields))
    given = [
        columns[name] if question.is_compiled else columns[name].tolist() for name in kernel.Range._fields[2:]
    ]
    module = compiled.twin(kernel) if question.is_compiled else kernel
    order = question.order
    if question.is_compiled:
        order = Order(np.array(order.rank, np.int64), order.rent_first)  # type: ignore[arg-type]  # for the compiler
    days = (question.on - first_day, question.known_on - first_day)
    steps = np.linspace(0, count, question.threads + 1).astype(np.int64).tolist()

    def part(first: int, last: int) -> None:
        room: Any = workspace(longest)
        if question.is_compiled:
            room = Work(*(np.array(each, np.int64) for each in room))  # type: ignore[arg-type]
        module.stand(kernel.Range(first, last, *given), order, *days, room, kernel.Figures(*into))

    with ThreadPoolExecutor(question.threads) as pool:
        for done in [pool.submit(part, first, last) for first, last in pairwise(steps)]:
            done.result()
    found = {name: np.asarray(column) for name, column in zip(kernel.Figures._fields, into, strict=True)}
    for name in ("oldest_due_on", "last_payment_on"):
        found[name] = np.where(found[name] == 0, 0, found[name] + first_day)
    return found


def totals(columns: Mapping[str, Any], found: Mapping[str, Any]) -> Totals:
    """Add up the figures of a partition."""
    weight = np.asarray(columns["tenancy"]).astype(np.uint64) * np.uint64(2) + np.uint64(1)
    digest = 0
    for place, column in enumerate(found.values()):
        part = int((column.astype(np.uint64) * weight).sum(dtype=np.uint64))
        digest = (digest + (2 * place + 1) * part) % 2**64
    return Totals(
        tenancies=len(columns["tenancy"]),
        rows=len(columns["day"]),
        in_arrears=int((found["overdue"] > 0).sum()),
        digest=digest,
        **{name: int(found[name].sum()) for name in _SUMS},
    )


def together(parts: Iterable[Totals]) -> Totals:
    """Add up the totals of partitions."""
    sums = dict.fromkeys(Totals.__slots__, 0)
    for part in parts:
        for name in sums:
            sums[name] += getattr(part, name)
    return Totals(**sums | {"digest": sums["digest"] % 2**64})


def _columns(question: Question, count: int, how_many: int) -> list[Any]:
    if question.is_compiled:
        return [np.zeros(count, np.int64) for _ in range(how_many)]
    return [[0] * count for _ in range(how_many)]
