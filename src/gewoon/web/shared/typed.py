"""Reads amounts and days as people type them: `1912,5`, `1-12`, `1 dec`."""

import re
from datetime import date

from django.utils.translation import gettext as _

from gewoon.rules.money import Cents, parse_euros

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = re.compile(
    r"(\d{1,2})(?:\s*[-/. ]\s*|\s+)(\d{1,2}|[a-z]+)\.?(?:(?:\s*[-/. ]\s*|\s+)(\d{2}|\d{4}))?", re.ASCII
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_GROUPED = {
    # 1.912,50 in Dutch; 1,912.50 in English; either way the other sign groups by three.
    ",": re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|-?\d+(?:,\d{1,2})?", re.ASCII),
    ".": re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|-?\d+(?:\.\d{1,2})?", re.ASCII),
}


def amount(text: str) -> Cents:
    """Read an amount in euros with a comma or a point; raise ValueError with what was expected.

    Cents have at most two digits, so `1.912` and `1,912` are both nineteen hundred and twelve euros.
    """
    bare = text.replace("€", "").replace("\N{NO-BREAK SPACE}", " ").strip().replace(" ", "")
    readings = {
        parse_euros(bare.replace("." if comma == "," else ",", "").replace(comma, "."))
        for comma, shape in _GROUPED.items()
        if shape.fullmatch(bare)
    }
    if len(readings) != 1:
        raise ValueError(_("“%(text)s” is not clear. Write the amount like 1912,50.") % {"text": text[:40]})
    return readings.pop()


def day(text: str, *, near: date) -> date:
    """Read a day; without a year it is the one nearest to `near`. Raise ValueError with what was expected."""
    bare = text.strip().lower()
    try:
        return date.fromisoformat(bare) if _ISO.fullmatch(bare) else _day(bare, near)
    except ValueError as wrong:
        raise ValueError(_("“%(text)s” is no day. Write it like 1-12-2026.") % {"text": text[:40]}) from wrong


def _day(bare: str, near: date) -> date:
    match = _DAY.fullmatch(bare)
    if match is None:
        raise ValueError(bare)
    number, month, year = match.groups()
    month_number = MONTHS.get(month, int(month) if month.isdigit() else 0)
    if year is not None:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month_number, int(number))
    years = (near.year - 1, near.year, near.year + 1)
    found = [made for each in years if (made := _existing(each, month_number, int(number)))]
    if not found:
        raise ValueError(bare)
    return min(found, key=lambda on: abs((on - near).days))


def _existing(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
