"""Writes camt.053.001.08 statements as a stream: what the demonstration and the tests read back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO
from xml.sax.saxutils import escape

from gewoon.rules.money import Cents, euros


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentToWrite:
    """One payment inside an entry; money in is positive."""

    cents: int
    name: str = ""
    iban: str = ""
    remittance: str = ""
    structured: str = ""
    end_to_end: str = ""
    mandate: str = ""
    reason_code: str = ""  # of a return: the entry around it is written as a returned direct debit
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryToWrite:
    """One booked entry with its payments; they add up to the entry."""

    reference: str
    booked_on: date
    payments: tuple[PaymentToWrite, ...]
    value_on: date | None = None  # None: the day of booking
    batch_reference: str = ""
    batch_announced: int | None = None  # written with its total
    shows_details: bool = True  # False: one total, as when the bank leaves out what is inside
    is_reversal: bool = False
    code: str = "PMNT-RCDT-ESCT"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementToWrite:
    """One statement; the closing balance follows from the opening and the entries."""

    account: str
    id: str
    sequence: int
    created_on: date
    opening_on: date
    closing_on: date
    opening_cents: int
    closing_cents: int
    entries: Iterable[EntryToWrite]
    currency: str = "EUR"


def write_statements(stream: IO[bytes], statements: Iterable[StatementToWrite]) -> None:
    """Write one file with these statements in UTF-8, one entry at a time.

    Raises ValueError when the entries of a statement do not lead to its closing balance, after the
    entries have been written.
    """
    stream.write(_HEAD)
    for number, statement in enumerate(statements, start=1):
        if number == 1:
            stream.write(_group_header(statement))
        for piece in _statement(statement):
            stream.write(piece.encode())
    stream.write(b"</BkToCstmrStmt></Document>\n")


_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
)


def _group_header(statement: StatementToWrite) -> bytes:
    return (
        f"<GrpHdr><MsgId>{_text(statement.id)}</MsgId>"
        f"<CreDtTm>{statement.created_on.isoformat()}T06:00:00</CreDtTm></GrpHdr>\n"
    ).encode()


def _statement(statement: StatementToWrite) -> Iterator[str]:
    yield (
        f"<Stmt><Id>{_text(statement.id)}</Id><ElctrncSeqNb>{statement.sequence}</ElctrncSeqNb>"
        f"<CreDtTm>{statement.created_on.isoformat()}T06:00:00</CreDtTm>"
        f"<Acct><Id>{_account(statement.account)}</Id><Ccy>{statement.currency}</Ccy></Acct>"
        f"{_balance('OPBD', statement.opening_cents, statement.opening_on, statement.currency)}"
        f"{_balance('CLBD', statement.closing_cents, statement.closing_on, statement.currency)}\n"
    )
    cents = statement.opening_cents
    for entry in statement.entries:
        cents += sum(p.cents for p in entry.payments)
        yield _entry(entry, statement.currency)
    if cents != statement.closing_cents:
        raise ValueError(f"statement {statement.id} ends at {cents} cents, not at {statement.closing_cents}")
    yield "</Stmt>\n"


def _entry(entry: EntryToWrite, currency: str) -> str:
    cents = sum(p.cents for p in entry.payments)
    reversal = "<RvslInd>true</RvslInd>" if entry.is_reversal else ""
    reference = f"<AcctSvcrRef>{_text(entry.reference)}</AcctSvcrRef>" if entry.reference else ""
    return (
        f"<Ntry>{_amount(cents, currency)}{reversal}<Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{entry.booked_on.isoformat()}</Dt></BookgDt>"
        f"<ValDt><Dt>{(entry.value_on or entry.booked_on).isoformat()}</Dt></ValDt>"
        f"{reference}{_code(entry)}"
        f"<NtryDtls>{_batch(entry, cents, currency)}{_payments(entry, currency)}</NtryDtls></Ntry>\n"
    )


def _code(entry: EntryToWrite) -> str:
    is_return = any(p.reason_code for p in entry.payments)
    domain, family, subfamily = ("PMNT-IDDT-UPDD" if is_return else entry.code).split("-")
    return (
        f"<BkTxCd><Domn><Cd>{domain}</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{subfamily}</SubFmlyCd></Fmly>"
        "</Domn></BkTxCd>"
    )


def _batch(entry: EntryToWrite, cents: int, currency: str) -> str:
    if not entry.batch_reference and entry.batch_announced is None:
        return ""
    reference = f"<PmtInfId>{_text(entry.batch_reference)}</PmtInfId>" if entry.batch_reference else ""
    count = f"<NbOfTxs>{entry.batch_announced}</NbOfTxs>" if entry.batch_announced is not None else ""
    total = f'<TtlAmt Ccy="{currency}">{euros(Cents(abs(cents)))}</TtlAmt>'
    return f"<Btch>{reference}{count}{total}<CdtDbtInd>{_direction(cents)}</CdtDbtInd></Btch>"


def _payments(entry: EntryToWrite, currency: str) -> str:
    if not entry.shows_details:
        return ""
    return "".join(_payment(p, currency) for p in entry.payments)


def _payment(payment: PaymentToWrite, currency: str) -> str:
    references = _wrapped(
        "Refs",
        _element("EndToEndId", payment.end_to_end) + _element("MndtId", payment.mandate),
    )
    side = "Dbtr" if payment.cents >= 0 or payment.reason_code else "Cdtr"
    account = f"<{side}Acct><Id>{_account(payment.iban)}</Id></{side}Acct>" if payment.iban else ""
    name = f"<{side}><Pty><Nm>{_text(payment.name)}</Nm></Pty></{side}>" if payment.name else ""
    structured = _wrapped("Strd", _wrapped("CdtrRefInf", _element("Ref", payment.structured)))
    remittance = _wrapped("RmtInf", _element("Ustrd", payment.remittance) + structured)
    reason = _wrapped("RtrInf", _wrapped("Rsn", _element("Cd", payment.reason_code)))
    return (
        f"<TxDtls>{references}{_amount(payment.cents, currency)}{_wrapped('RltdPties', name + account)}"
        f"{remittance}{reason}{_element('AddtlTxInf', payment.note)}</TxDtls>"
    )


def _balance(kind: str, cents: int, on: date, currency: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{_amount(cents, currency)}"
        f"<Dt><Dt>{on.isoformat()}</Dt></Dt></Bal>"
    )


def _amount(cents: int, currency: str) -> str:
    amount = euros(Cents(abs(cents)))
    return f'<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{_direction(cents)}</CdtDbtInd>'


def _direction(cents: int) -> str:
    return "CRDT" if cents >= 0 else "DBIT"


def _account(account: str) -> str:
    if account[:2].isalpha() and account[2:4].isdigit():
        return f"<IBAN>{_text(account)}</IBAN>"
    return f"<Othr><Id>{_text(account)}</Id></Othr>"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{_text(text)}</{tag}>" if text else ""


def _wrapped(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""


def _text(text: str) -> str:
    """Escape, and leave out what XML cannot hold."""
    if text.isascii() and text.isprintable():
        return escape(text)
    return escape("".join(c for c in text if c.isprintable() or c in "\t\n"))
