"""Remembers which cases were erased, beside the database: a restored backup loses their keys again."""

import os
from collections.abc import Iterable
from pathlib import Path

LIST = "erased-cases"


def remember(folder: Path, references: Iterable[str]) -> None:
    """Add cases to the list; it is on disk when this returns. A case that stands there stays once."""
    fresh = sorted(set(references) - remembered(folder))
    if not fresh:
        return
    descriptor = os.open(folder / LIST, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(f"{reference}\n" for reference in fresh)
        file.flush()
        os.fsync(file.fileno())


def remembered(folder: Path) -> frozenset[str]:
    """Answer the references of all cases that were ever erased here."""
    place = folder / LIST
    if not place.exists():
        return frozenset()
    return frozenset(line for line in place.read_text("ascii").splitlines() if line)
