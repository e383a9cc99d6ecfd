"""A last chance: offered with conditions, agreed on, kept or broken."""

from collections.abc import Sequence
from datetime import date, datetime

from gewoon.actions.policy import deciding
from gewoon.actions.rights import NotFound, Refused, Who, name_of, on_row
from gewoon.records.court import LastChance, LastChanceCondition
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day

RIGHT = "arrangement.create"


@on_row(Tenancy, "court.offer_last_chance", right=RIGHT)
def offer(
    tenancy: Tenancy,
    *,
    conditions: Sequence[str],
    until: date,
    by: Who,
    now: datetime,
    key: str | None = None,
) -> LastChance:
    """Offer a last chance with its conditions, until a day.

    Raises Refused without a condition, for a day that has passed, and while another one runs.
    """
    asked = [text.strip()[:300] for text in conditions if text.strip()]
    if not asked:
        raise Refused("Write down at least one condition, such as paying the rent each month.")
    if until <= local_day(now):
        raise Refused("The last day lies in the past: give a day that is still to come.")
    if LastChance.objects.filter(tenancy=tenancy, ended_on=None).exists():
        raise Refused("A last chance was offered already: end that one first.")
    made = LastChance.objects.create(
        tenancy=tenancy, offered_on=local_day(now), until_on=until, by_name=name_of(by), recorded_at=now
    )
    LastChanceCondition.objects.bulk_create(
        LastChanceCondition(last_chance=made, text=text) for text in asked
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


@on_row(Tenancy, "court.agree_last_chance", right=RIGHT)
def agree(tenancy: Tenancy, *, by: Who, now: datetime) -> LastChance:
    """Write down that the tenant agrees today."""
    found = running(tenancy)
    if found.agreed_on is not None:
        raise Refused("This last chance was agreed on already.")
    found.agreed_on = local_day(now)
    found.save(update_fields=["agreed_on"])
    return found


@on_row(Tenancy, "court.break_condition", right=RIGHT)
def break_condition(
    tenancy: Tenancy, *, condition_id: int, reason: str, by: Who, now: datetime
) -> LastChanceCondition:
    """Write down that a condition was not kept, and why that is thought; it ends nothing by itself."""
    found = LastChanceCondition.objects.filter(pk=condition_id, last_chance=running(tenancy)).first()
    if found is None:
        raise NotFound("This condition does not exist.")
    found.broken_on, found.reason = local_day(now), _reason(reason)
    found.save(update_fields=["broken_on", "reason"])
    return found


@on_row(Tenancy, "court.end_last_chance", right=RIGHT)
def end(tenancy: Tenancy, *, is_kept: bool, reason: str, by: Who, now: datetime) -> LastChance:
    """End a last chance: kept, or not.

    Raises Refused when it should count as broken although no condition is written down as broken.
    """
    found = running(tenancy)
    if not is_kept and found.agreed_on is not None and not found.conditions.exclude(broken_on=None).exists():
        raise Refused("Write down first which condition was not kept.")
    found.ended_on, found.ended_by, found.is_kept = local_day(now), name_of(by), is_kept
    found.reason = _reason(reason)
    found.save(update_fields=["ended_on", "ended_by", "is_kept", "reason"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


def running(tenancy: Tenancy) -> LastChance:
    """Answer the last chance that runs. Raises Refused when there is none."""
    found = LastChance.objects.filter(tenancy=tenancy, ended_on=None).first()
    if found is None:
        raise Refused("No last chance was offered.")
    return found


def _reason(text: str) -> str:
    if not 1 <= len(text.strip()) <= 200:
        raise Refused("Give a reason, in at most 200 characters.")
    return text.strip()
