"""Opens a table, CSV or XLSX, as rows of cells; knows nothing of what the columns mean."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

from gewoon.gateways.erp.cells import Cell

MOST_BYTES = 100_000_000
MOST_ROWS = 2_000_000
MOST_SHEET_ROWS = 300_000
MOST_COLUMNS = 26
MOST_HEADER = 1_000
MOST_UNPACKED_BYTES = 300_000_000
MOST_RATIO = 100
FREE_UNPACKED_BYTES = 1_000_000  # below this size no ratio is suspect
_CHUNK = 1 << 20
_OVERLAP = 64  # longer than the longest thing searched for
_FAR_CELL = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Z]{2,}[0-9]|[A-Z]?(?:[3-9][0-9]{5}|[0-9]{7}))")
_FAULTY_CELL = re.compile(rb"\st\s*=\s*[\"']e[\"']")


class TableRefused(Exception):
    """A table that cannot be opened: place in it, and what to do."""

    def __init__(self, place: str, message: str) -> None:
        """Keep both; the reader of the delivery adds the name of the file."""
        super().__init__(place, message)
        self.place, self.message = place, message


def open_csv(data: bytes) -> Iterator[list[Cell]]:
    """Yield the rows of a CSV file, header first; `;` or `,`, UTF-8. Raises TableRefused."""
    text = decode(data)
    if "\0" in text:
        raise TableRefused("", "these are bytes and no text; expected CSV in UTF-8")
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    if header.count(delimiter) > MOST_HEADER:
        raise TableRefused("row 1", f"the header has more than {MOST_HEADER} columns")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    place = 0
    try:
        for place, row in enumerate(rows, start=1):
            if place > MOST_ROWS + 1:
                raise TableRefused("", f"there are more than {MOST_ROWS} rows; split the file")
            yield list(row)
    except csv.Error:
        message = "a quotation mark is not closed, stands in the wrong place, or a cell is far too long"
        raise TableRefused(f"row {place + 1}", message) from None


def decode(data: bytes) -> str:
    """Return UTF-8 text without its byte-order mark. Raises TableRefused with the place of a wrong byte."""
    try:
        return data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except UnicodeDecodeError as error:
        message = "this byte is no UTF-8; save the file again as UTF-8"
        raise TableRefused(f"byte {error.start + 1}", message) from None


def open_xlsx(path: Path) -> Iterator[list[Cell]]:
    """Yield the rows of the first visible sheet, header first. Raises TableRefused.

    The file is looked through before a reader opens it: one cell in the far corner of a sheet
    would make any reader ask for all memory.
    """
    try:
        _look_through(path)
        book = CalamineWorkbook.from_path(str(path))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        rows = book.get_sheet_by_name(shown[0]).to_python(skip_empty_area=False)
    except (
        CalamineError,
        ZipError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        IndexError,
        RuntimeError,
        NotImplementedError,
    ):
        raise TableRefused("", "the workbook is damaged or has a password; save it again as .xlsx") from None
    for row in rows:
        yield [None if cell == "" else cell for cell in row]  # type: ignore[misc]


def has_other_sheets(path: Path) -> bool:
    """Tell whether a workbook that was read has more sheets than the one that was."""
    return len(CalamineWorkbook.from_path(str(path)).sheet_names) > 1


def _look_through(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > MOST_UNPACKED_BYTES or _is_bomb(unpacked, path.stat().st_size):
            raise TableRefused("", "the workbook unpacks to far more than a table of tenancies; split it")
        if not any(member.filename.startswith("xl/worksheets/") for member in members):
            raise TableRefused("", "this is a zip, but no workbook; save the table as .xlsx or .csv")
        for member in members:
            _look_through_member(archive, member)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > FREE_UNPACKED_BYTES and unpacked > MOST_RATIO * packed


def _look_through_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    is_sheet = member.filename.endswith(".xml")
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            window = before + chunk
            if is_sheet and b"\0" in chunk:
                raise TableRefused("", "the workbook is written in an unusual way; save it again as .xlsx")
            if is_sheet and _FAR_CELL.search(window):
                message = f"a sheet uses more than {MOST_COLUMNS} columns or {MOST_SHEET_ROWS} rows; split it"
                raise TableRefused("", message)
            if is_sheet and _FAULTY_CELL.search(window):
                raise TableRefused("", "a cell holds an error such as #N/A; repair the formula")
            before = window[-_OVERLAP:]
