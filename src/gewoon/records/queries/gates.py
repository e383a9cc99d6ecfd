"""Who may see a gate of a tenancy, and what was recorded beside it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gewoon.records.court import Eviction, HandOver
from gewoon.records.people import Actor, Role
from gewoon.records.policy import Evidence, Passage, Proposal
from gewoon.records.queries.rights import Hidden, Reader, own_tenancies, scope
from gewoon.records.tenancy import Tenancy

RIGHT = "eviction.gate_status"
_DECIDERS = (Role.SOCIAL_WORKER, Role.MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """Evidence as a page shows it; `text` is empty for who may not read it."""

    evidence_id: int
    fact: str
    is_met: bool
    on: date
    expires_on: date | None
    text: str
    reference: str
    by: str
    role: str
    is_taken_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """Who signed, as what, and why."""

    name: str
    role: str
    on: date
    reason: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposal that is open, with who signed it; `is_mine` and `is_signed_by_me` are of the reader."""

    proposal_id: int
    tenancy_id: int
    subject: str
    on: date
    reason: str
    by: str
    role: str
    sha256: str
    is_mine: bool
    is_signed_by_me: bool
    signatures: tuple[SignatureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A gate that was passed."""

    passage_id: int
    gate: str
    on: date
    by: str
    sha256: str


def require_sight(user: Reader, tenancy_id: int, *, on: date | None = None) -> None:
    """Raise Hidden unless somebody may see the gates of this tenancy.

    For `o` these are the own tenancies: those with a step of the role, with a proposal that waits for a
    decision, or with a case that is running at bailiff or court.
    """
    if not Tenancy.objects.filter(pk=tenancy_id).exists():
        raise Hidden(RIGHT)
    reach = scope(user, RIGHT)
    if reach == "a":
        return
    if reach != "o" or isinstance(user, Actor) or user.role not in _DECIDERS:
        raise Hidden(RIGHT)
    if not sees(user, tenancy_id, on=on):
        raise Hidden(RIGHT)


def sees(user: Reader, tenancy_id: int, *, on: date | None = None) -> bool:
    """Say whether a tenancy is somebody's own, offered for a decision, or at bailiff or court."""
    mine = own_tenancies(user, on=on).filter(tenancy_id=tenancy_id).exists()
    offered = Proposal.objects.filter(tenancy=tenancy_id, closed_at=None)
    return (
        mine
        or offered.exists()
        or HandOver.objects.filter(tenancy=tenancy_id, ended_on=None).exists()
        or Eviction.objects.filter(tenancy=tenancy_id, end="").exists()
    )


def evidence(
    user: Reader, tenancy_id: int, *, restricted: frozenset[str], on: date
) -> tuple[EvidenceRow, ...]:
    """List the evidence that stands, newest first; restricted texts are for social workers. Raises Hidden."""
    require_sight(user, tenancy_id, on=on)
    rows = Evidence.objects.filter(tenancy=tenancy_id, withdrawn_at=None, on__lte=on).order_by("-on", "-pk")
    may_read = user.role == Role.SOCIAL_WORKER
    return tuple(
        EvidenceRow(
            evidence_id=each.pk,
            fact=each.fact,
            is_met=each.is_met,
            on=each.on,
            expires_on=each.expires_on,
            text="" if each.fact in restricted and not may_read else each.text,
            reference=each.reference,
            by=each.by_name,
            role=each.role,
            is_taken_over=each.is_taken_over,
        )
        for each in rows
    )


def proposals(user: Reader, tenancy_id: int, *, on: date) -> tuple[ProposalRow, ...]:
    """List the open proposals of a tenancy. Raises Hidden."""
    require_sight(user, tenancy_id, on=on)
    return _rows(user, Q(tenancy=tenancy_id))


def waiting(user: Reader) -> tuple[ProposalRow, ...]:
    """List the proposals that wait for signatures of anybody, for who may decide. Raises Hidden."""
    if scope(user, "eviction.approve_second") == "-" and scope(user, "eviction.propose") == "-":
        raise Hidden("eviction.approve_second")
    return _rows(user, Q())


def passages(user: Reader, tenancy_id: int, *, on: date) -> tuple[PassageRow, ...]:
    """List the gates that were passed, newest first. Raises Hidden."""
    require_sight(user, tenancy_id, on=on)
    rows = Passage.objects.filter(tenancy=tenancy_id, on__lte=on).order_by("-on", "-pk")
    return tuple(
        PassageRow(passage_id=each.pk, gate=each.gate, on=each.on, by=each.by_name, sha256=each.sha256)
        for each in rows
    )


def _rows(user: Reader, wanted: Q) -> tuple[ProposalRow, ...]:
    rows = Proposal.objects.filter(wanted, closed_at=None).order_by("on", "pk").prefetch_related("signatures")
    return tuple(
        ProposalRow(
            proposal_id=each.pk,
            tenancy_id=each.tenancy_id,
            subject=each.subject,
            on=each.on,
            reason=each.reason,
            by=each.proposed_name,
            role=each.proposed_role,
            sha256=each.sha256,
            is_mine=user.pk is not None and each.proposed_by == user.pk,
            is_signed_by_me=any(one.signed_by == user.pk for one in each.signatures.all()),
            signatures=tuple(
                SignatureRow(
                    name=one.name, role=one.role, on=one.at.date(), reason=one.reason, sha256=one.sha256
                )
                for one in each.signatures.all()
            ),
        )
        for each in rows
    )
