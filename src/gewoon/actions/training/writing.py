"""Writes to participants what they were promised to hear: a seat or none, tomorrow's session, the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gewoon.actions.contact.letters import put_in_the_queue
from gewoon.actions.contact.values import language_of
from gewoon.actions.rights import Refused, Who, name_of, require
from gewoon.actions.training.planning import programme_of
from gewoon.records.tenancy import Tenancy
from gewoon.records.training import Enrolment, Session, TrainingTask
from gewoon.rules.calendar import local_day

BY_LETTER = ("tell_result", "reminder", "finished_letter")
_CALL = "call"  # who chose a call is called: that stays a task for a person


def write_letters(*, by: Who, now: datetime) -> int:
    """Write the letters that tasks ask for, by the channel of the tenant; answer how many.

    Each is a transaction of its own under the lock of the tenancy, and its task is done with it. What
    cannot be written stays a task for a person. Safe to repeat.
    """
    require(by, "programme.enrol", is_own=True)
    tasks = TrainingTask.objects.filter(done_on=None, kind__in=BY_LETTER).exclude(detail=_CALL)
    count = 0
    for key, tenancy in list(tasks.order_by("pk").values_list("pk", "enrolment__tenancy")):
        try:
            with transaction.atomic():
                count += _write(key, tenancy, by=by, now=now)
        except Refused:
            continue  # something keeps letters in, or a value is missing: a person tells it
    return count


def _write(key: int, tenancy_id: int, *, by: Who, now: datetime) -> int:
    tenancy = Tenancy.objects.select_for_update().get(pk=tenancy_id)
    task = TrainingTask.objects.select_for_update().filter(pk=key, done_on=None).first()
    if task is None:
        return 0
    if task.session is not None and task.session.on <= local_day(now):
        return 0  # too late to remind
    name = _name(task)
    extra = _values(name, task.enrolment, task.session, language=language_of(tenancy))
    put_in_the_queue(tenancy, name=name, by=by, now=now, extra=extra)
    task.done_on, task.done_by = local_day(now), name_of(by)
    task.save(update_fields=["done_on", "done_by"])
    return 1


def _name(task: TrainingTask) -> str:
    if task.kind == "tell_result":
        return "training_seat" if task.detail.startswith("yes") else "training_no_seat"
    return "training_reminder" if task.kind == "reminder" else "training_finished"


def _values(name: str, enrolment: Enrolment, session: Session | None, *, language: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {"programme": programme_of(enrolment.programme).title[language]}
    cohort = enrolment.cohort
    if name == "training_seat" and cohort is not None:
        first = cohort.sessions.get(number=1)
        return found | {"first_on": first.on.isoformat()} | _where(first, cohort.place)
    if name == "training_reminder" and session is not None and cohort is not None:
        return found | {"session_on": session.on.isoformat()} | _where(session, cohort.place)
    return found


def _where(session: Session, place: str) -> dict[str, str]:
    return {"begins": f"{session.begins_at:%H:%M}", "place": (session.place or place)[:120]}
