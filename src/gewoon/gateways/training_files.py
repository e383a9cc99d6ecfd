"""Reads training programmes and school holidays from TOML files: the shipped ones, or others."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from gewoon.rules.training.dates import REGIONS, Holiday, SchoolHolidays
from gewoon.rules.training.programme import Programme, ProgrammeError, parse


@cache
def shipped_programmes() -> Mapping[str, Programme]:
    """Read the programmes that come with the product, once, by name. Raises ProgrammeError."""
    return read_programmes(_data())


def read_programmes(folder: Traversable) -> Mapping[str, Programme]:
    """Read every TOML file directly in a folder as a programme; raises ProgrammeError with all problems."""
    found: dict[str, Programme] = {}
    problems: list[str] = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml"):
            continue
        name = file.name.removesuffix(".toml")
        try:
            found[name] = parse(name, _content(file))
        except ProgrammeError as error:
            problems += error.problems
    if problems:
        raise ProgrammeError(problems)
    return found


def read_programme(path: Path) -> Programme:
    """Read one file; raises ProgrammeError, and OSError when it cannot be read."""
    return parse(path.stem, _content(path))


@cache
def school_holidays() -> Mapping[str, SchoolHolidays]:
    """Read the school holidays that come with the product, by region. Raises ValueError when damaged."""
    content = _content(_data() / "holidays" / "school.toml")
    found = {row["name"]: _region(row) for row in content["region"]}
    if set(found) != set(REGIONS):
        raise ValueError(f"school.toml: expected the regions {', '.join(REGIONS)}")
    return found


def _region(row: Mapping[str, Any]) -> SchoolHolidays:
    holidays = tuple(
        Holiday(name=each["name"], from_on=_day(each["from"]), to_on=_day(each["to"]))
        for each in row["holidays"]
    )
    return SchoolHolidays(
        region=row["name"],
        known_from=_day(row["known_from"]),
        known_to=_day(row["known_to"]),
        source=row["source"],
        holidays=holidays,
    )


def _day(value: object) -> date:
    if type(value) is not date:
        raise ValueError(f"school.toml: {value!r} is no day: write it like 2027-02-20")
    return value


def _content(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise ProgrammeError([f"{file.name}: cannot be read: {error}"]) from error


def _data() -> Traversable:
    return files("gewoon") / "data" / "training"
