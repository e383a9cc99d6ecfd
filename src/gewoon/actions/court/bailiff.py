"""Collectors outside: who they are, what is handed over through the gate, what comes back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from gewoon.actions.court.evidence import file_of
from gewoon.actions.ledger.booking import Transfer, book, lock_details
from gewoon.actions.ledger.open_items import open_claims
from gewoon.actions.ledger.suspense import in_suspense
from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import NotFound, Refused, Who, deed, name_of, on_row
from gewoon.records.court import (
    Collector,
    CollectorKind,
    CollectorReport,
    HandOver,
    HandOverEnd,
    Remittance,
)
from gewoon.records.ledger import Account, BankDetail, Entry
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.court.remittance import PARTS, Claim, TooMuch, split
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents, euros

RIGHT = "bailiff.hand_over_recall"
CHECK_DAYS = 365  # the register of the Wki is renewed every year
STATUSES = ("received", "in_contact", "arrangement", "paid_in_part", "paid", "no_result", "writ_served")


@deed("court.check_collector", right=RIGHT)
def check_collector(
    *,
    name: str,
    kind: str,
    by: Who,
    now: datetime,
    register_number: str = "",
    charges_vat: bool = False,
) -> Collector:
    """Write down that a collector was looked up today; it counts for a year. A known name is checked again.

    Raises Refused for an unknown kind, and for an agency without its number in the register (Wki).
    """
    if kind not in CollectorKind.values:
        raise Refused(f"{kind!r} is no kind of collector: choose one of {', '.join(CollectorKind.values)}.")
    if not 1 <= len(name.strip()) <= 120:
        raise Refused("Give the name of the collector.")
    if kind == CollectorKind.AGENCY and not register_number.strip():
        raise Refused("Give the number in the register: an agency may not collect without it.")
    on = local_day(now)
    found, _ = Collector.objects.update_or_create(
        name=name.strip(),
        defaults={
            "kind": kind,
            "register_number": register_number.strip()[:40],
            "charges_vat": charges_vat,
            "checked_on": on,
            "checked_until": on + timedelta(days=CHECK_DAYS),
            "checked_by": name_of(by),
        },
    )
    return found


@on_row(Tenancy, "court.hand_over", right=RIGHT)
def hand_over(
    tenancy: Tenancy, *, collector_id: int, by: Who, now: datetime, key: str | None = None
) -> HandOver:
    """Take the step `bailiff`: hand the claim over, with a file that is complete and holds no case notes.

    Raises GateShut while a duty is not met, Refused for a collector whose check is too old.
    """
    on = local_day(now)
    collector = Collector.objects.filter(pk=collector_id).first()
    if collector is None:
        raise NotFound("This collector does not exist.")
    if collector.checked_until < on:
        raise Refused("This collector was looked up too long ago: check the register again.")
    if HandOver.objects.filter(tenancy=tenancy, ended_on=None).exists():
        raise Refused("This claim lies with a collector already.")
    gates.take(tenancy, "bailiff", by=by, now=now)
    manifest = file_of(tenancy, on=on)
    made = HandOver.objects.create(
        tenancy=tenancy,
        collector=collector,
        on=on,
        manifest=manifest,
        sha256=gates.fingerprint(manifest),
        by_name=name_of(by),
        recorded_at=now,
        **open_by_part(tenancy.pk, on=on),
    )
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made


def open_by_part(tenancy_id: int, *, on: date) -> dict[str, int]:
    """Answer what is open, as the fields of a hand-over: principal, costs and interest in cents."""
    claims = list(_claims(tenancy_id, on=on))
    return {
        f"{part}_cents": sum(claim.cents for claim in claims if claim.kind in kinds) for part, kinds in PARTS
    }


@on_row(Tenancy, "court.report_back", right=RIGHT)
def report_back(
    tenancy: Tenancy, *, status: str, by: Who, now: datetime, text: str = "", on: date | None = None
) -> CollectorReport:
    """Write down what the collector reports. Raises Refused for an unknown status or a day to come."""
    if status not in STATUSES:
        raise Refused(f"{status!r} is no status: choose one of {', '.join(STATUSES)}.")
    return CollectorReport.objects.create(
        hand_over=running(tenancy),
        on=_past_day(on, now),
        status=status,
        text=text.strip()[:500],
        by_name=name_of(by),
        recorded_at=now,
    )


@on_row(Tenancy, "court.recall", right=RIGHT)
def recall(
    tenancy: Tenancy, *, reason: str, by: Who, now: datetime, end: str = HandOverEnd.RECALLED
) -> HandOver:
    """Take the claim back from the collector; the tenancy returns to the ordinary flow."""
    if end not in (HandOverEnd.RECALLED, HandOverEnd.PAID, HandOverEnd.RETURNED):
        raise Refused(f"{end!r} is no end of a hand-over: choose recalled, paid or returned.")
    found = end_hand_over(running(tenancy), end=HandOverEnd(end), reason=reason, by=by, now=now)
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


def end_hand_over(found: HandOver, *, end: HandOverEnd, reason: str, by: Who, now: datetime) -> HandOver:
    """End a hand-over, within a deed. Raises Refused without a reason."""
    if not 1 <= len(reason.strip()) <= 200:
        raise Refused("Give a reason, in at most 200 characters.")
    found.ended_on, found.ended_by, found.end, found.reason = local_day(now), name_of(by), end, reason.strip()
    found.save(update_fields=["ended_on", "ended_by", "end", "reason"])
    return found


def running(tenancy: Tenancy) -> HandOver:
    """Answer the running hand-over. Raises Refused when there is none."""
    found = HandOver.objects.filter(tenancy=tenancy, ended_on=None).first()
    if found is None:
        raise Refused("This claim does not lie with a collector.")
    return found


@on_row(BankDetail, "court.remit", right=RIGHT)
def remit(  # noqa: PLR0913  what the collector's statement says
    detail: BankDetail,
    *,
    tenancy_id: int,
    reference: str,
    parts: Mapping[str, int],
    by: Who,
    now: datetime,
    key: str | None = None,
) -> Remittance:
    """Book money that a collector passed on, which waits in suspense: each part on the claims it pays.

    `parts` has `costs`, `interest` and `principal` in cents. Raises Refused when they are more than waits or
    than is open of their kind, and when this reference came in before.
    """
    tenancy = Tenancy.objects.select_for_update().filter(pk=tenancy_id).first()
    if tenancy is None:
        raise NotFound("This tenancy does not exist.")
    lock_details([detail.pk])
    found = HandOver.objects.filter(tenancy=tenancy).order_by("-pk").first()
    if found is None:
        raise Refused("This claim does not lie with a collector.")
    if Remittance.objects.filter(hand_over=found, reference=reference).exists():
        raise Refused("A remittance with this reference was booked already.")
    given = {part: parts.get(part, 0) for part, _ in PARTS}
    book(_paid(detail, tenancy.pk, reference, given), by=by, now=now)
    made = Remittance.objects.create(
        hand_over=found,
        reference=reference[:64],
        on=detail.bank_entry.value_on,
        by_name=name_of(by),
        recorded_at=now,
        **{f"{part}_cents": cents for part, cents in given.items()},
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


def _paid(detail: BankDetail, tenancy_id: int, reference: str, given: Mapping[str, int]) -> list[Transfer]:
    """Divide the money over the claims that it pays. Raises Refused when it is more than there is."""
    total, waits = sum(given.values()), in_suspense(detail.pk)
    if min(given.values()) < 0 or not 0 < total <= waits:
        raise Refused(f"Only {euros(Cents(max(0, waits)))} euro of this payment is in suspense.")
    on = detail.bank_entry.value_on
    try:
        shares = split([(part, Cents(cents)) for part, cents in given.items()], _claims(tenancy_id, on=on))
    except TooMuch as error:
        raise Refused(
            f"Only {euros(error.open_cents)} euro of {error.part} is open: correct the division."
        ) from None
    return [
        Transfer(
            Account.SUSPENSE,
            Account.TENANT,
            share.cents,
            Kind.PAYMENT,
            on,
            tenancy_id=tenancy_id,
            bank_detail_id=detail.pk,
            refers_id=share.entry_id,
            reason=f"remittance {reference}: {share.part}"[:200],
        )
        for share in shares
    ]


def _claims(tenancy_id: int, *, on: date) -> list[Claim]:
    opened = sorted(open_claims([tenancy_id], on=on, known_on=on), key=lambda claim: claim.due_on)
    kinds = dict(Entry.objects.filter(pk__in=[claim.entry_id for claim in opened]).values_list("pk", "kind"))
    return [Claim(claim.entry_id, Kind(kinds[claim.entry_id]), Cents(claim.cents)) for claim in opened]


def _past_day(on: date | None, now: datetime) -> date:
    day = on or local_day(now)
    if day > local_day(now):
        raise Refused("This day is still to come.")
    return day
