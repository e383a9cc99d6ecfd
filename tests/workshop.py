"""A real database with a small association, and processes that race or are killed; the shipped settings.

Runs in a Python of its own (see `run`), because pytest's own database lives in memory. One process warms
up, and every trial forks it.
"""

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MEMORY = ("/dev/shm",)  # noqa: S108  a fresh folder is made in it
PATIENCE = 60  # seconds for one trial; a process that takes longer hangs


def run(program: str, *arguments: str) -> Any:
    """Run a program of tests/story with the shipped settings; answer what it prints, as JSON."""
    # A kill is no power cut: what was handed to the system survives it, in memory as well as on a disk.
    memory = next((each for each in MEMORY if os.access(each, os.W_OK)), None)
    with tempfile.TemporaryDirectory(prefix="gewoon-workshop-", dir=memory) as home:
        answer = subprocess.run(
            [sys.executable, "-W", "error", str(ROOT / "tests" / "story" / program), *arguments],
            env=os.environ
            | {
                "GEWOON_HOME": home,
                "DJANGO_SETTINGS_MODULE": "gewoon.web.shared.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    if answer.returncode != 0:
        raise AssertionError(f"{program} ended with {answer.returncode}:\n{answer.stderr[-6000:]}")
    return json.loads(answer.stdout.splitlines()[-1])


class Workshop:
    """Keeps databases by name: built once, copied for each trial."""

    def __init__(self) -> None:
        """Start Django; nothing is connected yet."""
        import django

        django.setup()
        from django.db import connection

        self.connection = connection
        self.is_sqlite = connection.vendor == "sqlite"
        self.folder = Path(os.environ["GEWOON_HOME"])
        self._address = dict(connection.settings_dict)
        self._made: list[str] = []
        self._kept: set[tuple[str, str]] = set()

    def build(self, name: str) -> None:
        """Make an empty database with the tables, and use it."""
        from django.core.management import call_command

        self._create(name)
        self.use(name)
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)

    def copy(self, source: str, name: str) -> None:
        """Copy a database, and use the copy."""
        self.connection.close()
        if self.is_sqlite:
            self.remove(name)
            shutil.copyfile(self._file(source), self._file(name))
            self.use(name)
        elif (source, name) in self._kept:
            self.use(name)
            self._refill()
        else:
            self._create(name, template=source)
            self.use(name)
            self._keep()
            self._kept.add((source, name))

    def settle(self) -> None:
        """Let the server look at what it holds, as one that has run for a day has done."""
        if not self.is_sqlite:
            self._tell("VACUUM ANALYZE")

    def use(self, name: str) -> None:
        """Work with a database from now on."""
        self.connection.close()
        self.connection.settings_dict["NAME"] = self._file(name) if self.is_sqlite else self._inside(name)

    def remove(self, name: str) -> None:
        """Throw a database away."""
        self.connection.close()
        if self.is_sqlite:
            for end in ("", "-wal", "-shm"):
                Path(f"{self._file(name)}{end}").unlink(missing_ok=True)
        else:
            self._administer(f'DROP DATABASE IF EXISTS "{self._inside(name)}" WITH (FORCE)')

    def is_sound(self) -> bool:
        """Ask the database itself, and look whether every trigger stands."""
        from gewoon.records import guards

        if guards.missing(self.connection):
            return False
        if not self.is_sqlite:
            return True
        with self.connection.cursor() as cursor:
            return cursor.execute("PRAGMA quick_check").fetchone() == ("ok",)

    def close(self) -> None:
        """Throw away what was made on a server of others."""
        if not self.is_sqlite:
            for name in set(self._made):
                self.remove(name)

    def _keep(self) -> None:
        """Set the rows aside on the server: to put them back is ten times as quick as a new copy."""
        self._tell(
            "CREATE SCHEMA kept", *(f"CREATE TABLE kept.{each} AS TABLE {each}" for each in self._tables())
        )

    def _refill(self) -> None:
        tables = self._tables()
        self._tell(
            "SET session_replication_role = replica",  # no triggers meanwhile
            f"TRUNCATE {', '.join(tables)} CASCADE",
            *(f"INSERT INTO {each} TABLE kept.{each}" for each in tables),
            "RESET session_replication_role",
        )

    def _tables(self) -> list[str]:
        with self.connection.cursor() as cursor:
            found = self.connection.introspection.table_names(cursor)
        return sorted(name for name in found if name.startswith("records_"))

    def _tell(self, *statements: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("; ".join(statements))

    def _create(self, name: str, template: str | None = None) -> None:
        if self.is_sqlite:
            return
        self.remove(name)
        self._made.append(name)
        source = f' TEMPLATE "{self._inside(template)}"' if template else ""
        self._administer(f'CREATE DATABASE "{self._inside(name)}"{source}')

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def _inside(self, name: str) -> str:
        return f"gewoon_{os.getpid()}_{name}"

    def _administer(self, statement: str) -> None:
        import psycopg

        given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        where = {word: self._address[key] for word, key in given.items() if self._address[key]}
        with psycopg.connect(dbname=self._address["NAME"], autocommit=True, **where) as server:
            server.execute(statement)


class Child:
    """A forked process that does one piece of work and answers in JSON."""

    def __init__(self, work: Callable[[], Any]) -> None:
        """Fork; the parent must hold no connection to a database."""
        reading, writing = os.pipe()
        self.began = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        self._reading = reading

    def kill(self) -> None:
        """End it at once, wherever it is."""
        os.kill(self.pid, signal.SIGKILL)

    def answer(self) -> tuple[str, Any]:
        """Wait for its end: ("done", answer), ("failed", trace), or ("killed", None) without a word."""
        text = b""
        while select.select([self._reading], [], [], PATIENCE)[0]:
            if not (piece := os.read(self._reading, 65_536)):
                break
            text += piece
        else:
            self.kill()
            text = json.dumps(["failed", f"took longer than {PATIENCE} seconds"]).encode()
        os.close(self._reading)
        os.waitpid(self.pid, 0)
        return tuple(json.loads(text)) if text.endswith(b"]") else ("killed", None)


def _work(work: Callable[[], Any], writing: int) -> None:
    try:
        text = json.dumps(["done", work()])
    except BaseException:
        text = json.dumps(["failed", traceback.format_exc()])
    os.write(writing, text.encode())
    os._exit(0)


class Steps:
    """Counts the statements and commits of a run, and kills the process at one of them."""

    def __init__(self, stop_at: int | None = None) -> None:
        """Stop before step number `stop_at`, counted from 1; never when None."""
        self.count, self.stop_at = 0, stop_at

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Count a statement before it runs."""
        self._next()
        return execute(sql, params, many, context)

    @contextmanager
    def watched(self, connection: Any) -> Iterator[None]:
        """Watch a connection: each statement, and the moments before and after each commit."""
        commit = connection._commit

        def watched_commit() -> None:
            self._next()
            commit()
            self._next()

        connection._commit = watched_commit
        with connection.execute_wrapper(self):
            yield
        connection._commit = commit

    def _next(self) -> None:
        self.count += 1
        if self.count == self.stop_at:
            os.kill(os.getpid(), signal.SIGKILL)


def spread(total: int, wanted: int) -> list[int]:
    """Choose numbers from 1 to total, evenly; the first and the last are among them."""
    return sorted({1 + round(number * (total - 1) / (wanted - 1)) for number in range(wanted)})


def dice(name: str) -> random.Random:
    """Give the same chance in every run."""
    return random.Random(name)  # noqa: S311  no secret hangs on it
