"""`gewoon snapshot`: writes the ledger as columns beside the database, as far as it changed."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from gewoon.jobs import environment

SIZE = 10_000  # keys of tenancies per partition
FOLDER = "snapshot"
_MOST_NAMED = 500  # tenancies that one query can name


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("snapshot", help="write the ledger as columns, as far as it changed")
    parser.add_argument("--rebuild", action="store_true", help="write every partition anew")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the snapshot up to date and say what was written."""
    environment.start()
    done = bring_up_to_date(environment.folder() / FOLDER, is_rebuilt=arguments.rebuild)
    if arguments.json:
        print(json.dumps(done))
    else:
        print(", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in done.items()))
    return 0


def bring_up_to_date(folder: Path, *, is_rebuilt: bool = False) -> dict[str, int]:
    """Write the partitions whose entries changed; what is damaged or does not add up is written anew."""
    from gewoon.records.queries.accounts import highest_tenancy, newest_entry

    until = newest_entry()
    done = {"kept": 0, "changed": 0, "written_anew": 0, "rows": 0}
    for number in range(highest_tenancy() // SIZE + 1):
        place = folder / f"part-{number:06d}"
        how, rows = _one(place, number * SIZE, until, is_rebuilt=is_rebuilt)
        done[how] += 1
        done["rows"] += rows
    return done


def _one(place: Path, first: int, until: int, *, is_rebuilt: bool) -> tuple[str, int]:
    """Bring one partition up to date; answer what was done, and how many rows it holds."""
    from gewoon.gateways import snapshot
    from gewoon.records.queries.accounts import touched

    last = first + SIZE - 1
    if not is_rebuilt:
        try:
            old = snapshot.read(place)
        except snapshot.Damaged:
            old = None
        if old is not None:
            changed, older = touched(first=first, last=last, after=old.label.watermark, until=until)
            if older == old.label.rows and not changed:
                return "kept", old.label.rows
            if older == old.label.rows and len(changed) <= _MOST_NAMED:
                joined = snapshot.replaced(old, _columns(changed, until))
                return "changed", snapshot.write(place, joined, watermark=until).rows
    every, _ = touched(first=first, last=last, after=0, until=until)
    return "written_anew", snapshot.write(place, _columns(every, until), watermark=until).rows


def _columns(tenancies: Sequence[int], until: int) -> dict[str, Any]:
    from gewoon.gateways.snapshot import COLUMNS
    from gewoon.records.queries.accounts import account_columns

    accounts, _ = account_columns(tenancies, until=until)
    return {name: getattr(accounts, name) for name in COLUMNS}


def differences(folder: Path, *, show: Callable[[str], None] = lambda _: None) -> list[str]:
    """Compare every partition with the database: a sentence for each that cannot be believed."""
    from gewoon.gateways import snapshot
    from gewoon.records.queries.accounts import touched

    found: list[str] = []
    for place in snapshot.partitions(folder):
        show(place.name)
        first = int(place.name.removeprefix("part-")) * SIZE
        try:
            part = snapshot.read(place)
        except snapshot.Damaged as damage:
            found.append(f"{damage}; run: gewoon snapshot")
            continue
        until = part.label.watermark
        every, _ = touched(first=first, last=first + SIZE - 1, after=0, until=until)
        if snapshot.digest_of(_columns(every, until)) != part.label.digest:
            found.append(f"{place.name}: the database holds other entries; run: gewoon snapshot --rebuild")
    return found
