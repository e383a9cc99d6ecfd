"""Payment references that prove themselves: the Dutch 16 digits, and ISO 11649 (RF).

Layout of our own reference, from the left: 1 check digit of the bank; 9 digits tenancy number; 4 digits
year and month (`2603`), or `0000` for no month in particular; 2 digits of our own over those thirteen
(98 less the remainder by 97, as in ISO 7064). One digit catches one typing error in ten too few, and
numbers of others pass it too; together they let through one random number in a thousand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gewoon.rules.calendar import Month, month_text

HIGHEST_NUMBER = 999_999_999
CENTURY = 2000

_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)  # from the right, and again; Betaalvereniging Nederland
_LENGTH = 16
_RF_LENGTHS = range(5, 26)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_WORD = re.compile(r"[0-9A-Za-z]+", re.ASCII)
_RF = re.compile(r"RF[0-9]{2}", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"[\s.\-]{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference whose check digits are right.

    `text` is without spaces and dots. `tenancy_number` is None when the layout is not ours: then it can
    only be looked up.
    """

    text: str
    tenancy_number: int | None = None
    month: Month | None = None


def make(tenancy_number: int, month: Month | None) -> str:
    """Give the 16 digits for a tenancy, and for one month of it or (None) for whatever is due.

    Raises ValueError when the number or the month does not fit in.
    """
    if not 1 <= tenancy_number <= HIGHEST_NUMBER:
        raise ValueError(f"tenancy number {tenancy_number} does not fit in nine digits")
    year, index = divmod(month, 12) if month is not None else (CENTURY, -1)
    if not CENTURY <= year < CENTURY + 100:
        raise ValueError(f"month {month_text(Month(month or 0))} does not lie between 2000 and 2099")
    body = f"{tenancy_number:09}{year % 100:02}{index + 1:02}"
    payload = f"{body}{_own_check(body):02}"
    return f"{check_digit(payload)}{payload}"


def make_rf(tenancy_number: int, month: Month | None) -> str:
    """Give the same reference as ISO 11649: `RF`, two check digits, our sixteen digits."""
    digits = make(tenancy_number, month)
    return f"RF{98 - _remainder(digits + 'RF00'):02}{digits}"


def find(text: str) -> tuple[Reference, ...]:
    """Find the valid references in free text, also with spaces, dots or line breaks inside; each once.

    Sixteen digits inside a longer number are no reference, nor are those with a wrong check digit.
    """
    found: dict[str, Reference] = {}
    rest = text
    for begin, end, word in _rf_references(text):
        found[word] = _read(word[4:], word)
        rest = rest[:begin] + "?" * (end - begin) + rest[end:]
    for _, _, digits in _joined(rest, _DIGITS, range(_LENGTH, _LENGTH + 1)):
        if digits[0] == str(check_digit(digits[1:])):
            found[digits] = _read(digits, digits)
    return tuple(found.values())


def check_digit(payload: str) -> int:
    """Give the check digit of a payload of digits: weighted modulus 11, where 10 becomes 1 and 11 becomes 0.

    Source: Betaalvereniging Nederland, specification of the Dutch betalingskenmerk.
    """
    total = sum(int(digit) * _WEIGHTS[place % 10] for place, digit in enumerate(reversed(payload)))
    difference = 11 - total % 11
    return {10: 1, 11: 0}.get(difference, difference)


def _read(digits: str, text: str) -> Reference:
    """Read our own layout; anything else stays a reference of which only the text is known."""
    if len(digits) != _LENGTH or not digits.isdigit() or digits[0] != str(check_digit(digits[1:])):
        return Reference(text=text)
    body, number = digits[1:14], int(digits[1:10])
    year, month = int(body[9:11]), int(body[11:13])
    is_dated = 1 <= month <= 12
    if int(digits[14:]) != _own_check(body) or number == 0 or not (is_dated or year == month == 0):
        return Reference(text=text)
    return Reference(
        text=text,
        tenancy_number=number,
        month=Month((CENTURY + year) * 12 + month - 1) if is_dated else None,
    )


def _own_check(body: str) -> int:
    return 98 - int(body) * 100 % 97


def _remainder(text: str) -> int:
    """Divide by 97 with letters as numbers from 10 to 35 (ISO 7064)."""
    return int("".join(str(int(sign, 36)) for sign in text)) % 97


def _rf_references(text: str) -> Iterator[tuple[int, int, str]]:
    """Find RF references; of the ways to end one, our own, else one of digits only, else the longest."""
    best: dict[int, tuple[bool, bool, int, str]] = {}
    if "RF" not in text.upper():
        return
    for begin, end, joined in _joined(text, _WORD, _RF_LENGTHS):
        word = joined.upper()
        if _RF.match(word) and _remainder(word[4:] + word[:4]) == 1:
            is_ours = _read(word[4:], word).tenancy_number is not None
            candidate = (is_ours, word[4:].isdigit(), end, word)
            best[begin] = max(best.get(begin, candidate), candidate)
    for begin, (_, _, end, word) in best.items():
        yield begin, end, word


def _joined(text: str, pattern: re.Pattern[str], lengths: range) -> Iterator[tuple[int, int, str]]:
    """Join neighbouring groups of signs to every text of an allowed length: where it is, and the text."""
    groups = list(pattern.finditer(text))
    for first, group in enumerate(groups):
        joined, end = "", group.start()
        for following in groups[first:]:
            if joined and not _BETWEEN.fullmatch(text, end, following.start()):
                break
            joined, end = joined + following[0], following.end()
            if len(joined) >= lengths.stop:
                break
            if len(joined) in lengths:
                yield group.start(), end, joined
