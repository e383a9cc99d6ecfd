"""What is wrong with a policy: a kind, a place and a sentence."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A spot in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Write the spot as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that is wrong; `kind` is for programs, `message` for people."""

    place: Place
    kind: str
    message: str

    def as_json(self) -> dict[str, object]:
        """Answer plain values for `--json`."""
        place = {"file": self.place.file, "line": self.place.line, "column": self.place.column}
        return {"kind": self.kind, "place": place, "message": self.message}


def nearest(word: str, known: Iterable[str]) -> str:
    """Answer `; did you mean 'x'?` for the closest known name, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
