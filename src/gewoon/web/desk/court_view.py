"""What the page of a gate shows: each duty in words, what shows it, and what this reader may do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gewoon.actions.court.bailiff import open_by_part
from gewoon.actions.policy.gates import file_print
from gewoon.gateways.evidence_files import shipped_evidence
from gewoon.gateways.gate_sources import said
from gewoon.gateways.law_files import shipped_law
from gewoon.records.queries.gates import EvidenceRow, ProposalRow
from gewoon.rules.court import escalation
from gewoon.rules.court.deciding import DEMANDS, Signed, lacking
from gewoon.rules.court.evidence import EvidenceKind
from gewoon.rules.money import Cents
from gewoon.rules.policy.facts import Fact
from gewoon.rules.policy.gate import DutyState, GateState, Shown, Verdict
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.sentences import Language, in_words
from gewoon.web.shared import court_words as words

_BY_DECISION = {
    "costs_decided_by_person",
    "bailiff_decided_by_person",
    "summons_decided_by_two",
    "eviction_signed",
}
_ICONS = {Verdict.MET: "circle-check", Verdict.NOT_MET: "circle", Verdict.NOT_APPLICABLE: "minus"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A sentence about a fact, the record behind it, and who recorded that when."""

    said: str
    record: str
    by: str
    on: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty as the page shows it; `todo` says who can bring it about."""

    id: str
    label: Mapping[str, str]
    basis: str
    kind: Promise | str
    is_law: bool
    verdict: str
    verdict_word: Promise
    icon: str
    warns: bool
    proofs: tuple[Proof, ...]
    todo: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A proposal with what it still lacks, whether this reader may sign, and whether it counts no more."""

    row: ProposalRow
    subject: Promise | str
    lacks: tuple[str, ...]
    may_sign: bool
    is_void: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A part of what the step would cost."""

    label: Promise | str
    cents: int | None
    is_unverified: bool


def language() -> Language:
    """Answer the language of the reader."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def duty_rows(state: GateState, policy: Policy, evidence: Sequence[EvidenceRow]) -> tuple[DutyRow, ...]:
    """Answer the duties of a gate as rows."""
    found = {each.evidence_id: each for each in evidence}
    return tuple(_row(duty, policy, found) for duty in state.duties)


def _row(duty: DutyState, policy: Policy, evidence: Mapping[int, EvidenceRow]) -> DutyRow:
    spoken = language()
    return DutyRow(
        id=duty.id,
        label=duty.label,
        basis=said(duty.basis, spoken),
        kind=words.DUTY_KINDS.get(duty.kind, duty.kind),
        is_law=duty.kind in {"law", "case_law"},
        verdict=str(duty.verdict),
        verdict_word=words.VERDICTS[duty.verdict],
        icon=_ICONS[duty.verdict],
        warns=not duty.is_blocking,
        proofs=tuple(_proof(each, policy.facts[each.fact], evidence, spoken) for each in duty.shown),
        todo=tuple(dict.fromkeys(str(each) for fact in duty.lacking for each in _todo(fact, policy))),
    )


def _proof(shown: Shown, fact: Fact, evidence: Mapping[int, EvidenceRow], spoken: Language) -> Proof:
    kind, _space, number = shown.source.replace(":", " ").partition(" ")
    row = evidence.get(int(number)) if kind == "evidence" and number.isdigit() else None
    sentence = in_words(fact, shown.value, spoken)
    label = str(words.RECORDS.get(kind, kind)) if kind else ""
    record = f"{label} {number}".strip() if number.replace(", ", "").isdigit() else label
    return Proof(
        said=sentence[:1].upper() + sentence[1:],
        record=record,
        by="" if row is None else row.by,
        on=None if row is None else row.on,
        text=""
        if row is None
        else " · ".join(part for part in (words.file_text(row.text), row.reference) if part),
    )


def _todo(fact: str, policy: Policy) -> Iterator[Promise | str]:
    """Say who can bring a fact about."""
    kind = shipped_evidence().get(fact)
    if kind is not None:
        for role in kind.recorded_by:
            yield words.ROLES.get(role, role)
        return
    if fact == "handover_complete":
        yield _("Draw up the file")
        return
    if fact in _BY_DECISION:
        yield _("A decision below")
        return
    steps = [step for step in policy.steps.values() if fact in step.establishes]
    for step in steps[:1]:
        yield step.label.get(language()) or step.id
    if not steps and fact in policy.facts:
        yield _("It follows from the records")


def recordable(state: GateState, role: str) -> tuple[EvidenceKind, ...]:
    """Answer the kinds of evidence that a role can record for this gate."""
    facts = {each.fact for duty in state.duties for each in duty.shown} | {
        fact for duty in state.duties for fact in duty.lacking
    }
    return tuple(
        kind for fact, kind in shipped_evidence().items() if fact in facts and role in kind.recorded_by
    )


def papers(
    rows: Sequence[ProposalRow], subjects: Sequence[str], *, state: GateState, may_sign: bool
) -> tuple[Paper, ...]:
    """Answer the open proposals about these subjects, with what each lacks."""
    standing = {each.source for duty in state.duties for each in duty.shown if each.value is True}
    return tuple(
        Paper(
            row=row,
            subject=words.SUBJECTS.get(row.subject, row.subject),
            lacks=_lacks(row),
            may_sign=may_sign and not row.is_mine and not row.is_signed_by_me,
            is_void=not _lacks(row) and f"proposal {row.proposal_id}" not in standing,
        )
        for row in rows
        if row.subject in subjects
    )


def _lacks(row: ProposalRow) -> tuple[str, ...]:
    signed = [Signed(place, each.role) for place, each in enumerate(row.signatures, start=1)]
    missing = lacking(row.subject, proposer=0, signed=signed)
    roles = [str(words.ROLES.get(each, each)) for each in missing if each != "person"]
    people = sum(each == "person" for each in missing) - len(roles)
    return (*roles, *([str(_("%(count)s more")) % {"count": people}] if people > 0 else []))


def costs_of(gate: str, tenancy_id: int, *, on: date) -> tuple[tuple[Cost, ...], Cents | None, Cents]:
    """Answer what the step would cost, the sum where all of it is known, and the debt it is about."""
    principal = Cents(open_by_part(tenancy_id, on=on)["principal_cents"])
    items = escalation.of_step(gate, principal=principal, law=shipped_law(), on=on)
    rows = tuple(
        Cost(label=words.COSTS.get(item.name, item.name), cents=item.cents, is_unverified=item.is_unverified)
        for item in items
    )
    return rows, escalation.total(items), principal


def fingerprint(state: GateState) -> str:
    """Answer the fingerprint of the file that is read on the page, for the signature."""
    return file_print(state)


def subjects_of(gate: str, gate_of: Mapping[str, str]) -> tuple[str, ...]:
    """Answer what can be proposed at a gate: the step itself, and duties that do not apply."""
    own = (gate,) if gate in DEMANDS else ()
    return own + tuple(subject for subject, where in gate_of.items() if where == gate)
