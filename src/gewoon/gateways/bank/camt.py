"""Reads camt.053 statements (ISO 20022), version 001.02 and later, one entry at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gewoon.gateways.bank import strict, xml
from gewoon.gateways.bank.camt_entry import ENTRY, TRANSACTION, EntryReader, RawDetail, raw_detail
from gewoon.gateways.bank.container import Source
from gewoon.gateways.bank.model import FileRefused, FileStart, Record, StatementStart, Unreadable
from gewoon.gateways.bank.tally import Balance, Tally

_NAMESPACE = re.compile(r".*:((?:camt|pain)\.[0-9]{3})\.([0-9]{3}\.[0-9]{2})")
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
    """The tags and specs of one version of the message."""

    statement_tag: str
    entry_tag: str
    detail_tag: str
    statement: xml.Spec
    balance: xml.Spec
    entry: xml.Spec
    transaction: xml.Spec


@lru_cache(maxsize=16)
def _names(namespace: str) -> _Names:
    return _Names(
        statement_tag=f"{{{namespace}}}Stmt",
        entry_tag=f"{{{namespace}}}Ntry",
        detail_tag=f"{{{namespace}}}NtryDtls",
        statement=xml.with_namespace(_STATEMENT, namespace),
        balance=xml.with_namespace(_BALANCE, namespace),
        entry=xml.with_namespace(ENTRY, namespace),
        transaction=xml.with_namespace(TRANSACTION, namespace),
    )


@dataclass(slots=True)
class _Statement:
    """The statement that is streaming by."""

    number: int
    start: StatementStart | None = None
    balances: dict[str, Balance] = field(default_factory=dict)
    balance_currency: str = ""
    details: list[RawDetail] = field(default_factory=list)
    reader: EntryReader = field(default_factory=EntryReader)
    tally: Tally = field(default_factory=Tally)

    @property
    def place(self) -> str:
        """Where we are, for a message."""
        return f"statement {self.number}, after entry {self.tally.entries + self.tally.pending}"


def read(source: Source) -> Iterator[Record]:
    """Yield the records of one camt.053 file. Raises FileRefused."""
    events = xml.events(source, ("BkToCstmrStmt", "Stmt", "Bal", "Ntry", "TxDtls"))
    _, root = next(events)
    namespace, version = _version(source, root)
    yield FileStart(name=source.name, format="camt.053", version=version)
    names = _names(namespace)
    once = strict.first_reference()
    statement: _Statement | None = None
    count = 0
    for event, element in events:
        tag = element.tag
        if event == "start":
            if tag == names.statement_tag:
                if statement is not None:
                    raise FileRefused(source.shown, statement.place, "a statement stands in another", _CAMT053)
                count += 1
                statement = _Statement(number=count)
                statement.reader.once = once
            continue
        if statement is None:
            continue
        try:
            yield from _ended(names, tag, element, statement)
        except Unreadable as error:
            raise FileRefused(source.shown, statement.place, error.reason, error.expected) from None
        if tag == names.statement_tag:
            statement = None
    if count == 0:
        raise FileRefused(source.shown, "whole file", "there is no statement in it", _CAMT053)


def _version(source: Source, root: Any) -> tuple[str, str]:
    namespace = root.tag.partition("}")[0].removeprefix("{")
    match = _NAMESPACE.fullmatch(namespace)
    message, version = match.groups() if match else ("", "")
    if message != "camt.053" or version < "001.02":
        reason = _OTHER.get(message, "this is XML, but of another kind")
        raise FileRefused(source.shown, "first element", reason, _CAMT053)
    return namespace, version


def _ended(names: _Names, tag: str, element: Any, statement: _Statement) -> Iterator[Record]:
    parent = element.getparent()
    inside = parent.tag if parent is not None else ""
    if tag.endswith("}TxDtls") and inside == names.detail_tag:
        statement.details.append(raw_detail(xml.gather(element, names.transaction, {})))
        xml.drop_repeated(element)
    elif tag == names.entry_tag and inside == names.statement_tag:
        yield from _entry(names, element, statement)
        xml.drop(element)
    elif tag.endswith("}Bal") and inside == names.statement_tag:
        _balance(xml.gather(element, names.balance, {}), statement)
        xml.drop_repeated(element)
    elif tag == names.statement_tag:
        yield from _start(names, element, statement)
        opening = statement.balances.get("OPBD") or statement.balances.get("PRCD")
        yield statement.tally.end(opening, statement.balances.get("CLBD"))
        xml.drop(element)
    else:
        raise Unreadable("an element stands where it does not belong", _CAMT053)


def _start(names: _Names, element: Any, statement: _Statement) -> Iterator[StatementStart]:
    """Yield the start of the statement when it has not been yielded yet."""
    if statement.start is not None:
        return
    fields = xml.gather(element, names.statement, {})
    account = strict.account(xml.first(fields, "account"))
    if not account:
        raise Unreadable("the account number is missing", "Acct/Id/IBAN")
    page = xml.first(fields, "page")
    id_ = xml.first(fields, "id")
    statement.start = StatementStart(
        account=account,
        id=f"{id_}/{page}" if page.strip("0") not in ("", "1") else id_ or None,
        sequence=xml.first(fields, "sequence") or xml.first(fields, "legal_sequence") or None,
        currency=xml.first(fields, "currency") or statement.balance_currency or "EUR",
    )
    yield statement.start


def _entry(names: _Names, element: Any, statement: _Statement) -> Iterator[Record]:
    if statement.start is None:
        yield from _start(names, element.getparent(), statement)
    start = statement.start
    if start is None:
        raise Unreadable("the statement has no beginning", _CAMT053)
    closing = statement.balances.get("CLBD")
    entry = statement.reader.entry(
        xml.gather(element, names.entry, {}),
        statement.details,
        start=start,
        place=statement.tally.entries + 1,
        closing_on=closing.on if closing else None,
    )
    statement.details = []
    if entry is None:
        statement.tally.pending += 1
    else:
        yield statement.tally.add(entry)


def _balance(fields: dict[str, str], statement: _Statement) -> None:
    kind = xml.first(fields, "type")
    if kind not in ("OPBD", "PRCD", "CLBD"):
        return
    if kind in statement.balances:
        raise Unreadable(f"the balance {kind} stands there twice", "one of each")
    direction = xml.first(fields, "direction")
    if direction not in ("CRDT", "DBIT", ""):
        raise Unreadable("a balance has no direction", "CRDT or DBIT")
    amount = strict.cents(fields.get("@amount"))
    currency = fields.get("@@amount", "")
    if currency != (statement.balance_currency or currency):
        raise Unreadable("the balances are in different currencies", "one currency")
    statement.balance_currency = currency
    on = xml.first(fields, "on")
    statement.balances[kind] = Balance(
        cents=-amount if direction == "DBIT" else amount, on=strict.day(on) if on else None
    )
