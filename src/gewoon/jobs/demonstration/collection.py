"""Writes the direct debit batches as pain.008 files."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from gewoon.jobs.demonstration import identity, names
from gewoon.jobs.demonstration.payments import Batch, Debit
from gewoon.jobs.demonstration.world import World
from gewoon.rules.money import Cents, euros

SENT_DAYS_BEFORE = 5


def write(world: World, folder: Path) -> list[Path]:
    """Write one file per batch, oldest first."""
    paths = []
    for batch in world.batches:
        path = folder / f"{date.fromordinal(batch.day).isoformat()}.xml"
        path.write_text("".join(_document(batch, world.account)), encoding="utf-8")
        paths.append(path)
    return paths


def _document(batch: Batch, account: str) -> Iterator[str]:
    day = date.fromordinal(batch.day)
    sent = day - timedelta(days=SENT_DAYS_BEFORE)
    total = euros(Cents(batch.cents))
    count = len(batch.debits)
    name = escape(names.ASSOCIATION)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"><CstmrDrctDbtInitn>'
        f"<GrpHdr><MsgId>{batch.reference}</MsgId><CreDtTm>{sent.isoformat()}T09:00:00</CreDtTm>"
        f"<NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum><InitgPty><Nm>{name}</Nm></InitgPty></GrpHdr>"
        f"<PmtInf><PmtInfId>{batch.reference}</PmtInfId><PmtMtd>DD</PmtMtd><BtchBookg>true</BtchBookg>"
        f"<NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum>"
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>CORE</Cd></LclInstrm><SeqTp>RCUR</SeqTp></PmtTpInf>"
        f"<ReqdColltnDt>{day.isoformat()}</ReqdColltnDt><Cdtr><Nm>{name}</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{account}</IBAN></Id></CdtrAcct>"
        "<CdtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></CdtrAgt>"
        f"<CdtrSchmeId><Id><PrvtId><Othr><Id>{identity.creditor_id()}</Id>"
        "<SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id></CdtrSchmeId>\n"
    )
    yield from map(_collection, batch.debits)
    yield "</PmtInf></CstmrDrctDbtInitn></Document>\n"


def _collection(debit: Debit) -> str:
    signed_on = date.fromordinal(debit.signed_on).isoformat()
    return (
        f"<DrctDbtTxInf><PmtId><EndToEndId>{debit.end_to_end}</EndToEndId></PmtId>"
        f'<InstdAmt Ccy="EUR">{euros(Cents(debit.cents))}</InstdAmt>'
        f"<DrctDbtTx><MndtRltdInf><MndtId>{debit.mandate}</MndtId><DtOfSgntr>{signed_on}</DtOfSgntr></MndtRltdInf></DrctDbtTx>"
        "<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>"
        f"<Dbtr><Nm>{escape(debit.name)}</Nm></Dbtr><DbtrAcct><Id><IBAN>{debit.iban}</IBAN></Id></DbtrAcct>"
        f"<RmtInf><Ustrd>{escape(debit.text)}</Ustrd></RmtInf></DrctDbtTxInf>\n"
    )
