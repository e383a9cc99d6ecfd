"""Hands letters to the print-and-mail house, and reads back what became of them."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Protocol

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}", re.ASCII)
_FORMULA = ("=", "+", "-", "@")
_ENCODING = "utf-8-sig"  # with a byte order mark, so that a spreadsheet reads names right
MANIFEST = "manifest.csv"
STATUS = "status.csv"
_MANIFEST_COLUMNS = ("file", "address", "pages", "sha256", "code", "sent_on")
_STATUS_COLUMNS = ("file", "status", "on", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One letter for the post: `letter_id` is unique for ever, `code` says nothing of the contents."""

    letter_id: str
    pdf: bytes
    pages: int
    address: tuple[str, ...]
    code: str
    sent_on: date

    @property
    def file(self) -> str:
        """The name of the file, as neutral as the envelope."""
        return f"{self.letter_id}.pdf"

    @property
    def sha256(self) -> str:
        """The fingerprint of the letter, in hexadecimal digits."""
        return sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Letters that go out together, under a name such as `2026-11-23`."""

    name: str
    parcels: tuple[Parcel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was handed over now, and what had been handed over before; both as letter ids."""

    delivered: tuple[str, ...]
    known: tuple[str, ...]


class Status(StrEnum):
    """What the post did with a letter."""

    DELIVERED = "delivered"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one letter, on which day, and why it came back."""

    letter_id: str
    status: Status
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """All results so far, and every line that could not be understood."""

    results: tuple[Result, ...]
    problems: tuple[str, ...]


class PostError(ValueError):
    """A batch is refused as a whole; nothing of it was handed over."""


class PostGateway(Protocol):
    """How letters leave the house."""

    def deliver(self, batch: Batch) -> Receipt:
        """Hand over every letter once, however often it is asked; raises PostError for the whole batch."""

    def results(self) -> StatusReport:
        """Say what became of the letters so far."""


class FileDrop:
    """Post through a folder: per batch a folder with PDFs and a manifest, written last and at once.

    The mail house takes only what stands in a manifest and puts `status.csv` beside the batches.
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder that exists or can be made."""
        self._folder = folder

    def deliver(self, batch: Batch) -> Receipt:
        """Write the letters that were not yet handed over; see PostGateway.deliver."""
        self._folder.mkdir(parents=True, exist_ok=True)
        before = dict(self._handed_over())
        check(batch, before)
        known = tuple(parcel.letter_id for parcel in batch.parcels if parcel.letter_id in before)
        new = [parcel for parcel in batch.parcels if parcel.letter_id not in before]
        if new:
            place = self._folder / batch.name
            place.mkdir(exist_ok=True)
            for parcel in new:
                _write(place / parcel.file, parcel.pdf)
            earlier = [tuple(row[column] for column in _MANIFEST_COLUMNS) for row in _rows(place / MANIFEST)]
            _write(
                place / MANIFEST, _table([_MANIFEST_COLUMNS, *earlier, *(_line(parcel) for parcel in new)])
            )
            _keep(self._folder)
        return Receipt(delivered=tuple(parcel.letter_id for parcel in new), known=known)

    def results(self) -> StatusReport:
        """Read `status.csv`: columns file, status, on and reason. Columns in another order are fine."""
        return read_status(
            _rows(self._folder / STATUS), known={letter_id for letter_id, _ in self._handed_over()}
        )

    def _handed_over(self) -> Iterator[tuple[str, str]]:
        for manifest in sorted(self._folder.glob(f"*/{MANIFEST}")):
            for row in _rows(manifest):
                yield row["file"].removesuffix(".pdf"), row["sha256"]


def check(batch: Batch, before: Mapping[str, str]) -> None:
    """Refuse names that are no plain names, a letter twice, and another letter under a known id.

    `before` maps the ids handed over earlier to their sha256. Raises PostError with all problems.
    """
    problems = (
        [] if _SAFE.fullmatch(batch.name) else [f"batch {batch.name!r}: use letters, digits and hyphens"]
    )
    seen: set[str] = set()
    for parcel in batch.parcels:
        if not _SAFE.fullmatch(parcel.letter_id):
            problems.append(f"letter {parcel.letter_id!r}: use letters, digits and hyphens in its id")
        if parcel.letter_id in seen:
            problems.append(f"letter {parcel.letter_id}: stands twice in this batch")
        if before.get(parcel.letter_id, parcel.sha256) != parcel.sha256:
            problems.append(
                f"letter {parcel.letter_id}: was handed over before with other contents; give it a new id"
            )
        seen.add(parcel.letter_id)
    if problems:
        raise PostError("\n".join(problems))


def read_status(rows: Iterable[Mapping[str, str]], known: set[str]) -> StatusReport:
    """Read the lines of a status file; a line that is wrong is a problem and never a result."""
    results, problems = [], []
    for number, row in enumerate(rows, start=2):  # line 1 holds the names of the columns
        try:
            results.append(_result(row, known))
        except ValueError as error:
            problems.append(f"{STATUS}, line {number}: {error}")
    return StatusReport(results=tuple(results), problems=tuple(problems))


def _result(row: Mapping[str, str], known: set[str]) -> Result:
    missing = [column for column in _STATUS_COLUMNS[:3] if not row.get(column)]
    if missing:
        raise ValueError(f"{', '.join(missing)} missing; expected the columns {'; '.join(_STATUS_COLUMNS)}")
    letter_id = row["file"].removesuffix(".pdf")
    if letter_id not in known:
        raise ValueError(f"{row['file']!r} was never handed over")
    if row["status"] not in set(Status):
        raise ValueError(f"status {row['status']!r}: expected {' or '.join(Status)}")
    try:
        on = date.fromisoformat(row["on"])
    except ValueError:
        raise ValueError(f"expected a day as 2026-11-23, found {row['on']!r}") from None
    return Result(letter_id=letter_id, status=Status(row["status"]), on=on, reason=row.get("reason") or "")


def _line(parcel: Parcel) -> tuple[str, ...]:
    address = " | ".join(parcel.address)
    if address.startswith(_FORMULA):
        address = f"'{address}"  # a spreadsheet would calculate it
    sent_on = parcel.sent_on.isoformat()
    return (parcel.file, address, str(parcel.pages), parcel.sha256, parcel.code, sent_on)


def _table(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(_ENCODING)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if not file.exists():
        return
    with file.open(encoding=_ENCODING, newline="") as opened:
        yield from csv.DictReader(opened, delimiter=";", restval="")


def _write(file: Path, content: bytes) -> None:
    """Put a file in place at once: who looks sees all of it or nothing of it, also after a power cut."""
    half = file.with_name(f".{file.name}.part")
    with half.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)
    _keep(file.parent)


def _keep(folder: Path) -> None:
    """Make names in a folder survive a power cut; Windows cannot open a folder and needs no such call."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
