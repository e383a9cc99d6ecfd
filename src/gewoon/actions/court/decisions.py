"""Decisions on a step behind a gate: one proposes, others read the file and sign, or turn it down."""

from datetime import datetime

from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import Refused, Who, name_of, on_row, require
from gewoon.records.ledger import Entry
from gewoon.records.policy import Proposal, Signature
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.court.deciding import DEMANDS, MANAGEMENT
from gewoon.rules.policy.policy import RESERVED

PROPOSE, SIGN = "eviction.propose", "eviction.approve_second"
SIGNED = "eviction_signed"
GATE_OF = {
    "structural_default_documented": "summons",
    "last_chance_excused": "summons",
    "shelter_not_needed": "eviction",
}
"""At which gate it is said that a duty does not apply."""


@on_row(Tenancy, "court.propose", right=PROPOSE)
def propose(
    tenancy: Tenancy, *, subject: str, reason: str, by: Who, now: datetime, key: str | None = None
) -> Proposal:
    """Propose a step behind a gate, or that a duty does not apply; for costs this is the decision itself.

    The file is fixed by its fingerprint. A payment, or something that becomes known, makes it void.
    Raises Refused for what nobody decides on, without a reason, and while another proposal is open.
    """
    if subject not in DEMANDS:
        raise Refused(f"{subject!r} is nothing to decide on: choose one of {', '.join(DEMANDS)}.")
    if subject == "costs":
        require(by, "costs.decide")
    person = person_of(by)
    if Proposal.objects.filter(tenancy=tenancy, subject=subject, closed_at=None).exists():
        raise Refused("This was proposed already: decide on that, or withdraw it first.")
    made = Proposal.objects.create(
        tenancy=tenancy,
        subject=subject,
        on=local_day(now),
        reason=reason_of(reason),
        sha256=file_of(tenancy.pk, subject, now),
        ledger_until=Entry.objects.filter(tenancy=tenancy)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
        or 0,
        proposed_by=person,
        proposed_name=name_of(by),
        proposed_role=by.role,
        recorded_at=now,
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


@on_row(Tenancy, "court.sign", right=SIGN)
def sign(  # noqa: PLR0913  what the form gives
    tenancy: Tenancy,
    *,
    proposal_id: int,
    reason: str,
    sha256: str,
    by: Who,
    now: datetime,
    key: str | None = None,
) -> Signature:
    """Say yes to a proposal after reading the file whose fingerprint is given; never to the own proposal.

    A manager signs for an eviction only when every other duty is met: that is the complete file. Raises
    Refused when it is not, when it has changed since it was read, or when this person signed already.
    """
    proposal = _open(tenancy, proposal_id)
    person = person_of(by)
    if person == proposal.proposed_by:
        raise Refused("You proposed this. Somebody else must decide on it.")
    if proposal.signatures.filter(signed_by=person).exists():
        raise Refused("You signed this already. Somebody else must sign too.")
    if proposal.subject == "eviction" and by.role == MANAGEMENT:
        _require_whole(tenancy.pk, now)
    if sha256 != file_of(tenancy.pk, proposal.subject, now):
        raise Refused("The file has changed since you read it: read it again and sign then.")
    made = Signature.objects.create(
        proposal=proposal,
        proposed_by=proposal.proposed_by,
        signed_by=person,
        name=name_of(by),
        role=by.role,
        reason=reason_of(reason),
        sha256=sha256,
        at=now,
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


@on_row(Tenancy, "court.turn_down", right=SIGN)
def turn_down(tenancy: Tenancy, *, proposal_id: int, reason: str, by: Who, now: datetime) -> Proposal:
    """Say no to a proposal: it is closed, with the reason."""
    person_of(by)
    return _close(_open(tenancy, proposal_id), "turned down", reason, by=by, now=now)


@on_row(Tenancy, "court.withdraw_proposal", right=PROPOSE)
def withdraw(tenancy: Tenancy, *, proposal_id: int, reason: str, by: Who, now: datetime) -> Proposal:
    """Take a proposal back, with the reason; its signatures count for nothing any more."""
    person_of(by)
    return _close(_open(tenancy, proposal_id), "withdrawn", reason, by=by, now=now)


def file_of(tenancy_id: int, subject: str, now: datetime) -> str:
    """Answer the fingerprint of the file that is decided on, without the decision itself."""
    gate = subject if subject in RESERVED else GATE_OF[subject]
    return gates.file_print(gates.state_of(tenancy_id, gate, on=local_day(now)))


def person_of(by: Who) -> int:
    """Answer the key of a person. Raises Refused for what runs unattended."""
    if by.pk is None:
        raise Refused("This is decided by persons who are signed in.")
    return by.pk


def reason_of(text: str) -> str:
    """Answer a reason without spaces around it. Raises Refused when it is missing or too long."""
    tidy = text.strip()
    if not 1 <= len(tidy) <= 500:
        raise Refused("Give a reason, in at most 500 characters.")
    return tidy


def _open(tenancy: Tenancy, proposal_id: int) -> Proposal:
    found = Proposal.objects.filter(pk=proposal_id, tenancy=tenancy, closed_at=None).first()
    if found is None:
        raise Refused("This proposal is closed already: it was decided, withdrawn or overtaken.")
    return found


def _require_whole(tenancy_id: int, now: datetime) -> None:
    """Raise Refused while a duty other than the signature itself is not met."""
    state = gates.state_of(tenancy_id, "eviction", on=local_day(now))
    missing = [duty.id for duty in state.unmet if duty.lacking != (SIGNED,)]
    if missing:
        raise Refused(f"The file is not complete yet. Not met: {', '.join(missing)}.")


def _close(proposal: Proposal, why: str, reason: str, *, by: Who, now: datetime) -> Proposal:
    proposal.closed_at, proposal.closed_by = now, name_of(by)
    proposal.closed_why = f"{why}: {reason_of(reason)}"[:200]
    proposal.save(update_fields=["closed_at", "closed_by", "closed_why"])
    deciding.decide_now([proposal.tenancy_id], on=local_day(now), now=now, by=by)
    return proposal
