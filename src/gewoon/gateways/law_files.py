"""Reads the numbers of law that are shipped as TOML files."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from gewoon.rules.law.parameters import Law, Number, Status, law_of

_REQUIRED = {"id", "value", "unit", "valid_from", "status", "source", "checked_until"}
_ALLOWED = _REQUIRED | {"valid_to", "note"}
_UNITS = {"EUR", "fraction", "percent", "days", "working days", "postal days", "months", "years"}


class LawFileError(ValueError):
    """A file of law numbers cannot be trusted; says which file and row, and what was expected."""


@cache
def shipped_law() -> Law:
    """Read all numbers that come with the program, once.

    Raises LawFileError when a shipped file is damaged.
    """
    return read_law(files("gewoon") / "data" / "law" / "numbers")


def read_law(folder: Traversable) -> Law:
    """Read every TOML file directly in a folder; raises LawFileError naming file and row."""
    names = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    try:
        return law_of(number for file in names for number in _numbers(file))
    except LawFileError:
        raise
    except ValueError as error:
        raise LawFileError(f"law numbers: {error}") from error


def _numbers(file: Traversable) -> Iterator[Number]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise LawFileError(f"{file.name}: cannot be read: {error}") from error
    rows = content.get("number", [])
    if set(content) - {"number"} or not _is_list_of_rows(rows):
        raise LawFileError(f"{file.name}: expected only [[number]] rows, found {', '.join(sorted(content))}")
    for place, row in enumerate(rows, start=1):
        try:
            yield _number(row)
        except ValueError as error:
            raise LawFileError(f"{file.name}, row {place} ({row.get('id', 'no id')}): {error}") from error


def _is_list_of_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _number(row: Mapping[str, Any]) -> Number:
    _check_keys(row)
    status = _one_of(row["status"], [each.value for each in Status], "status")
    number = Number(
        id=_text(row, "id"),
        value=_value(row["value"]),
        unit=_one_of(row["unit"], sorted(_UNITS), "unit"),
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to") if "valid_to" in row else None,
        status=Status(status),
        source=_text(row, "source"),
        checked_until=_day(row, "checked_until"),
        note=_text(row, "note") if "note" in row else "",
    )
    if number.valid_to is not None and number.valid_to < number.valid_from:
        raise ValueError("valid_to lies before valid_from")
    return number


def _check_keys(row: Mapping[str, Any]) -> None:
    if missing := _REQUIRED - set(row):
        raise ValueError(f"add {', '.join(sorted(missing))}")
    if unknown := set(row) - _ALLOWED:
        raise ValueError(f"remove {', '.join(sorted(unknown))}")


def _text(row: Mapping[str, Any], key: str) -> str:
    text = row[key]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{key} must be a text")
    return text


def _value(text: object) -> Fraction:
    """Read `"0.15"` exactly; a bare TOML number with a point would already be a float."""
    if not isinstance(text, str) or not text.replace(".", "", 1).isdecimal() or not text.isascii():
        raise ValueError(f'value must be digits between quotes, like "0.15", not {text!r}')
    return Fraction(text)


def _day(row: Mapping[str, Any], key: str) -> date:
    day = row[key]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError(f"{key} must be a day like 2026-07-01, without quotes")
    return day


def _one_of(word: object, words: list[str], key: str) -> str:
    if not isinstance(word, str) or word not in words:
        raise ValueError(f"{key} must be one of {', '.join(words)}, not {word!r}")
    return word
