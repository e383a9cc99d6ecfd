"""The month that a payer names in words or figures: also a designation (BW 6:43(1))."""

import re
from datetime import date

from gewoon.rules.calendar import Month

_NAMES = {
    "januari": 1, "january": 1, "jan": 1,
    "februari": 2, "february": 2, "feb": 2,
    "maart": 3, "march": 3, "mrt": 3, "maa": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "june": 6, "jun": 6,
    "juli": 7, "july": 7, "jul": 7,
    "augustus": 8, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "october": 10, "okt": 10, "oct": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"20[0-9]{2}"
_FLAGS = re.IGNORECASE | re.ASCII
# A month counts only where it can be nothing else: people are called Jan, and "28-02-2026" is a day.
_WITH_YEAR = re.compile(rf"\b({_NAME})\.?[ '/-]{{1,2}}({_YEAR})\b", _FLAGS)
_AFTER_RENT = re.compile(
    rf"\b(?:huur|hurr|rent)(?: van| voor| for| of| maand)? ({_NAME})\.?\s*(?:$|[,;/])", _FLAGS
)
_MONTH_FIRST = re.compile(
    rf"(?<![0-9])(?<![0-9][-/.])(0?[1-9]|1[0-2])[-/]({_YEAR})(?![0-9]|[-/.][0-9])", _FLAGS
)
_YEAR_FIRST = re.compile(
    rf"(?<![0-9])(?<![0-9][-/.])({_YEAR})[-/](0[1-9]|1[0-2])(?![0-9]|[-/.][0-9])", _FLAGS
)


def find(text: str, *, paid_on: date) -> Month | None:
    """Give the one month that a text names; None when it names none, or more than one.

    A month without a year is the one nearest to the payment.
    """
    found = {_with(int(year), _NAMES[name.lower()]) for name, year in _WITH_YEAR.findall(text)}
    found |= {_with(int(year), int(month)) for month, year in _MONTH_FIRST.findall(text)}
    found |= {_with(int(year), int(month)) for year, month in _YEAR_FIRST.findall(text)}
    found |= {_nearest(_NAMES[name.lower()], paid_on) for name in _AFTER_RENT.findall(text)}
    return found.pop() if len(found) == 1 else None


def _with(year: int, month: int) -> Month:
    return Month(year * 12 + month - 1)


def _nearest(month: int, paid_on: date) -> Month:
    paid = _with(paid_on.year, paid_on.month)
    return min((_with(paid_on.year + step, month) for step in (-1, 0, 1)), key=lambda each: abs(each - paid))
