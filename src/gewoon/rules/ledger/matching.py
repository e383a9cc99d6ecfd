"""Whose money a line on a bank statement is: by evidence, with a score and the reasons, never by a guess."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gewoon.rules.calendar import Month, first_day, month_text
from gewoon.rules.ledger import named_month, reference

ENOUGH = 70  # below this score nobody's account is touched
_CERTAIN, _ACCOUNT, _LIKELY, _ALONE = 100, 90, 75, 40
_SUPPORT, _DOUBT = 3, 20

_NUMBER = re.compile(
    r"\b(?:huur|huurders?|contract|overeenkomst|tenancy|tenant)[ -]?(?:nummer|number|nr\.?|no\.?)"
    r"[ :#]*([0-9]{1,9})(?![0-9])",
    re.IGNORECASE | re.ASCII,
)
_TITLES = {"dhr", "mw", "mevr", "mevrouw", "heer", "mr", "mrs", "ms", "fam", "familie", "eo", "ev"}


class Code(StrEnum):
    """What was found; the sentences stand with the pages. Parameters are in brackets."""

    REFERENCE = "reference"  # our reference with right check digits [reference]
    REGISTERED_REFERENCE = "registered_reference"  # another's layout, registered for this tenancy [reference]
    OWN_DIRECT_DEBIT = "own_direct_debit"  # end-to-end id of our own collection [end_to_end]
    KNOWN_ACCOUNT = "known_account"  # this account paid for, or belongs to, this tenancy only
    NAME = "name"  # the name of somebody on this tenancy only
    NUMBER = "number"  # the tenancy number is in the text, without check digits [number]
    AMOUNT_IS_RENT = "amount_is_rent"  # [cents]
    AMOUNT_IS_OPEN = "amount_is_open"  # all that is overdue [cents]
    MONTH_IN_REFERENCE = "month_in_reference"  # [month]
    MONTH_IN_TEXT = "month_in_text"  # [month]
    ACCOUNT_OF_ANOTHER = "account_of_another"  # the reference decides, but the account is theirs [tenancies]
    TENANCY_ENDED = "tenancy_ended"  # [ended_on]
    TWO_REFERENCES = "two_references"  # of two tenancies: nobody can tell [tenancies]
    REFERENCE_UNKNOWN = "reference_unknown"  # right check digits, but no such tenancy [reference]
    SEVERAL_POSSIBLE = "several_possible"  # the evidence fits more than one tenancy [tenancies]
    NOT_ENOUGH = "not_enough"  # the evidence fits one tenancy, but proves too little
    NOTHING_FOUND = "nothing_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A piece of evidence; `parameters` has plain text and numbers only."""

    code: Code
    parameters: Mapping[str, str | int | list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """What a bank tells of one payment; texts are empty when it does not say."""

    cents: int  # money in is positive
    on: date
    text: str = ""
    structured: str = ""
    end_to_end: str = ""
    iban: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """What is known of payers; tenancies are keys, and a tuple of them is everyone it could be.

    `by_name` is keyed by `normalise_name`. `rent` and `overdue` in cents. A tenancy that is absent from
    `overdue` may owe anything; one that has 0 there and has ended is no longer expected to pay.
    """

    by_number: Mapping[int, int]
    by_iban: Mapping[str, tuple[int, ...]]
    by_name: Mapping[str, tuple[int, ...]]
    rent: Mapping[int, int]
    overdue: Mapping[int, int]
    ended_on: Mapping[int, date]
    by_reference: Mapping[str, int] = field(default_factory=dict)  # references in another's layout
    by_end_to_end: Mapping[str, int] = field(default_factory=dict)  # own collections


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Whose payment it is, how sure (0-100), and why.

    Without a tenancy the money waits in suspense; `candidates` are those it could be for.
    `designated_month` is the first day of the month that the payer named.
    """

    tenancy: int | None
    designated_month: date | None
    score: int
    reasons: tuple[Reason, ...]
    candidates: tuple[int, ...]


def match(line: PaymentLine, directory: Directory) -> Match:
    """Find the tenancy of a payment.

    A reference with check digits or the end-to-end id of our own collection decides. Otherwise a known
    account does, or a name with the right amount or tenancy number. An amount or a name alone never does.
    Evidence that fits two tenancies decides nothing.
    """
    proof = _proven(line, directory)
    if len(proof.tenancies) > 1:
        candidates = sorted(proof.tenancies)
        proof.reasons.append(_reason(Code.TWO_REFERENCES, tenancies=candidates))
        return _suspense(proof.reasons, candidates, 0)
    if proof.tenancies:
        return _decide_proven(proof, line, directory)
    return _decide_likely(proof.reasons, line, directory)


def normalise_name(name: str) -> str:
    """Make names comparable: no case, accents, titles or order; initials stay, they tell people apart."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("e/o", "")
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return " ".join(sorted(word for word in words if word not in _TITLES))


@dataclass(slots=True, kw_only=True)
class _Proof:
    """What proves itself: the tenancies it names, the months, and the reasons."""

    tenancies: set[int] = field(default_factory=set)
    months: set[Month | None] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)


def _proven(line: PaymentLine, directory: Directory) -> _Proof:
    """Collect the references in the line, and the collection of our own that it is."""
    proof = _Proof()
    for found in dict.fromkeys(reference.find(line.structured) + reference.find(line.text)):
        tenancy, code = directory.by_reference.get(found.text), Code.REGISTERED_REFERENCE
        if tenancy is None and found.tenancy_number is not None:
            tenancy, code = directory.by_number.get(found.tenancy_number), Code.REFERENCE
        if tenancy is not None:
            proof.tenancies.add(tenancy)
            proof.months.add(found.month)
            proof.reasons.append(_reason(code, reference=found.text))
        elif found.tenancy_number is not None:
            proof.reasons.append(_reason(Code.REFERENCE_UNKNOWN, reference=found.text))
    collected = directory.by_end_to_end.get(line.end_to_end)
    if collected is not None:
        proof.tenancies.add(collected)
        proof.reasons.append(_reason(Code.OWN_DIRECT_DEBIT, end_to_end=line.end_to_end))
    return proof


def _decide_proven(proof: _Proof, line: PaymentLine, directory: Directory) -> Match:
    """Follow the reference; an account that is known of others makes it less sure, and is told."""
    (tenancy,), score, reasons = proof.tenancies, _CERTAIN, proof.reasons
    holders = directory.by_iban.get(line.iban, ())
    if tenancy in holders:
        reasons.append(_reason(Code.KNOWN_ACCOUNT))
    elif holders:
        score -= _DOUBT
        reasons.append(_reason(Code.ACCOUNT_OF_ANOTHER, tenancies=list(holders)))
    named = {month for month in proof.months if month is not None}
    if len(named) == 1:
        (month,) = named
        reasons.append(_reason(Code.MONTH_IN_REFERENCE, month=month_text(month)))
        return _answer(tenancy, month, score, reasons, directory)
    in_text = None if named else _month_in_text(line, reasons)
    return _answer(tenancy, in_text, score, reasons, directory)


def _decide_likely(reasons: list[Reason], line: PaymentLine, directory: Directory) -> Match:
    """Take what account, name and tenancy number agree on; what they leave open goes to suspense."""
    by_account = _expected(directory.by_iban, line.iban, line, directory)
    by_name = _expected(directory.by_name, normalise_name(line.name), line, directory)
    numbers = {int(number) for number in _NUMBER.findall(line.text)} & directory.by_number.keys()
    by_number = {directory.by_number[number] for number in numbers}
    told = [each for each in (by_account, by_name, by_number) if each]
    possible = set.intersection(*told) if told else set()
    if len(possible) != 1:
        candidates = sorted(possible or set().union(*told))
        reasons.append(
            _reason(Code.SEVERAL_POSSIBLE, tenancies=candidates) if told else _reason(Code.NOTHING_FOUND)
        )
        return _suspense(reasons, candidates, 0)
    (tenancy,) = possible
    evidence = [
        *([_reason(Code.KNOWN_ACCOUNT)] if by_account else []),
        *([_reason(Code.NAME)] if by_name else []),
        *(_reason(Code.NUMBER, number=n) for n in numbers if directory.by_number[n] == tenancy),
        *_amounts(tenancy, line, directory),
    ]
    score = (_ACCOUNT if by_account else _LIKELY) + _SUPPORT * (len(evidence) - 1)
    if reasons:  # a reference that we do not know
        score -= _DOUBT
    reasons.extend(evidence)
    if not by_account and len(evidence) == 1:
        reasons.append(_reason(Code.NOT_ENOUGH))
        return _suspense(reasons, [tenancy], _ALONE)
    if score < ENOUGH:
        reasons.append(_reason(Code.NOT_ENOUGH))
        return _suspense(reasons, [tenancy], score)
    return _answer(tenancy, _month_in_text(line, reasons), score, reasons, directory)


def _expected(
    found: Mapping[str, tuple[int, ...]], key: str, line: PaymentLine, directory: Directory
) -> set[int]:
    """Look up who it could be, without who has gone and owes nothing; an empty text is nobody's."""
    return {
        tenancy
        for tenancy in (found.get(key, ()) if key else ())
        if directory.ended_on.get(tenancy, line.on) >= line.on or directory.overdue.get(tenancy) != 0
    }


def _amounts(tenancy: int, line: PaymentLine, directory: Directory) -> list[Reason]:
    """Say where the amount agrees: once, for rent and all that is overdue are often the same."""
    if line.cents == directory.rent.get(tenancy):
        return [_reason(Code.AMOUNT_IS_RENT, cents=line.cents)]
    if line.cents == directory.overdue.get(tenancy):
        return [_reason(Code.AMOUNT_IS_OPEN, cents=line.cents)]
    return []


def _month_in_text(line: PaymentLine, reasons: list[Reason]) -> Month | None:
    month = named_month.find(line.text, paid_on=line.on)
    if month is not None:
        reasons.append(_reason(Code.MONTH_IN_TEXT, month=month_text(month)))
    return month


def _answer(
    tenancy: int, month: Month | None, score: int, reasons: list[Reason], directory: Directory
) -> Match:
    ended_on = directory.ended_on.get(tenancy)
    if ended_on is not None:
        reasons.append(_reason(Code.TENANCY_ENDED, ended_on=ended_on.isoformat()))
    return Match(
        tenancy=tenancy,
        designated_month=None if month is None else first_day(month),
        score=score,
        reasons=tuple(reasons),
        candidates=(tenancy,),
    )


def _suspense(reasons: list[Reason], candidates: list[int], score: int) -> Match:
    return Match(
        tenancy=None,
        designated_month=None,
        score=score,
        reasons=tuple(reasons),
        candidates=tuple(candidates),
    )


def _reason(code: Code, **parameters: str | int | list[int]) -> Reason:
    return Reason(code=code, parameters=parameters)
