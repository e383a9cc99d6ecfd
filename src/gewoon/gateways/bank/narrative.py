"""Splits the free text that Dutch banks put beside an entry into name, account, references and remittance."""

import re
from dataclasses import dataclass

from gewoon.gateways.bank import strict

# Codes between slashes: the SWIFT set as ABN AMRO, ING, Rabobank, Triodos, bunq and Van Lanschot use it.
_CODES = (
    "ACCW|ADDR|BENM|BIC|CNTP|CREF|CSID|EREF|IBAN|IREF|ISDT|MARF|NAME|NRTX|OCMT|ORDP|PREF|PURP|REMI|RTRN"
    "|STRD|SVCL|TRCD|TRTP|ULTB|ULTC|ULTD|USTD"
)
_CODE = re.compile(rf"(?:^|/)({_CODES})(?=/)")
# Labels with a colon: ABN AMRO since SEPA, Knab, and the CSV of ING.
_LABELS = {
    "IBAN": "iban",
    "REK": "iban",
    "BIC": "",
    "NAAM": "name",
    "OMSCHRIJVING": "remittance",
    "KENMERK": "end_to_end",
    "MACHTIGING": "mandate",
    "MACHTIGING ID": "mandate",
    "INCASSANT": "",
    "INCASSANT ID": "",
    "VALUTADATUM": "",
    "DATUM/TIJD": "",
}
_LABEL = re.compile(
    rf"(?:^|(?<=[\s/,]))({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*:\s*", re.IGNORECASE
)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}", re.ASCII)
_LEADING_ACCOUNT = re.compile(r"([A-Z]{2}[0-9]{2}[A-Z0-9]{9,30}|[0-9]{9,10})\s+\S", re.ASCII)
_OLD_TRIODOS = re.compile(r">([0-9]{2})")
_REASON = re.compile(r"[A-Z]{2}[0-9]{2}", re.ASCII)
_WORDS_FOR_NOTHING = frozenset({"NOTPROVIDED", "NONREF", "NOTPROVIDE"})
FULL_LINE = 65  # a line of this width runs on in the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What could be found in the text; what is not there is empty."""

    name: str = ""
    iban: str = ""
    remittance: str = ""
    structured: str = ""
    end_to_end: str = ""
    mandate: str = ""
    reason_code: str = ""
    note: str = ""
    batch: str = ""
    payments: int | None = None


def split(lines: list[str]) -> Narrative:
    """Split the lines of one `:86:`, or one line of a CSV column."""
    joined = "".join(lines).strip()
    if _CODE.match(joined):
        return _by_codes(joined)
    if re.match(r"[0-9]{3}>[0-9]{2}", joined):
        return _old_triodos(joined)
    text = _joined(lines)
    leading = _LEADING_ACCOUNT.match(text)
    if leading is not None:
        return _by_first_line(lines, leading[1])
    labels = list(_LABEL.finditer(text))
    if {_LABELS[m[1].upper()] for m in labels} & {"iban", "name"}:
        return _by_labels(text, labels)
    return Narrative(remittance=text)


def _joined(lines: list[str]) -> str:
    pieces = [line if len(line) >= FULL_LINE and line.strip() else f"{line.strip()} " for line in lines]
    return " ".join("".join(pieces).split())


def _by_codes(text: str) -> Narrative:
    found: dict[str, str] = {}
    matches = list(_CODE.finditer(text))
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = text[match.end() : following.start() if following else len(text)]
        found.setdefault(match[1], value.strip("/ "))
    account, name = _counterparty(found)
    returned = _REASON.match(found.get("RTRN", ""))
    count = found.get("NRTX", "")
    return Narrative(
        name=name,
        iban=strict.account(account),
        remittance=found.get("USTD", "") or found.get("REMI", ""),
        structured=found.get("STRD", "").rpartition("/")[2],
        end_to_end=_reference(found.get("EREF", "")),
        mandate=_reference(found.get("MARF", "")),
        reason_code=returned[0] if returned else "",
        note=found.get("TRTP", ""),
        batch=_reference(found.get("PREF", "")),
        payments=int(count) if count.isascii() and count.isdigit() and len(count) < 9 else None,
    )


def _counterparty(found: dict[str, str]) -> tuple[str, str]:
    """Return account and name; ING and Triodos write /CNTP/account/BIC/name/town/."""
    if "CNTP" in found:
        parts = found["CNTP"].split("/")
        if not _IBAN.fullmatch(parts[0]) and not parts[0].isdigit():
            return "", found.get("NAME", "")
        return parts[0], parts[2].strip() if len(parts) > 2 else found.get("NAME", "")
    return found.get("IBAN", ""), " ".join(found.get("NAME", "").split())


def _old_triodos(text: str) -> Narrative:
    pieces = _OLD_TRIODOS.split(text)[1:]
    found = dict(zip(pieces[::2], pieces[1::2], strict=True))
    remittance = "".join(found[key] for key in sorted(found) if "20" <= key <= "29")
    return Narrative(remittance=" ".join(remittance.split()), iban=found.get("31", "").strip())


def _by_first_line(lines: list[str], account: str) -> Narrative:
    """SNS and ASN: account and name on the first line, the text below, sometimes with codes inside."""
    behind = " ".join(lines[0].split()[1:])
    rest = [line for line in lines[1:] if line.strip()]
    if len(lines) == 1 or not behind:
        return Narrative(iban=account, remittance=_joined([behind, *rest]))
    name = behind
    inner = split(rest) if rest else Narrative()
    return Narrative(
        name=name,
        iban=account,
        remittance=inner.remittance,
        structured=inner.structured,
        end_to_end=inner.end_to_end,
        mandate=inner.mandate,
        reason_code=inner.reason_code,
        note=inner.note,
    )


def _by_labels(text: str, labels: list[re.Match[str]]) -> Narrative:
    found: dict[str, str] = {"remittance": text[: labels[0].start()].strip(" /")}
    for match, following in zip(labels, [*labels[1:], None], strict=True):
        value = text[match.end() : following.start() if following else len(text)].strip(" /")
        field = _LABELS[match[1].upper()]
        if field == "remittance" or not found.get(field):
            found[field] = value
    iban = _IBAN.match(found.get("iban", "").replace(" ", ""))
    return Narrative(
        name=found.get("name", ""),
        iban=iban[0] if iban else found.get("iban", "").partition(" ")[0],
        remittance=found["remittance"],
        end_to_end=_reference(found.get("end_to_end", "")),
        mandate=_reference(found.get("mandate", "")),
    )


def _reference(text: str) -> str:
    return "" if text.upper() in _WORDS_FOR_NOTHING else text


def iban_in(text: str) -> str:
    """Return the account number at the start of a text, if there is one."""
    match = _IBAN.match(text.strip())
    return match[0] if match else ""
