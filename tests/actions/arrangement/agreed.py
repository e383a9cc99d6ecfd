"""Making an arrangement in one line."""

from datetime import date
from typing import Any

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.rights import CONSOLE
from gewoon.records.arrangement import Arrangement
from gewoon.records.people import Role, User
from gewoon.records.tenancy import Tenancy, TenantAccount
from gewoon.rules.arrangement.terms import Rhythm, schedule
from gewoon.rules.money import Cents
from stories import at, officer

TODAY = date(2026, 10, 5)
FIRST = date(2026, 10, 25)
DEBT = Cents(120_000)


def offer(total: int = DEBT, *, first_on: date = FIRST, count: int = 12, **more: Any) -> Offer:
    """Divide a debt over months."""
    rhythm = more.pop("rhythm", Rhythm.MONTHLY)
    parts = schedule(Cents(total), first_on=first_on, rhythm=rhythm, count=count)
    return Offer(parts=parts, rhythm=rhythm, **{"reason": "samen bekeken", **more})


def propose(who: Tenancy, *, on: date = TODAY, by: Any = CONSOLE, **more: Any) -> Arrangement:
    """Let the association make an offer."""
    made = agreeing.propose(who.pk, offer=offer(**more), by=by, now=at(on))
    return Arrangement.objects.get(pk=made)


def make(who: Tenancy, *, on: date = TODAY, **more: Any) -> Arrangement:
    """Let both agree at once."""
    made = propose(who, on=on, **more)
    agreeing.record_acceptance(who.pk, arrangement_id=made.pk, how="signed", by=CONSOLE, now=at(on))
    made.refresh_from_db()
    return made


def tenant_of(who: Tenancy, name: str = "huurder") -> User:
    """Let the tenant of a tenancy sign in."""
    user = officer(name, Role.TENANT)
    TenantAccount.objects.create(user=user, party=who.parties.first(), made_at=at(TODAY))
    return user
