"""The file of a gate as a document: duty by duty with its evidence, fit to be an exhibit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import Who, name_of
from gewoon.gateways.evidence_files import shipped_evidence
from gewoon.gateways.gate_sources import said
from gewoon.gateways.letters.dossier import typeset_file
from gewoon.records.people import Association
from gewoon.records.queries import gates as queries
from gewoon.records.queries.tenancies import named
from gewoon.rules.contact import wording
from gewoon.rules.policy.gate import DutyState, GateState
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.sentences import Language, in_words

_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "duties": "Plichten",
        "decisions": "Besluiten",
        "origin": "Waar dit vandaan komt",
        "met": "Voldaan",
        "not_met": "Niet voldaan",
        "not_applicable": "Niet van toepassing",
        "law": "wet",
        "case_law": "rechtspraak",
        "covenant": "convenant",
        "practice": "praktijk",
        "policy": "beleid",
        "warning": "alleen een waarschuwing",
        "title": "Dossier: {step}",
        "about": "Huurcontract {number}: {name}, {address}.",
        "as_of": "Stand op {day}. Opgemaakt door {who}.",
        "open": "De poort is open: aan alle plichten is voldaan.",
        "shut": "De poort is dicht. Niet voldaan: {unmet}.",
        "proposed": "{who} ({role}) stelde dit voor op {day}",
        "signed": "{who} ({role}) tekende op {day}: {reason}",
        "record": "uit: {record}",
        "from_policy": "Beleid {policy}, vingerafdruk {hash}",
        "from_gates": "Plichten van de poorten, vingerafdruk {hash}",
        "from_file": "Dit dossier, vingerafdruk {hash}",
        "recorded": "vastgelegd door {who} op {day}",
    },
    "en": {
        "duties": "Duties",
        "decisions": "Decisions",
        "origin": "Where this comes from",
        "met": "Met",
        "not_met": "Not met",
        "not_applicable": "Not applicable",
        "law": "law",
        "case_law": "case law",
        "covenant": "covenant",
        "practice": "practice",
        "policy": "policy",
        "warning": "a warning only",
        "title": "File: {step}",
        "about": "Tenancy {number}: {name}, {address}.",
        "as_of": "As of {day}. Drawn up by {who}.",
        "open": "The gate is open: every duty is met.",
        "shut": "The gate is shut. Not met: {unmet}.",
        "proposed": "{who} ({role}) proposed this on {day}",
        "signed": "{who} ({role}) signed on {day}: {reason}",
        "record": "from: {record}",
        "from_policy": "Policy {policy}, fingerprint {hash}",
        "from_gates": "Duties of the gates, fingerprint {hash}",
        "from_file": "This file, fingerprint {hash}",
        "recorded": "recorded by {who} on {day}",
    },
}
_PARTS = {
    "contract": "het contract",
    "ledger": "de rekening",
    "letters": "de veertiendagenbrief",
    "contacts": "de contacten",
    "signal": "de melding bij de gemeente",
    "children": "of er kinderen zijn",
}
_RECORDS = {
    "attempts": "contacten",
    "calculation": "berekening",
    "circumstance": "bijzonderheid",
    "collector": "incassopartij",
    "entries": "boekingen",
    "eviction": "ontruimingszaak",
    "evidence": "bewijs",
    "hand-over": "overdracht",
    "judgment": "vonnis",
    "letter": "brief",
    "passage": "poort gepasseerd",
    "proposal": "voorstel",
    "step": "stap",
    "summons": "dagvaarding",
}
"""What records are called in Dutch; in English they are called as they are."""
_ROLES = {
    "nl": {
        "collection_officer": "incassomedewerker",
        "social_worker": "maatschappelijk werker",
        "manager": "manager",
    },
    "en": {
        "collection_officer": "collection officer",
        "social_worker": "social worker",
        "manager": "manager",
    },
}


def pdf(tenancy_id: int, gate: str, *, by: Who, on: date, language: Language) -> bytes:
    """Give the file of a gate as PDF, to who may see it; see `content`. Raises Hidden, TypesettingError."""
    return typeset_file(content(tenancy_id, gate, by=by, on=on, language=language), on=on)


def content(tenancy_id: int, gate: str, *, by: Who, on: date, language: Language) -> dict[str, Any]:
    """Answer all that stands in the file of a gate, ready to print. Raises Hidden, Refused for no gate."""
    state = gates.look(tenancy_id, gate, by=by, on=on)
    policy, say = deciding.policy_on(on), _WORDS[language]
    who, house = named([tenancy_id])[tenancy_id], Association.objects.first()
    title = say["title"].format(step=policy.steps[gate].label.get(language) or gate)
    unmet = ", ".join(duty.id for duty in state.unmet)
    restricted = frozenset(fact for fact, kind in shipped_evidence().items() if kind.is_restricted)
    rows = {
        f"evidence {row.evidence_id}": row
        for row in queries.evidence(by, tenancy_id, restricted=restricted, on=on)
    }
    return {
        "language": language,
        "labels": {name: say[name] for name in ("duties", "decisions", "origin")},
        "title": title,
        "sender": "" if house is None else house.name,
        "foot": f"{'' if house is None else house.name} · {who.number} · {wording.day(on, language)}",
        "intro": [
            say["about"].format(number=who.number, name=who.name, address=who.address),
            say["as_of"].format(day=wording.day(on, language), who=name_of(by)),
            say["open"] if state.is_open else say["shut"].format(unmet=unmet),
        ],
        "duties": [_duty(duty, policy, rows, language) for duty in state.duties],
        "papers": _papers(tenancy_id, state, by=by, on=on, language=language),
        "origin": [
            say["from_policy"].format(policy=f"{policy.name} {policy.valid_from}", hash=state.policy_hash),
            say["from_gates"].format(hash=state.gates_hash),
            say["from_file"].format(hash=gates.file_print(state)),
        ],
    }


def _duty(
    duty: DutyState, policy: Policy, rows: Mapping[str, queries.EvidenceRow], language: Language
) -> dict[str, Any]:
    say = _WORDS[language]
    kind = say.get(duty.kind, duty.kind)
    return {
        "id": duty.id,
        "label": duty.label.get(language) or duty.label.get("nl", duty.id),
        "verdict": say[duty.verdict],
        "kind": kind if duty.is_blocking else f"{kind}, {say['warning']}",
        "basis": said(duty.basis, language),
        "proofs": [
            _proof(in_words(policy.facts[each.fact], each.value, language), each.source, rows, language)
            for each in duty.shown
        ],
    }


def _proof(sentence: str, source: str, rows: Mapping[str, queries.EvidenceRow], language: Language) -> str:
    say = _WORDS[language]
    told = sentence[:1].upper() + sentence[1:]
    if source:
        told += f" ({say['record'].format(record=_record(source, language))}"
        row = rows.get(source)
        if row is not None:
            told += f", {say['recorded'].format(who=row.by, day=wording.day(row.on, language))}"
            told += "".join(f"; {part}" for part in (_text(row.text, language), row.reference) if part)
        told += ")"
    return told


def _text(text: str, language: Language) -> str:
    """Say what the file for the bailiff lacks, in the language of the reader; what people wrote stays."""
    begin, found, parts = text.partition("missing: ")
    if language == "en" or begin or not found:
        return "compleet" if language == "nl" and text == "complete" else text
    return "ontbreekt: " + ", ".join(_PARTS.get(part, part) for part in parts.split(", "))


def _record(source: str, language: Language) -> str:
    kind, _, rest = source.partition(" ")
    named_kind = _RECORDS.get(kind, kind) if language == "nl" else kind
    numbers = rest if rest.replace(", ", "").isdigit() else ""
    return f"{named_kind} {numbers}".strip() if kind in _RECORDS else source


def _papers(
    tenancy_id: int, state: GateState, *, by: Who, on: date, language: Language
) -> list[dict[str, Any]]:
    say, roles = _WORDS[language], _ROLES[language]
    facts = {each.fact for duty in state.duties for each in duty.shown}
    return [
        {
            "title": say["proposed"].format(
                who=row.by, role=roles.get(row.role, row.role), day=wording.day(row.on, language)
            ),
            "reason": row.reason,
            "signatures": [
                say["signed"].format(
                    who=each.name,
                    role=roles.get(each.role, each.role),
                    day=wording.day(each.on, language),
                    reason=each.reason,
                )
                for each in row.signatures
            ],
        }
        for row in queries.proposals(by, tenancy_id, on=on)
        if row.subject == state.gate or row.subject in facts
    ]
