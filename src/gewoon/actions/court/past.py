"""Cases that another system remembers: taken over as history, never as a gate that was passed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gewoon.actions.rights import Refused, Who, deed, name_of
from gewoon.records.court import (
    Collector,
    Eviction,
    EvictionCause,
    EvictionEnd,
    HandOver,
    Judgment,
    Summons,
)
from gewoon.records.policy import Night
from gewoon.records.tenancy import Tenancy


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A case as it was: asked, perhaps ordered, and how it ended; without an end it is still running.

    A running case lies with `collector`, one that is known here; amounts are in cents.
    """

    tenancy_id: int
    asked_on: date
    ordered_on: date | None
    ended_on: date | None
    end: str = ""
    cause: str = EvictionCause.ARREARS
    claim_cents: int = 0
    court: str = ""
    collector: str = ""


@deed("court.take_over", right="statement.import")
def take_over(*, cases: Sequence[PastCase], by: Who, now: datetime) -> int:
    """Write cases from before down, marked as taken over: decided elsewhere, not here.

    Every day of it lies before the first night here, also of a case that is over: after going live a gate
    is the only way on. Raises Refused with the first case that does not hold together; then nothing is
    written.
    """
    first_night = Night.objects.order_by("on").values_list("on", flat=True).first()
    homes = dict(
        Tenancy.objects.filter(pk__in=[each.tenancy_id for each in cases]).values_list("pk", "home_id")
    )
    for place, each in enumerate(cases, start=1):
        _check(place, each, homes=homes, first_night=first_night)
    for each in cases:
        _write(each, home=homes[each.tenancy_id], by=by, now=now)
    return len(cases)


def _check(place: int, each: PastCase, *, homes: dict[int, int], first_night: date | None) -> None:
    if each.tenancy_id not in homes:
        raise Refused(f"Case {place}: tenancy {each.tenancy_id} is not known here.")
    days = [day for day in (each.asked_on, each.ordered_on, each.ended_on) if day is not None]
    if days != sorted(days):
        raise Refused(f"Case {place}: the days run backward ({', '.join(map(str, days))}).")
    if (each.ended_on is None) != (each.end == ""):
        raise Refused(f"Case {place}: an end has a day and a kind, or neither.")
    if each.end and each.end not in EvictionEnd.values:
        raise Refused(f"Case {place}: {each.end!r} is no end of a case.")
    if each.end == EvictionEnd.CARRIED_OUT and each.ordered_on is None:
        raise Refused(f"Case {place}: an eviction is not carried out without a judgment.")
    if first_night is not None and max(days) >= first_night:
        raise Refused(
            f"Case {place}: {max(days)} lies on or after the first night here ({first_night}): "
            "take its steps through the gates."
        )


def _write(each: PastCase, *, home: int, by: Who, now: datetime) -> None:
    common = {"by_name": name_of(by), "recorded_at": now, "is_taken_over": True}
    hand_over = None
    collector = Collector.objects.filter(name=each.collector).first() if each.collector else None
    if collector is not None and not each.end:
        hand_over = HandOver.objects.create(
            tenancy_id=each.tenancy_id,
            collector=collector,
            on=each.asked_on,
            principal_cents=each.claim_cents,
            costs_cents=0,
            interest_cents=0,
            **common,
        )
    summons = Summons.objects.create(
        tenancy_id=each.tenancy_id,
        hand_over=hand_over,
        on=each.asked_on,
        served_on=each.asked_on,
        court=each.court,
        claim_cents=each.claim_cents,
        withdrawn_on=each.ended_on if each.end == EvictionEnd.WITHDRAWN else None,
        **common,
    )
    if each.ordered_on is not None:
        Judgment.objects.create(summons=summons, on=each.ordered_on, orders_eviction=True, **common)
    is_out = each.end == EvictionEnd.CARRIED_OUT
    Eviction.objects.create(
        tenancy_id=each.tenancy_id,
        home_id=home,
        summons=summons,
        cause=each.cause,
        asked_on=each.asked_on,
        ordered_on=each.ordered_on,
        planned_on=each.ended_on if is_out else None,
        cancelled_on=None if is_out else each.ended_on,
        carried_out_on=each.ended_on if is_out else None,
        end=each.end,
        **common,
    )
