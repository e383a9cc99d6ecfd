"""Who works here, and what stands on the letters."""

from collections.abc import Mapping
from datetime import datetime

from gewoon.actions.rights import Refused, Who, deed
from gewoon.records.people import Association, Role, User


@deed("people.describe_association", right="system.settings_secrets")
def describe_association(*, details: Mapping[str, str], by: Who, now: datetime) -> Association:
    """Write down the association; there is one, and this replaces what was known.

    `details` are fields of `records.people.Association`. Raises Refused for one that is not.
    """
    fields = {field.name for field in Association._meta.fields} - {"id"}
    unknown = sorted(set(details) - fields)
    if unknown:
        raise Refused(f"An association has no {', '.join(unknown)}: choose from {', '.join(sorted(fields))}.")
    first = Association.objects.select_for_update().first() or Association()
    for name, value in details.items():
        setattr(first, name, value)
    first.save()
    return first


def exists() -> bool:
    """Say whether an association has been described."""
    return Association.objects.exists()


@deed("people.add_user", right="users.manage_accounts")
def add_user(  # noqa: PLR0913  what an account consists of
    *,
    username: str,
    role: str,
    password: str,
    by: Who,
    now: datetime,
    first_name: str = "",
    last_name: str = "",
    phone: str = "",
) -> User:
    """Give somebody an account with a role. Raises Refused for a taken name and an unknown role."""
    if role not in Role.values:
        raise Refused(f"{role!r} is no role: choose one of {', '.join(Role.values)}.")
    if User.objects.filter(username=username).exists():
        raise Refused(f"There is somebody called {username} already.")
    user = User(username=username, role=role, first_name=first_name, last_name=last_name, phone=phone)
    user.set_password(password)
    user.save()
    return user
