"""Plans groups: their days, place and trainer; moves and cancels sessions so that calendars follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from gewoon.actions.rights import Refused, Who, deed, on_row
from gewoon.actions.training import tasks
from gewoon.gateways.training_files import school_holidays, shipped_programmes
from gewoon.records.people import Role, User
from gewoon.records.training import Cohort, CohortState, Enrolment, EnrolmentState, Session
from gewoon.rules.calendar import local_day
from gewoon.rules.training import dates
from gewoon.rules.training.dates import PlannedDay
from gewoon.rules.training.programme import Programme

PARTS_OF_DAY = ("morning", "afternoon", "evening")
MOST_SEATS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a group will be. `days` are the days of its sessions, in order."""

    programme: str
    name: str
    place: str
    days: Sequence[date]
    begins_at: time
    seats: int
    part_of_day: str
    trainer_id: int | None = None
    has_childcare: bool = False
    by_lot: bool = True
    draw_on: date | None = None
    region: str = "midden"


def programme_of(name: str) -> Programme:
    """Find a programme by name; Refused when there is none."""
    try:
        return shipped_programmes()[name]
    except KeyError:
        raise Refused(f"There is no programme {name!r}: choose one of the list.") from None


def propose(programme: str, *, first: date, region: str) -> tuple[PlannedDay, ...]:
    """Propose days from a first one on, past public and school holidays. Raises Refused."""
    found = programme_of(programme)
    try:
        return dates.plan(
            first,
            sessions=len(found.themes),
            interval_days=found.interval_days,
            school=school_holidays().get(region),
        )
    except ValueError as error:
        raise Refused(str(error)) from None


@deed("training.plan_cohort", right="programme.plan")
def plan_cohort(*, plan: Plan, by: Who, now: datetime) -> Cohort:
    """Plan a group with its sessions. Raises Refused with what does not fit."""
    programme = programme_of(plan.programme)
    _check(plan, programme, today=local_day(now))
    cohort = Cohort.objects.create(
        programme=plan.programme,
        name=plan.name.strip()[:80],
        place=plan.place.strip()[:160],
        trainer=trainer(plan.trainer_id),
        bureau=programme.bureau,
        seats=plan.seats,
        part_of_day=plan.part_of_day,
        has_childcare=plan.has_childcare,
        by_lot=plan.by_lot,
        draw_on=plan.draw_on,
        planned_at=now,
    )
    ends_at = end_of(plan.begins_at, programme.minutes)
    Session.objects.bulk_create(
        new_session(cohort, number=place, on=on, begins_at=plan.begins_at, ends_at=ends_at, now=now)
        for place, on in enumerate(plan.days, start=1)
    )
    return cohort


def new_session(
    cohort: Cohort, *, number: int, on: date, begins_at: time, ends_at: time, now: datetime
) -> Session:
    """Make a session as first planned, with the name by which calendars know it for ever."""
    return Session(
        cohort=cohort,
        number=number,
        planned_on=on,
        on=on,
        begins_at=begins_at,
        ends_at=ends_at,
        uid=f"{uuid4()}@gewoon",
        changed_at=now,
    )


@on_row(Cohort, "training.assign_trainer", right="programme.plan")
def assign_trainer(cohort: Cohort, *, trainer_id: int | None, by: Who, now: datetime) -> Cohort:
    """Give a group its trainer, or take the trainer off; the other one no longer sees the group."""
    cohort.trainer = trainer(trainer_id)
    cohort.save(update_fields=["trainer"])
    return cohort


@on_row(Cohort, "training.move_session", right="programme.plan")
def move_session(  # noqa: PLR0913  day, time and place are what the form asks
    cohort: Cohort,
    *,
    number: int,
    on: date,
    begins_at: time,
    by: Who,
    now: datetime,
    place: str = "",
    region: str = "midden",
) -> Session:
    """Move a session; calendars follow, and each participant is told in person or by letter."""
    session = _session(cohort, number)
    if session.on < local_day(now):
        raise Refused("This session is over: it cannot be moved.")
    _check_day(on, region=region, today=local_day(now))
    others = {each.number: each.on for each in cohort.sessions.all()} | {number: on}
    if dates.too_close([others[each] for each in sorted(others)]):
        raise Refused("The sessions must keep their order: choose a day between the others.")
    session.on, session.begins_at = on, begins_at
    session.ends_at = end_of(begins_at, programme_of(cohort.programme).minutes)
    session.place = place.strip()[:160]
    _changed(session, now)
    tasks.for_all_seated(cohort, session=session, kind="session_moved", now=now)
    return session


@on_row(Cohort, "training.cancel_cohort", right="programme.plan")
def cancel_cohort(cohort: Cohort, *, reason: str, by: Who, now: datetime) -> Cohort:
    """Cancel a group before it starts: who had a seat waits again, and goes first next time."""
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    sessions = list(cohort.sessions.order_by("number"))
    if cohort.state == CohortState.CANCELLED or sessions[0].on <= local_day(now):
        raise Refused("This group has begun or was cancelled: move its sessions instead.")
    tasks.for_all_seated(cohort, session=None, kind="group_cancelled", now=now)
    for enrolment in Enrolment.objects.select_for_update().filter(cohort=cohort):
        _back_to_the_list(enrolment)
    for session in sessions:
        session.is_cancelled = True
        _changed(session, now)
    cohort.state = CohortState.CANCELLED
    cohort.save(update_fields=["state"])
    return cohort


def trainer(trainer_id: int | None) -> User | None:
    """Find a trainer; Refused when it is somebody else."""
    if trainer_id is None:
        return None
    found = User.objects.filter(pk=trainer_id, role=Role.TRAINER, is_active=True).first()
    if found is None:
        raise Refused("This is no trainer: choose one of the list.")
    return found


def end_of(begins_at: time, minutes: int) -> time:
    """Say when a session ends; Refused when that is after midnight."""
    end = datetime.combine(date.min, begins_at) + timedelta(minutes=minutes)
    if end.date() != date.min:
        raise Refused("The session would end after midnight: begin earlier.")
    return end.time()


def _changed(session: Session, now: datetime) -> None:
    session.sequence += 1
    session.changed_at = now
    session.save()


def _back_to_the_list(enrolment: Enrolment) -> None:
    if enrolment.state == EnrolmentState.SEATED:
        enrolment.losses += 1
        enrolment.state = EnrolmentState.WAITING
    enrolment.cohort = enrolment.seat = enrolment.seated_on = enrolment.planned_end_on = None
    enrolment.save()


def _session(cohort: Cohort, number: int) -> Session:
    found = cohort.sessions.filter(number=number, is_cancelled=False).first()
    if found is None:
        raise Refused("This session does not exist any more.")
    return found


def _check(plan: Plan, programme: Programme, *, today: date) -> None:
    if not plan.name.strip() or not plan.place.strip():
        raise Refused("Give the group a name and a place.")
    if len(plan.days) != len(programme.themes):
        raise Refused(f"Give {len(programme.themes)} days, one for each session.")
    if not 1 <= plan.seats <= MOST_SEATS:
        raise Refused(f"Give a number of seats from 1 to {MOST_SEATS}.")
    if plan.part_of_day not in PARTS_OF_DAY:
        raise Refused("Choose the morning, the afternoon or the evening.")
    if dates.too_close(plan.days):
        raise Refused("The sessions must keep their order: each day after the one before.")
    for day in plan.days:
        _check_day(day, region=plan.region, today=today)
    if plan.draw_on is not None and plan.draw_on >= plan.days[0]:
        raise Refused("The draw must be before the first session.")


def _check_day(day: date, *, region: str, today: date) -> None:
    if day < today:
        raise Refused(f"{day:%d-%m-%Y} is over: choose a later day.")
    holiday = dates.why_not(day, school_holidays().get(region))
    if holiday is not None:
        raise Refused(f"{day:%d-%m-%Y} is a day off ({holiday}): choose another day.")
