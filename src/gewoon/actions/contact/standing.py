"""Gathers what may keep a letter in: stops, training, contact that is due, and what was sent lately."""

from datetime import date, timedelta

from gewoon.actions.facts import History, facts_of, histories
from gewoon.gateways.contact_files import shipped_limits
from gewoon.records.contact import ContactTask, ContactTaskKind
from gewoon.records.policy import Step, StepState
from gewoon.rules.contact import peace
from gewoon.rules.contact.peace import Standing, Stop, Why
from gewoon.rules.contact.ways import WAY_OF_STEP

_WINDOW = timedelta(days=30)
_CONTACT_TASKS = (ContactTaskKind.OVERDUE_CONTACT, ContactTaskKind.FOLLOW_UP)


def why_not(
    tenancy_id: int, letter: str, *, on: date, history: History | None = None, letter_id: int | None = None
) -> Why | None:
    """Say why this letter may not leave on a day; None when it may. `letter_id` itself does not count."""
    known = history or next(histories([tenancy_id], on=on))
    return peace.why_not(letter, standing(known, on=on, letter_id=letter_id), shipped_limits())


def standing(history: History, *, on: date, letter_id: int | None = None) -> Standing:
    """Answer where a tenancy stands, from the facts that the policy uses as well."""
    values = facts_of(history, on=on, has_gap=False).values
    since = on - _WINDOW
    letters = sum(each.on > since and each.id != letter_id for each in history.sent)
    tries = sum(each.on > since for each in history.attempts)
    return Standing(
        stops=frozenset(stop for stop in Stop if values.get(stop.value)),
        is_in_training=bool(values.get("training_running")),
        is_contact_due=_is_contact_due(history.tenancy_id, on=on),
        letters=letters,
        contacts=letters + tries,
    )


def _is_contact_due(tenancy_id: int, *, on: date) -> bool:
    steps = Step.objects.filter(tenancy=tenancy_id, state=StepState.OPEN, name__in=tuple(WAY_OF_STEP))
    tasks = ContactTask.objects.filter(
        tenancy=tenancy_id, done_at=None, kind__in=_CONTACT_TASKS, due_on__lte=on
    )
    return steps.exists() or tasks.exists()
