"""What a tenant asks or says on the own page: call me, or this amount is not right."""

from datetime import datetime

from gewoon.actions.policy import deciding
from gewoon.actions.rights import NotAllowed, Refused, Who, name_of, on_row
from gewoon.records.people import Actor, Role
from gewoon.records.tenancy import Circumstance, CircumstanceKind, Tenancy
from gewoon.rules.calendar import local_day


@on_row(Tenancy, "contact.ask_for_call", right="contact.ask_for_call", is_own=True)
def ask_for_call(
    tenancy: Tenancy, *, about: str, by: Who, now: datetime, key: str | None = None
) -> Circumstance:
    """Ask to be called back; the next step is decided again at once. Raises Refused while one waits.

    For the own page, which has made sure whose home it is.
    """
    _require_tenant(by)
    on = local_day(now)
    if tenancy.circumstances.filter(kind=CircumstanceKind.HELP_ASKED, from_on=on).exists():
        raise Refused("You asked this today already: we call you.")
    return _record(tenancy, CircumstanceKind.HELP_ASKED, about.strip() or "-", by=by, now=now)


@on_row(Tenancy, "contact.dispute", right="dispute.raise", is_own=True)
def dispute(tenancy: Tenancy, *, why: str, by: Who, now: datetime, key: str | None = None) -> Circumstance:
    """Say that an amount is not right: reminders and the next step wait until a person looked into it.

    Raises Refused without a reason, and while one is being looked into.
    """
    _require_tenant(by)
    if not why.strip():
        raise Refused("Write down in a few words what is not right.")
    running = tenancy.circumstances.filter(kind=CircumstanceKind.DISPUTE, to_on=None)
    if running.exists():
        raise Refused("We are looking into this already.")
    return _record(tenancy, CircumstanceKind.DISPUTE, why.strip(), by=by, now=now)


def _record(tenancy: Tenancy, kind: CircumstanceKind, reason: str, *, by: Who, now: datetime) -> Circumstance:
    made = Circumstance.objects.create(
        tenancy=tenancy,
        kind=kind,
        from_on=local_day(now),
        reason=reason[:200],
        by_name=name_of(by),
        recorded_at=now,
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


def _require_tenant(by: Who) -> None:
    """The own page acts as an Actor of the role tenant; staff record what they heard by their own deed."""
    if not isinstance(by, Actor) or by.role != Role.TENANT:
        raise NotAllowed("Only the tenant asks this. Record what you heard as a circumstance.")
