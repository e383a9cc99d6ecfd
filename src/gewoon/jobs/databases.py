"""Copies the association's database while it is in use: SQLite by its own copying, PostgreSQL by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

_PATIENCE_SECONDS = 30.0


class CannotCopy(Exception):
    """The database cannot be copied or put back; the text says why and what to do."""


class Engine(NamedTuple):
    """How one kind of database is copied. `check` raises CannotCopy for a copy that is damaged."""

    name: str
    member: str  # name of the copy in the archive
    take: Callable[[Path], None]
    check: Callable[[Path], None]
    put_back: Callable[[Path], None]


def engine() -> Engine:
    """Answer how the configured database is copied."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        return Engine(
            name="postgresql",
            member="gewoon.dump",
            take=lambda place: _dump(database, place),
            check=lambda place: _run("pg_restore", ["--list", str(place)], database),
            put_back=lambda place: _undump(database, place),
        )
    live = Path(database["NAME"])
    return Engine(
        name="sqlite",
        member="gewoon.sqlite3",
        take=lambda place: _take(live, place),
        check=check_sqlite,
        put_back=lambda place: copy_sqlite(place, live),
    )


def _take(live: Path, place: Path) -> None:
    if not live.exists():
        raise CannotCopy(f"There is no database in {live.parent}. Is GEWOON_HOME the right folder?")
    copy_sqlite(live, place)
    with closing(sqlite3.connect(place)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a journal beside it


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy as of one moment, while others read and write. Raises CannotCopy when it stays locked."""
    until = monotonic() + _PATIENCE_SECONDS

    def watch(status: int, _left: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() > until:
            raise CannotCopy("The database is in use. Stop `gewoon serve` and the night, and try again.")

    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other, progress=watch)
    except sqlite3.Error as error:
        raise CannotCopy(f"The database cannot be copied: {error}.") from error


def check_sqlite(place: Path) -> None:
    """Open a copy and let SQLite look through all of it. Raises CannotCopy."""
    try:
        with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise CannotCopy(f"The copy is no database: {error}.") from error
    if found != ["ok"] or loose is not None:
        raise CannotCopy(f"The copy is damaged: {found[0] if found != ['ok'] else loose}.")


def _dump(database: dict[str, Any], place: Path) -> None:
    _run("pg_dump", ["--format=custom", "--no-owner", f"--file={place}"], database)


def _undump(database: dict[str, Any], place: Path) -> None:
    wanted = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    _run("pg_restore", [*wanted, f"--dbname={database['NAME']}", str(place)], database)


def _run(program: str, arguments: list[str], database: dict[str, Any]) -> None:
    """Run a program of PostgreSQL; the password goes through the environment, where no list shows it."""
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(
            f"{program} is not on the PATH, and PostgreSQL is copied with it. Install the client programs "
            "of PostgreSQL (package postgresql-client), of the same or a newer version than the server."
        )
    named = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        **{f"PG{name.upper()}": str(value) for name, value in database.get("OPTIONS", {}).items()},
    }
    surroundings = os.environ | {name: value for name, value in named.items() if value}
    done = subprocess.run(  # noqa: S603  a program of PostgreSQL, with arguments of our own
        [found, *arguments], env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise CannotCopy(f"{program} could not do it: {said[-1]}")
