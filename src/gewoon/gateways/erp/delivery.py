"""Reads the files of one delivery, whatever their format, whole or not at all."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from gewoon.gateways.erp import json_text, sheets, tables
from gewoon.gateways.erp.findings import Findings
from gewoon.gateways.erp.model import Delivery
from gewoon.gateways.erp.sheets import TableRefused
from gewoon.gateways.erp.vera import reader
from gewoon.gateways.erp.vera.posts import Signs

MOST_FILES = 2_000
_STRANGE = {
    b"%PDF": "this is a PDF",
    b"\xd0\xcf\x11\xe0": "this is an old Excel workbook, or one with a password",
    b"<": "this is XML or a web page",
    b"\xff\xfe": "this is text in UTF-16",
    b"\xfe\xff": "this is text in UTF-16",
}


def read(path: Path, *, on: date | None = None, signs: Signs = "by_kind") -> Delivery:
    """Read a delivery of one file; see `read_delivery`."""
    return read_delivery([path], on=on, signs=signs)


def read_delivery(paths: Sequence[Path], *, on: date | None = None, signs: Signs = "by_kind") -> Delivery:
    """Read all files of one delivery: CSV, XLSX or VERA JSON, also together.

    Amounts are whole cents, dates are days in Amsterdam. With any error the delivery is empty but for
    its errors, at most 200 and then their number. `on` is the day of the delivery: roles that ended
    before it are left out; without it every role that ends. `signs` says how VERA amounts are meant.
    """
    found, rows, files = Findings(), tables.Rows(), reader.Sorted()
    formats: list[str] = []
    if len(paths) > MOST_FILES:
        found.refuse("delivery", f"there are {len(paths)} files; expected {MOST_FILES} at most")
    for path in paths[:MOST_FILES]:
        try:
            formats.append(_read_file(path, found, rows, files))
        except TableRefused as error:
            found.refuse(f"{path.name} {error.place}".strip(), error.message)
        except OSError:
            found.refuse(path.name, "the file cannot be opened; expected a file that can be read")
    outcome = reader.read(files, found, on=on, signs=signs)
    if found.errors:
        return Delivery(errors=found.all_errors(), warnings=found.all_warnings(), formats=_once(formats))
    return Delivery(
        tenancies=(*rows.tenancies, *outcome.tenancies),
        mandates=tuple(rows.mandates),
        components=(*rows.components, *outcome.components),
        claims=(*rows.claims, *outcome.claims),
        posts=outcome.posts,
        balances=outcome.balances,
        warnings=found.all_warnings(),
        formats=_once(formats),
    )


def _read_file(path: Path, found: Findings, rows: tables.Rows, files: reader.Sorted) -> str:
    size = path.stat().st_size
    if size > sheets.MOST_BYTES:
        raise TableRefused(
            "", f"the file has {size} bytes; expected {sheets.MOST_BYTES} at most, so split it"
        )
    data = path.read_bytes()
    if not data.strip():
        raise TableRefused("", "the file is empty")
    if data.startswith(b"PK"):
        tables.read(path.name, sheets.open_xlsx(path), found, rows)
        if sheets.has_other_sheets(path):
            found.warn(path.name, "only the first sheet is read; save other tables as files of their own")
        return "XLSX"
    for start, reason in _STRANGE.items():
        if data.lstrip().startswith(start):
            raise TableRefused("", f"{reason}; expected CSV in UTF-8, an Excel workbook (.xlsx) or VERA JSON")
    if _is_json(path, data):
        reader.sort(path.name, json_text.load(path.name, data, found), found, files)
        return "VERA"
    tables.read(path.name, sheets.open_csv(data), found, rows)
    return "CSV"


def _is_json(path: Path, data: bytes) -> bool:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start in (b"[", b"{") or path.suffix.casefold() == ".json"


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
