"""Who was there: from the trainer's phone, also when it was without signal for a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gewoon.actions.rights import Refused, Who, deed, name_of, on_row
from gewoon.actions.training import tasks
from gewoon.actions.training.enrolling import locked
from gewoon.actions.training.own import require_group, require_own
from gewoon.records.training import (
    Attendance,
    Cohort,
    Enrolment,
    EnrolmentState,
    Presence,
    Session,
    TrainingTask,
)
from gewoon.rules.calendar import local_day

ABSENCES = ("ill", "work", "childcare", "travel", "other")
MARKS = (Presence.PRESENT, Presence.EXCUSED, Presence.NO_WORD)
HERE = (Presence.PRESENT, Presence.CAUGHT_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a phone says of one participant; `seen` is the version that it started from, 0 for none."""

    presence: str
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Somebody else wrote something in the meantime: what stands, and what the phone wanted."""

    enrolment_id: int
    first_name: str
    stands: str
    wanted: str
    version: int


@on_row(Cohort, "training.record_attendance", right="programme.attendance_write", is_own=True)
def record_attendance(
    cohort: Cohort, *, number: int, marks: Mapping[int, Mark], by: Who, now: datetime
) -> tuple[Conflict, ...]:
    """Write down who was at a session of one's own group.

    The same mark twice changes nothing. A mark that started from an older version than what stands is
    not written: it comes back as a conflict, and the trainer chooses. Who missed the session without a
    word gets a friendly call first. Raises Refused for an unknown mark, or a session still to come.
    """
    require_group(by, "programme.attendance_write", cohort, on=local_day(now))
    session = cohort.sessions.filter(number=number, is_cancelled=False).first()
    if session is None or session.on > local_day(now):
        raise Refused("This session has not been held yet.")
    people = {each.pk: each for each in participants(cohort)}
    conflicts = []
    for key, mark in marks.items():
        if key not in people or mark.presence not in MARKS:
            raise Refused("This list is not of this group: open the page again.")
        conflict = _mark(session, people[key], mark, by=by, now=now)
        if conflict is not None:
            conflicts.append(conflict)
    return tuple(conflicts)


@deed("training.report_absence", right="programme.enrol", is_own=True)
def report_absence(enrolment_id: int, *, number: int, reason_code: str, by: Who, now: datetime) -> Attendance:
    """Note that a participant cannot come, and why; the trainer sees only that word came."""
    enrolment = locked(enrolment_id)
    require_own(by, "programme.enrol", enrolment)
    if enrolment.state != EnrolmentState.SEATED or enrolment.cohort is None:
        raise Refused("This person has no seat.")
    if reason_code not in ABSENCES:
        raise Refused("Choose why from the list.")
    session = enrolment.cohort.sessions.filter(number=number, is_cancelled=False).first()
    if session is None or session.on < local_day(now):
        raise Refused("This session is over: the trainer notes who was there.")
    found = _write(session, enrolment, Presence.EXCUSED, by=by, now=now)
    found.reason = reason_code
    found.save(update_fields=["reason"])
    tasks.ask(enrolment, kind="catch_up", session=session, now=now, due_on=session.on + timedelta(days=14))
    return found


@deed("training.catch_up", right="programme.attendance_write", is_own=True)
def catch_up(enrolment_id: int, *, number: int, by: Who, now: datetime) -> Attendance:
    """Note that a missed session was caught up today; the last one that was missing finishes the training."""
    enrolment = locked(enrolment_id)
    if enrolment.cohort is None:
        raise Refused("This person has no seat.")
    require_group(by, "programme.attendance_write", enrolment.cohort, on=local_day(now))
    found = (
        Attendance.objects.select_for_update()
        .filter(
            enrolment=enrolment, session__number=number, presence__in=(Presence.EXCUSED, Presence.NO_WORD)
        )
        .first()
    )
    if found is None:
        raise Refused("This session was not missed.")
    found.presence, found.caught_up_on = Presence.CAUGHT_UP, local_day(now)
    found.version += 1
    found.save(update_fields=["presence", "caught_up_on", "version"])
    close(enrolment.tasks.filter(session=found.session, done_on=None), by=by, now=now)
    finish_if_complete(enrolment, now=now)
    return found


def finish_if_complete(enrolment: Enrolment, *, now: datetime) -> bool:
    """Finish somebody who was at every session or caught it up; that is good news, and a certificate."""
    cohort = enrolment.cohort
    if cohort is None or enrolment.state != EnrolmentState.SEATED:
        return False
    wanted = set(cohort.sessions.filter(is_cancelled=False).values_list("pk", flat=True))
    followed = set(enrolment.attendance.filter(presence__in=HERE).values_list("session_id", flat=True))
    if not wanted or wanted - followed:
        return False
    enrolment.state, enrolment.ended_on = EnrolmentState.FINISHED, local_day(now)
    enrolment.save(update_fields=["state", "ended_on"])
    tasks.ask(enrolment, kind="good_news", now=now)
    tasks.ask(enrolment, kind="finished_letter", now=now)
    return True


def participants(cohort: Cohort) -> list[Enrolment]:
    """List who took a seat in a group and was not gone before it began, by first name."""
    states = (EnrolmentState.SEATED, EnrolmentState.FINISHED, EnrolmentState.DROPPED_OUT)
    return list(cohort.enrolments.filter(state__in=states, seat__isnull=False).order_by("first_name", "pk"))


def close(open_tasks: QuerySet[TrainingTask], *, by: Who, now: datetime) -> None:
    """Mark tasks as done by what somebody just did."""
    open_tasks.update(done_on=local_day(now), done_by=name_of(by))


def _mark(session: Session, enrolment: Enrolment, mark: Mark, *, by: Who, now: datetime) -> Conflict | None:
    stands = Attendance.objects.filter(session=session, enrolment=enrolment).first()
    if stands is not None and stands.presence == mark.presence:
        return None
    # Word that came beforehand was written by the office: who came after all is simply present.
    is_expected = stands is None or stands.version == mark.seen
    if stands is not None and not is_expected:
        return Conflict(
            enrolment_id=enrolment.pk,
            first_name=enrolment.first_name,
            stands=stands.presence,
            wanted=mark.presence,
            version=stands.version,
        )
    _write(session, enrolment, mark.presence, by=by, now=now)
    _follow_up(session, enrolment, mark.presence, by=by, now=now)
    return None


def _write(session: Session, enrolment: Enrolment, presence: str, *, by: Who, now: datetime) -> Attendance:
    found = Attendance.objects.filter(session=session, enrolment=enrolment).first()
    if found is None:
        return Attendance.objects.create(
            session=session,
            enrolment=enrolment,
            presence=presence,
            by_name=name_of(by),
            recorded_at=now,
        )
    found.presence, found.by_name, found.recorded_at = presence, name_of(by), now
    found.caught_up_on = None
    found.version += 1
    if presence == Presence.PRESENT:
        found.reason = ""
    found.save()
    return found


def _follow_up(session: Session, enrolment: Enrolment, presence: str, *, by: Who, now: datetime) -> None:
    if presence == Presence.PRESENT:
        close(enrolment.tasks.filter(session=session, done_on=None), by=by, now=now)
        finish_if_complete(enrolment, now=now)
        return
    if presence == Presence.NO_WORD:
        tasks.ask(enrolment, kind="friendly_call", session=session, now=now)
    tasks.ask(enrolment, kind="catch_up", session=session, now=now)
