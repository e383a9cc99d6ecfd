"""Reads camt.053 statements (ISO 20022), version 001.02 and later, one entry at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gewoon.gateways.bank import strict, xml
from gewoon.gateways.bank.camt_entry import ENTRY, TRANSACTION, EntryReader, RawDetail, raw_detail
from gewoon.gateways.bank.container import Source
from gewoon.gateways.bank.model import FileRefused, FileStart, Record, StatementStart, Unreadable
from gewoon.gateways.bank.tally import Balance, Tally

_NAMESPACE = re.compile(r".*:((?:camt|pain)\.[0-9]{3})\.([0-9]{3}\.[0-9]{2})")
MOST_PAYMENTS = 200_000  # inside one entry: they are in memory together
MOST_BALANCES = 10_000  # of one statement: banks write a handful
_CAMT053 = "a camt.053 statement, version 001.02 or later"
_OTHER = {
    "camt.052": "this is camt.052, a report during the day, and not a statement",
    "camt.054": "this is camt.054, a notification, and not a statement",
    "pain.008": "this is pain.008, a batch of direct debits, and not a statement",
}
_STATEMENT: xml.Spec = {
    "Id": "id",
    "StmtPgntn": {"PgNb": "page"},
    "ElctrncSeqNb": "sequence",
    "LglSeqNb": "legal_sequence",
    "Acct": {"Id": {"IBAN": "account", "Othr": {"Id": "account"}}, "Ccy": "currency"},
}
_BALANCE: xml.Spec = {
    "Tp": {"CdOrPrtry": {"Cd": "type"}},
    "Amt": "@amount",
    "CdtDbtInd": "direction",
    "Dt": {"Dt": "on", "DtTm": "on"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Where elements stand (parent, own tag) and what they hold, in one version of the message."""

    statement: tuple[str, str]
    balance: tuple[str, str]
    entry: tuple[str, str]
    detail: tuple[str, str]
    statement_tag: str
    specs: dict[str, xml.Spec]


@lru_cache(maxsize=16)
def _names(namespace: str) -> _Names:
    def tag(name: str) -> str:
        return f"{{{namespace}}}{name}"

    specs = {"statement": _STATEMENT, "balance": _BALANCE, "entry": ENTRY, "detail": TRANSACTION}
    return _Names(
        statement=(tag("BkToCstmrStmt"), tag("Stmt")),
        balance=(tag("Stmt"), tag("Bal")),
        entry=(tag("Stmt"), tag("Ntry")),
        detail=(tag("NtryDtls"), tag("TxDtls")),
        statement_tag=tag("Stmt"),
        specs={name: xml.with_namespace(spec, namespace) for name, spec in specs.items()},
    )


@dataclass(slots=True)
class _Statement:
    """The statement that is streaming by."""

    number: int
    start: StatementStart | None = None
    balances: dict[str, Balance] = field(default_factory=dict)
    balance_currency: str = ""
    balances_seen: int = 0
    details: list[RawDetail] = field(default_factory=list)
    reader: EntryReader = field(default_factory=EntryReader)
    tally: Tally = field(default_factory=Tally)

    @property
    def place(self) -> str:
        """Where we are, for a message."""
        return f"statement {self.number}, after entry {self.tally.entries + self.tally.pending}"


def read(source: Source) -> Iterator[Record]:
    """Yield the records of one camt.053 file. Raises FileRefused."""
    namespace, version = _version(source)
    yield FileStart(name=source.name, format="camt.053", version=version)
    names = _names(namespace)
    once = strict.first_reference()
    statement = _Statement(number=1, reader=EntryReader(once=once))
    for element in xml.events(source, ("Stmt", "Bal", "Ntry", "TxDtls")):
        try:
            yield from _ended(names, element, statement)
        except Unreadable as error:
            raise FileRefused(source.shown, statement.place, error.reason, error.expected) from None
        if element.tag == names.statement_tag:
            statement = _Statement(number=statement.number + 1, reader=EntryReader(once=once))
    if statement.number == 1:
        raise FileRefused(source.shown, "whole file", "there is no statement in it", _CAMT053)


def _version(source: Source) -> tuple[str, str]:
    namespace, _, root = xml.root_tag(source).removeprefix("{").rpartition("}")
    match = _NAMESPACE.fullmatch(namespace)
    message, version = match.groups() if match else ("", "")
    if root != "Document" or message != "camt.053" or version < "001.02":
        reason = _OTHER.get(message, "this is XML, but of another kind")
        raise FileRefused(source.shown, "first element", reason, _CAMT053)
    return namespace, version


def _ended(names: _Names, element: Any, statement: _Statement) -> Sequence[Record]:
    """Take in an element that is complete, and return the records that it completes."""
    place = (element.getparent().tag, element.tag)
    if place == names.detail:
        if len(statement.details) >= MOST_PAYMENTS:
            raise Unreadable("an entry holds too many payments", f"{MOST_PAYMENTS} at most")
        statement.details.append(raw_detail(xml.gather(element, names.specs["detail"], {})))
        xml.drop_repeated(element)
        return ()
    if place == names.balance:
        _balance(xml.gather(element, names.specs["balance"], {}), statement)
        xml.drop_repeated(element)
        return ()
    if place == names.entry:
        records = _entry(names, element, statement)
    elif place == names.statement:
        records = _end(names, element, statement)
    else:
        raise Unreadable("an element stands where it does not belong", _CAMT053)
    xml.drop(element)
    return records


def _end(names: _Names, element: Any, statement: _Statement) -> Sequence[Record]:
    begun = statement.start is not None
    start = _start(names, element, statement)
    opening = statement.balances.get("OPBD") or statement.balances.get("PRCD")
    end = statement.tally.end(opening, statement.balances.get("CLBD"))
    return (end,) if begun else (start, end)


def _start(names: _Names, element: Any, statement: _Statement) -> StatementStart:
    """Return the start of the statement, read when its first entry or its end comes by."""
    if statement.start is not None:
        return statement.start
    fields = xml.gather(element, names.specs["statement"], {})
    account = strict.account(fields.get("account", ""))
    if not account:
        raise Unreadable("the account number is missing", "Acct/Id/IBAN")
    page = fields.get("page", "")
    id_ = fields.get("id", "")
    statement.start = StatementStart(
        account=account,
        id=f"{id_}/{page}" if page.strip("0") not in ("", "1") else id_ or None,
        sequence=fields.get("sequence") or fields.get("legal_sequence") or None,
        currency=fields.get("currency") or statement.balance_currency or "EUR",
    )
    return statement.start


def _entry(names: _Names, element: Any, statement: _Statement) -> Sequence[Record]:
    begun = statement.start is not None
    start = _start(names, element.getparent(), statement)
    closing = statement.balances.get("CLBD")
    entry = statement.reader.entry(
        xml.gather(element, names.specs["entry"], {}),
        statement.details,
        start=start,
        place=statement.tally.entries + 1,
        closing_on=closing.on if closing else None,
    )
    statement.details = []
    if entry is None:
        statement.tally.pending += 1
        return () if begun else (start,)
    statement.tally.add(entry)
    return (entry,) if begun else (start, entry)


def _balance(fields: dict[str, str], statement: _Statement) -> None:
    statement.balances_seen += 1
    if statement.balances_seen > MOST_BALANCES:
        raise Unreadable("a statement holds too many balances", f"{MOST_BALANCES} at most")
    kind = fields.get("type", "")
    if kind not in ("OPBD", "PRCD", "CLBD"):
        return
    if kind in statement.balances:
        raise Unreadable(f"the balance {kind} stands there twice", "one of each")
    direction = fields.get("direction", "")
    if direction not in ("CRDT", "DBIT", ""):
        raise Unreadable("a balance has no direction", "CRDT or DBIT")
    amount = strict.cents(fields.get("@amount"))
    currency = fields.get("@@amount", "")
    if currency != (statement.balance_currency or currency):
        raise Unreadable("the balances are in different currencies", "one currency")
    statement.balance_currency = currency
    on = fields.get("on", "")
    statement.balances[kind] = Balance(
        cents=-amount if direction == "DBIT" else amount, on=strict.day(on) if on else None
    )
