"""The values that stand in a letter: strict readers from plain JSON to typed values."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gewoon.rules.money import Cents

MOST_TEXT = 120
MOST_LINE = 60  # of an address, in the window of the envelope
MOST_PAYEE = 70
MOST_REFERENCE = 40
MOST_CENTS = 99_999_999_999  # what a payment code can carry: EUR 999,999,999.99
_FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, invisible, unassigned: never on paper
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """One term that is still open."""

    label: str
    due_on: date
    amount: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How to pay: into which account, in whose name, how much, under which reference."""

    payee: str
    iban: str
    reference: str
    amount: Cents
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The association, as it stands at the top."""

    name: str
    street: str
    town: str
    mail: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who answers."""

    name: str
    phone: str
    mail: str = ""
    hours: str = ""


Value = str | Cents | date | tuple[str, ...] | tuple[OpenItem, ...] | Payment | Sender | Person


def text(raw: object) -> str:
    """Read one line of visible text of at most MOST_TEXT characters, in composed form (NFC)."""
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"expected text, found {_shown(raw)}")
    if len(raw) > MOST_TEXT:
        raise ValueError(f"expected at most {MOST_TEXT} characters, found {len(raw)}: shorten it")
    line = unicodedata.normalize("NFC", raw.strip())
    bad = next((mark for mark in line if unicodedata.category(mark) in _FORBIDDEN), None)
    if bad is not None:
        raise ValueError(f"the character U+{ord(bad):04X} cannot be printed: remove it")
    return line


def amount(raw: object) -> Cents:
    """Read whole cents above zero."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError(f"expected whole cents, found {_shown(raw)}")
    if not 0 < raw <= MOST_CENTS:
        raise ValueError(
            f"expected an amount above zero and below a thousand million euros, found {raw} cents"
        )
    return Cents(raw)


def day(raw: object) -> date:
    """Read a day as `2026-11-22`."""
    try:
        return date.fromisoformat(text(raw))
    except ValueError:
        raise ValueError(f"expected a day as 2026-11-22, found {_shown(raw)}") from None


def lines(raw: object) -> tuple[str, ...]:
    """Read two to six lines of an address."""
    if not isinstance(raw, list | tuple) or not 2 <= len(raw) <= 6:
        raise ValueError(f"expected two to six lines of an address, found {_shown(raw)}")
    return tuple(_at_most(MOST_LINE, each) for each in raw)


def items(raw: object) -> tuple[OpenItem, ...]:
    """Read the open terms: a list of `label`, `due_on` and `amount`."""
    if not isinstance(raw, list | tuple) or not raw:
        raise ValueError(f"expected at least one open item, found {_shown(raw)}")
    return tuple(_item(place, each) for place, each in enumerate(raw, start=1))


def payment(raw: object) -> Payment:
    """Read `payee`, `iban`, `reference`, `amount` and perhaps `link`."""
    fields = _fields(raw, {"payee": payee, "iban": iban, "reference": text, "amount": amount}, ("link",))
    return Payment(**fields)


def sender(raw: object) -> Sender:
    """Read `name`, `street`, `town` and perhaps `mail` and `website`."""
    return Sender(**_fields(raw, {"name": text, "street": text, "town": text}, ("mail", "website")))


def person(raw: object) -> Person:
    """Read `name`, `phone` and perhaps `mail` and `hours`."""
    return Person(**_fields(raw, {"name": text, "phone": text}, ("mail", "hours")))


def reference(raw: object) -> str:
    """Read a reference of ours: at most MOST_REFERENCE characters."""
    return _at_most(MOST_REFERENCE, raw)


def payee(raw: object) -> str:
    """Read the name of an account: at most the 70 characters that a payment code can carry (EPC069-12)."""
    return _at_most(MOST_PAYEE, raw)


def iban(raw: object) -> str:
    """Read an account number with valid check digits (ISO 13616, ISO 7064 mod 97-10), without spaces."""
    account = text(raw).replace(" ", "").upper()
    if not _IBAN.fullmatch(account):
        raise ValueError(f"expected an IBAN, found {_shown(raw)}")
    digits = "".join(str(int(mark, 36)) for mark in account[4:] + account[:4])
    if int(digits) % 97 != 1:
        raise ValueError(
            f"the check digits of account {account} are wrong: compare it with the bank's papers"
        )
    return account


READERS: Mapping[str, Callable[[object], Value]] = {
    "text": text,
    "amount": amount,
    "date": day,
    "reference": reference,
    "lines": lines,
    "items": items,
    "payment": payment,
    "sender": sender,
    "person": person,
}


def _at_most(most: int, raw: object) -> str:
    line = text(raw)
    if len(line) > most:
        raise ValueError(f"expected at most {most} characters, found {len(line)}: shorten it")
    return line


def _item(place: int, raw: object) -> OpenItem:
    try:
        return OpenItem(**_fields(raw, {"label": text, "due_on": day, "amount": amount}, ()))
    except ValueError as error:
        raise ValueError(f"row {place}: {error}") from None


def _fields(
    raw: object, required: Mapping[str, Callable[[object], object]], optional: tuple[str, ...]
) -> dict[str, Any]:
    """Read a record; an optional field may be absent or empty."""
    if not isinstance(raw, Mapping):
        raise ValueError(f"expected {', '.join(required)}, found {_shown(raw)}")
    problems = [f"{name}: unknown" for name in raw if name not in required and name not in optional]
    found: dict[str, Any] = {name: text(raw[name]) for name in optional if raw.get(name)}
    for name, read in required.items():
        try:
            found[name] = read(raw.get(name))
        except ValueError as error:
            problems.append(f"{name}: {error}")
    if problems:
        raise ValueError("; ".join(problems))
    return found


def _shown(raw: object) -> str:
    return "nothing" if raw is None or raw == "" else repr(raw)[:40]
