"""Reads what the association chose about arrangements: one TOML file per first valid day."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from gewoon.rules.arrangement.house import House, read_house


@cache
def shipped_houses(name: str = "voorbeeld") -> tuple[House, ...]:
    """Read all versions that come with the product, oldest first. Raises ValueError naming the file."""
    return read_houses(files("gewoon") / "data" / "arrangement" / name)


def house_on(day: date) -> House | None:
    """Answer the version that holds on a day; None before the first."""
    valid = [house for house in shipped_houses() if house.valid_from <= day]
    return valid[-1] if valid else None


def read_houses(folder: Traversable) -> tuple[House, ...]:
    """Read every TOML file of a folder; raises ValueError naming the file and what is wrong."""
    found = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            first = date.fromisoformat(file.name.removesuffix(".toml"))
            found.append(read_house(tomllib.loads(file.read_text(encoding="utf-8")), valid_from=first))
        except ValueError as error:  # no day, no UTF-8, no TOML, or no house
            raise ValueError(f"arrangement/{file.name}: {error}") from error
    return tuple(found)
