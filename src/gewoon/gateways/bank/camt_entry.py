"""Makes one entry, with the payments inside it, from the fields of a camt.053 entry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from gewoon.gateways.bank import strict
from gewoon.gateways.bank.model import Detail, Entry, StatementStart, Unreadable
from gewoon.gateways.bank.xml import REPEAT, Spec

_CODE: Spec = {
    "Domn": {"Cd": "domain", "Fmly": {"Cd": "family", "SubFmlyCd": "subfamily"}},
    "Prtry": {"Cd": "proprietary"},
}
ENTRY: Spec = {
    "NtryRef": "entry_reference",
    "Amt": "@amount",
    "CdtDbtInd": "direction",
    "RvslInd": "reversal",
    "Sts": "^status",
    "BookgDt": {"Dt": "booked", "DtTm": "booked"},
    "ValDt": {"Dt": "valued", "DtTm": "valued"},
    "AcctSvcrRef": "reference",
    "BkTxCd": _CODE,
    "NtryDtls": {"Btch": {"MsgId": "message", "PmtInfId": "batch", "NbOfTxs": "*payments"}},
    "AddtlNtryInf": "note",
}


def _party(name: str) -> Spec:
    return {"Nm": name, "Pty": {"Nm": name}}


def _account(name: str) -> Spec:
    return {"Id": {"IBAN": name, "Othr": {"Id": name}}}


TRANSACTION: Spec = {
    "Refs": {
        "AcctSvcrRef": "reference",
        "PmtInfId": "batch",
        "EndToEndId": "end_to_end",
        "MndtId": "mandate",
    },
    "Amt": "@amount",
    "CdtDbtInd": "direction",
    "AmtDtls": {"TxAmt": {"Amt": "@transaction"}, "InstdAmt": {"Amt": "@instructed"}},
    "BkTxCd": _CODE,
    "RltdPties": {
        "Dbtr": _party("debtor"),
        "DbtrAcct": _account("debtor_account"),
        "UltmtDbtr": _party("last_debtor"),
        "Cdtr": _party("creditor"),
        "CdtrAcct": _account("creditor_account"),
        "UltmtCdtr": _party("last_creditor"),
    },
    "RmtInf": {
        "Ustrd": "*remittance",
        "Strd": {"CdtrRefInf": {"Ref": "structured"}, "AddtlRmtInf": "*remittance"},
    },
    "RtrInf": {"Rsn": {"Cd": "reason", "Prtry": "reason"}},
    "AddtlTxInf": "note",
}
RETURNED = frozenset({"UPDD", "PRDD", "RCDD", "RRTN", "RRCT"})  # subfamilies: unpaid, refunded, cancelled
_SIGN = {"CRDT": 1, "DBIT": -1}
_USUAL_WIDTH = 140  # of one line of remittance: a full line runs on in the next

RawDetail = dict[str, str]


def raw_detail(fields: RawDetail) -> RawDetail:
    """Check what can be checked while the payment streams by; the entry around it is not known yet."""
    direction = fields.get("direction", "")
    if direction and direction not in _SIGN:
        raise Unreadable("a payment has no direction", "CRDT or DBIT")
    return fields


@dataclass(slots=True)
class EntryReader:
    """Makes entries of one statement; remembers the references that it has seen."""

    once: Callable[[str, str], str] = field(default_factory=strict.first_reference)

    def entry(
        self,
        fields: dict[str, str],
        raw: Sequence[RawDetail],
        *,
        start: StatementStart,
        place: int,
        closing_on: date | None,
    ) -> Entry | None:
        """Return the entry, or None when it is not booked. Raises Unreadable."""
        sign = _SIGN.get(fields.get("direction", ""))
        if sign is None:
            raise Unreadable("an entry has no direction", "CRDT or DBIT")
        cents = sign * strict.cents(fields.get("@amount"))
        if not _is_booked(fields.get("^status", "")):
            return None
        currency = fields.get("@@amount", "")
        if currency != start.currency:
            raise Unreadable("an entry is in another currency than its account", "one currency")
        is_return = fields.get("subfamily", "") in RETURNED or any(r.get("reason") for r in raw)
        booked_on, value_on = _days(fields, closing_on)
        details = _details(raw, cents, currency, start.account, is_return, fields.get("note", ""))
        return Entry(
            place=place,
            reference=self.once(start.account, _reference(fields, raw)),
            cents=cents,
            booked_on=booked_on,
            value_on=value_on,
            currency=currency,
            is_reversal=fields.get("reversal", "") in ("true", "1"),
            is_return=is_return,
            batch_announced=_announced(fields, raw, details),
            batch_reference=_batch_reference(fields, raw),
            code=_code(fields) or (_code(raw[0]) if raw else ""),
            details=details,
        )


def _is_booked(status: str) -> bool:
    if status in ("BOOK", ""):
        return True
    if status in ("PDNG", "INFO", "FUTR"):
        return False
    raise Unreadable("the status of an entry is unknown", "BOOK, PDNG or INFO")


def _days(fields: dict[str, str], closing_on: date | None) -> tuple[date, date]:
    booked, valued = fields.get("booked", ""), fields.get("valued", "")
    value_on = strict.day(valued) if valued else None
    booked_on = strict.day(booked) if booked else value_on or closing_on
    if booked_on is None:
        raise Unreadable("an entry has no date", "BookgDt or ValDt")
    return booked_on, value_on or booked_on


def _reference(fields: dict[str, str], raw: Sequence[RawDetail]) -> str:
    """Return the bank's own reference; NtryRef counts only when it is no mere line number."""
    reference = fields.get("reference", "")
    if not reference and len(raw) == 1:
        reference = raw[0].get("reference", "")
    if not reference:
        reference = fields.get("entry_reference", "")
        if len(reference) < 8 or not any(c.isdigit() for c in reference):
            return ""
    return reference


def _announced(fields: dict[str, str], raw: Sequence[RawDetail], details: tuple[Detail, ...]) -> int | None:
    if "*payments" in fields:
        return sum(strict.number(text) for text in fields["*payments"].split(REPEAT))
    return len(raw) if len(raw) > len(details) else None


def _batch_reference(fields: dict[str, str], raw: Sequence[RawDetail]) -> str:
    reference = fields.get("batch", "") or fields.get("message", "")
    if reference or not raw:
        return reference
    inside = {r.get("batch", "") for r in raw}
    return inside.pop() if len(inside) == 1 else ""


def _code(fields: dict[str, str]) -> str:
    codes = "-".join(filter(None, (fields.get(k, "") for k in ("domain", "family", "subfamily"))))
    return f"{codes} {fields.get('proprietary', '')}".strip()


def _details(
    raw: Sequence[RawDetail], cents: int, currency: str, own: str, is_return: bool, note: str
) -> tuple[Detail, ...]:
    """Return the payments when they add up to the entry; otherwise one with the total."""
    if not raw:
        return (Detail(cents=cents, remittance=note, note=note),)
    if len(raw) == 1:
        return (_detail(raw[0], cents, own, is_return, note),)
    amounts = [_amount(r, cents, currency) for r in raw]
    known = [a for a in amounts if a is not None]
    if len(known) < len(raw) or sum(known) != cents:
        return (Detail(cents=cents, remittance=note, note=note),)
    return tuple(_detail(r, a, own, is_return, note) for r, a in zip(raw, known, strict=True))


def _amount(raw: RawDetail, entry_cents: int, currency: str) -> int | None:
    """Return the signed cents of a payment in the currency of the account; None when not given."""
    for field_name in ("@amount", "@transaction", "@instructed"):
        if field_name in raw and raw[f"@{field_name}"] == currency:
            sign = _SIGN.get(raw.get("direction", "")) or (1 if entry_cents >= 0 else -1)
            return sign * strict.cents(raw[field_name])
    return None


def _detail(raw: RawDetail, cents: int, own: str, is_return: bool, entry_note: str) -> Detail:
    name, iban = _counterparty(raw, cents, own, is_return)
    note = raw.get("note", "")
    end_to_end = raw.get("end_to_end", "")
    return Detail(
        cents=cents,
        name=name,
        iban=iban,
        remittance=_text(raw.get("*remittance", "")) or note or entry_note,
        structured=raw.get("structured", ""),
        end_to_end="" if end_to_end == "NOTPROVIDED" else end_to_end,
        mandate=raw.get("mandate", ""),
        reason_code=raw.get("reason", ""),
        note=note or entry_note,
    )


def _counterparty(raw: RawDetail, cents: int, own: str, is_return: bool) -> tuple[str, str]:
    """Return name and account of the other side.

    Money in comes from the debtor, money out goes to the creditor; in a return the parties keep the
    roles of the original payment, so the side that is not our own account counts.
    """
    debtor = (
        raw.get("debtor", "") or raw.get("last_debtor", ""),
        strict.account(raw.get("debtor_account", "")),
    )
    creditor = (
        raw.get("creditor", "") or raw.get("last_creditor", ""),
        strict.account(raw.get("creditor_account", "")),
    )
    sides = (debtor, creditor) if cents >= 0 else (creditor, debtor)
    others = [side for side in sides if side != ("", "") and side[1] != own]
    if is_return:
        others.sort(key=lambda side: not side[1])
    return others[0] if others else ("", "")


def _text(text: str) -> str:
    """Join lines of remittance: a full line runs on, a shorter one is followed by a space."""
    if REPEAT not in text:
        return text.strip()
    lines = text.split(REPEAT)
    return "".join(line if len(line) >= _USUAL_WIDTH else f"{line} " for line in lines).strip()
