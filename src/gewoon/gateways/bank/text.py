"""Streams the lines of a text file, whatever of the two usual encodings each line is in."""

from collections.abc import Iterator

from gewoon.gateways.bank.container import Source
from gewoon.gateways.bank.model import FileRefused

MOST_BYTES_PER_LINE = 65_536
_CONTROL = {*range(32), 127} - {9, 10, 13}
_DOS_END = b"\x1a"


def lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield (number, line without its end); the number counts from 1. Raises FileRefused.

    A line is UTF-8, else windows-1252, so that files of which only some lines are UTF-8 are read as well.
    """
    with source.open() as stream:
        number = 0
        while raw := stream.readline(MOST_BYTES_PER_LINE + 1):
            number += 1
            if len(raw) > MOST_BYTES_PER_LINE:
                raise FileRefused(source.shown, f"line {number}", "the line is far too long", "shorter lines")
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            text = raw.rstrip(b"\r\n")
            if text == _DOS_END:
                return
            yield number, _decoded(source, number, text)


def _decoded(source: Source, number: int, raw: bytes) -> str:
    if not raw.isascii() or not raw.decode("ascii").isprintable():
        wrong = next((at for at, byte in enumerate(raw, start=1) if byte in _CONTROL), None)
        if wrong is not None:
            place = f"line {number}, byte {wrong}"
            raise FileRefused(source.shown, place, "a control character", "text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("windows-1252")
    except UnicodeDecodeError as error:
        place = f"line {number}, byte {error.start + 1}"
        raise FileRefused(source.shown, place, "not UTF-8 and not windows-1252", "one of those") from None
