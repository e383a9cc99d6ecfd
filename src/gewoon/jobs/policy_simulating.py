"""`gewoon policy simulate`: what one or two policies would have come to over the past."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from gewoon.jobs.policy_questions import DONE, sound, wrong_use
from gewoon.rules.policy.counts import COLUMNS, Simulation
from gewoon.rules.policy.policy import Policy

ASSUMPTION = {
    "en": (
        "Assumed: people would have paid as they did; each step is done on the last day of its term; as many "
        "attempts reach somebody as the records show; arrangements, training, cases, bailiff and court went "
        "as recorded; no bank statement was missing."
    ),
    "nl": (
        "Aangenomen: mensen hadden betaald zoals zij deden. Elke stap is gedaan op de laatste dag van zijn "
        "termijn. Wij bereiken mensen zo vaak als is vastgelegd. Regelingen, training, begeleiding, "
        "deurwaarder en rechter gingen zoals vastgelegd. Er miste geen bankafschrift."
    ),
}
SMALL = 300  # tenancies: fewer are done before other processes have started


def add(deeds: Any) -> argparse.ArgumentParser:
    """Add the deed to `gewoon policy`; answer its parser."""
    simulating: argparse.ArgumentParser = deeds.add_parser(
        "simulate", help="live the past again under one or two policies"
    )
    simulating.add_argument("files", nargs="+", type=Path, metavar="FILE", help="one policy, or old and new")
    simulating.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
    simulating.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="DATE")
    simulating.add_argument("--workers", type=int, default=2, metavar="N", help="processes (2)")
    simulating.add_argument("--json", action="store_true", help='answer {"runs": [...]}')
    simulating.add_argument("--csv", type=Path, metavar="OUT.csv", help="write the months as a table")
    simulating.set_defaults(run=run_simulate)
    return simulating


def run_simulate(arguments: argparse.Namespace) -> int:
    """Print counts per month and work per week; 1 when a policy is not sound, 2 for wrong dates or files."""
    try:
        policies = _policies(arguments)
    except ValueError as error:
        return wrong_use(error)
    if isinstance(policies, int):
        return policies
    found = simulated(policies, arguments.first, arguments.last, max(1, arguments.workers))
    try:
        if arguments.csv is not None:
            _write(arguments.csv, found)
    except OSError as error:
        return wrong_use(error)
    if arguments.json:
        print(json.dumps(as_json(found, ASSUMPTION[arguments.language]), ensure_ascii=False))
        return DONE
    if arguments.csv is None:
        print("\n".join(_told(found)))
    print(ASSUMPTION[arguments.language], file=sys.stderr)
    return DONE


def _policies(arguments: argparse.Namespace) -> list[Policy] | int:
    """Read one or two policies that ask what the association records; raises ValueError when they cannot."""
    if len(arguments.files) > 2:
        raise ValueError(f"one policy or two, not {len(arguments.files)}")
    if arguments.first > arguments.last:
        raise ValueError(f"--from {arguments.first} lies after --to {arguments.last}")
    policies = sound(arguments.files, arguments.on)
    if not isinstance(policies, int):
        for policy in policies:
            if not policy.is_bound:
                raise ValueError(
                    f"{policy.file} stands on facts of its own, or names no steps; it can be checked, "
                    "compared and tried on a file of facts, and not over the association's past"
                )
    return policies


def simulated(policies: Sequence[Policy], first: date, last: date, workers: int) -> Simulation:
    """Simulate over the database of the association, in some processes when there is much to do."""
    from gewoon.jobs import environment

    environment.start()
    from gewoon.actions.policy import simulating

    known_on = max(last, date.today())  # noqa: DTZ011  # the books as they stand in the association
    period = simulating.Period(first=first, last=last, known_on=known_on)
    ids = simulating.tenancies_of(period)
    pieces = [ids[start : start + simulating.PIECE] for start in range(0, len(ids), simulating.PIECE)]
    live = partial(simulating.piece_of, policies=policies, period=period)
    if workers == 1 or len(ids) <= SMALL:
        return simulating.joined(policies, period, len(ids), [live(piece) for piece in pieces])
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=environment.attach) as pool:
        return simulating.joined(policies, period, len(ids), list(pool.map(live, pieces)))


def as_json(found: Simulation, assumption: str) -> dict[str, object]:
    """Answer plain values."""
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "tenancies": found.tenancies,
        "assumption": assumption,
        "runs": [
            {
                "policy": run.policy,
                "months": [
                    {"month": month.first.isoformat()[:7], **month.counts, "steps": dict(month.steps)}
                    for month in run.months
                ],
                "weeks": [{"week": week.monday.isoformat(), **week.work} for week in run.weeks],
            }
            for run in found.runs
        ],
        "changed": found.changed,
        "changes": [
            {"old_step": was, "new_step": becomes, "tenancies": number}
            for (was, becomes), number in found.changes.items()
        ],
    }


def _write(path: Path, found: Simulation) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["policy", "month", *COLUMNS])
        for run in found.runs:
            for month in run.months:
                counts = [month.counts[name] for name in COLUMNS]
                writer.writerow([run.policy, month.first.isoformat()[:7], *counts])


def _told(found: Simulation) -> Iterator[str]:
    yield f"{found.tenancies} tenancies, {found.first} to {found.last}"
    for run in found.runs:
        used = [name for name in COLUMNS if any(month.counts[name] for month in run.months)]
        yield f"\n{run.policy}"
        yield "month    " + " ".join(f"{name:>{_width(name)}}" for name in used)
        for month in run.months:
            yield _line(f"{month.first:%Y-%m}", month.counts, used)
        totals = {name: sum(month.counts[name] for month in run.months) for name in used}
        yield _line("in all ", totals, used)
        yield from _work(run.weeks)
    if len(found.runs) > 1:
        yield f"\n{found.changed} tenancies get another step. The first in which they part, then to now:"
        for (was, becomes), number in sorted(found.changes.items(), key=lambda one: -one[1]):
            yield f"{number:>6}  {was or 'nothing'} -> {becomes or 'nothing'}"


def _work(weeks: Sequence[Any]) -> Iterator[str]:
    """Say what an ordinary and the busiest week are, per role."""
    for role in sorted({role for week in weeks for role in week.work}):
        counts = [week.work.get(role, 0) for week in weeks]
        busiest = max(range(len(weeks)), key=lambda place: counts[place])
        end = weeks[busiest].monday + timedelta(days=6)
        yield (
            f"work of {role.replace('_', ' ')}: {sum(counts) / len(counts):.1f} steps a week; "
            f"{counts[busiest]} in the week to {end}"
        )


def _line(title: str, counts: Mapping[str, int], used: Sequence[str]) -> str:
    return f"{title}  " + " ".join(f"{counts[name]:>{_width(name)}}" for name in used)


def _width(name: str) -> int:
    return max(len(name), 6)
