"""Everything that is kept about a tenant's home, for the tenant: plain values, ready to be a file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model, QuerySet

from gewoon.records.arrangement import Acceptance, Arrangement, CapacityCheck, Instalment
from gewoon.records.contact import ContactAttempt, Letter, Signal, SignalReply
from gewoon.records.events import Event
from gewoon.records.people import Role
from gewoon.records.policy import Decision, Step
from gewoon.records.queries import own as queries
from gewoon.records.queries.lines import book
from gewoon.records.queries.rights import Reader
from gewoon.records.tenancy import Circumstance, Party, RentComponent, Tenancy
from gewoon.records.training import (
    Attendance,
    Enrolment,
    InterviewConsent,
    OwnWords,
    Profile,
    SelfRating,
)

RIGHT = "dsar.export"
_KEYS = frozenset({"id", "tenancy_id", "step_id", "party_id", "user_id", "guide_id", "agreement_id"})


def everything(user: Reader, *, on: date) -> dict[str, Any]:
    """Answer all that is kept of the own home and the person who asks. Raises Hidden.

    A housemate's contact data and own words are not in it, and colleagues stand with their role, not
    their name. What a social worker wrote is asked for with the social worker (it may speak of others).
    """
    who = queries.require(user, RIGHT)
    of_home = {"tenancy": who.tenancy_id}
    mine = {"enrolment__tenancy": who.tenancy_id, "enrolment__party": who.party_id}
    return {
        "made_on": on.isoformat(),
        "tenancy": _rows(Tenancy.objects.filter(pk=who.tenancy_id)),
        "me": _rows(Party.objects.filter(pk=who.party_id)),
        "rent": _rows(RentComponent.objects.filter(**of_home)),
        "account": [_line(each) for each in book(who.tenancy_id, on=on).lines],
        "circumstances": _rows(Circumstance.objects.filter(**of_home)),
        "contacts": _rows(ContactAttempt.objects.filter(**of_home, taken_back_at=None)),
        "letters": _rows(Letter.objects.filter(**of_home)),
        "decisions": _rows(Decision.objects.filter(**of_home)),
        "steps": _rows(Step.objects.filter(**of_home)),
        "signals_to_the_municipality": _rows(Signal.objects.filter(**of_home)),
        "answers_of_the_municipality": _rows(SignalReply.objects.filter(signal__tenancy=who.tenancy_id)),
        "what_can_be_paid": _rows(CapacityCheck.objects.filter(**of_home)),
        "arrangements": _rows(Arrangement.objects.filter(**of_home)),
        "instalments": _rows(Instalment.objects.filter(terms__arrangement__tenancy=who.tenancy_id)),
        "agreed": _rows(Acceptance.objects.filter(terms__arrangement__tenancy=who.tenancy_id)),
        "training": _rows(Enrolment.objects.filter(tenancy=who.tenancy_id, party=who.party_id)),
        "attendance": _rows(Attendance.objects.filter(**mine)),
        "own_words": _rows(OwnWords.objects.filter(**mine)),
        "own_ratings": _rows(SelfRating.objects.filter(**mine)),
        "answers_for_counting": _rows(Profile.objects.filter(**mine)),
        "interview_consents": _rows(InterviewConsent.objects.filter(**of_home)),
        "who_looked": [
            {"at": _plain(each.at), "role": each.role, "part": each.part, "purpose": each.purpose}
            for each in queries.looked(user)
        ],
        "signed_in_at": [_plain(each) for each in queries.signed_in(user)],
        "what_was_done": _events(who.tenancy_id),
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "on": _plain(line.on),
        "kind": str(line.kind),
        "month": _plain(line.month),
        "cents": line.cents,
        "balance": line.balance,
        "reason": line.reason,
    }


def _rows(found: QuerySet[Any]) -> list[dict[str, Any]]:
    return [_row(each) for each in found.order_by("pk")]


def _row(row: Model) -> dict[str, Any]:
    """Give the columns of a row; keys say nothing outside, and names of colleagues are theirs."""
    columns: Iterable[str] = (field.attname for field in row._meta.concrete_fields)
    return {
        name: _plain(getattr(row, name))
        for name in columns
        if name not in _KEYS and not name.endswith(("_by", "by_name"))
    }


def _events(tenancy_id: int) -> list[Mapping[str, Any]]:
    found = Event.objects.filter(tenancy_id=tenancy_id).order_by("at", "pk")
    return [
        {
            "at": _plain(each.at),
            "deed": each.deed,
            "by": "me" if each.role == Role.TENANT else each.role,
            "reason": each.reason,
        }
        for each in found
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value
