"""Things that people do for a participant: each is asked once, and done by somebody."""

from datetime import date, datetime, timedelta

from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.actions.training.own import require_own
from gewoon.records.training import Cohort, Enrolment, EnrolmentState, Session, TrainingTask
from gewoon.rules.calendar import local_day

DUE_DAYS = {
    "barrier": 7,
    "start_care": 7,  # an obliged participant is spoken to before the first session
    "session_moved": 1,
    "group_cancelled": 1,
    "tell_result": 2,
    "reminder": 0,
    "friendly_call": 2,
    "catch_up": 14,
    "good_news": 7,
    "finished_letter": 7,
    "decide_end": 14,
}


def ask(
    enrolment: Enrolment,
    *,
    kind: str,
    now: datetime,
    session: Session | None = None,
    detail: str = "",
    due_on: date | None = None,
) -> None:
    """Ask for something once; what was asked before stays as it is."""
    TrainingTask.objects.get_or_create(
        enrolment=enrolment,
        session=session,
        kind=kind,
        detail=detail,
        defaults={
            "due_on": due_on or local_day(now) + timedelta(days=DUE_DAYS[kind]),
            "made_at": now,
        },
    )


def for_all_seated(cohort: Cohort, *, session: Session | None, kind: str, now: datetime) -> None:
    """Ask for something for each participant of a group; a second move asks again."""
    detail = "" if session is None else str(session.sequence)
    for enrolment in cohort.enrolments.filter(state=EnrolmentState.SEATED):
        ask(enrolment, kind=kind, session=session, detail=detail, now=now)


def drop(enrolment: Enrolment, *, by: Who, now: datetime) -> None:
    """Close what is open for somebody who stopped: nobody needs to do it any more."""
    enrolment.tasks.filter(done_on=None).update(done_on=local_day(now), done_by=name_of(by))


@on_row(TrainingTask, "training.finish_task", right="programme.enrol", is_own=True)
def finish_task(task: TrainingTask, *, by: Who, now: datetime, note: str = "") -> TrainingTask:
    """Say that a task is done, with a word about it. Raises Refused when it was done before."""
    require_own(by, "programme.enrol", task.enrolment)
    if task.done_on is not None:
        raise Refused("This was done already.")
    task.done_on, task.done_by, task.note = local_day(now), name_of(by), note.strip()[:200]
    task.save(update_fields=["done_on", "done_by", "note"])
    return task
