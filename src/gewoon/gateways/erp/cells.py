"""Reads one value of a table strictly, and says what was expected without showing what stood there."""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time
from typing import Any

from stdnum.exceptions import InvalidComponent, ValidationError
from stdnum.nl import postcode as stdnum_postcode

from gewoon.gateways.erp.findings import nearest
from gewoon.rules.money import Cents, parse_euros

Cell = str | int | float | bool | date | datetime | time | None
MOST_NUMBER = 2_147_483_647
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,9}", re.ASCII)
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,30}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}", re.ASCII)
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_AS_TEXT = "format the column as text in the spreadsheet and fill it again"


class Unreadable(ValueError):
    """A value cannot be read; the text says what was expected. It never shows the value."""


def plain(cell: Cell) -> str:
    """Return a cell as text, a number as a spreadsheet shows it. Raises Unreadable for a date or a yes."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\N{NO-BREAK SPACE}", " ").strip()
    if isinstance(cell, bool):
        raise Unreadable("a yes or no stands here; expected text")
    if isinstance(cell, int | float):
        return format(cell, ".15g")
    raise Unreadable(f"the spreadsheet made a date of it: {_AS_TEXT}")


def day(cell: Cell) -> date:
    """Read `2026-07-01`, or a date cell without a time. Raises Unreadable."""
    if isinstance(cell, datetime):
        if cell.time() != time.min:
            raise Unreadable("a date with a time stands here; expected a date alone")
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        if isinstance(cell, str) and _DATE.fullmatch(cell.strip()):
            return date.fromisoformat(cell.strip())
    except ValueError:
        raise Unreadable("this date does not exist in the calendar") from None
    raise Unreadable("expected a date written as 2026-07-01")


def money(cell: Cell) -> Cents:
    """Read an amount in euros: digits, a point and at most two decimals. Raises Unreadable.

    A number in a spreadsheet is a binary fraction; the fifteen digits that a spreadsheet itself
    shows are read, so that 612.30 stays 612.30 and 612.305 is refused.
    """
    text = plain(cell)
    try:
        return parse_euros(text)
    except ValueError:
        hint = "; write a point where the comma stands, and no other sign" if "," in text else ""
        raise Unreadable(
            f"expected an amount in euros with at most two decimals, such as 612.30{hint}"
        ) from None


def number(cell: Cell) -> int:
    """Read the number of a tenancy: digits, no leading zero. Raises Unreadable."""
    text = plain(cell)
    if not _NUMBER.fullmatch(text) or int(text) > MOST_NUMBER:
        raise Unreadable(f"expected a whole number from 1 to {MOST_NUMBER}, without leading zeros")
    return int(text)


def rent_day(cell: Cell) -> int:
    """Read a day of the month that every month has. Raises Unreadable."""
    text = plain(cell)
    if not _NUMBER.fullmatch(text) or int(text) > 28:
        raise Unreadable("expected a day of the month from 1 to 28")
    return int(text)


def text(most: int) -> Callable[[Cell], str]:
    """Make a reader of text of at most `most` characters, without control characters."""

    def read(cell: Cell) -> str:
        found = plain(cell)
        if len(found) > most:
            raise Unreadable(f"the text has {len(found)} characters; expected {most} at most")
        if not found.isprintable():
            raise Unreadable(
                "the text holds a line break, a tab or another invisible sign; expected one line"
            )
        return found

    return read


def choice(words: Collection[str]) -> Callable[[Cell], str]:
    """Make a reader of one word of a list."""

    def read(cell: Cell) -> str:
        found = plain(cell)
        if found not in words:
            raise Unreadable(f"expected one of {', '.join(words)}{nearest(found, words)}")
        return found

    return read


def phone(cell: Cell) -> str:
    """Read a telephone number; one that lost its leading zero is refused. Raises Unreadable."""
    found = plain(cell)
    digits = re.sub(r"[^0-9]", "", found)
    if len(digits) == 9 and found[:1] not in "+0":
        raise Unreadable(f"the telephone number has nine digits: its leading zero was lost; {_AS_TEXT}")
    if not _PHONE.fullmatch(found) or len(found) > 32:
        raise Unreadable("expected a telephone number of digits, with + or a zero in front")
    return found


def mail(cell: Cell) -> str:
    """Read a mail address by its shape. Raises Unreadable."""
    found = plain(cell)
    if len(found) > 254 or not _MAIL.fullmatch(found):
        raise Unreadable("expected one mail address, such as naam@voorbeeld.example")
    return found


def language(cell: Cell) -> str:
    """Read a language code of ISO 639, small letters. Raises Unreadable."""
    found = plain(cell)
    if not _LANGUAGE.fullmatch(found):
        raise Unreadable("expected a language code of two or three small letters, such as nl or en")
    return found


def postcode(cell: Cell) -> str:
    """Read a Dutch postcode by its shape and write it as `1234 AB`. Raises Unreadable.

    The letters SA, SD and SS are never given out; they are taken, because made-up associations use them.
    """
    found = str(stdnum_postcode.compact(plain(cell)))
    try:
        return str(stdnum_postcode.validate(found))
    except InvalidComponent:
        return f"{found[:4]} {found[4:]}"
    except ValidationError:
        raise Unreadable("expected a postcode of four digits and two letters, such as 1234 AB") from None


def account(cell: Cell) -> str:
    """Read an account number, without spaces and in upper case. Raises Unreadable."""
    found = re.sub(r"\s", "", plain(cell)).upper()
    if not re.fullmatch(r"[0-9A-Z]{1,34}", found, re.ASCII):
        raise Unreadable("expected an IBAN of letters and digits, 34 at most")
    return found


def has_check_digits(iban: str) -> bool:
    """Tell whether the shape and the check digits of an IBAN are right (ISO 13616, ISO 7064 MOD 97-10).

    The library does the same with a table of countries, at forty times the cost.
    """
    if not _IBAN.fullmatch(iban):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


Reader = Callable[[Cell], Any]
