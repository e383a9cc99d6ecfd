"""Deeds on the steps that the night decided: done, taken back, and what a person knows of a tenancy."""

from datetime import date, datetime

from gewoon.actions.policy import deciding
from gewoon.actions.rights import Refused, Who, name_of, on_row, require
from gewoon.records.policy import Step, StepState, WorkItem
from gewoon.records.tenancy import Circumstance, CircumstanceKind, Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.policy.policy import RESERVED

_RIGHTS = {
    CircumstanceKind.DISPUTE: "dispute.raise",
    CircumstanceKind.PROMISE: "promise.record",
}


def open_step(tenancy: Tenancy, step_id: int, *, by: Who, right: str) -> Step:
    """Find the step somebody wants to act on; refuse when it is no longer open, or is a closed gate."""
    step = Step.objects.filter(pk=step_id, tenancy=tenancy, state=StepState.OPEN).first()
    if step is None:
        raise Refused("This step is no longer open: somebody was before you, or a payment came in.")
    if step.name in RESERVED:
        raise Refused("This gate is closed: the step cannot be taken.")
    require(by, right, is_own=step.owner == by.role)
    return step


def end(step: Step, *, outcome: str, by: Who, now: datetime) -> Step:
    """Write down that a step was done, and take it off the worklist."""
    step.state, step.ended_at, step.ended_on = StepState.DONE, now, local_day(now)
    step.ended_by, step.outcome = name_of(by), outcome
    step.save(update_fields=["state", "ended_at", "ended_on", "ended_by", "outcome"])
    WorkItem.objects.filter(tenancy=step.tenancy_id).delete()
    return step


@on_row(Tenancy, "policy.finish_step", right="contact.record_attempt", is_own=True)
def finish_step(
    tenancy: Tenancy, *, step_id: int, by: Who, now: datetime, outcome: str = "done", key: str | None = None
) -> Step:
    """Say that a task is done, with what came of it. Letters and contacts have deeds of their own."""
    step = open_step(tenancy, step_id, by=by, right="contact.record_attempt")
    return end(step, outcome=outcome, by=by, now=now)


def reopen(tenancy: Tenancy, step: Step, *, by: Who, now: datetime) -> None:
    """Open a step again that was ended too soon, and put it back on the worklist."""
    step.state, step.ended_at, step.ended_on = StepState.OPEN, None, None
    step.ended_by = step.outcome = ""
    Step.objects.filter(tenancy=tenancy, state=StepState.OPEN).exclude(pk=step.pk).update(
        state=StepState.WITHDRAWN, ended_at=now, ended_on=local_day(now), ended_by=name_of(by)
    )
    step.save(update_fields=["state", "ended_at", "ended_on", "ended_by", "outcome"])
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)


@on_row(Tenancy, "policy.take_back_step", right="contact.record_attempt", is_own=True)
def take_back_step(tenancy: Tenancy, *, step_id: int, by: Who, now: datetime) -> Step:
    """Undo "done" on the same day: the step is open again."""
    step = Step.objects.filter(pk=step_id, tenancy=tenancy, state=StepState.DONE).first()
    if step is None or step.ended_on != local_day(now):
        raise Refused("Only a step that was done today can be taken back.")
    if step.name in RESERVED:
        raise Refused("This step lies behind a gate: what was done there is not taken back.")
    require(by, "contact.record_attempt", is_own=step.owner == by.role)
    if step.letters.exclude(state="withdrawn").exists():
        raise Refused("A letter came of this step: take back the letter.")
    step.attempts.filter(taken_back_at=None).update(taken_back_at=now)
    reopen(tenancy, step, by=by, now=now)
    return step


@on_row(Tenancy, "tenancy.record_circumstance", right="contact.record_attempt", is_own=True)
def record_circumstance(  # noqa: PLR0913  kind, reason and days are what the form asks
    tenancy: Tenancy,
    *,
    kind: str,
    reason: str,
    by: Who,
    now: datetime,
    from_on: date | None = None,
    to_on: date | None = None,
    key: str | None = None,
) -> Circumstance:
    """Record what a person knows of a tenancy, with a reason; the next step is decided again at once.

    A promise needs its day. Raises Refused for an unknown kind, no reason, or days that run backward.
    """
    if kind not in CircumstanceKind.values:
        raise Refused(f"{kind!r} is no circumstance: choose one of the list.")
    require(by, _RIGHTS.get(CircumstanceKind(kind), "contact.record_attempt"), is_own=True)
    begins = from_on or local_day(now)
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    if kind == CircumstanceKind.PROMISE and to_on is None:
        raise Refused("Give the day by which the tenant will pay.")
    if to_on is not None and to_on < begins:
        raise Refused("The last day lies before the first: correct one of them.")
    circumstance = Circumstance.objects.create(
        tenancy=tenancy,
        kind=kind,
        from_on=begins,
        to_on=to_on,
        reason=reason.strip()[:200],
        by_name=name_of(by),
        recorded_at=now,
    )
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return circumstance


@on_row(Tenancy, "tenancy.end_circumstance", right="contact.record_attempt", is_own=True)
def end_circumstance(tenancy: Tenancy, *, circumstance_id: int, by: Who, now: datetime) -> Circumstance:
    """End a circumstance today; the next step is decided again at once."""
    circumstance = tenancy.circumstances.filter(pk=circumstance_id).first()
    if circumstance is None:
        raise Refused("This circumstance does not exist any more.")
    today = local_day(now)
    if circumstance.to_on is not None and circumstance.to_on < today:
        raise Refused("This has ended already.")
    circumstance.to_on = max(circumstance.from_on, date.fromordinal(today.toordinal() - 1))
    circumstance.save(update_fields=["to_on"])
    deciding.decide_now([tenancy.pk], on=today, now=now, by=by)
    return circumstance
