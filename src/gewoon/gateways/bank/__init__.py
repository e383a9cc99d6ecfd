"""Bank files in: camt.053, MT940 and CSV as one stream of records; a bad file is refused whole."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gewoon.gateways.bank import camt, container, csv, mt940
from gewoon.gateways.bank.model import (
    Detail,
    Entry,
    FileRefused,
    FileStart,
    Record,
    StatementEnd,
    StatementStart,
)

__all__ = [
    "Detail",
    "Entry",
    "FileRefused",
    "FileStart",
    "Record",
    "StatementEnd",
    "StatementStart",
    "dry_run",
    "read",
]

_READERS: dict[container.Kind, Callable[[container.Source], Iterator[Record]]] = {
    "xml": camt.read,
    "mt940": mt940.read,
    "csv": csv.read,
}


def read(path: Path) -> Iterator[Record]:
    """Yield what the file says, in its order: FileStart, then per statement start, entries, end.

    A zip gives every bank file inside it. Amounts are whole cents of the currency of the statement,
    which is not always the euro. Memory does not grow with the file. Raises FileRefused, also after
    records have been yielded: book nothing before the stream has ended.
    """
    with container.refusing(path):
        for source in container.sources(path):
            yield from _READERS[container.kind(source)](source)


def dry_run(path: Path) -> list[dict[str, Any]]:
    """Return per bank file what it is and its statements, with sums in cents. Raises FileRefused."""
    files: list[dict[str, Any]] = []
    start: StatementStart | None = None
    for record in read(path):
        if isinstance(record, FileStart):
            files.append(
                {"name": record.name, "format": record.format, "version": record.version, "statements": []}
            )
        elif isinstance(record, StatementStart):
            start = record
        elif isinstance(record, StatementEnd) and start is not None:
            files[-1]["statements"].append(_facts(start, record))
    return files


def _facts(start: StatementStart, end: StatementEnd) -> dict[str, Any]:
    return {
        "account": start.account,
        "id": start.id,
        "currency": start.currency,
        "opening_cents": end.opening_cents,
        "closing_cents": end.closing_cents,
        "entries": end.entries,
        "credit_cents": end.credit_cents,
        "debit_cents": end.debit_cents,
        "balances_agree": end.balances_agree,
        "pending": end.pending,
    }
