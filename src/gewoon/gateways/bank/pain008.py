"""Direct debit batches (pain.008): reads 001.02 and later, writes 001.08."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from gewoon.gateways.bank import strict, xml
from gewoon.gateways.bank.container import Source, refusing, sources
from gewoon.gateways.bank.model import FileRefused, Unreadable
from gewoon.rules.money import Cents, euros

_PAIN008 = "a pain.008 batch of direct debits, version 001.02 or later, in euros"
_NAMESPACE = re.compile(r".*:pain\.008\.(001\.[0-9]{2})")
_HEADER: xml.Spec = {"MsgId": "message_id"}
_BATCH: xml.Spec = {
    "PmtInfId": "id",
    "NbOfTxs": "count",
    "CtrlSum": "sum",
    "PmtTpInf": {"SeqTp": "sequence_type"},
    "ReqdColltnDt": "collected_on",
    "CdtrAcct": {"Id": {"IBAN": "account", "Othr": {"Id": "account"}}},
}
_ITEM: xml.Spec = {
    "PmtId": {"EndToEndId": "end_to_end"},
    "InstdAmt": "@amount",
    "DrctDbtTx": {"MndtRltdInf": {"MndtId": "mandate", "DtOfSgntr": "signed_on"}},
    "Dbtr": {"Nm": "name"},
    "DbtrAcct": {"Id": {"IBAN": "iban", "Othr": {"Id": "iban"}}},
    "RmtInf": {"Ustrd": "*remittance", "Strd": {"CdtrRefInf": {"Ref": "*remittance"}}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDebit:
    """One amount to be collected from one debtor."""

    end_to_end: str
    cents: int
    mandate: str
    name: str
    iban: str
    remittance: str
    mandate_signed_on: date | None = None  # required by SEPA, though not by ISO


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDebitBatch:
    """What is collected together on one day on one own account."""

    message_id: str
    payment_information_id: str
    collected_on: date
    creditor_account: str
    items: tuple[DirectDebit, ...]
    sequence_type: str = "RCUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """Who collects, as the bank knows them."""

    name: str
    id: str  # incassant-ID, such as NL00ZZZ000000000000
    bic: str = ""  # SEPA does without since 2016


def read(path: Path) -> Iterator[DirectDebitBatch]:
    """Yield the batches of a file or a zip of files. Raises FileRefused.

    The number and the sum that a batch announces must be right. Items of one batch are in memory together.
    """
    with refusing(path):
        for source in sources(path):
            yield from _read(source)


def _read(source: Source) -> Iterator[DirectDebitBatch]:
    namespace, _, root = xml.root_tag(source).removeprefix("{").rpartition("}")
    if root != "Document" or not _NAMESPACE.fullmatch(namespace):
        raise FileRefused(source.shown, "first element", "this is no pain.008", _PAIN008)
    header, batch, item = (xml.with_namespace(spec, namespace) for spec in (_HEADER, _BATCH, _ITEM))
    message_id, items, count = "", [], 0
    for element in xml.events(source, ("GrpHdr", "PmtInf", "DrctDbtTxInf")):
        try:
            match _place(element, namespace):
                case "CstmrDrctDbtInitn", "GrpHdr":
                    message_id = xml.gather(element, header, {}).get("message_id", "")
                case "PmtInf", "DrctDbtTxInf":
                    items.append(_item(xml.gather(element, item, {})))
                    xml.drop_repeated(element)
                case "CstmrDrctDbtInitn", "PmtInf":
                    yield _batch(xml.gather(element, batch, {}), message_id, items)
                    items, count = [], count + 1
                    xml.drop(element)
                case _:
                    raise Unreadable("an element stands where it does not belong", _PAIN008)
        except Unreadable as error:
            place = f"batch {count + 1}, after item {len(items)}"
            raise FileRefused(source.shown, place, error.reason, error.expected) from None
    if not count:
        raise FileRefused(source.shown, "whole file", "there is no batch in it", _PAIN008)


def _place(element: Any, namespace: str) -> tuple[str, str]:
    prefix = f"{{{namespace}}}"
    return element.getparent().tag.removeprefix(prefix), element.tag.removeprefix(prefix)


def _item(fields: dict[str, str]) -> DirectDebit:
    if fields.get("@@amount") != "EUR":
        raise Unreadable("an amount is not in euros", _PAIN008)
    signed_on = fields.get("signed_on", "")
    return DirectDebit(
        end_to_end=fields.get("end_to_end", ""),
        cents=strict.cents(fields["@amount"]),
        mandate=fields.get("mandate", ""),
        name=fields.get("name", ""),
        iban=strict.account(fields.get("iban", "")),
        remittance=" ".join(fields.get("*remittance", "").split(xml.REPEAT)),
        mandate_signed_on=strict.day(signed_on) if signed_on else None,
    )


def _batch(fields: dict[str, str], message_id: str, items: Sequence[DirectDebit]) -> DirectDebitBatch:
    if "count" in fields and strict.number(fields["count"]) != len(items):
        raise Unreadable("the number of items is not the one announced", "NbOfTxs items")
    if "sum" in fields and strict.cents(fields["sum"]) != sum(i.cents for i in items):
        raise Unreadable("the items do not add up to the sum announced", "CtrlSum in all")
    if not items or not fields.get("account") or not fields.get("id"):
        raise Unreadable("the batch has no items, no account or no name", _PAIN008)
    return DirectDebitBatch(
        message_id=message_id,
        payment_information_id=fields["id"],
        collected_on=strict.day(fields.get("collected_on", "")),
        creditor_account=strict.account(fields["account"]),
        items=tuple(items),
        sequence_type=fields.get("sequence_type") or "RCUR",
    )


def write(batches: Sequence[DirectDebitBatch], *, creditor: Creditor, created_at: datetime) -> bytes:
    """Return one pain.008.001.08 file (scheme CORE) with these batches.

    Raises ValueError when they do not belong to one message, or a text is longer than the standard allows.
    """
    if len({batch.message_id for batch in batches}) != 1:
        raise ValueError("one file holds the batches of one message, and at least one batch")
    items = [item for batch in batches for item in batch.items]
    created = created_at.replace(microsecond=0, tzinfo=None).isoformat()
    header = (
        f"<GrpHdr><MsgId>{_limited(batches[0].message_id, 35)}</MsgId><CreDtTm>{created}</CreDtTm>"
        f"{_control(items)}<InitgPty><Nm>{_limited(creditor.name, 70)}</Nm></InitgPty></GrpHdr>"
    )
    body = "".join(piece for batch in batches for piece in _written(batch, creditor))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"><CstmrDrctDbtInitn>\n'
        f"{header}\n{body}</CstmrDrctDbtInitn></Document>\n"
    ).encode()


def _control(items: Sequence[DirectDebit]) -> str:
    total = euros(Cents(sum(item.cents for item in items)))
    return f"<NbOfTxs>{len(items)}</NbOfTxs><CtrlSum>{total}</CtrlSum>"


def _written(batch: DirectDebitBatch, creditor: Creditor) -> Iterable[str]:
    yield (
        f"<PmtInf><PmtInfId>{_limited(batch.payment_information_id, 35)}</PmtInfId><PmtMtd>DD</PmtMtd>"
        f"<BtchBookg>true</BtchBookg>{_control(batch.items)}"
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>CORE</Cd></LclInstrm>"
        f"<SeqTp>{batch.sequence_type}</SeqTp></PmtTpInf>"
        f"<ReqdColltnDt>{batch.collected_on.isoformat()}</ReqdColltnDt>"
        f"<Cdtr><Nm>{_limited(creditor.name, 70)}</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{batch.creditor_account}</IBAN></Id></CdtrAcct>"
        f"<CdtrAgt>{_bank(creditor.bic)}</CdtrAgt><ChrgBr>SLEV</ChrgBr>"
        f"<CdtrSchmeId><Id><PrvtId><Othr><Id>{_limited(creditor.id, 35)}</Id>"
        "<SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id></CdtrSchmeId>\n"
    )
    for item in batch.items:
        yield _written_item(item)
    yield "</PmtInf>\n"


def _written_item(item: DirectDebit) -> str:
    signed_on = item.mandate_signed_on
    signed = f"<DtOfSgntr>{signed_on.isoformat()}</DtOfSgntr>" if signed_on else ""
    remittance = (
        f"<RmtInf><Ustrd>{_limited(item.remittance, 140)}</Ustrd></RmtInf>" if item.remittance else ""
    )
    return (
        f"<DrctDbtTxInf><PmtId><EndToEndId>{_limited(item.end_to_end, 35)}</EndToEndId></PmtId>"
        f'<InstdAmt Ccy="EUR">{euros(Cents(item.cents))}</InstdAmt>'
        f"<DrctDbtTx><MndtRltdInf><MndtId>{_limited(item.mandate, 35)}</MndtId>{signed}</MndtRltdInf>"
        "</DrctDbtTx>"
        f"<DbtrAgt>{_bank('')}</DbtrAgt><Dbtr><Nm>{_limited(item.name, 70)}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{item.iban}</IBAN></Id></DbtrAcct>{remittance}</DrctDbtTxInf>\n"
    )


def _bank(bic: str) -> str:
    inside = f"<BICFI>{bic}</BICFI>" if bic else "<Othr><Id>NOTPROVIDED</Id></Othr>"
    return f"<FinInstnId>{inside}</FinInstnId>"


def _limited(text: str, most: int) -> str:
    if not text or len(text) > most or not text.isprintable():
        raise ValueError(f"a text in a direct debit must have 1 to {most} characters")
    return escape(text)
