"""Reads amounts, dates and account numbers from a bank file, and refuses what a bank would not write."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from gewoon.gateways.bank.model import Unreadable

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_AMOUNT = re.compile(r"[ \t\r\n]*([0-9]{1,15})(?:\.([0-9]{1,2}))?[ \t\r\n]*", re.ASCII)
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?",
    re.ASCII,
)
_HARMLESS = re.compile(r"[0-9.,+\-_eE]{1,24}", re.ASCII)
_NOT_A_REFERENCE = frozenset({"NONREF", "NOREF", "NOTPROVIDED", "NOTAVAILABLE", "EREF", "MARF", "PREF"})


def shown(text: str | None) -> str:
    """Quote a value in a message only if it cannot be personal."""
    if not text:
        return "nothing"
    return f"'{text}'" if _HARMLESS.fullmatch(text) else "other text"


def cents(text: str | None) -> int:
    """Read `1912`, `1912.5` or `1912.50` as cents; no sign, no exponent, at most two decimals.

    Raises Unreadable.
    """
    match = _AMOUNT.fullmatch(text or "")
    if match is None:
        raise Unreadable(f"the amount is {shown(text)}", "digits with at most two decimals")
    whole, decimals = match.groups()
    if decimals is None:
        return int(whole) * 100
    return int(whole) * 100 + int(decimals if len(decimals) == 2 else decimals + "0")


@lru_cache(maxsize=4096)
def day(text: str) -> date:
    """Read an XML date or moment as a local day in Amsterdam. Raises Unreadable."""
    text = text.strip()
    try:
        match = _DATE.fullmatch(text)
        if match is not None:
            return date.fromisoformat(match[1])
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return (moment.astimezone(_AMSTERDAM) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        pass
    raise Unreadable("the date does not exist or is written otherwise", "a date like 2026-07-01")


def number(text: str) -> int:
    """Read a count of at most nine digits. Raises Unreadable."""
    if len(text) > 9 or not (text.isascii() and text.isdigit()):
        raise Unreadable(f"the number is {shown(text)}", "a whole number")
    return int(text)


def account(text: str) -> str:
    """Write an account number without spaces and in upper case."""
    return "".join(text.split()).upper()


def is_reference(text: str) -> bool:
    """Tell whether the text can be a bank's own reference, rather than a word that says there is none."""
    return bool(text.strip("0 ")) and text.upper() not in _NOT_A_REFERENCE


def first_reference() -> Callable[[str, str], str]:
    """Make a filter that passes a reference once per account: what returns identifies nothing.

    It remembers a hash per entry, some 60 bytes.
    """
    seen: set[int] = set()

    def once(account: str, reference: str) -> str:
        mark = hash((account, reference))
        if not is_reference(reference) or mark in seen:
            return ""
        seen.add(mark)
        return reference

    return once
