"""Where the texts of a TOML file stand: the standard reader gives values without places."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]

_HEADER = re.compile(r"[ \t]*(\[\[?)([^\]\n]*)\]\]?")
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = re.compile(rf"[ \t]*({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*=[ \t]*")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|(?!""")[\s\S])*"{3,5}'
    r"|'''(?:(?!''')[\s\S])*'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\r?\n[ \t\r\n]*|.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a value stands: `start` is its offset in the file, `offsets` those of a text's characters."""

    start: int
    offsets: tuple[int, ...]

    def of(self, character: int) -> int:
        """Answer the offset in the file of one character of the text, or of what comes right behind it."""
        if not self.offsets:
            return self.start
        return self.offsets[min(character, len(self.offsets) - 1)]


class Locator:
    """The places of all values of a TOML text that the standard reader accepts."""

    def __init__(self, text: str) -> None:
        """Walk the text once."""
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._spots = _walk(text)

    def spot(self, path: Path) -> Spot:
        """Answer the place of a key's value, of a table, or of the nearest table around it."""
        while path not in self._spots and path:
            path = path[:-1]
        return self._spots.get(path, Spot(start=0, offsets=()))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Turn an offset into line and column, both counted from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _walk(text: str) -> Mapping[Path, Spot]:
    spots: dict[Path, Spot] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    at = 0
    while at < len(text):
        if header := _HEADER.match(text, at):
            table = _enter(header, counts)
            spots[table] = Spot(start=header.start(1), offsets=())
            at = _next_line(text, header.end())
        elif key := _KEY.match(text, at):
            spots[(*table, *_names(key.group(1)))] = _value(text, key.end())
            at = _next_line(text, _skip(text, key.end()))
        else:
            at = _next_line(text, at)
    return spots


def _enter(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """Answer the path of a table; a table in a list gets its number, a table under one that of the last."""
    path: Path = ()
    names = _names(header.group(2))
    for position, name in enumerate(names):
        path = (*path, name)
        if header.group(1) == "[[" and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _names(text: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_NAME, text)]


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _skip(text: str, at: int) -> int:
    """Answer where a value ends: strings whole, lists and inline tables to their last bracket."""
    depth = 0
    while at < len(text):
        if string := _STRING.match(text, at):
            at = string.end()
            continue
        mark = text[at]
        if mark == "#":
            at = _next_line(text, at) - 1
            mark = "\n"
        depth += (mark in "[{") - (mark in "]}")
        if mark == "\n" and depth == 0:
            return at
        at += 1
    return at


def _value(text: str, at: int) -> Spot:
    string = _STRING.match(text, at)
    if string is None:
        return Spot(start=at, offsets=())
    return Spot(start=at, offsets=tuple(_characters(text, string)))


def _characters(text: str, string: re.Match[str]) -> list[int]:
    """Answer the offset of each character of the decoded text, and of the closing quote behind the last."""
    quote = string.group()[:3] if string.group()[:3] in {'"""', "'''"} else string.group()[0]
    at, end = string.start() + len(quote), string.end() - len(quote)
    if len(quote) == 3:
        at += len(re.match(r"(?:\r?\n)?", text[at : at + 2])[0])  # type: ignore[index]  # always matches
    offsets = []
    while at < end:
        escape = _ESCAPE.match(text, at) if quote[0] == '"' else None
        if escape is None:
            offsets += [] if text.startswith("\r\n", at) else [at]
            at += 1
            continue
        offsets += [] if "\n" in escape.group() else [at]
        at = escape.end()
    return [*offsets, end]
