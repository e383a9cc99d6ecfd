"""Records calls, visits and talks: reached or not, and in which part of the day."""

from datetime import datetime

from gewoon.actions.policy import steps
from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.records.contact import AttemptKind, ContactAttempt
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import AMSTERDAM, local_day

_KINDS_OF_STEP = {
    "call": AttemptKind.CALL,
    "call_back": AttemptKind.CALL,
    "call_instalment": AttemptKind.CALL,
    "arrangement_talk": AttemptKind.TALK,
    "home_visit": AttemptKind.VISIT,
    "court_contact": AttemptKind.VISIT,
}


@on_row(Tenancy, "contact.record_attempt", right="contact.record_attempt", is_own=True)
def record_attempt(
    tenancy: Tenancy,
    *,
    kind: str,
    reached: bool,
    by: Who,
    now: datetime,
    step_id: int | None = None,
) -> ContactAttempt:
    """Record one try at personal contact, now; with `step_id` it does that step.

    Raises Refused for an unknown kind or a step that is not open or asks for something else
    than personal contact; a visit may do a call.
    """
    if kind not in AttemptKind.values:
        raise Refused(f"{kind!r} is no way of contact: choose one of the list.")
    step = None
    if step_id is not None:
        step = steps.open_step(tenancy, step_id, by=by, right="contact.record_attempt")
        if kind_of(step) is None:
            raise Refused(
                "This step asks for something else than contact: do that, or note the contact apart."
            )
        steps.end(step, outcome="reached" if reached else "not_reached", by=by, now=now)
    return ContactAttempt.objects.create(
        tenancy=tenancy,
        step=step,
        kind=kind,
        on=local_day(now),
        part_of_day=part_of_day(now),
        reached=reached,
        by_name=name_of(by),
        recorded_at=now,
    )


def kind_of(step: Step) -> str | None:
    """Say which way of contact a step asks for; None when it asks for something else."""
    return _KINDS_OF_STEP.get(step.name) if step.state == StepState.OPEN else None


def part_of_day(now: datetime) -> str:
    """Name the part of the day in Amsterdam: morning, afternoon, evening, or weekend."""
    local = now.astimezone(AMSTERDAM)
    if local.weekday() >= 5:
        return "weekend"
    return "morning" if local.hour < 12 else "afternoon" if local.hour < 18 else "evening"
