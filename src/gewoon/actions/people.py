"""Who works here, and what stands on the letters."""

from datetime import datetime

from gewoon.actions.rights import Refused, Who, deed
from gewoon.records.people import Association, Role, User


@deed("people.describe_association", right="system.settings_secrets")
def describe_association(*, details: Association, by: Who, now: datetime) -> Association:
    """Write down the association; there is one, and this replaces what was known."""
    first = Association.objects.select_for_update().first()
    details.pk = first.pk if first is not None else None
    details.save()
    return details


@deed("people.add_user", right="users.manage_accounts")
def add_user(*, user: User, password: str, by: Who, now: datetime) -> User:
    """Give somebody an account with a role. Raises Refused for a taken name and an unknown role."""
    if user.role not in Role.values:
        raise Refused(f"{user.role!r} is no role: choose one of {', '.join(Role.values)}.")
    if User.objects.filter(username=user.username).exists():
        raise Refused(f"There is somebody called {user.username} already.")
    user.set_password(password)
    user.save()
    return user
