"""The contenders by subject, and the process in which one of them runs."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gewoon.jobs.benchmarks import account, bank, outcome, policy, portfolio, rules, sector
from gewoon.jobs.benchmarks.measure import Settings, Task, measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A way of doing something; those with the same `question` must answer the same."""

    question: str
    name: str
    task: Callable[[Settings], Task]
    runs: int = 5
    is_baseline: bool = False  # the others with this question are shown as a ratio to it


CONTENDERS: Mapping[str, Contender] = {
    "bank.make": Contender(question="bank file", name="write it", task=bank.make, runs=1),
    "bank.bare": Contender(question="bank file", name="lxml, nothing read", task=bank.bare, is_baseline=True),
    "bank.bare_by_entry": Contender(question="bank file", name="lxml, entries only", task=bank.bare_by_entry),
    "bank.ours": Contender(question="bank file", name="gewoon, all read and checked", task=bank.ours),
    "account.reasons": Contender(
        question="settle ten years", name="order of the law, with reasons", task=account.with_reasons
    ),
    "account.lawful": Contender(
        question="settle ten years", name="order of the law", task=account.lawful, is_baseline=True
    ),
    "account.lawful_plain": Contender(
        question="settle ten plain years",
        name="order of the law",
        task=account.lawful_plain,
        is_baseline=True,
    ),
    "account.closed_form": Contender(
        question="settle ten plain years", name="closed form", task=account.closed_form
    ),
    "policy.one": Contender(question="decide, facts given", name="one tenancy", task=policy.one),
    "policy.block": Contender(question="decide, facts given", name="per tenancy of 1,024", task=policy.block),
    "portfolio.make": Contender(question="association", name="let it live", task=portfolio.make, runs=1),
    "portfolio.first_night": Contender(
        question="first night", name="every step is new", task=portfolio.first_night, runs=1
    ),
    "portfolio.next_nights": Contender(
        question="next nights", name="what changed", task=portfolio.next_nights
    ),
    "portfolio.one": Contender(
        question="facts and decision",
        name="one tenancy, from the database",
        task=portfolio.one_tenancy,
        runs=21,
    ),
    "portfolio.query": Contender(
        question="worklist", name="query, 50 rows", task=portfolio.worklist_query, runs=21
    ),
    "portfolio.page": Contender(
        question="worklist", name="page, 50 rows", task=portfolio.worklist_page, runs=21
    ),
    "outcome.report": Contender(
        question="figures", name="full report, 500 draws each", task=outcome.report, runs=1
    ),
    "outcome.cox": Contender(question="Cox's regression", name="gewoon", task=outcome.cox_ours),
    "outcome.cox_statsmodels": Contender(
        question="Cox's regression", name="statsmodels", task=outcome.cox_statsmodels, is_baseline=True
    ),
    "rules.ours": Contender(question="decide for all", name="gewoon, compiled", task=rules.ours),
    "rules.polars": Contender(question="decide for all", name="Polars", task=rules.polars, is_baseline=True),
    "rules.numpy": Contender(question="decide for all", name="NumPy", task=rules.numpy),
    "sector.make": Contender(question="sector", name="make it up and write it", task=sector.make, runs=1),
    "sector.limit": Contender(
        question="read once", name="three columns, nothing computed", task=sector.limit
    ),
    "sector.plain": Contender(
        question="settle all, oldest first", name="gewoon, compiled", task=sector.plain
    ),
    "sector.duckdb": Contender(
        question="settle all, oldest first", name="DuckDB", task=sector.duckdb, is_baseline=True
    ),
    "sector.polars": Contender(question="settle all, oldest first", name="Polars", task=sector.polars),
    "sector.lawful": Contender(
        question="settle all by law", name="compiled, all cores", task=sector.lawful, is_baseline=True
    ),
    "sector.one_core": Contender(
        question="settle all by law", name="compiled, one core", task=sector.lawful_on_one_core
    ),
    "sector.from_disk": Contender(question="settle all by law", name="from the files", task=sector.from_disk),
}
ROUNDS = {"bank": 5}
"""Subjects whose contenders take turns, a new process each time, so that memory and load are told apart."""


def subjects() -> tuple[str, ...]:
    """Name what can be measured, in order."""
    return tuple(dict.fromkeys(key.partition(".")[0] for key in CONTENDERS))


def main() -> None:
    """Measure the contender that the order on standard input names, and answer on standard output."""
    order = json.load(sys.stdin)
    asked = order["settings"]
    settings = Settings(
        folder=Path(asked["folder"]),
        entries=asked["entries"],
        homes=asked["homes"],
        years=asked["years"],
        tenancies=asked["tenancies"],
    )
    if Path(os.environ["GEWOON_HOME"]).resolve().parent != settings.folder.resolve():
        raise SystemExit("a benchmark works in a folder of its own")
    contender = CONTENDERS[order["contender"]]
    result = measure(contender.task(settings), runs=order["runs"])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
