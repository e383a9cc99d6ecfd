"""Gathers everything that is wrong with a delivery, and finds the name that was probably meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from gewoon.gateways.erp.model import RowError

MOST_ERRORS = 200
_CITIZEN_NUMBER = re.compile(
    r"bsn|sofi|bsnnummer|bsnnr|(burgerservice|sofi|sociaalfiscaal|citizenservice)(nummer|nr|number)"
)
LEAVE_OUT = "this is a citizen service number (BSN): leave it out, this system must not hold it"


@dataclass(slots=True)
class Findings:
    """Errors and warnings of one delivery; above the most of either only their number grows."""

    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowError] = field(default_factory=list)
    more_errors: int = 0
    more_warnings: int = 0
    said: set[str] = field(default_factory=set)

    def is_full(self) -> bool:
        """Tell whether there are as many errors as anybody will read; the rest need not be looked for."""
        return len(self.errors) >= MOST_ERRORS

    def refuse(self, place: str, message: str) -> None:
        """Note an error: nothing of the delivery will be taken in."""
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(RowError(place=place, message=message))
        else:
            self.more_errors += 1

    def warn(self, place: str, message: str) -> None:
        """Note what a person should know or do; the delivery can be taken in."""
        if len(self.warnings) < MOST_ERRORS:
            self.warnings.append(RowError(place=place, message=message))
        else:
            self.more_warnings += 1

    def warn_once(self, place: str, message: str) -> None:
        """Note a warning that would otherwise return on every row."""
        if message not in self.said:
            self.said.add(message)
            self.warn(place, message)

    def all_errors(self) -> tuple[RowError, ...]:
        """Return the errors, and last how many more there are."""
        return _closed(self.errors, self.more_errors, "errors")

    def all_warnings(self) -> tuple[RowError, ...]:
        """Return the warnings, and last how many more there are."""
        return _closed(self.warnings, self.more_warnings, "warnings")


def nearest(word: str, words: Iterable[str]) -> str:
    """Return `; nearest: x` for a word that looks like one of `words`, otherwise nothing."""
    by_sign = {each.casefold(): each for each in words}
    found = get_close_matches(word[:60].casefold(), by_sign, n=1, cutoff=0.6)
    return f"; nearest: {by_sign[found[0]]}" if found else ""


def is_citizen_number(name: str) -> bool:
    """Tell whether a column or field by this name holds citizen service numbers (BSN)."""
    letters = name if name.isalnum() else re.sub(r"[\W_]", "", name)
    return _CITIZEN_NUMBER.fullmatch(letters.casefold()) is not None


def _closed(found: list[RowError], more: int, word: str) -> tuple[RowError, ...]:
    if not more:
        return tuple(found)
    return (*found, RowError(place="delivery", message=f"and {more} more {word}"))
