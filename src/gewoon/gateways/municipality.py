"""Hands signals to municipalities as files in their own columns, and finds mappings and code lists."""

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import xlsxwriter

from gewoon.rules.contact.replies import CodeList, parse_codes
from gewoon.rules.contact.signal import Layout, as_csv, parse

Rows = Sequence[Sequence[str]]


class NotHandedOver(Exception):
    """The signal was not handed over, so it does not count as sent; the text says why."""


class MunicipalityGateway(Protocol):
    """How a signal reaches the municipality."""

    def deliver(self, name: str, content: bytes) -> str:
        """Hand over one file under its name and answer its sha256. Raises NotHandedOver."""


class SignalFolder:
    """Signals through a folder that the municipality, or a person, takes them from."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that exists or can be made."""
        self._folder = folder

    def deliver(self, name: str, content: bytes) -> str:
        """Write the file whole; the same name with other contents is refused."""
        place = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if place.exists() and place.read_bytes() != content:
                raise NotHandedOver(f"{name} was handed over before with other contents")
            half = self._folder / f".{name}.part"
            half.write_bytes(content)
            half.replace(place)
        except OSError as error:
            raise NotHandedOver(f"the folder for signals cannot be written: {error.strerror}") from error
        return sha256(content).hexdigest()


@cache
def shipped_layouts() -> Mapping[str, Layout]:
    """Read every mapping of columns that comes with the program, by name."""
    folder = files("gewoon") / "data" / "municipality"
    found = [
        parse(each.read_text(encoding="utf-8")) for each in folder.iterdir() if each.name.endswith(".toml")
    ]
    return {layout.name: layout for layout in sorted(found, key=lambda layout: layout.name)}


@cache
def shipped_codes() -> CodeList:
    """Read the newest list of codes of the municipalities' early warning."""
    folder = files("gewoon") / "data" / "ddas"
    found = [
        parse_codes(each.read_text(encoding="utf-8"))
        for each in folder.iterdir()
        if each.name.endswith(".toml")
    ]
    return max(found, key=lambda codes: codes.from_on)


def written(layout: Layout, rows: Rows, *, kind: str | None = None) -> bytes:
    """Write rows as the municipality wants them: CSV, a workbook or JSON."""
    kind = kind or layout.format
    if kind == "json":
        names = [column for column, _ in layout.columns]
        content = [dict(zip(names, row, strict=True)) for row in rows]
        return json.dumps(content, ensure_ascii=False, indent=1).encode()
    return _workbook(layout, rows) if kind == "xlsx" else as_csv(layout, rows)


def _workbook(layout: Layout, rows: Rows) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, (column, _) in enumerate(layout.columns):
        sheet.write_string(0, place, column)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, cell)
    book.close()
    return content.getvalue()
