"""A case before the judge: the summons through its gate, hearings, the judgment and its terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import NotFound, Refused, Who, name_of, on_row
from gewoon.gateways.law_files import shipped_law
from gewoon.records.court import (
    Eviction,
    EvictionCause,
    EvictionEnd,
    HandOver,
    Hearing,
    Judgment,
    JudgmentTerm,
    Summons,
)
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import add_months, local_day
from gewoon.rules.law.parameters import Unknown

RIGHT = "court.record_hearing_judgment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the judge decided, as it stands in the judgment; amounts in cents, terms in days."""

    on: date
    case_number: str = ""
    payment_cents: int = 0
    court_costs_cents: int = 0
    orders_eviction: bool = False
    is_enforceable_at_once: bool = False
    leave_days: int = 0
    grace_until: date | None = None
    conditions: tuple[str, ...] = ()


@on_row(Tenancy, "court.summon", right=RIGHT)
def summon(  # noqa: PLR0913  what stands in the summons
    tenancy: Tenancy,
    *,
    court: str,
    claim_cents: int,
    by: Who,
    now: datetime,
    asks_eviction: bool = True,
    cause: str = EvictionCause.ARREARS,
    key: str | None = None,
) -> Summons:
    """Take the step `summons`: ask the judge. With it a case of eviction begins where that is asked.

    Raises GateShut while a duty is not met, Refused while another case runs.
    """
    on = local_day(now)
    if cause not in EvictionCause.values:
        raise Refused(f"{cause!r} is no cause: choose one of {', '.join(EvictionCause.values)}.")
    if claim_cents <= 0:
        raise Refused("Give the amount that is asked, above zero.")
    if case_of(tenancy) is not None:
        raise Refused("A case is before the judge already.")
    gates.take(tenancy, "summons", by=by, now=now)
    made = Summons.objects.create(
        tenancy=tenancy,
        hand_over=HandOver.objects.filter(tenancy=tenancy, ended_on=None).first(),
        on=on,
        court=court.strip()[:120],
        claim_cents=claim_cents,
        asks_eviction=asks_eviction,
        by_name=name_of(by),
        recorded_at=now,
    )
    if asks_eviction:
        Eviction.objects.create(
            tenancy=tenancy,
            home=tenancy.home,
            summons=made,
            cause=cause,
            asked_on=on,
            by_name=name_of(by),
            recorded_at=now,
        )
    deciding.decide_now([tenancy.pk], on=on, now=now, by=by)
    return made


@on_row(Tenancy, "court.serve_summons", right=RIGHT)
def serve(tenancy: Tenancy, *, on: date, by: Who, now: datetime) -> Summons:
    """Write down when the writ was served. Raises Refused for a day before the summons or to come."""
    found = require_case(tenancy)
    found.served_on = _between(on, first=found.on, last=local_day(now))
    found.save(update_fields=["served_on"])
    return found


@on_row(Tenancy, "court.withdraw_summons", right=RIGHT)
def withdraw(tenancy: Tenancy, *, reason: str, by: Who, now: datetime) -> Summons:
    """Withdraw the case before the judge decided; the tenancy returns to the flow."""
    found = require_case(tenancy)
    if Judgment.objects.filter(summons=found).exists():
        raise Refused("The judge has decided already: cancel the eviction instead.")
    found.withdrawn_on, found.reason = local_day(now), _reason(reason)
    found.save(update_fields=["withdrawn_on", "reason"])
    Eviction.objects.filter(summons=found, end="").update(
        end=EvictionEnd.WITHDRAWN, cancelled_on=local_day(now), reason=found.reason
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


@on_row(Tenancy, "court.plan_hearing", right=RIGHT)
def plan_hearing(
    tenancy: Tenancy, *, on: date, by: Who, now: datetime, starts_at: time | None = None, place: str = ""
) -> Hearing:
    """Write down a day in court. It lies at least a week after the service of the writ (Rv 114)."""
    found = require_case(tenancy)
    if found.served_on is not None:
        days = shipped_law().on("court.summons.minimum", found.served_on)
        if not isinstance(days, Unknown) and (on - found.served_on).days <= int(days.value):
            raise Refused(
                f"Between the writ of {found.served_on} and the day in court lie at least {days.value} days."
            )
    if on < found.on:
        raise Refused("This day lies before the summons.")
    return Hearing.objects.create(
        summons=found,
        on=on,
        starts_at=starts_at,
        place=place.strip()[:120],
        by_name=name_of(by),
        recorded_at=now,
    )


@on_row(Tenancy, "court.record_hearing", right=RIGHT)
def record_hearing(tenancy: Tenancy, *, hearing_id: int, result: str, by: Who, now: datetime) -> Hearing:
    """Write down what came of a hearing. Raises Refused before its day."""
    found = Hearing.objects.filter(pk=hearing_id, summons__tenancy=tenancy).first()
    if found is None:
        raise NotFound("This hearing does not exist.")
    if found.on > local_day(now):
        raise Refused("This hearing is still to come.")
    found.result = _reason(result)
    found.save(update_fields=["result"])
    return found


@on_row(Tenancy, "court.record_judgment", right=RIGHT)
def record_judgment(
    tenancy: Tenancy, *, ruling: Ruling, by: Who, now: datetime, key: str | None = None
) -> Judgment:
    """Write down the judgment with its terms; the term of appeal follows from the law (Rv 339).

    A judge who refuses the eviction ends its case. Raises Refused when there is a judgment already, for a
    day to come, and for a grace period longer than the law allows (BW 7:280).
    """
    found = require_case(tenancy)
    if Judgment.objects.filter(summons=found).exists():
        raise Refused("There is a judgment in this case already.")
    on = _between(ruling.on, first=found.on, last=local_day(now))
    _check_terms(ruling)
    months = shipped_law().on("court.appeal", on)
    made = Judgment.objects.create(
        summons=found,
        on=on,
        case_number=ruling.case_number[:60],
        payment_cents=ruling.payment_cents,
        court_costs_cents=ruling.court_costs_cents,
        orders_eviction=ruling.orders_eviction,
        is_enforceable_at_once=ruling.is_enforceable_at_once,
        appeal_until=None if isinstance(months, Unknown) else add_months(on, int(months.value)),
        leave_days=ruling.leave_days,
        grace_until=ruling.grace_until,
        by_name=name_of(by),
        recorded_at=now,
    )
    _attach(made, ruling.conditions)
    case = Eviction.objects.filter(summons=found, end="")
    if ruling.orders_eviction:
        case.update(ordered_on=on)
    else:
        case.update(end=EvictionEnd.REFUSED, cancelled_on=on, reason="the judge did not order it")
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return made


@on_row(Tenancy, "court.serve_judgment", right=RIGHT)
def serve_judgment(tenancy: Tenancy, *, on: date, by: Who, now: datetime) -> Judgment:
    """Write down when the judgment was served on all defendants (Rv 430(3)); the terms run from then."""
    found = require_judgment(tenancy)
    found.served_on = _between(on, first=found.on, last=local_day(now))
    found.save(update_fields=["served_on"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


@on_row(Tenancy, "court.record_appeal", right=RIGHT)
def record_appeal(tenancy: Tenancy, *, on: date, by: Who, now: datetime) -> Judgment:
    """Write down that somebody appealed."""
    found = require_judgment(tenancy)
    found.appealed_on = _between(on, first=found.on, last=local_day(now))
    found.save(update_fields=["appealed_on"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


@on_row(Tenancy, "court.meet_condition", right=RIGHT)
def meet_condition(
    tenancy: Tenancy, *, condition_id: int, evidence: str, by: Who, now: datetime
) -> JudgmentTerm:
    """Say that a condition of the judge is met today, and what shows it."""
    found = JudgmentTerm.objects.filter(pk=condition_id, judgment__summons__tenancy=tenancy).first()
    if found is None:
        raise NotFound("This condition does not exist.")
    found.met_on, found.met_by, found.evidence = local_day(now), name_of(by), _reason(evidence)
    found.save(update_fields=["met_on", "met_by", "evidence"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return found


def case_of(tenancy: Tenancy) -> Summons | None:
    """Answer the case that runs, or None: not withdrawn, no eviction that ended, no judgment without one."""
    runs = Summons.objects.filter(tenancy=tenancy, withdrawn_on=None)
    runs = runs.exclude(pk__in=Judgment.objects.filter(orders_eviction=False).values("summons"))
    ended = Eviction.objects.exclude(end="").exclude(summons=None)
    return runs.exclude(pk__in=ended.values("summons")).order_by("-pk").first()


def require_case(tenancy: Tenancy) -> Summons:
    """Answer the case that runs. Raises Refused when there is none."""
    found = case_of(tenancy)
    if found is None:
        raise Refused("No case is before the judge.")
    return found


def require_judgment(tenancy: Tenancy) -> Judgment:
    """Answer the judgment in the case that runs. Raises Refused when there is none."""
    found = Judgment.objects.filter(summons=require_case(tenancy)).first()
    if found is None:
        raise Refused("There is no judgment in this case yet.")
    return found


def _attach(judgment: Judgment, conditions: Sequence[str]) -> None:
    JudgmentTerm.objects.bulk_create(
        JudgmentTerm(judgment=judgment, text=text.strip()[:300]) for text in conditions if text.strip()
    )


def _check_terms(ruling: Ruling) -> None:
    if min(ruling.payment_cents, ruling.court_costs_cents, ruling.leave_days) < 0:
        raise Refused("Amounts and days in a judgment are not negative.")
    if ruling.grace_until is None:
        return
    months = shipped_law().on("court.grace.maximum", ruling.on)
    if isinstance(months, Unknown) or ruling.grace_until > add_months(ruling.on, int(months.value)):
        raise Refused("A grace period lasts at most a month (BW 7:280): correct its last day.")


def _between(day: date, *, first: date, last: date) -> date:
    if not first <= day <= last:
        raise Refused(f"Give a day from {first} to {last}.")
    return day


def _reason(text: str) -> str:
    if not 1 <= len(text.strip()) <= 200:
        raise Refused("Write down in a few words what it was, in at most 200 characters.")
    return text.strip()
