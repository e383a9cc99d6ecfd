"""Whether the database itself is whole: its triggers, its pages, its references."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection

from gewoon.records import guards
from gewoon.rules.ledger.checks import Violation


def check(checked: "Counter[str]") -> Iterator[Violation]:
    """I3: nothing that stands can be changed; and SQLite's own checks of its file and references."""
    checked["triggers"] += len(guards.UNCHANGEABLE) * len(guards.OPERATIONS)
    for name in guards.missing(connection):
        told = "does not stand, so what was written can be changed: find out why, then migrate again"
        yield Violation(invariant="I3", record=f"trigger {name}", message=told)
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for (told,) in cursor.execute("PRAGMA integrity_check").fetchall():
            if told != "ok":
                yield Violation(
                    invariant="database", record="file", message=f"{told}: restore the last backup"
                )
        for table, row, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall():
            told = f"refers to a row of {parent} that does not exist"
            yield Violation(invariant="database", record=f"{table} {row}", message=told)
