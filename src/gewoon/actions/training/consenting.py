"""Consent to be asked for an interview: apart from anything obligatory, gone in one click."""

from datetime import datetime

from gewoon.actions.rights import Actor, NotAllowed, Refused, Who, on_row
from gewoon.records.tenancy import Tenancy
from gewoon.records.training import InterviewConsent

MEDIA = ("newspaper", "magazine", "radio", "television", "online", "photo")
SCOPES = ("anonymous", "first_name", "full_name")
TEXT_VERSION = "2026-11"
TEXT = {
    "nl": (
        "De verhuurder mag mij vragen voor een interview. Nee zeggen heeft geen gevolgen. "
        "Ik kan dit elk moment intrekken."
    ),
    "en": (
        "The association may ask me for an interview. Saying no has no consequences. "
        "I can withdraw this at any moment."
    ),
}


@on_row(Tenancy, "training.give_interview_consent", right="press.give_consent", is_own=True)
def give_consent(
    tenancy: Tenancy, *, medium: str, scope: str, text_version: str, by: Who, now: datetime
) -> InterviewConsent:
    """Keep that a tenant agrees, for one medium and scope, with the version of the text that was read.

    Only the tenant can. Raises Refused for an unknown medium, scope or version of the text.
    """
    _require_tenant(by)
    if medium not in MEDIA or scope not in SCOPES:
        raise Refused("Choose a medium and what may be told from the list.")
    if text_version != TEXT_VERSION:
        raise Refused("The text has changed: read it again first.")
    found = tenancy.interview_consents.filter(medium=medium, scope=scope, revoked_at=None).first()
    return found or InterviewConsent.objects.create(
        tenancy=tenancy, medium=medium, scope=scope, text_version=text_version, given_at=now
    )


@on_row(Tenancy, "training.withdraw_interview_consent", right="press.withdraw_consent", is_own=True)
def withdraw_consent(tenancy: Tenancy, *, by: Who, now: datetime, medium: str = "", scope: str = "") -> None:
    """Withdraw consent, of one medium and scope or all at once; the next list does not have it."""
    _require_tenant(by)
    held = tenancy.interview_consents.filter(revoked_at=None)
    if medium:
        held = held.filter(medium=medium)
    if scope:
        held = held.filter(scope=scope)
    held.update(revoked_at=now)


def _require_tenant(by: Who) -> None:
    """The own page has made sure who it is, and acts as an Actor of the role tenant."""
    if not isinstance(by, Actor) or by.role != "tenant":
        raise NotAllowed("Only the tenant decides about this.")
