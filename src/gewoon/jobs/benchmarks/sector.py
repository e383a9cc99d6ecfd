"""Many tenancies at once: the order of the law, compiled, beside what a user would otherwise take."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from gewoon.gateways import snapshot
from gewoon.jobs.benchmarks import sector_kernel as kernel
from gewoon.jobs.benchmarks.measure import Answer, Settings, Task
from gewoon.rules import compiled

PART = 50_000  # tenancies
_ON = date(2026, 11, 22)
_LAST_YEAR = 2026


def make(settings: Settings) -> Task:
    """Make up the tenancies, partition by partition, and write them as a snapshot."""

    def work() -> Answer:
        rows = 0
        for number, first in enumerate(range(0, settings.tenancies, PART)):
            count = min(PART, settings.tenancies - first)
            columns = made(first + 1, count, settings.years)
            rows += len(columns["day"])
            snapshot.write(settings.folder / "sector" / f"part-{number:06d}", columns, watermark=0)
        return {"made": rows}

    return Task(work=work, size=_size(settings))


def lawful(settings: Settings) -> Task:
    """Settle every account in the order of the law; columns in memory."""
    return _lawful(settings, threads=os.cpu_count() or 1)


def lawful_on_one_core(settings: Settings) -> Task:
    """Do the same on one core, to see what dividing brings."""
    return _lawful(settings, threads=1)


def plain(settings: Settings) -> Task:
    """Settle every account oldest first, whatever was designated: what the rivals do."""
    parts = _in_memory(settings)
    module = compiled.twin(kernel)

    def work() -> Answer:
        sums = np.zeros(2, np.int64)
        for part in parts:
            columns, count = part.columns, part.label.tenancies
            balance, oldest = np.zeros(count, np.int64), np.zeros(count, np.int64)
            on = _ON.toordinal() - part.label.first_day
            given = [columns[name] for name in ("offsets", "day", "cents", "kind")]
            _divided(count, lambda span: module.newest_charges(*given, on, span, balance, oldest))  # noqa: B023
            oldest = np.where(oldest == 0, 0, oldest + part.label.first_day)
            sums += (balance.sum(), oldest.sum())
        return {"balance": int(sums[0]), "oldest": int(sums[1])}

    work()  # compiled before it is measured
    return Task(work=work, size=_size(settings))


def limit(settings: Settings) -> Task:
    """Read day, amount and kind once: the least that any answer takes."""
    parts = _in_memory(settings)
    module = compiled.twin(kernel)

    def work() -> Answer:
        for part in parts:
            given = [part.columns[name] for name in ("day", "cents", "kind")]
            _divided(part.label.rows, lambda span: module.read_once(*given, span, np.zeros(1, np.int64)))  # noqa: B023
        return {}

    work()  # compiled before it is measured
    return Task(work=work, size=_size(settings))


def duckdb(settings: Settings) -> Task:
    """Ask DuckDB for the plain order: a window over the charges of those who owe, and no others."""
    import duckdb as engine

    connection = engine.connect()
    connection.execute("create table rows (tenancy bigint, day int, cents int, kind tinyint, seq int)")
    for part in _in_memory(settings):
        frame = _flat(part)  # noqa: F841  (DuckDB finds it by its name)
        connection.execute("insert into rows select * from frame")

    def work() -> Answer:
        found = connection.execute(_SQL, {"on": _ON.toordinal()}).fetchone()
        return {"balance": int(found[0]), "oldest": int(found[1])} if found else {}

    return Task(work=work, size=_size(settings))


_SQL = """
with balances as (
  select tenancy, sum(cents) as balance from rows where day <= $on group by tenancy
), newest as (
  select rows.tenancy, rows.day, balance,
    sum(rows.cents) over (
      partition by rows.tenancy order by rows.seq desc rows unbounded preceding
    ) - rows.cents as newer
  from rows join balances using (tenancy)
  where balance > 0 and kind < 10 and day <= $on
), oldest as (
  select tenancy, min(day) as day from newest where newer < balance group by tenancy
)
select (select sum(balance) from balances), (select coalesce(sum(day), 0) from oldest)
"""


def polars(settings: Settings) -> Task:
    """Ask Polars the same."""
    import polars as pl

    rows = pl.concat([pl.DataFrame(_flat(part)) for part in _in_memory(settings)])

    def work() -> Answer:
        seen = rows.lazy().filter(pl.col("day") <= _ON.toordinal())
        balances = (
            seen.group_by("tenancy").agg(pl.col("cents").cast(pl.Int64).sum().alias("balance")).collect()
        )
        owing = balances.lazy().filter(pl.col("balance") > 0)
        newest = (
            seen.filter(pl.col("kind") < kernel.FIRST_SETTLEMENT)
            .join(owing, on="tenancy")
            .sort("tenancy", "seq", descending=[False, True])
            .with_columns(newer=pl.col("cents").cast(pl.Int64).cum_sum().over("tenancy") - pl.col("cents"))
            .filter(pl.col("newer") < pl.col("balance"))
        )
        oldest = newest.group_by("tenancy").agg(pl.col("day").min()).select(pl.col("day").sum()).collect()
        return {"balance": int(balances["balance"].sum()), "oldest": int(oldest.item() or 0)}

    return Task(work=work, size=_size(settings))


def from_disk(settings: Settings) -> Task:
    """Settle every account in the order of the law, from the files, on all cores."""
    from gewoon.jobs import partitions

    folders = list(snapshot.partitions(settings.folder / "sector"))

    def work() -> Answer:
        found = partitions.ask(folders, _question(os.cpu_count() or 1), partitions.in_turn, is_checked=False)
        return {"balance": found.balance, "digest": found.digest, "rows": found.rows}

    work()  # compiled before it is measured
    return Task(work=work, size=_size(settings))


def made(first: int, count: int, years: int) -> dict[str, Any]:
    """Make up the columns of `count` tenancies from number `first` on; days are ordinals."""
    module = compiled.twin(kernel)
    months = np.array([date(year, month, 1).toordinal() for year in _years(years) for month in range(1, 13)])
    room = len(months) * kernel.MOST_ROWS_A_MONTH
    draft = kernel.Draft(*(np.zeros(room, np.int64) for _ in range(5)), np.zeros(2, np.int64))
    offsets, rows = np.zeros(count + 1, np.int64), count * len(months) * 3
    columns = [np.zeros(rows, kind) for kind in (np.int32, np.int64, np.int8, np.int32)]
    used = module.live(first, count, months, draft, kernel.Made(offsets, *columns))
    day, cents, kind, refers = (column[:used] for column in columns)
    numbers = np.arange(first, first + count)
    return {
        "tenancy": numbers,
        "offsets": offsets,
        "day": day,
        "recorded": day,
        "cents": cents,
        "kind": kind,
        "refers": refers,
    }


def _years(years: int) -> range:
    return range(_LAST_YEAR - years, _LAST_YEAR)


def _lawful(settings: Settings, *, threads: int) -> Task:
    from gewoon.rules.arrears.portfolio import figures, together, totals

    parts, question = _in_memory(settings), _question(threads)

    def work() -> Answer:
        found = together(
            totals(part.columns, figures(part.columns, question, first_day=part.label.first_day))
            for part in parts
        )
        return {"balance": found.balance, "digest": found.digest, "rows": found.rows}

    work()  # compiled before it is measured
    return Task(work=work, size=_size(settings))


def _question(threads: int) -> Any:
    from gewoon.jobs.benchmarks.account import weights
    from gewoon.rules.arrears.portfolio import Question

    day = _ON.toordinal()
    return Question(order=weights(), on=day, known_on=day, is_compiled=True, threads=threads)


def _in_memory(settings: Settings) -> list[snapshot.Partition]:
    """Take the columns from the files into memory."""
    found = []
    for folder in snapshot.partitions(settings.folder / "sector"):
        part = snapshot.read(folder)
        columns = {name: np.array(column) for name, column in part.columns.items() if name != "recorded"}
        found.append(snapshot.Partition(label=part.label, columns=columns | {"recorded": columns["day"]}))
    return found


def _flat(part: snapshot.Partition) -> Any:
    """Give a partition as a table, the way a rival keeps it."""
    import polars as pl

    columns, rows = part.columns, np.diff(part.columns["offsets"])
    starts = np.repeat(columns["offsets"][:-1], rows)
    return pl.DataFrame(
        {
            "tenancy": np.repeat(columns["tenancy"], rows),
            "day": columns["day"].astype(np.int32) + np.int32(part.label.first_day),
            "cents": columns["cents"],
            "kind": columns["kind"],
            "seq": (np.arange(part.label.rows) - starts).astype(np.int32),
        }
    )


def _divided(count: int, work: Callable[[Sequence[int]], object]) -> None:
    """Divide a span over the cores."""
    cores = os.cpu_count() or 1
    steps = np.linspace(0, count, cores + 1).astype(np.int64).tolist()
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, [np.array(span) for span in pairwise(steps)]))


def _size(settings: Settings) -> str:
    return f"{settings.tenancies:,} tenancies, {settings.years} years"
