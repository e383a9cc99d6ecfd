"""Opens a JSON file strictly: no key twice, no number that is none, no citizen service number anywhere."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from gewoon.gateways.erp.findings import LEAVE_OUT, Findings, is_citizen_number
from gewoon.gateways.erp.sheets import TableRefused, decode

MOST_KEYS = 10_000  # different keys; VERA has some hundreds
FREE_BYTES = 1_000_000  # below this size nothing costs time
LEAST_BYTES_PER_BRACKET = 6  # a record of VERA takes a hundred
_TOO_DEEP = "the file is nested without end; expected an array of records"


class _Mark:
    """Stands in a parsed file where something must be refused, until its place is known."""

    def __init__(self, message: str) -> None:
        self.message = message


class _TooManyKeys(Exception):
    """A file that is no set of records."""


_NO_NUMBER = _Mark("NaN and Infinity are no numbers; expected a number or nothing")
_TWICE = _Mark("a key stands twice in this object; nobody can tell which is meant")
_CITIZEN = _Mark(LEAVE_OUT)


def load(name: str, data: bytes, found: Findings) -> Any:
    """Return the value of a JSON text in UTF-8; numbers with a point become Decimal.

    What must be refused goes to `found` with its JSON pointer. Raises TableRefused for a text
    that is no JSON at all, or nested without end.
    """
    if len(data) > FREE_BYTES and len(data) < LEAST_BYTES_PER_BRACKET * (data.count(b"{") + data.count(b"[")):
        raise TableRefused("", "the file is almost all brackets; expected an array of records")
    marked: list[bool] = []
    value = _parse(decode(data), marked)
    if marked:
        for pointer, mark in _marks(value):
            found.refuse(f"{name} {pointer}", mark.message)
            if found.is_full():
                break
    return value


def _parse(text: str, marked: list[bool]) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object_reader(marked),
            parse_float=Decimal,
            parse_constant=_constant_reader(marked),
        )
    except json.JSONDecodeError as error:
        message = "this is no JSON; expected an array of records, as the API gives it"
        raise TableRefused(f"line {error.lineno}, column {error.colno}", message) from None
    except RecursionError:
        raise TableRefused("", _TOO_DEEP) from None
    except _TooManyKeys:
        message = f"the file has more than {MOST_KEYS} different keys; expected records"
        raise TableRefused("", message) from None
    except (ValueError, ArithmeticError):
        raise TableRefused("", "a number has far too many digits") from None


def _object_reader(marked: list[bool]) -> Callable[[list[tuple[str, Any]]], dict[Any, Any]]:
    harmless: set[str] = set()

    def read(pairs: list[tuple[str, Any]]) -> dict[Any, Any]:
        record: dict[Any, Any] = dict(pairs)
        if len(record) != len(pairs):
            record[_TWICE] = _TWICE
            marked.append(True)
        if not harmless.issuperset(record):
            _look_at_keys(record, harmless, marked)
        naam = record.get("naam")
        if isinstance(naam, str) and is_citizen_number(naam):
            record["naam"] = _CITIZEN
            marked.append(True)
        return record

    return read


def _look_at_keys(record: dict[Any, Any], harmless: set[str], marked: list[bool]) -> None:
    if len(record) > MOST_KEYS or len(harmless) > MOST_KEYS:
        raise _TooManyKeys
    for key in [each for each in record if isinstance(each, str) and each not in harmless]:
        if is_citizen_number(key):
            record[key] = _CITIZEN
            marked.append(True)
        else:
            harmless.add(key)


def _constant_reader(marked: list[bool]) -> Callable[[str], _Mark]:
    def read(_text: str) -> _Mark:
        marked.append(True)
        return _NO_NUMBER

    return read


def _marks(value: Any) -> Iterator[tuple[str, _Mark]]:
    """Find the marks in the order of the file, with a JSON pointer (RFC 6901) to each."""
    open_levels: list[Iterator[tuple[str, Any]]] = [iter([("", value)])]
    while open_levels:
        pointer, each = next(open_levels[-1], ("", None))
        if each is None and pointer == "":
            open_levels.pop()
        elif isinstance(each, _Mark):
            yield pointer, each
        elif isinstance(each, list):
            open_levels.append(_items(pointer, each))
        elif isinstance(each, dict):
            open_levels.append(_fields(pointer, each))


def _items(pointer: str, values: list[Any]) -> Iterator[tuple[str, Any]]:
    return ((f"{pointer}/{place}", each) for place, each in enumerate(values))


def _fields(pointer: str, record: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    return ((_step(pointer, key), each) for key, each in record.items())


def _step(pointer: str, key: object) -> str:
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')[:60]}" if isinstance(key, str) else pointer
