"""What a bank file says, record by record, and the one way in which it is refused."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Format = Literal["camt.053", "MT940", "CSV"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStart:
    """A bank file begins; inside a zip `name` is the name of the file in it."""

    name: str
    format: Format
    version: str  # camt: "001.02"; MT940: ""; CSV: the name of the dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementStart:
    """A statement of one account begins."""

    account: str  # IBAN without spaces, upper case; otherwise as the bank writes it
    id: str | None  # None in CSV, which has no statements
    sequence: str | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One payment inside an entry; texts are empty when the bank does not say."""

    cents: int  # money in is positive
    name: str = ""
    iban: str = ""
    remittance: str = ""
    structured: str = ""
    end_to_end: str = ""
    mandate: str = ""
    reason_code: str = ""  # ISO 20022 code of a return, such as AM04 or MD06
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One booked line of a statement, with at least one detail; details add up to the entry."""

    place: int  # 1, 2, ... among the booked entries of the statement
    reference: str  # the bank's own, different for every entry of this account in the file; else ""
    cents: int  # money in is positive
    booked_on: date
    value_on: date
    currency: str
    is_reversal: bool
    is_return: bool
    batch_announced: int | None  # number of payments that the bank says are inside
    batch_reference: str
    code: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEnd:
    """A statement ends; sums count booked entries only, both positive."""

    opening_cents: int | None
    closing_cents: int | None
    opening_on: date | None
    closing_on: date | None
    entries: int
    credit_cents: int
    debit_cents: int
    balances_agree: bool | None  # None: a balance is missing, so nobody can tell
    pending: int  # entries that are not booked and were left out


Record = FileStart | StatementStart | Entry | StatementEnd


class FileRefused(Exception):
    """A file that is refused whole: one sentence with file, place and reason, without personal data."""

    def __init__(self, name: str, place: str, reason: str, expected: str) -> None:
        """Say which file, where in it, what is wrong and what was expected instead."""
        super().__init__(name, place, reason, expected)
        self.name, self.place, self.reason, self.expected = name, place, reason, expected

    def __str__(self) -> str:
        """Return the sentence for a person."""
        where = f"{self.name}, {self.place}" if self.place else self.name
        return f"{where}: {self.reason}; expected {self.expected}."


class Unreadable(ValueError):
    """A single value cannot be read; the reader that knows the place makes it a `FileRefused`."""

    def __init__(self, reason: str, expected: str) -> None:
        """Say what is wrong and what was expected instead."""
        super().__init__(reason, expected)
        self.reason, self.expected = reason, expected
