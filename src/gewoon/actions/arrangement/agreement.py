"""The agreement on paper: its values, its PDF, and its way to the tenant."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gewoon.actions.arrangement.own import require_own
from gewoon.actions.contact.letters import document, put_in_the_queue
from gewoon.actions.contact.values import association, language_of, values
from gewoon.actions.rights import CONSOLE, NotFound, Refused, Who, require
from gewoon.gateways.letters.typeset import typeset
from gewoon.records.arrangement import AgreedParty, Arrangement
from gewoon.records.queries.arrangement_books import Version, books
from gewoon.records.tenancy import Tenancy
from gewoon.rules.arrangement.terms import Condition, How
from gewoon.rules.contact import wording
from gewoon.rules.ledger import reference
from gewoon.rules.money import Cents, display

NAME = "arrangement_agreement"
_PART = {"nl": "Deel", "en": "Part"}
_CONDITIONS: Mapping[str, Mapping[Condition, str]] = {
    "nl": {
        Condition.TRAINING: "u volgt de training",
        Condition.GUIDANCE: "u krijgt begeleiding",
        Condition.FIXED_COSTS: "u betaalt uw vaste lasten op tijd",
    },
    "en": {
        Condition.TRAINING: "you follow the training",
        Condition.GUIDANCE: "you receive guidance",
        Condition.FIXED_COSTS: "you pay your fixed costs on time",
    },
}
_NO_CONDITIONS = {"nl": "verder niets", "en": "nothing else"}
_HOW: Mapping[str, Mapping[How, str]] = {
    "nl": {
        How.SIGNED: "met een handtekening",
        How.SPOKEN: "in een gesprek",
        How.MAIL: "per e-mail of brief",
        How.PORTAL: "op de eigen pagina",
        How.JUDGMENT: "door de rechter",
    },
    "en": {
        How.SIGNED: "with a signature",
        How.SPOKEN: "in a talk",
        How.MAIL: "by e-mail or letter",
        How.PORTAL: "on the own page",
        How.JUDGMENT: "by the judge",
    },
}
_NOT_YET = {"nl": "nog niet", "en": "not yet"}


def send(tenancy: Tenancy, version: Version, *, now: datetime) -> bool:
    """Put the agreement in the queue; answers whether it leaves. What keeps letters in stops no agreement."""
    fresh = _fresh(version)
    try:
        put_in_the_queue(
            tenancy, name=NAME, by=CONSOLE, now=now, extra=extra(tenancy, fresh, language_of(tenancy))
        )
    except Refused:
        return False
    return True


def pdf(tenancy_id: int, *, arrangement_id: int, by: Who, on: date) -> bytes:
    """Give what is agreed as PDF: the version that holds, or else the one that waits.

    Raises NotFound for what does not exist, and NotAllowed for somebody else's.
    """
    require(by, "arrangement.read", is_own=True)
    row = Arrangement.objects.filter(pk=arrangement_id, tenancy=tenancy_id).first()
    if row is None:
        raise NotFound("There is no such arrangement.")
    tenancy = row.tenancy
    require_own(by, "arrangement.read", tenancy, on=on)
    book = books([row], on=on)[row.pk]
    version = book.version_on(on)
    language = language_of(tenancy)
    dated_on = version.holds_from or version.terms.made_on
    filled = values(
        tenancy, NAME, language=language, by=CONSOLE, on=dated_on, extra=extra(tenancy, version, language)
    )
    return typeset(document(NAME, language, filled))


def extra(tenancy: Tenancy, version: Version, language: str) -> dict[str, Any]:
    """Gather what only this room knows, as plain JSON."""
    terms = version.terms
    conditions = [_CONDITIONS[language][Condition(each)] for each in terms.conditions]
    return {
        "open_items": [
            {
                "label": f"{_PART[language]} {place}",
                "due_on": part.due_on.isoformat(),
                "amount": part.cents,
            }
            for place, part in enumerate(version.parts, start=1)
        ],
        "conditions": ", ".join(conditions) or _NO_CONDITIONS[language],
        "tolerance_days": str(terms.tolerance_days),
        "tolerance_amount": display(Cents(terms.tolerance_cents), language),
        "tenant_agreed": _agreed(version, AgreedParty.TENANT, language),
        "association_agreed": _agreed(version, AgreedParty.ASSOCIATION, language),
        "account": association().iban,
        "payment_reference": reference.make(tenancy.number, None),
    }


def _agreed(version: Version, party: AgreedParty, language: str) -> str:
    """Say when and how a party agreed."""
    found = version.agreed.get(party)
    if found is None:
        return _NOT_YET[language]
    return f"{wording.day(found.on, language)}, {_HOW[language][How(found.how)]}"


def _fresh(version: Version) -> Version:
    """Read again who agreed: it was written down in this very transaction."""
    agreed = {each.party: each for each in version.terms.acceptances.all()}
    return Version(terms=version.terms, parts=version.parts, agreed=agreed)
