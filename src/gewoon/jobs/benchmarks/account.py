"""Settling one tenancy with ten years of rent: the order of the law, and its closed form."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib.resources import files
from random import Random

from gewoon.jobs.benchmarks.measure import Answer, Settings, Task
from gewoon.rules.columns import Entry, Rows, build, sort_key, take
from gewoon.rules.ledger import allocation, oldest_first
from gewoon.rules.ledger.kernel import settle_all
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.workspace import Order

YEARS = 10
_CALLS = 20
_ON = date(2026, 11, 22).toordinal()
_FIRST_YEAR = 2016


def lawful(_: Settings) -> Task:
    """Settle an account with costs, interest, named months and a payment that came back."""
    rows, order = _rows(is_plain=False), weights()
    return _task(rows, lambda: allocation.open_cents(rows, order, on=_ON, known_on=_ON))


def with_reasons(_: Settings) -> Task:
    """Settle the same account as a page shows it: what each payment went to, and why."""
    rows, order, on = _rows(is_plain=False), weights(), date.fromordinal(_ON)
    return _task(rows, lambda: allocation.allocate(rows, order, on=on, known_on=on).open_cents)


def lawful_plain(_: Settings) -> Task:
    """Settle an account on which nothing is designated in the order of the law."""
    rows, order = _rows(is_plain=True), weights()
    return _task(rows, partial(_kernel, rows, order))


def closed_form(_: Settings) -> Task:
    """Settle the same account by walking back from the newest charge."""
    rows, order = _rows(is_plain=True), weights()
    if not oldest_first.applies(rows, order, _ON, _ON):
        raise ValueError("the plain account is not plain: the closed form would not be lawful")
    return _task(rows, lambda: oldest_first.open_cents(rows, _ON, _ON))


def _task(rows: Rows, settle: Callable[[], Sequence[int]]) -> Task:
    def work() -> Answer:
        opened: Sequence[int] = ()
        for _ in range(_CALLS):
            opened = settle()
        return {"open_cents": list(opened)}

    return Task(work=work, size=f"{len(rows.day)} rows", calls=_CALLS)


def _kernel(rows: Rows, order: Order) -> list[int]:
    work = allocation.workspace(len(rows.day))
    settle_all(rows, order, _ON, _ON, work)
    return [left if kind < Kind.PAYMENT else -left for left, kind in zip(work.left, rows.kind, strict=True)]


def weights() -> Order:
    """Read the weights of the law."""
    text = (files("gewoon") / "data" / "law" / "allocation.toml").read_text("utf-8")
    return allocation.read_order(tomllib.loads(text))


def _rows(*, is_plain: bool) -> Rows:
    entries = sorted(_life(is_plain=is_plain), key=sort_key)
    return take(build(entries), 0)


def _life(*, is_plain: bool) -> Iterator[Entry]:
    """Ten years of a tenant who is often late, sometimes pays half, and catches up."""
    random = Random(1)  # noqa: S311  repeatable, not secret
    key = 0
    for month in range(12 * YEARS):
        due = date(_FIRST_YEAR + (10 + month) // 12, 1 + (10 + month) % 12, 1).toordinal()
        rent = 55_000 + 1_500 * (month // 12)
        key += 10
        yield Entry(1, key, due, due, rent, Kind.RENT)
        paid = due + random.choice((0, 2, 4, 26, 33))
        part = random.choice((1.0, 1.0, 1.0, 0.5, 1.45))
        named = key if not is_plain and month % 9 == 0 else None
        yield Entry(1, key + 1, paid, paid, -int(rent * part), Kind.PAYMENT, named)
        if not is_plain:
            yield from _trouble(month, key, due, paid, -int(rent * part))


def _trouble(month: int, key: int, due: int, paid: int, cents: int) -> Iterator[Entry]:
    if month % 14 == 5:
        yield Entry(1, key + 2, due + 30, due + 30, 4_840, Kind.COSTS, key)
    if month % 14 == 6:
        yield Entry(1, key + 3, due + 40, due + 40, 137, Kind.INTEREST, key)
    if month % 17 == 8:
        yield Entry(1, key + 4, paid + 3, paid + 3, -cents, Kind.REVERSAL, key + 1)
