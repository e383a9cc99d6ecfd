"""The CSV dialects of the banks, each declared in a file of `data/bank/`, and how they are recognised."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_DATES = {
    "YYYYMMDD": r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    "YYYY-MM-DD": r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})",
    "DD-MM-YYYY": r"(?P<d>[0-9]{2})-(?P<m>[0-9]{2})-(?P<y>[0-9]{4})",
}
Place = str | int  # name of a column in the header, or its number from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one bank writes its CSV; columns by name where there is a header."""

    name: str
    separator: str
    quote: str | None
    only_quoted: int | None  # the one column that may be quoted, where quotes elsewhere mean nothing
    stray_quote: bool
    title: str | None  # a line above the header
    newest_first: bool  # counts only where the running balances do not tell
    date: re.Pattern[str]
    amount: re.Pattern[str]
    thousands: str
    columns: Mapping[str, tuple[Place, ...]]
    sign_column: Place | None
    signs: Mapping[str, int]  # what stands in the sign column -> 1 or -1
    balance_before: Place | None  # columns with the running balance: before the entry, after it, or both
    balance_after: Place | None
    width: int | None  # number of columns, where there is no header
    patterns: Mapping[int, re.Pattern[str]]

    @property
    def has_header(self) -> bool:
        """Tell whether the first line names the columns."""
        return self.width is None

    def places(self) -> tuple[Place, ...]:
        """Return every column that the dialect needs."""
        others = (self.sign_column, self.balance_before, self.balance_after)
        return sum(self.columns.values(), ()) + tuple(place for place in others if place is not None)


@lru_cache(maxsize=1)
def dialects() -> tuple[Dialect, ...]:
    """Return the declared dialects, those with the most columns first: the closest fit wins."""
    folder = files("gewoon").joinpath("data", "bank")
    texts = [f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".toml")]
    return tuple(sorted((declared(text) for text in texts), key=lambda d: (-len(d.places()), d.name)))


def declared(text: str) -> Dialect:
    """Read the declaration of one dialect. Raises KeyError or ValueError when it is incomplete."""
    document: dict[str, Any] = tomllib.loads(text)
    recognise: dict[str, Any] = document.get("recognise", {})
    sign: dict[str, Any] = document["sign"]
    balance: dict[str, Any] = document.get("balance", {})
    return Dialect(
        name=document["name"],
        separator=document["separator"],
        quote=document.get("quote"),
        only_quoted=document.get("only_quoted"),
        stray_quote=document.get("stray_quote", False),
        title=document.get("title"),
        newest_first={"newest first": True, "oldest first": False}[document["order"]],
        date=re.compile(_DATES[document["date"]], re.ASCII),
        amount=_amount(document, sign),
        thousands=document.get("thousands", ""),
        columns={name: _places(where) for name, where in document["columns"].items()},
        sign_column=sign.get("column"),
        signs=dict.fromkeys(sign.get("in", ()), 1) | dict.fromkeys(sign.get("out", ()), -1),
        balance_before=balance.get("before"),
        balance_after=balance.get("after"),
        width=recognise.get("width"),
        patterns={int(k): re.compile(v, re.ASCII) for k, v in recognise.items() if k != "width"},
    )


def _places(where: Any) -> tuple[Place, ...]:
    return tuple(where) if isinstance(where, list) else (where,)


def _amount(document: Mapping[str, Any], sign: Mapping[str, Any]) -> re.Pattern[str]:
    """Return the pattern of an amount: sign, whole, decimals."""
    mark = "[+-]?" if sign.get("plus") else "-?"
    whole = "[0-9]{1,13}"
    if "thousands" in document:
        whole = rf"(?:[0-9]{{1,3}}(?:{re.escape(document['thousands'])}[0-9]{{3}}){{1,4}}|{whole})"
    return re.compile(rf"({mark})({whole})(?:{re.escape(document['decimal'])}([0-9]{{1,2}}))?", re.ASCII)


def positions(dialect: Dialect, header: Sequence[str]) -> dict[Place, int] | None:
    """Return where the columns stand under this header (or first row); None when it does not fit."""
    if dialect.width is not None:
        fits = len(header) == dialect.width and all(
            p.fullmatch(header[at - 1].strip()) for at, p in dialect.patterns.items()
        )
        return {place: place - 1 for place in dialect.places() if isinstance(place, int)} if fits else None
    known = {name.strip().casefold(): at for at, name in enumerate(header)}
    found = {place: known.get(str(place).casefold()) for place in dialect.places()}
    return {p: at for p, at in found.items() if at is not None} if None not in found.values() else None
