"""Damages the records as only somebody with the database in hand can: past triggers and constraints."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from gewoon.gateways.policy_files import shipped_policy
from gewoon.records import guards
from gewoon.records.people import CONSOLE
from gewoon.records.queries.verify import Report, verify
from stories import at


def verified(day: Any, *, is_complete: bool = True) -> Report:
    """Verify everything, in the afternoon of a day."""
    return verify(CONSOLE, policies=shipped_policy, now=at(day, 15), is_complete=is_complete)


def found(day: Any) -> set[tuple[str, str]]:
    """Say what verify finds: invariant and record."""
    return {(each.invariant, str(each.record)) for each in verified(day).findings}


@contextmanager
def damage(*statements: str) -> Iterator[None]:
    """Write raw statements with all fences down; everything stands as before afterwards."""
    try:
        with transaction.atomic():
            _fences_down()
            _execute(*statements)
            yield
            transaction.set_rollback(True)
    finally:
        if connection.vendor == "sqlite":
            _execute("PRAGMA ignore_check_constraints = OFF")


def change(table: str, what: str, where: str) -> str:
    """Answer the statement that changes rows of a table of the records."""
    return f"UPDATE records_{table} SET {what} WHERE {where}"  # noqa: S608  the test's own words


def erase(table: str, where: str) -> str:
    """Answer the statement that erases rows of a table of the records."""
    return f"DELETE FROM records_{table} WHERE {where}"  # noqa: S608  the test's own words


def again(table: str, key: int) -> str:
    """Answer the statement that writes a row again, under key 900001."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, f"records_{table}")
    rest = ", ".join(f'"{column.name}"' for column in columns if column.name != "id")
    return (
        f"INSERT INTO records_{table} (id, {rest}) "  # noqa: S608  the test's own words
        f"SELECT 900001, {rest} FROM records_{table} WHERE id = {key}"
    )


def unfenced(table: str, constraint: str) -> tuple[str, ...]:
    """Answer the statements that take a constraint off a table of the records."""
    table = f"records_{table}"
    if connection.vendor != "sqlite":
        return (f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {constraint} CASCADE",
                f"DROP INDEX IF EXISTS {constraint}")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        (text,) = cursor.fetchone()
    inline = re.compile(rf', CONSTRAINT "{constraint}" UNIQUE \([^)]*\)')
    if not inline.search(text):
        return (f"DROP INDEX IF EXISTS {constraint}",)
    loose = inline.sub("", text).replace(f'"{table}"', f'"{table}_loose"', 1)
    return (
        loose,
        f"INSERT INTO {table}_loose SELECT * FROM {table}",  # noqa: S608  a name of the test
        f"DROP TABLE {table}",
        f"ALTER TABLE {table}_loose RENAME TO {table}",
    )


def _fences_down() -> None:
    if connection.vendor == "postgresql":  # what is still to be checked would hold the tables
        _execute("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    for table in guards.UNCHANGEABLE:
        for operation in guards.OPERATIONS:
            _execute(f"DROP TRIGGER IF EXISTS {guards.name_of(table, operation)}{on.format(table=table)}")
    if connection.vendor == "sqlite":
        _execute("PRAGMA ignore_check_constraints = ON")


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
