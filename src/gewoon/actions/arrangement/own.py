"""Says whether a tenancy is somebody's own, where the right is only for the own ones."""

from datetime import date

from gewoon.actions.rights import NotAllowed, Who
from gewoon.records.people import Actor, Role
from gewoon.records.queries import rights
from gewoon.records.tenancy import Tenancy


def require_own(by: Who, right: str, tenancy: Tenancy, *, on: date) -> None:
    """Raise NotAllowed unless this tenancy lies within somebody's right.

    A tenant comes only through the deeds of the portal, which know whose home it is; the right itself was
    asked at the door.
    """
    if isinstance(by, Actor) or by.role == Role.TENANT:
        return
    try:
        rights.require(by, right, tenancy_id=tenancy.pk, on=on)
    except rights.Hidden:
        raise NotAllowed("You may not do this. Ask a colleague who may, or your manager.") from None
