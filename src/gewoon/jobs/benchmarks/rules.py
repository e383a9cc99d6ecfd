"""Forty rules over sixteen facts of many tenancies: which rule decides, and which ones hold."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from gewoon.jobs.benchmarks.measure import Answer, Settings, Task
from gewoon.rules import compiled
from gewoon.rules.policy import blocks, kernel

FACTS, RULES, ASKS = 16, 40, 4
_HIGHEST = 1_000
_PRIME = 1_000_003


def ours(settings: Settings) -> Task:
    """Run the table of instructions, compiled, on all cores."""
    table, columns = _table(), _columns(settings.tenancies)
    count, module = settings.tenancies, compiled.twin(blocks)
    steps = np.linspace(0, count, (os.cpu_count() or 1) + 1).astype(np.int64).tolist()
    chosen, mask = np.zeros(count, np.int64), np.zeros(count, np.int64)

    def span(first: int, last: int) -> None:
        lines = len(table.operators)
        room = blocks.Room(
            np.zeros(FACTS * blocks.BLOCK, np.int64),
            np.zeros(lines * blocks.BLOCK, np.int8),
            np.zeros(blocks.BLOCK, np.int64),
        )
        module.decide_span(table, columns.ravel(), count, first, last, room, chosen, mask)

    def work() -> Answer:
        with ThreadPoolExecutor(len(steps) - 1) as pool:
            for done in [pool.submit(span, first, last) for first, last in pairwise(steps)]:
                done.result()
        return _answer(chosen, mask)

    work()  # compiled before it is measured
    return Task(work=work, size=_size(settings))


def polars(settings: Settings) -> Task:
    """Ask Polars: a chain of when and then, and a bit for each rule."""
    import polars as pl

    columns = _columns(settings.tenancies)
    frame = pl.DataFrame({f"f{fact}": _with_gaps(pl, columns[fact]) for fact in range(FACTS)})
    conditions = [_in_polars(pl, rule) for rule in _rules()]
    chain: Any = pl.when(conditions[0]).then(0)
    for place, condition in enumerate(conditions[1:], start=1):
        chain = chain.when(condition).then(place)
    bits = [
        pl.when(condition).then(1 << place).otherwise(0).cast(pl.Int64)
        for place, condition in enumerate(conditions)
    ]

    def work() -> Answer:
        found = frame.lazy().select(chosen=chain.otherwise(-1).cast(pl.Int64), mask=pl.sum_horizontal(bits))
        told = found.collect()
        return _answer(told["chosen"].to_numpy(), told["mask"].to_numpy())

    work()
    return Task(work=work, size=_size(settings))


def numpy(settings: Settings) -> Task:
    """Ask NumPy: an array of yes and no for each test."""
    columns = _columns(settings.tenancies)

    def work() -> Answer:
        chosen = np.full(settings.tenancies, -1)
        mask = np.zeros(settings.tenancies, np.int64)
        for place, rule in reversed(list(enumerate(_rules()))):
            holds = np.ones(settings.tenancies, bool)
            for fact, low, high in rule:
                holds &= (columns[fact] >= low) & (columns[fact] <= high)
            chosen[holds] = place
            mask |= np.where(holds, 1 << place, 0)
        return _answer(chosen, mask)

    return Task(work=work, size=_size(settings))


def _rules() -> list[list[tuple[int, int, int]]]:
    """Make up the rules: each asks whether four facts lie in a range."""
    random = np.random.default_rng(1)
    found = []
    for _ in range(RULES):
        facts = random.choice(FACTS, ASKS, replace=False).tolist()
        lows = random.integers(0, _HIGHEST // 2, ASKS).tolist()
        highs = random.integers(_HIGHEST // 2, _HIGHEST, ASKS).tolist()
        found.append(list(zip(facts, lows, highs, strict=True)))
    return found


def _table() -> blocks.Instructions:
    lines: list[tuple[int, int, int, int]] = []
    rules = []
    for rule in _rules():
        whole = -1
        for fact, low, high in rule:
            lines.append((kernel.WITHIN, fact, low, high))
            if whole >= 0:
                lines.append((kernel.AND, whole, len(lines) - 1, 0))
            whole = len(lines) - 1
        rules.append(whole)
    columns = [np.array(column, np.int64) for column in zip(*lines, strict=True)]
    return blocks.Instructions(*columns, np.array(rules, np.int64))


def _columns(count: int) -> Any:
    """Make up the facts; one in fifty is unknown. A smaller number is the beginning of a larger one."""
    rows = np.arange(count, dtype=np.int64)
    found = np.empty((FACTS, count), np.int64)
    for fact in range(FACTS):
        found[fact] = (rows * 7_919 + fact * 104_729 + rows * rows % (_PRIME + fact)) % _PRIME % _HIGHEST
        found[fact][(rows * 31 + fact * 17) % 50 == 0] = kernel.MISSING
    return found


def _with_gaps(pl: Any, column: Any) -> Any:
    return pl.Series(column).set(pl.Series(column == kernel.MISSING), None)


def _in_polars(pl: Any, rule: list[tuple[int, int, int]]) -> Any:
    condition = None
    for fact, low, high in rule:
        test = (pl.col(f"f{fact}") >= low) & (pl.col(f"f{fact}") <= high)
        condition = test if condition is None else condition & test
    return condition


def _answer(chosen: Any, mask: Any) -> Answer:
    weights = np.arange(1, len(chosen) + 1, dtype=np.uint64)
    return {
        "chosen": int((chosen.astype(np.uint64) * weights).sum(dtype=np.uint64)),
        "mask": int((mask.astype(np.uint64) * weights).sum(dtype=np.uint64)),
        "decided": int((chosen >= 0).sum()),
    }


def _size(settings: Settings) -> str:
    return f"{RULES} rules, {settings.tenancies:,} tenancies"
