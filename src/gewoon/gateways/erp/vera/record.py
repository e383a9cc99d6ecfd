"""Reads the fields of one VERA record; what is wrong goes to the findings with its JSON pointer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from gewoon.gateways.erp.findings import Findings, nearest
from gewoon.gateways.erp.vera.codes import lists
from gewoon.rules.money import Cents

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)
_MOST_CENTS = 10**14


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object of a delivery and where it stands. `null` is the same as absent."""

    data: dict[str, Any]
    place: str
    found: Findings

    def has(self, name: str) -> bool:
        """Tell whether a field is filled."""
        return self.data.get(name) is not None

    def refuse(self, name: str, message: str) -> None:
        """Note an error of one field."""
        self.found.refuse(f"{self.place}/{name}", message)

    def warn(self, name: str, message: str) -> None:
        """Note a warning about one field, or about the whole record when `name` is empty."""
        self.found.warn(f"{self.place}/{name}" if name else self.place, message)

    def require(self, name: str) -> bool:
        """Tell whether a field is filled; if not, that is an error."""
        if not self.has(name):
            self.refuse(name, "this field is missing; it is needed")
        return self.has(name)

    def text(self, name: str, most: int) -> str:
        """Read one line of text, "" when absent."""
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(name, "expected text, between quotation marks")
        elif len(value) > most:
            self.refuse(name, f"the text has {len(value)} characters; expected {most} at most")
        else:
            return " ".join(value.split())
        return ""

    def whole(self, name: str) -> int | None:
        """Read a count; `14.0` is a count too."""
        value = self.data.get(name)
        if isinstance(value, Decimal) and value.adjusted() < 9 and value == value.to_integral_value():
            value = int(value)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9):
            return value
        self.refuse(name, "expected a whole number, not below zero")
        return None

    def money(self, name: str) -> Cents | None:
        """Read an amount in euros as whole cents; a third decimal is refused, never rounded."""
        value = self.data.get(name)
        if value is None:
            return None
        cents = _cents(value)
        if cents is None:
            self.refuse(name, "expected a number in euros with at most two decimals, without quotation marks")
        return cents

    def day(self, name: str) -> date | None:
        """Read `2026-07-01`."""
        value = self.data.get(name)
        found = _day(value, _DATE)
        if found is None and value is not None:
            self.refuse(name, "expected a date that exists, written as 2026-07-01")
        return found

    def moment_day(self, name: str) -> date | None:
        """Read a moment with its zone as the day that it was in Amsterdam; a bare date is itself."""
        value = self.data.get(name)
        found = _day(value, _DATE) or _day(value, _MOMENT)
        if found is None and value is not None:
            self.refuse(name, "expected a moment with its zone, such as 2026-06-30T22:00:00Z")
        return found

    def code(self, name: str, of: str) -> str:
        """Read `{"code": ...}` of one reference list, "" when absent or wrong; an ended one is warned of."""
        value = self.data.get(name)
        if value is None:
            return ""
        code = value.get("code") if isinstance(value, dict) else None
        known = lists()[of]
        if not isinstance(code, str):
            self.refuse(name, f"expected an object with a code of {of}")
        elif code not in known:
            self.refuse(f"{name}/code", f"this code is not in {of}{nearest(code, known)}")
        else:
            if known[code]:
                self.warn(f"{name}/code", f"code {code} of {of} ended on {known[code]}; it is taken in")
            return code
        return ""

    def one(self, name: str) -> "Record | None":
        """Return the object in a field."""
        value = self.data.get(name)
        if isinstance(value, dict):
            return self._inner(name, value)
        if value is not None:
            self.refuse(name, "expected an object")
        return None

    def many(self, name: str) -> "Iterator[Record]":
        """Yield the objects of an array."""
        value = self.data.get(name)
        if value is not None and not isinstance(value, list):
            self.refuse(name, "expected an array of objects")
            return
        for place, each in enumerate(value or ()):
            if isinstance(each, dict):
                yield self._inner(f"{name}/{place}", each)
            else:
                self.refuse(f"{name}/{place}", "expected an object")

    def id_of(self, name: str) -> str:
        """Return the key that another record is referred to by, "" when there is none."""
        other = self.one(name)
        return other.text("id", 200) if other else ""

    def _inner(self, step: str, data: dict[str, Any]) -> "Record":
        return Record(data=data, place=f"{self.place}/{step}", found=self.found)


def period(record: Record, first: date | None, last: date | None, name: str = "einddatum") -> bool:
    """Tell whether a period runs forward; if not, that is an error."""
    if first is not None and last is not None and last < first:
        record.refuse(name, "the end lies before the beginning")
        return False
    return True


def _cents(value: Any) -> Cents | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, Decimal) and not -20 < value.adjusted() < 13:
        return Cents(0) if value == 0 else None
    cents = Fraction(value) * 100
    if cents.denominator != 1 or abs(cents) >= _MOST_CENTS:
        return None
    return Cents(int(cents))


def _day(value: Any, shape: re.Pattern[str]) -> date | None:
    if not isinstance(value, str) or not shape.fullmatch(value):
        return None
    try:
        if shape is _DATE:
            return date.fromisoformat(value)
        return datetime.fromisoformat(value).astimezone(_AMSTERDAM).date()
    except (ValueError, OverflowError):
        return None
