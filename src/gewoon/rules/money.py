"""Amounts in whole cents."""

import re
from typing import NewType

Cents = NewType("Cents", int)

_EUROS = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,2}))?", re.ASCII)


def split(total: Cents, parts: int) -> tuple[Cents, ...]:
    """Split so that the parts differ by at most a cent and add up to the total."""
    if parts < 1:
        raise ValueError(f"cannot split into {parts} parts")
    share, rest = divmod(total, parts)
    return tuple(Cents(share + (i < rest)) for i in range(parts))


def parse_euros(text: str) -> Cents:
    """Read `1912.5` or `-0.07` as cents; refuse anything a machine would not write.

    Accepts ASCII digits, an optional leading minus, a point and at most two decimals.
    Raises ValueError for everything else (`1e3`, `NaN`, `1_000.00`, `1,50`, other digits).
    """
    match = _EUROS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is no amount: expected digits with a point and two decimals")
    sign, whole, decimals = match.groups()
    cents = int(whole) * 100 + int((decimals or "").ljust(2, "0"))
    return Cents(-cents if sign else cents)


def euros(cents: Cents) -> str:
    """Write cents as a machine reads them: `1912.50`, `-0.07`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"


def display(cents: Cents, language: str) -> str:
    """Write cents as a person reads them: `€ 1.912,50` in Dutch, `€1,912.50` in English."""
    whole, rest = divmod(abs(cents), 100)
    minus = "-" if cents < 0 else ""
    if language == "nl":
        return f"€\N{NO-BREAK SPACE}{minus}{whole:,}".replace(",", ".") + f",{rest:02}"
    return f"{minus}€{whole:,}.{rest:02}"
