"""The account of one tenancy line by line: what each payment settled, why, and how it was matched."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gewoon.records.ledger import Account, BankDetail, Entry
from gewoon.records.queries.accounts import order
from gewoon.rules import columns
from gewoon.rules.ledger.allocation import Allocation, allocate
from gewoon.rules.ledger.kinds import CLAIMS, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """So many cents went to a claim. `reason` is a `rules.ledger.reasons.Reason` in small letters."""

    claim_id: int
    kind: str
    due_on: date
    cents: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """How a payment found this tenancy: score (0-100) and evidence, pairs of code and parameters."""

    score: int
    reasons: tuple[tuple[str, Mapping[str, Any]], ...]
    payer: str
    iban: str
    remittance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposite:
    """The line that undoes this one, or that this one undoes; `code` is the bank's reason (AM04)."""

    entry_id: int
    on: date
    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry as the tenant's account shows it; cents, positive raises the debt.

    `kind` is a `Kind` in small letters; `month` the month of a rent run. `balance` is what is owed
    after this line. `is_opening` says that it was brought over when going live, `is_deposit` that it
    is about the deposit. `open_cents` is what is
    still unpaid of a claim, or unspent of a payment (negative).
    """

    entry_id: int
    on: date
    recorded_on: date
    kind: str
    month: date | None
    is_opening: bool
    is_deposit: bool
    cents: int
    balance: int
    open_cents: int
    reason: str
    by: str
    settles: tuple[Settled, ...]
    match: Matched | None
    undoes: Opposite | None
    undone_by: Opposite | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """A claim that is not fully paid; overdue from the day after it is due."""

    entry_id: int
    kind: str
    month: date | None
    due_on: date
    cents: int
    open_cents: int
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The lines of an account in order, its open claims, and the same rows as columns."""

    lines: tuple[Line, ...]
    open_items: tuple[OpenItem, ...]
    rows: columns.Rows


def book(tenancy_id: int, *, on: date) -> Book:
    """Read the account of one tenancy as known on a day, in one query; the newest line stands last."""
    entries = sorted(
        Entry.objects.filter(tenancy=tenancy_id, recorded_on__lte=on).select_related("bank_detail"),
        key=lambda entry: columns.sort_key(_column(entry)),
    )
    accounts = columns.build(_column(entry) for entry in entries)
    rows = columns.find(accounts, tenancy_id)
    settled = allocate(rows, order(), on=on, known_on=on)
    shown = [place for place, entry in enumerate(entries) if entry.on <= on]
    lines = _lines([entries[place] for place in shown], entries, settled, shown)
    return Book(lines=lines, open_items=_open_items(lines, on), rows=rows)


def signed(entry: Entry) -> int:
    """Answer the cents of an entry as the tenant sees them: positive raises the debt."""
    return entry.cents if entry.debit == Account.TENANT else -entry.cents


def kind_of(entry: Entry) -> str:
    """Name the kind of an entry."""
    return Kind(entry.kind).name.lower()


def _column(entry: Entry) -> columns.Entry:
    return columns.Entry(
        entry.tenancy_id or 0,
        entry.pk,
        entry.on.toordinal(),
        entry.recorded_on.toordinal(),
        signed(entry),
        entry.kind,
        entry.refers_id,
    )


def _lines(
    shown: Sequence[Entry], entries: Sequence[Entry], settled: Allocation, places: Sequence[int]
) -> tuple[Line, ...]:
    settles = _settles(settled, entries)
    by_key = {entry.pk: entry for entry in entries}
    undone = {entry.refers_id: entry for entry in shown if entry.kind == Kind.REVERSAL}
    balance = 0
    found = []
    for place, entry in zip(places, shown, strict=True):
        balance += signed(entry)
        original = by_key.get(entry.refers_id or 0) if entry.kind == Kind.REVERSAL else None
        found.append(
            Line(
                entry_id=entry.pk,
                on=entry.on,
                recorded_on=entry.recorded_on,
                kind=kind_of(entry),
                month=_month(entry),
                is_opening=Account.OPENING in (entry.credit, entry.debit),
                is_deposit=Account.DEPOSIT in (entry.credit, entry.debit),
                cents=signed(entry),
                balance=balance,
                open_cents=settled.open_cents[place],
                reason=entry.reason,
                by=entry.by_name,
                settles=tuple(settles[place]),
                match=_match(entry.bank_detail),
                undoes=_opposite(original, entry),
                undone_by=_opposite(undone.get(entry.pk), undone.get(entry.pk)),
            )
        )
    return tuple(found)


def _settles(settled: Allocation, entries: Sequence[Entry]) -> Mapping[int, list[Settled]]:
    """Group what was settled by the place of the payment."""
    found: dict[int, list[Settled]] = defaultdict(list)
    for each in settled.settlements:
        claim = entries[each.claim]
        found[each.payment].append(
            Settled(
                claim_id=claim.pk,
                kind=kind_of(claim),
                due_on=claim.on,
                cents=each.cents,
                reason=each.reason.name.lower(),
            )
        )
    return found


def _match(detail: BankDetail | None) -> Matched | None:
    if detail is None:
        return None
    return Matched(
        score=detail.score,
        reasons=tuple((code, parameters) for code, parameters in detail.reasons),
        payer=detail.name,
        iban=detail.iban,
        remittance=detail.remittance,
    )


def _opposite(other: Entry | None, reversal: Entry | None) -> Opposite | None:
    """Point at the other line; the reason of the bank stands with the reversal."""
    if other is None or reversal is None:
        return None
    detail = reversal.bank_detail
    return Opposite(
        entry_id=other.pk,
        on=other.on,
        kind=kind_of(other),
        code=detail.reason_code if detail is not None else "",
    )


def _month(entry: Entry) -> date | None:
    return None if entry.month is None else date(entry.month // 100, entry.month % 100, 1)


def _open_items(lines: Sequence[Line], on: date) -> tuple[OpenItem, ...]:
    names = {kind.name.lower() for kind in CLAIMS}
    return tuple(
        OpenItem(
            entry_id=line.entry_id,
            kind=line.kind,
            month=line.month,
            due_on=line.on,
            cents=line.cents,
            open_cents=line.open_cents,
            is_overdue=line.on < on,
        )
        for line in lines
        if line.open_cents > 0 and line.kind in names
    )
