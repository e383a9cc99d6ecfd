"""Opens a file or a zip of files, and tells by the first bytes what each of them is."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from gewoon.gateways.bank.model import FileRefused

HEAD_BYTES = 65_536
TAIL_BYTES = 4_096
BLOCK_BYTES = 1_000_000
MOST_MEMBERS = 200
MOST_DIRECTORY_BYTES = 1_000_000
MOST_UNPACKED_BYTES = 4 * 1024**3 - 1
MOST_RATIO = 200  # a real statement shrinks to a tenth or a fiftieth
FREE_UNPACKED_BYTES = 1_000_000  # below this size no ratio is suspect
EXPECTED = "camt.053 (XML), MT940 or a CSV file of a Dutch bank"
_END_OF_DIRECTORY = b"PK\x05\x06"
_LOCATOR_64 = b"PK\x06\x07"
_MT940 = re.compile(rb"(?:^|\n)(?::20:|:940\d?:|\{1:F\d\d)")

Kind = Literal["xml", "mt940", "csv"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One bank file that can be opened more than once."""

    name: str
    shown: str  # the name in messages: with the zip it came from
    open: Callable[[], IO[bytes]]
    head: bytes
    tail: bytes


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what a damaged zip or an unreadable file throws into a `FileRefused`."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise FileRefused(path.name, "", "the zip is damaged", "a whole zip file") from None
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise FileRefused(path.name, "", reason, "a file that can be opened") from None


def sources(path: Path) -> Iterator[Source]:
    """Yield the bank files in `path`: itself, or the members of a zip. Raises FileRefused."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(max(0, path.stat().st_size - TAIL_BYTES))
        tail = stream.read(TAIL_BYTES)
    if head.startswith(b"PK"):
        yield from _members(path)
    else:
        yield Source(name=path.name, shown=path.name, open=lambda: path.open("rb"), head=head, tail=tail)


def kind(source: Source) -> Kind:
    """Tell XML, MT940 and CSV apart by the first bytes. Raises FileRefused for anything else."""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    reason = _no_bank_file(head)
    if reason:
        raise FileRefused(source.shown, "byte 1", reason, EXPECTED)
    if head.lstrip().startswith(b"<"):
        return "xml"
    return "mt940" if _MT940.search(head[:4096]) else "csv"


def _no_bank_file(head: bytes) -> str:
    start = head.lstrip()[:512].lower()
    if not start:
        return "the file is empty"
    if head.startswith(b"PK"):
        return "a zip inside a zip"
    if start.startswith(b"%pdf"):
        return "this is a PDF"
    if start.startswith((b"<!doctype html", b"<html")):
        return "this is a web page"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "this is an Office document"
    if b"\0" in head:
        return "these are bytes and no text, or text in UTF-16"
    return ""


def _members(path: Path) -> Iterator[Source]:
    _check_directory(path)
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        _check_members(path, members)
        for member in members:
            yield _member(path, archive, member)


def _member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source:
    """Describe a member; it is unpacked once, so that a cut-off end is seen before anything is read."""
    with archive.open(member) as stream:
        head = tail = stream.read(HEAD_BYTES)
        while block := stream.read(BLOCK_BYTES):
            tail = tail[-TAIL_BYTES:] + block
    return Source(
        name=member.filename,
        shown=f"{path.name}: {member.filename}",
        open=lambda: archive.open(member),
        head=head,
        tail=tail[-TAIL_BYTES:],
    )


def _check_directory(path: Path) -> None:
    """Look at the size of the list of contents before anything reads it."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - HEAD_BYTES - 22))
        end = stream.read()
    at = end.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(end) < at + 22:
        raise FileRefused(path.name, "end of file", "the zip is damaged or cut off", "a whole zip file")
    directory_bytes = int.from_bytes(end[at + 12 : at + 16], "little")
    if end[max(0, at - 20) :].startswith(_LOCATOR_64) or directory_bytes > MOST_DIRECTORY_BYTES:
        raise FileRefused(
            path.name, "list of contents", "the zip is too large", f"{MOST_MEMBERS} files at most"
        )


def _check_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    fault = _fault_of_list(members) or _fault_of_size(members, path.stat().st_size)
    if fault:
        raise FileRefused(path.name, "list of contents", *fault)


def _fault_of_list(members: list[zipfile.ZipInfo]) -> tuple[str, str] | None:
    """Return what is wrong with the files in the zip, and what was expected."""
    if not members:
        return "the zip is empty", "a zip with bank files"
    if any(m.filename == "[Content_Types].xml" for m in members):
        return "this is an Office document, such as an Excel workbook", EXPECTED
    if len(members) > MOST_MEMBERS:
        return f"the zip holds {len(members)} files", f"{MOST_MEMBERS} at most"
    if not all(_is_plain(m.filename) for m in members):
        return "the zip names a file outside its own folder", "plain file names"
    if any(m.flag_bits & 0x1 for m in members):
        return "the zip is protected by a password", "a zip without password"
    if not all(m.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
        return "the zip is packed in an unusual way", "an ordinary zip (deflate)"
    return None


def _fault_of_size(members: list[zipfile.ZipInfo], file_bytes: int) -> tuple[str, str] | None:
    unpacked = sum(m.file_size for m in members)
    packed = min(sum(m.compress_size for m in members), file_bytes)
    if unpacked > MOST_UNPACKED_BYTES:
        return "the zip unpacks to more than 4 GB", "less"
    if unpacked > FREE_UNPACKED_BYTES and unpacked > MOST_RATIO * packed:
        return f"the zip unpacks to more than {MOST_RATIO} times its size", "bank files"
    return None


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        name.isprintable()
        and not name.startswith("/")
        and ".." not in parts
        and not re.search(r"[\\:]", name)
    )
