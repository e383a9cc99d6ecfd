"""Giving up a claim: one person proposes, another decides."""

from datetime import datetime

from gewoon.actions.ledger.booking import Transfer, book, check_amount, lock_tenancies, reason_of
from gewoon.actions.ledger.open_items import OpenClaim, open_claims
from gewoon.actions.rights import Refused, Who, on_row
from gewoon.records.ledger import Account, WriteOff
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents, euros


@on_row(Tenancy, "ledger.propose_write_off", right="ledger.write_off_propose")
def propose(tenancy: Tenancy, *, cents: int, reason: str, by: Who, now: datetime) -> WriteOff:
    """Propose to give up what a tenant owes, or a part of it; nothing is booked yet.

    Raises Refused for more than is due, while another proposal waits, and for who is no person.
    """
    if WriteOff.objects.filter(tenancy=tenancy, decided_by=None).exists():
        raise Refused("A write-off of this tenancy already waits for a decision.")
    check_amount(cents)
    _claims(tenancy.pk, cents, now)
    return WriteOff.objects.create(
        tenancy=tenancy, cents=cents, reason=reason_of(reason), proposed_by=_person(by), proposed_at=now
    )


@on_row(WriteOff, "ledger.decide_write_off", right="ledger.write_off_approve")
def decide(proposal: WriteOff, *, is_approved: bool, by: Who, now: datetime) -> WriteOff:
    """Approve or turn down a write-off; who proposed it cannot, and the database refuses it too.

    What is approved is booked on the oldest claims, one entry for each. Raises Refused when it was
    decided already, or when so much is not owed any more: then turn it down.
    """
    if proposal.decided_by is not None:
        raise Refused("This write-off has been decided already.")
    person = _person(by)
    if person == proposal.proposed_by:
        raise Refused("You proposed this write-off. Somebody else must decide on it.")
    lock_tenancies([proposal.tenancy_id])
    proposal.decided_by, proposal.decided_at, proposal.is_approved = person, now, is_approved
    proposal.save(update_fields=["decided_by", "decided_at", "is_approved"])
    if is_approved:
        claims = _claims(proposal.tenancy_id, proposal.cents, now)
        book(_shares(claims, proposal, now), by=by, now=now)
    return proposal


def _claims(tenancy_id: int, cents: int, now: datetime) -> list[OpenClaim]:
    """Answer what is due. Raises Refused when that is less than `cents`."""
    today = local_day(now)
    claims = sorted(open_claims([tenancy_id], on=today, known_on=today), key=lambda claim: claim.due_on)
    due = sum(claim.cents for claim in claims)
    if due < cents:
        raise Refused(f"Only {euros(Cents(due))} euro is due. No more than that can be written off.")
    return claims


def _shares(claims: list[OpenClaim], proposal: WriteOff, now: datetime) -> list[Transfer]:
    """Divide the amount over the claims, the oldest first."""
    left, shares = proposal.cents, []
    for claim in claims:
        if left == 0:
            break
        cents = min(left, claim.cents)
        left -= cents
        shares.append(
            Transfer(
                Account.WRITTEN_OFF,
                Account.TENANT,
                cents,
                Kind.WRITE_OFF,
                local_day(now),
                tenancy_id=claim.tenancy_id,
                refers_id=claim.entry_id,
                reason=proposal.reason,
            )
        )
    return shares


def _person(by: Who) -> int:
    """Answer the key of a person. Raises Refused for what runs unattended."""
    if by.pk is None:
        raise Refused("A write-off is proposed and decided by two persons who are signed in.")
    return by.pk
