"""Says whether a tenancy is somebody's own, where the right is only for the own ones."""

from datetime import date

from gewoon.actions.rights import NotAllowed, Who
from gewoon.records.people import Actor, Role
from gewoon.records.queries import own, rights
from gewoon.records.tenancy import Tenancy


def require_own(by: Who, right: str, tenancy: Tenancy, *, on: date) -> None:
    """Raise NotAllowed unless this tenancy lies within somebody's right.

    The own tenancy of a tenant is the one of the account; the right itself was asked at the door.
    """
    if isinstance(by, Actor):
        return
    try:
        if by.role == Role.TENANT:
            _require_home(by, tenancy)
            return
        rights.require(by, right, tenancy_id=tenancy.pk, on=on)
    except rights.Hidden:
        raise NotAllowed("You may not do this. Ask a colleague who may, or your manager.") from None


def _require_home(by: Who, tenancy: Tenancy) -> None:
    if own.own(by).tenancy_id != tenancy.pk:
        raise rights.Hidden("own tenancy")
