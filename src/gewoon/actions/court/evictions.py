"""An eviction: planned, told to the municipality, cancelled or lapsed, and at last carried out."""

from datetime import date, datetime

from gewoon.actions.court.bailiff import end_hand_over
from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import Refused, Who, on_row
from gewoon.gateways.law_files import shipped_law
from gewoon.records.court import Eviction, EvictionEnd, HandOver, HandOverEnd
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.law.parameters import Unknown

RIGHT = "court.record_hearing_judgment"
RETURNS = (
    EvictionEnd.CANCELLED,
    EvictionEnd.LAPSED,
    EvictionEnd.KEYS_HANDED_IN,
    EvictionEnd.LEFT_UNSEEN,
)


@on_row(Tenancy, "court.plan_eviction", right=RIGHT)
def plan(tenancy: Tenancy, *, on: date, served_on: date, by: Who, now: datetime) -> Eviction:
    """Write down the day of eviction and when the bailiff served it; a new day replaces the old one.

    The municipality has to be told again. Raises Refused without a judgment that orders it, for a day
    that has passed, and for a writ that was served too late (Rv 555).
    """
    found = running(tenancy)
    if found.ordered_on is None:
        raise Refused("The judge has not ordered the eviction.")
    today = local_day(now)
    if on < today:
        raise Refused("This day has passed: plan a day that is still to come.")
    if not found.ordered_on <= served_on <= today:
        raise Refused(f"The writ was served from {found.ordered_on} to {today}.")
    days = shipped_law().on("eviction.order", served_on)
    if isinstance(days, Unknown) or (on - served_on).days < int(days.value):
        raise Refused("The writ is served at least three days before the eviction (Rv 555).")
    found.planned_on, found.writ_served_on, found.municipality_told_on = on, served_on, None
    found.decided_on = None
    found.save(update_fields=["planned_on", "writ_served_on", "municipality_told_on", "decided_on"])
    deciding.decide_now([tenancy.pk], on=today, now=now, by=by)
    return found


@on_row(Tenancy, "court.tell_municipality", right=RIGHT)
def tell_municipality(tenancy: Tenancy, *, on: date, by: Who, now: datetime) -> Eviction:
    """Write down when the bailiff told the municipality the time of the eviction (Gdw 14)."""
    found = running(tenancy)
    if found.planned_on is None or found.writ_served_on is None:
        raise Refused("No day is planned yet.")
    if not found.writ_served_on <= on <= local_day(now):
        raise Refused(f"Give a day from {found.writ_served_on} to {local_day(now)}.")
    found.municipality_told_on = on
    found.save(update_fields=["municipality_told_on"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


@on_row(Tenancy, "court.carry_out", right="eviction.propose")
def carry_out(tenancy: Tenancy, *, by: Who, now: datetime, key: str | None = None) -> Eviction:
    """Take the step `eviction`, on its own day: every duty is asked again, until the hour itself.

    Raises GateShut while a duty is not met, Refused on any other day than the one that was announced.
    """
    found, on = running(tenancy), local_day(now)
    if found.planned_on != on:
        raise Refused("An eviction is carried out on the day that was announced, and on no other.")
    gates.take(tenancy, "eviction", by=by, now=now)
    found.decided_on = found.carried_out_on = on
    found.end = EvictionEnd.CARRIED_OUT
    found.save(update_fields=["decided_on", "carried_out_on", "end"])
    _return_claim(tenancy, HandOverEnd.CARRIED_OUT, "the eviction was carried out", by=by, now=now)
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return found


@on_row(Tenancy, "court.cancel_eviction", right=RIGHT)
def cancel(
    tenancy: Tenancy, *, reason: str, by: Who, now: datetime, end: str = EvictionEnd.CANCELLED
) -> Eviction:
    """End a case without carrying it out; the claim comes back and the tenancy returns to the flow.

    Raises Refused for an end that is none of these, and without a reason.
    """
    if end not in RETURNS:
        raise Refused(f"{end!r} is no such end: choose one of {', '.join(RETURNS)}.")
    if not 1 <= len(reason.strip()) <= 200:
        raise Refused("Give a reason, in at most 200 characters.")
    found = running(tenancy)
    found.end, found.cancelled_on, found.reason = EvictionEnd(end), local_day(now), reason.strip()
    found.save(update_fields=["end", "cancelled_on", "reason"])
    _return_claim(tenancy, HandOverEnd.RETURNED, "the eviction was not carried out", by=by, now=now)
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


def running(tenancy: Tenancy) -> Eviction:
    """Answer the case of eviction that runs. Raises Refused when there is none."""
    found = Eviction.objects.filter(tenancy=tenancy, end="").first()
    if found is None:
        raise Refused("No case of eviction runs.")
    return found


def _return_claim(tenancy: Tenancy, end: HandOverEnd, reason: str, *, by: Who, now: datetime) -> None:
    hand_over = HandOver.objects.filter(tenancy=tenancy, ended_on=None).first()
    if hand_over is not None:
        end_hand_over(hand_over, end=end, reason=reason, by=by, now=now)
