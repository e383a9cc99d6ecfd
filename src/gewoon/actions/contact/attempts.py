"""Records calls, visits and talks: reached or not, and in which part of the day."""

from datetime import date, datetime, timedelta

from gewoon.actions.contact import tasks
from gewoon.actions.policy import deciding, steps
from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.records.contact import AttemptKind, Attendant, ContactAttempt, ContactTaskKind
from gewoon.records.people import User
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import CircumstanceKind, Tenancy
from gewoon.rules.calendar import AMSTERDAM, local_day
from gewoon.rules.contact.ways import REACHED_NOBODY, WAY_OF_STEP

MOST_NOTE = 500
LONGEST_PROMISE = timedelta(days=92)
LATEST_FOLLOW_UP = timedelta(days=366)


@on_row(Tenancy, "contact.record_attempt", right="contact.record_attempt", is_own=True)
def record_attempt(  # noqa: PLR0913  a step and a note are what the form may add
    tenancy: Tenancy,
    *,
    kind: str,
    reached: bool,
    by: Who,
    now: datetime,
    step_id: int | None = None,
    note: str = "",
    key: str | None = None,
) -> ContactAttempt:
    """Record one try at personal contact, now; with `step_id` it does that step.

    Raises Refused for an unknown kind, a card that would have reached somebody, or a step that is not
    open or asks for something else than personal contact; a visit may do a call.
    """
    if kind not in AttemptKind.values:
        raise Refused(f"{kind!r} is no way of contact: choose one of the list.")
    if reached and kind in REACHED_NOBODY:
        raise Refused("A card at the door reaches nobody by itself: note it as not reached.")
    step = None
    if step_id is not None:
        step = steps.open_step(tenancy, step_id, by=by, right="contact.record_attempt")
        if kind_of(step) is None:
            raise Refused(
                "This step asks for something else than contact: do that, or note the contact apart."
            )
        steps.end(step, outcome="reached" if reached else "not_reached", by=by, now=now)
    if reached:
        tasks.close(tenancy.pk, kinds=(ContactTaskKind.OVERDUE_CONTACT,), by=by, now=now)
    _attend(tenancy, by=by, now=now)
    return _keep(tenancy, step=step, kind=kind, reached=reached, by=by, now=now, note=note)


@on_row(Tenancy, "contact.take_call", right="contact.record_attempt", is_own=True)
def take_call(  # noqa: PLR0913  note, promise and next step are one screen
    tenancy: Tenancy,
    *,
    note: str,
    by: Who,
    now: datetime,
    promise_on: date | None = None,
    follow_up: str = "",
    follow_up_on: date | None = None,
    step_id: int | None = None,
    key: str | None = None,
) -> ContactAttempt:
    """Keep what came of a tenant who called: the note, a promise, and what is done next; all or nothing.

    With `step_id` the call does the open step that asks for contact. Raises Refused when there is nothing
    to keep, for days in the past or far ahead, and for a next step without its day.
    """
    today = local_day(now)
    if not note.strip():
        raise Refused("Write down in a few words what the tenant said.")
    _check_day(promise_on, today, LONGEST_PROMISE, "The promise")
    _check_day(follow_up_on, today, LATEST_FOLLOW_UP, "The next step")
    if bool(follow_up.strip()) != (follow_up_on is not None):
        raise Refused("A next step needs both: what is done, and by which day.")
    step = None
    if step_id is not None:
        step = steps.open_step(tenancy, step_id, by=by, right="contact.record_attempt")
        if kind_of(step) is None:
            raise Refused(
                "This step asks for something else than contact: do that, or note the contact apart."
            )
        steps.end(step, outcome="reached", by=by, now=now)
    tasks.close(tenancy.pk, kinds=(ContactTaskKind.OVERDUE_CONTACT,), by=by, now=now)
    _attend(tenancy, by=by, now=now)
    made = _keep(
        tenancy, step=step, kind=AttemptKind.CALL, reached=True, by=by, now=now, note=note, is_inbound=True
    )
    if follow_up_on is not None:
        tasks.open_task(
            tenancy.pk,
            kind=ContactTaskKind.FOLLOW_UP,
            source=f"attempt:{made.pk}",
            owner=_owner(by),
            due_on=follow_up_on,
            text=follow_up.strip(),
            on=today,
        )
    if promise_on is not None:
        steps.record_circumstance(
            tenancy.pk, kind=CircumstanceKind.PROMISE, reason=note[:200], to_on=promise_on, by=by, now=now
        )
    else:
        deciding.decide_now([tenancy.pk], on=today, now=now, by=by)
    return made


def kind_of(step: Step) -> str | None:
    """Say which way of contact a step asks for; None when it asks for something else."""
    return WAY_OF_STEP.get(step.name) if step.state == StepState.OPEN else None


def part_of_day(now: datetime) -> str:
    """Name the part of the day in Amsterdam: morning, afternoon, evening, or weekend."""
    local = now.astimezone(AMSTERDAM)
    if local.weekday() >= 5:
        return "weekend"
    return "morning" if local.hour < 12 else "afternoon" if local.hour < 18 else "evening"


def _keep(  # noqa: PLR0913  the columns of one attempt
    tenancy: Tenancy,
    *,
    step: Step | None,
    kind: str,
    reached: bool,
    by: Who,
    now: datetime,
    note: str,
    is_inbound: bool = False,
) -> ContactAttempt:
    if len(note) > MOST_NOTE:
        raise Refused("The note is too long: at most 500 characters. What is personal belongs in the case.")
    return ContactAttempt.objects.create(
        tenancy=tenancy,
        step=step,
        kind=kind,
        on=local_day(now),
        part_of_day=part_of_day(now),
        reached=reached,
        by_name=name_of(by),
        recorded_at=now,
        note=note.strip(),
        is_inbound=is_inbound,
    )


def _attend(tenancy: Tenancy, *, by: Who, now: datetime) -> None:
    """Whoever had contact last looks after the tenancy."""
    if isinstance(by, User):
        Attendant.objects.update_or_create(tenancy=tenancy, defaults={"user": by, "since": now})


def _owner(by: Who) -> str:
    return by.role if isinstance(by, User) else "collection_officer"


def _check_day(day: date | None, today: date, longest: timedelta, what: str) -> None:
    if day is not None and not today <= day <= today + longest:
        raise Refused(f"{what} lies on {day}: choose a day from today on, at most {longest.days} days ahead.")
