"""Reads the fields of an MT940 statement: account, balance, entry line, and the text below it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gewoon.gateways.bank import narrative, strict
from gewoon.gateways.bank.model import Detail, Entry, StatementStart, Unreadable

_BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]{1,15},[0-9]{0,2})\s*", re.ASCII)
_LINE = re.compile(
    r"(?P<value>[0-9]{6})(?P<booked>[0-9]{4})?(?P<mark>R?[CD])(?P<funds>[A-Z])?"
    r"(?P<amount>[0-9]{1,15},[0-9]{0,2})(?P<code>[A-Z][A-Z0-9 ]{3})(?P<rest>.*)",
    re.ASCII,
)
_DUTCH_IBAN = re.compile(r"(NL[0-9]{2}[A-Z]{4}[0-9]{10})[0-9]?(?:[A-Z]{3})?", re.ASCII)
_OTHER_IBAN = re.compile(r"([A-Z]{2}[0-9]{2}[A-Z0-9]{9,29}[0-9])(?:[A-Z]{3})?", re.ASCII)
_NUMBER_AND_CURRENCY = re.compile(r"(.*[0-9])\s*[A-Z]{3}", re.ASCII)
_SIGN = {"C": 1, "D": -1, "RC": -1, "RD": 1}  # R: a reversal, so the money goes the other way
_FIRST_YEAR_OF_1900 = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A balance with its day and currency."""

    cents: int
    on: date
    currency: str
    is_intermediate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What `:61:` says; `below` are the lines under it."""

    cents: int
    value_on: date
    booked_on: date
    is_reversal: bool
    code: str
    customer_reference: str
    bank_reference: str
    below: list[str] = field(default_factory=list)


def account(text: str) -> str:
    """Read `:25:`: an IBAN, with or without a BIC before and a currency behind it, or a bare number."""
    compact = strict.account(text)
    behind = compact.rpartition("/")[2]
    iban = _DUTCH_IBAN.fullmatch(behind) or _OTHER_IBAN.fullmatch(behind)
    if iban is not None:
        return iban[1]
    bare = text.strip()
    if not bare or len(bare) > 40:
        raise Unreadable("the account number is missing", ":25: with an account number")
    number = _NUMBER_AND_CURRENCY.fullmatch(bare)
    return number[1].strip() if number else bare


def balance(text: str, *, is_intermediate: bool = False) -> Dated:
    """Read `:60F:` or `:62F:`. Raises Unreadable."""
    match = _BALANCE.fullmatch(text)
    if match is None:
        raise Unreadable("the balance is written otherwise", "a balance like C260701EUR1234,56")
    mark, on, currency, amount = match.groups()
    return Dated(
        cents=_SIGN[mark] * _cents(amount), on=_day(on), currency=currency, is_intermediate=is_intermediate
    )


def line(text: str) -> Line:
    """Read `:61:`. Raises Unreadable."""
    match = _LINE.fullmatch(text)
    if match is None:
        raise Unreadable("the entry is written otherwise", "an entry like 2607010701C12,34NTRFNONREF")
    value_on = _day(match["value"])
    customer, _, bank = match["rest"].partition("//")
    return Line(
        cents=_SIGN[match["mark"]] * _cents(match["amount"]),
        value_on=value_on,
        booked_on=_near(match["booked"], value_on) if match["booked"] else value_on,
        is_reversal=match["mark"] in ("RC", "RD"),
        code=match["code"].strip(),
        customer_reference=customer.strip(),
        bank_reference=bank.strip(),
    )


def entry(
    line: Line, text: list[str], *, start: StatementStart, place: int, once: Callable[[str, str], str]
) -> Entry:
    """Make the entry of a `:61:` and the text of its `:86:`."""
    said = narrative.split(text)
    below = [piece.strip() for piece in line.below if piece.strip() and not piece.startswith("/TRCD/")]
    detail = Detail(
        cents=line.cents,
        name=said.name,
        iban=said.iban or _account_beside(line, below),
        remittance=said.remittance,
        structured=said.structured,
        end_to_end=said.end_to_end,
        mandate=said.mandate,
        reason_code=said.reason_code,
        note=said.note,
    )
    return Entry(
        place=place,
        reference=once(start.account, line.bank_reference),
        cents=line.cents,
        booked_on=line.booked_on,
        value_on=line.value_on,
        currency=start.currency,
        is_reversal=line.is_reversal,
        is_return=bool(said.reason_code),
        batch_announced=said.payments,
        batch_reference=said.batch,
        code=line.code,
        details=(detail,),
    )


def _account_beside(line: Line, below: list[str]) -> str:
    """Find the other account under `:61:` (Rabobank) or in its reference (ASN, SNS)."""
    for text in (*below[:1], line.customer_reference):
        iban = narrative.iban_in(text)
        if iban:
            return iban
    return ""


def _cents(text: str) -> int:
    whole, _, decimals = text.partition(",")
    return int(whole) * 100 + int(decimals.ljust(2, "0"))


def _day(text: str) -> date:
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    try:
        return date(year + (1900 if year >= _FIRST_YEAR_OF_1900 else 2000), month, day)
    except ValueError:
        raise Unreadable("the date does not exist", "a date like 260701") from None


def _near(text: str, value_on: date) -> date:
    """Read MMDD in the year that brings it nearest to the value date."""
    month, day = int(text[:2]), int(text[2:])
    found = []
    for year in (value_on.year - 1, value_on.year, value_on.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue  # 29 February exists in one of four years
    if not found:
        raise Unreadable("the date does not exist", "month and day like 0701")
    nearest = min(found, key=lambda on: abs(on - value_on))
    if abs(nearest - value_on) > timedelta(days=200):
        raise Unreadable("the date does not exist", "month and day like 0701")
    return nearest
