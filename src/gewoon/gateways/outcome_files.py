"""Reads what ships for the figures: the sector's line, the protocol and the texts."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gewoon.rules.outcome.relapse import Definition

_FOLDER = files("gewoon") / "data" / "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorYear:
    """Evictions in the whole sector in a year; None where none was found."""

    year: int
    evictions: int | None
    quality: str
    source: str


@cache
def sector() -> tuple[SectorYear, ...]:
    """Read the sector's line, with its gaps. Raises ValueError naming a row that cannot be read."""
    with (_FOLDER / "sector.csv").open(encoding="utf-8") as file:
        return tuple(_year(row) for row in csv.DictReader(file))


@cache
def shipped_protocol() -> dict[str, Any]:
    """Read the protocol that ships: what is compared, and what counts as falling back."""
    return tomllib.loads((_FOLDER / "protocol.toml").read_text("utf-8"))


@cache
def texts() -> dict[str, dict[str, str]]:
    """Read the sentences: name, then language."""
    return tomllib.loads((_FOLDER / "texts.toml").read_text("utf-8"))


def definition(protocol: Mapping[str, Any]) -> Definition:
    """Answer what counts as falling back, as a protocol says."""
    return Definition(**protocol["relapse"])


def _year(row: dict[str, str]) -> SectorYear:
    try:
        count = int(row["evictions"]) if row["evictions"] else None
        return SectorYear(
            year=int(row["year"]), evictions=count, quality=row["quality"], source=row["source"]
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"sector.csv, {row.get('year', 'no year')}: expected a year and a count") from error
