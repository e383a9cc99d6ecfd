"""Giving up a claim: one person proposes, another decides; taking that back needs two persons as well."""

from datetime import datetime

from gewoon.actions.ledger.booking import Transfer, book, check_amount, lock_tenancies, reason_of, undoing
from gewoon.actions.ledger.open_items import OpenClaim, open_claims
from gewoon.actions.rights import Refused, Who, on_row, require
from gewoon.records.ledger import Account, Entry, WriteOff, WriteOffShare
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents, euros


@on_row(Tenancy, "ledger.propose_write_off", right="ledger.write_off_propose")
def propose(
    tenancy: Tenancy, *, cents: int, reason: str, by: Who, now: datetime, key: str | None = None
) -> WriteOff:
    """Propose to give up what a tenant owes, or a part of it; nothing is booked yet.

    Raises Refused for more than is due, while another proposal waits, and for who is no person.
    """
    _alone(tenancy.pk)
    check_amount(cents)
    _claims(tenancy.pk, cents, now)
    return WriteOff.objects.create(
        tenancy=tenancy, cents=cents, reason=reason_of(reason), proposed_by=_person(by), proposed_at=now
    )


@on_row(WriteOff, "ledger.propose_write_off_undo", right="ledger.write_off_undo_propose")
def propose_undo(
    written: WriteOff, *, reason: str, by: Who, now: datetime, key: str | None = None
) -> WriteOff:
    """Propose to take back a write-off that two persons decided; another person decides on it too.

    Raises Refused for what was not approved or was taken back already, and while another proposal waits.
    """
    lock_tenancies([written.tenancy_id])
    if not written.is_approved or written.undoes_id is not None:
        raise Refused("Only a write-off that was approved can be taken back.")
    if written.undone_by.filter(is_approved=True).exists():
        raise Refused("This write-off has been taken back already.")
    _alone(written.tenancy_id)
    return WriteOff.objects.create(
        tenancy_id=written.tenancy_id,
        cents=written.cents,
        reason=reason_of(reason),
        proposed_by=_person(by),
        proposed_at=now,
        undoes=written,
    )


@on_row(WriteOff, "ledger.decide_write_off", right="ledger.write_off_approve")
def decide(
    proposal: WriteOff, *, is_approved: bool, by: Who, now: datetime, key: str | None = None
) -> WriteOff:
    """Approve or turn down a write-off, or the taking back of one; who proposed it cannot.

    The database refuses that too. What is approved is booked on the oldest claims, one entry for each;
    what is taken back is undone entry by entry. Raises Refused when it was decided already, or when so
    much is not owed any more: then turn it down.
    """
    if proposal.decided_by is not None:
        raise Refused("This write-off has been decided already.")
    person = _person(by)
    if proposal.undoes_id is not None:
        require(by, "ledger.write_off_undo_approve")
    if person == proposal.proposed_by:
        raise Refused("You proposed this write-off. Somebody else must decide on it.")
    lock_tenancies([proposal.tenancy_id])
    proposal.decided_by, proposal.decided_at, proposal.is_approved = person, now, is_approved
    proposal.save(update_fields=["decided_by", "decided_at", "is_approved"])
    if is_approved and proposal.undoes_id is None:
        _give_up(proposal, by=by, now=now)
    elif is_approved:
        _take_back(proposal, by=by, now=now)
    return proposal


def _alone(tenancy_id: int) -> None:
    """Raise Refused while another proposal about this tenancy waits."""
    if WriteOff.objects.filter(tenancy=tenancy_id, decided_by=None).exists():
        raise Refused("A write-off of this tenancy already waits for a decision.")


def _give_up(proposal: WriteOff, *, by: Who, now: datetime) -> None:
    claims = _claims(proposal.tenancy_id, proposal.cents, now)
    keys = book(_shares(claims, proposal, now), by=by, now=now)
    WriteOffShare.objects.bulk_create(WriteOffShare(write_off=proposal, entry_id=key) for key in keys)


def _take_back(proposal: WriteOff, *, by: Who, now: datetime) -> None:
    """Undo every entry of a write-off on its own day: the claims are open again."""
    entries = Entry.objects.filter(write_off_share__write_off=proposal.undoes_id).order_by("pk")
    book([undoing(entry, reason=proposal.reason) for entry in entries], by=by, now=now)


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
