"""What each day brings: reminders of sessions, groups that are over, and people to decide about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gewoon.actions.rights import Who, deed
from gewoon.actions.training import tasks
from gewoon.actions.training.attendance import finish_if_complete
from gewoon.records.training import Enrolment, EnrolmentState, Session
from gewoon.rules.calendar import local_day

LETTER_AHEAD = timedelta(days=4)  # post takes some days; any other channel reminds the day before
DECIDE_AFTER = timedelta(days=42)  # to catch up after the last session; then a person decides, never a clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many were reminded, finished, and wait for a person's decision."""

    reminded: int
    finished: int
    to_decide: int


@deed("training.daily", right="programme.enrol")
def daily(*, by: Who, now: datetime) -> Outcome:
    """Do the day's work for the training; safe to repeat: each thing is asked once."""
    today = local_day(now)
    reminded = sum(
        _remind(session, by_letter=by_letter, now=now)
        for by_letter, ahead in ((False, timedelta(days=1)), (True, LETTER_AHEAD))
        for session in _sessions(today + ahead)
    )
    finished = to_decide = 0
    for enrolment in _over(today):
        if finish_if_complete(enrolment, now=now):
            finished += 1
        elif enrolment.planned_end_on is not None and enrolment.planned_end_on + DECIDE_AFTER < today:
            tasks.ask(enrolment, kind="decide_end", now=now)
            to_decide += 1
    return Outcome(reminded=reminded, finished=finished, to_decide=to_decide)


def _sessions(on: date) -> list[Session]:
    return list(Session.objects.filter(on=on, is_cancelled=False).select_related("cohort"))


def _remind(session: Session, *, by_letter: bool, now: datetime) -> int:
    """Ask for a reminder by the channel that each participant chose."""
    count = 0
    for enrolment in session.cohort.enrolments.filter(state=EnrolmentState.SEATED):
        is_due = (enrolment.channel == "letter") == by_letter
        if is_due and not enrolment.attendance.filter(session=session).exists():
            tasks.ask(enrolment, kind="reminder", session=session, detail=enrolment.channel, now=now)
            count += 1
    return count


def _over(today: date) -> list[Enrolment]:
    return list(
        Enrolment.objects.select_for_update()
        .filter(state=EnrolmentState.SEATED, planned_end_on__lt=today)
        .order_by("pk")
    )
