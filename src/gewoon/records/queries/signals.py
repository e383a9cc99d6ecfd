"""Signals to municipalities with their receipts and answers, for who may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from gewoon.records.contact import BalanceAnswer, ContactAttempt, MunicipalityAgreement, Signal
from gewoon.records.people import Role
from gewoon.records.queries.rights import Hidden, Reader, own_tenancies, reach, require
from gewoon.records.queries.tenancies import named
from gewoon.rules.calendar import AMSTERDAM
from gewoon.rules.contact.replies import CodeList

RIGHT = "signal.read"
PRIVATE = frozenset({"care", "help_other"})  # says something about health or safety
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """An answer; `code` is empty where only the social worker may see which one it was."""

    code: str
    outcome: str
    replied_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """A signal in a list, newest first; cents."""

    signal_id: int
    number: str
    tenancy_id: int
    tenant_name: str
    address: str
    municipality: str
    sent_on: date
    amount_cents: int
    months: int
    oldest_due_on: date
    file: str
    sha256: str
    recalled_on: datetime | None
    recall_reason: str
    by: str
    replies: tuple[ReplyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """An agreement with a municipality."""

    agreement_id: int
    municipality: str
    towns: tuple[str, ...]
    mapping: str
    from_on: date
    to_on: date | None
    reference: str
    has_pause: bool


def newest(user: Reader) -> tuple[SignalRow, ...]:
    """List the newest signals. Raises Hidden."""
    found = Signal.objects.all()
    if reach(user, RIGHT) == "o":
        found = found.filter(tenancy__in=own_tenancies(user))
    return _rows(user, found.order_by("-sent_at", "-pk")[:MOST])


def of(user: Reader, tenancy_id: int, *, on: date) -> tuple[SignalRow, ...]:
    """List the signals of one tenancy, newest first. Raises Hidden."""
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    return _rows(user, Signal.objects.filter(tenancy=tenancy_id).order_by("-sent_at", "-pk"))


def agreements(user: Reader) -> tuple[AgreementRow, ...]:
    """List the agreements, newest first. Raises Hidden."""
    reach(user, RIGHT)
    return tuple(
        AgreementRow(
            agreement_id=each.pk,
            municipality=each.municipality,
            towns=tuple(each.towns),
            mapping=each.mapping,
            from_on=each.from_on,
            to_on=each.to_on,
            reference=each.reference,
            has_pause=each.has_pause,
        )
        for each in MunicipalityAgreement.objects.order_by("-from_on", "-pk")
    )


def find(user: Reader, number: str) -> tuple[int, int]:
    """Answer the keys of tenancy and signal of a number. Raises Hidden."""
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)
    found = Signal.objects.filter(number=number).values_list("tenancy_id", "pk").first()
    if found is None:
        raise Hidden(RIGHT)
    return found


def payloads(user: Reader, *, first: date, last: date) -> tuple[dict[str, Any], ...]:
    """Give again what was sent in these days, recalled signals left out. Raises Hidden."""
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)
    found = Signal.objects.filter(sent_on__range=(first, last), recalled_at=None).order_by("sent_at", "pk")
    return tuple(found.values_list("payload", flat=True))


def in_ddas_words(user: Reader, *, first: date, last: date, codes: CodeList) -> dict[str, Any]:
    """Tell signals and contact attempts of these days in the words of DDAS: whole euros, no names.

    The amount is rounded down. Raises Hidden.
    """
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)
    signals = Signal.objects.filter(sent_on__range=(first, last), recalled_at=None).order_by("sent_at", "pk")
    told = []
    for each in signals:
        tries = ContactAttempt.objects.filter(
            tenancy=each.tenancy_id, taken_back_at=None, on__range=(each.oldest_due_on, each.sent_on)
        ).order_by("recorded_at", "pk")
        told.append(
            {
                "ID": each.number,
                "signaalpartner": {"type": codes.partner},
                "bedrag": each.amount_cents // 100,
                "ontstaansdatum": each.oldest_due_on.isoformat(),
                "signaaldatum": each.sent_on.isoformat(),
                "contactpogingen": [
                    {
                        "soort": codes.contact[one.kind],
                        "bereikt": one.reached,
                        "datum": one.on.isoformat(),
                        "dagdeel": codes.part_of_day[_part_of_day(one.recorded_at)],
                    }
                    for one in tries
                ],
            }
        )
    return {"vroegsignalen": told}


def _part_of_day(moment: datetime) -> str:
    hour = moment.astimezone(AMSTERDAM).hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def balance_answers(user: Reader, tenancy_id: int, *, on: date) -> tuple[BalanceAnswer, ...]:
    """List what debt helpers were told of a tenancy, newest first. Raises Hidden."""
    require(user, "signal.read", tenancy_id=tenancy_id, on=on)
    return tuple(BalanceAnswer.objects.filter(tenancy=tenancy_id).order_by("-recorded_at"))


def _rows(user: Reader, found: QuerySet[Signal]) -> tuple[SignalRow, ...]:
    signals = list(found.select_related("receipt", "agreement").prefetch_related("replies"))
    people = named({each.tenancy_id for each in signals}) if signals else {}
    return tuple(_row(user, each, people[each.tenancy_id]) for each in signals)


def _row(user: Reader, each: Signal, who: Any) -> SignalRow:
    return SignalRow(
        signal_id=each.pk,
        number=each.number,
        tenancy_id=each.tenancy_id,
        tenant_name=who.name,
        address=who.address,
        municipality=each.agreement.municipality,
        sent_on=each.sent_on,
        amount_cents=each.amount_cents,
        months=each.months,
        oldest_due_on=each.oldest_due_on,
        file=each.receipt.file,
        sha256=each.receipt.sha256,
        recalled_on=each.recalled_at,
        recall_reason=each.recall_reason,
        by=each.by_name,
        replies=tuple(
            _reply(user, one)
            for one in sorted(each.replies.all(), key=lambda one: (one.replied_on, one.pk), reverse=True)
        ),
    )


def _reply(user: Reader, one: Any) -> ReplyRow:
    is_hidden = one.outcome in PRIVATE and user.role != Role.SOCIAL_WORKER
    return ReplyRow(
        code="" if is_hidden else one.code,
        outcome="private" if is_hidden else one.outcome,
        replied_on=one.replied_on,
    )
