"""Many rows at once: the plain statement, without an object per row."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

BATCH = 2_000


def reserve(model: type[models.Model], count: int) -> range | list[int]:
    """Reserve keys for rows that will be inserted in this transaction.

    On SQLite the transaction is IMMEDIATE, so nobody else can take the numbers after the highest;
    on PostgreSQL they come from the sequence.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608  the model's own table
        first = cursor.fetchone()[0] + 1
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = max(first, (found[0] if found else 0) + 1)
        return range(first, first + count)


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of plain values (one per column name, as the database stores them); answer how many."""
    table = model._meta.db_table
    places = ", ".join(["%s"] * len(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608  names of the model
    count = 0
    source = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(source, BATCH)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def set_value(model: type[models.Model], column: str, pairs: Sequence[tuple[Any, int]]) -> None:
    """Set one column of many rows: pairs of value and key."""
    statement = f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE id = %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, pairs)
