"""Erasing the content of a case: its key is dropped, and dropped again after a backup is put back."""

import os
from datetime import datetime

from django.db.models import QuerySet

from gewoon.actions.casework import compartment
from gewoon.actions.rights import Refused, Who, deed, on_row
from gewoon.gateways import erased_cases
from gewoon.records.casework import Case, CaseKey
from gewoon.records.tenancy import Tenancy

RIGHT = "erasure.execute"


@on_row(Tenancy, "casework.erase", right=RIGHT)
def erase(tenancy: Tenancy, *, case_id: int, reason: str, by: Who, now: datetime) -> Case:
    """Erase what is in a closed case; that there was one, and who looked, stays.

    Raises Refused while it is open, when it was erased, or without a reason.
    """
    case = Case.objects.filter(pk=case_id, tenancy=tenancy).first()
    if case is None or case.closed_on is None:
        raise Refused("Only a closed case can be erased.")
    if case.erased_at is not None:
        raise Refused("The content of this case was erased.")
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    drop(case, now=now)
    # The list comes last: when it cannot be written, nothing is erased.
    erased_cases.remember(compartment.home(), [str(case.reference)])
    return case


@deed("casework.erase_again", right=RIGHT)
def erase_again(*, by: Who, now: datetime) -> int:
    """After a restore: drop the keys of the cases that were erased before; answer how many came back."""
    returned = list(came_back())
    for case in returned:
        drop(case, now=now)
    return len(returned)


def came_back() -> QuerySet[Case]:
    """Answer the cases that were erased and have a key again: a backup from before was put back."""
    remembered = erased_cases.remembered(compartment.home())
    return Case.objects.filter(reference__in=remembered, key__isnull=False)


def drop(case: Case, *, now: datetime) -> None:
    """Write over the key before it goes, so that no free page of the database holds it."""
    held = CaseKey.objects.filter(case=case).first()
    if held is not None:
        held.wrapped = os.urandom(len(bytes(held.wrapped)))
        held.save(update_fields=["wrapped"])
        held.delete()
    for content in (case.parts, case.drafts, case.notes):
        content.all().delete()
    case.adapt_to, case.erased_at = [], now
    case.save(update_fields=["adapt_to", "erased_at"])
