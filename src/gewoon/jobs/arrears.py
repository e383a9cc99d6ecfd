"""`gewoon arrears`: where all tenancies stand on any date, from the snapshot."""

import argparse
import json
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from gewoon.jobs import environment
from gewoon.rules.calendar import AMSTERDAM

_MONEY = ("balance", "overdue", "rent_open", "costs_open", "interest_open", "other_open", "credit")
_AGES = ("age_30", "age_60", "age_90", "age_older")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("arrears", help="where all tenancies stand on a date")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--known-on", type=date.fromisoformat, metavar="DATE", help="as known on this date")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes of this machine")
    parser.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, such as tcp://host:8786")
    parser.add_argument("--plain", action="store_true", help="without compiled kernels")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the snapshot up to date and add up what every tenancy owes."""
    environment.start()
    from gewoon.gateways import snapshot
    from gewoon.jobs.partitions import ask
    from gewoon.jobs.snapshot import FOLDER, bring_up_to_date
    from gewoon.records.queries.accounts import order
    from gewoon.rules import compiled
    from gewoon.rules.arrears.portfolio import Question

    on = arguments.on or datetime.now(AMSTERDAM).date()
    known_on = arguments.known_on or on
    folder = environment.folder() / FOLDER
    bring_up_to_date(folder)
    question = Question(
        order=order(),
        on=on.toordinal(),
        known_on=known_on.toordinal(),
        is_compiled=compiled.is_installed() and not arguments.plain,
        threads=1 if arguments.workers > 1 or arguments.cluster else os.cpu_count() or 1,
    )
    try:
        with _mapper(arguments) as mapper:
            found = ask(list(snapshot.partitions(folder)), question, mapper)
    except (compiled.NotInstalled, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _show({"on": str(on), "known_on": str(known_on), **asdict(found)}, is_json=arguments.json)
    return 0


def _mapper(arguments: argparse.Namespace) -> AbstractContextManager[Any]:
    from gewoon.jobs import partitions

    if arguments.cluster:
        return partitions.on_a_cluster(arguments.cluster)
    if arguments.workers > 1:
        return partitions.on_all_cores(arguments.workers)
    return nullcontext(partitions.in_turn)


def _show(found: dict[str, Any], *, is_json: bool) -> None:
    if is_json:
        print(json.dumps(found | {"digest": f"{found['digest']:016x}"}))
        return
    from gewoon.rules.money import Cents, display

    print(f"On {found['on']}, as known on {found['known_on']}:")
    print(
        f"  {found['tenancies']:,} tenancies, {found['in_arrears']:,} in arrears, {found['rows']:,} entries"
    )
    for name in (*_MONEY, *_AGES):
        print(f"  {name.replace('_', ' '):<14} {display(Cents(found[name]), 'en'):>18}")
