"""Small tasks beside the steps of the policy: opened once by their source, done by a person."""

from collections.abc import Sequence
from datetime import date, datetime

from gewoon.actions.rights import NotFound, Refused, Who, name_of, on_row, require
from gewoon.records.contact import ContactTask
from gewoon.records.tenancy import Tenancy


def open_task(  # noqa: PLR0913  the columns of one task
    tenancy_id: int,
    *,
    kind: str,
    source: str,
    owner: str,
    due_on: date,
    on: date,
    text: str = "",
) -> bool:
    """Open a task once: the same source again changes nothing. Answer whether it is new.

    The caller holds the lock of the tenancy.
    """
    _, is_new = ContactTask.objects.get_or_create(
        source=source,
        defaults={
            "tenancy_id": tenancy_id,
            "kind": kind,
            "owner": owner,
            "opened_on": on,
            "due_on": due_on,
            "text": text[:200],
        },
    )
    return is_new


def close(tenancy_id: int, *, kinds: Sequence[str], by: Who, now: datetime) -> None:
    """Close the open tasks of these kinds, because what they asked for happened."""
    ContactTask.objects.filter(tenancy=tenancy_id, kind__in=kinds, done_at=None).update(
        done_at=now, done_by=name_of(by)
    )


@on_row(Tenancy, "contact.finish_task", right="contact.task", is_own=True)
def finish_task(tenancy: Tenancy, *, task_id: int, by: Who, now: datetime) -> ContactTask:
    """Say that a task is done; only who owns it, or may do the work of the desk, can."""
    task = tenancy.contact_tasks.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise NotFound("This task does not exist any more.")
    require(by, "contact.task", is_own=task.owner == by.role)
    if task.done_at is not None:
        raise Refused("This task was done already.")
    task.done_at, task.done_by = now, name_of(by)
    task.save(update_fields=["done_at", "done_by"])
    return task
