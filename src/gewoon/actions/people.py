"""Who works here, and what stands on the letters."""

from collections.abc import Mapping
from datetime import datetime

from gewoon.actions.rights import NotFound, Refused, Who, deed, on_row
from gewoon.records.people import Association, Role, SavedView, User


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


MOST_VIEWS = 12
LONGEST_NAME = 40


@deed("people.save_view", right="arrears.worklist", is_own=True)
def save_view(*, name: str, query: str, by: User, now: datetime, key: str | None = None) -> SavedView:
    """Give a worklist a name of one's own; a name that is known now means the new one.

    `query` is the address of the worklist after `?`. Raises Refused for no name, a long one, and for
    more views than fit on a page.
    """
    tidy = _view_name(name)
    known = SavedView.objects.select_for_update().filter(user=by)
    old = known.filter(name=tidy).first()
    if old is None and known.count() >= MOST_VIEWS:
        raise Refused("There are twelve views of yours already. Take one away first.")
    saved = old or SavedView(user=by, name=tidy)
    saved.query = query[:300]
    saved.save()
    return saved


@on_row(SavedView, "people.rename_view", right="arrears.worklist", is_own=True)
def rename_view(saved: SavedView, *, name: str, by: User, now: datetime, key: str | None = None) -> SavedView:
    """Give a view another name. Raises NotFound for a view of somebody else."""
    _own(saved, by)
    tidy = _view_name(name)
    if SavedView.objects.filter(user=by, name=tidy).exclude(pk=saved.pk).exists():
        raise Refused("Another view of yours bears this name already.")
    saved.name = tidy
    saved.save(update_fields=["name"])
    return saved


@on_row(SavedView, "people.delete_view", right="arrears.worklist", is_own=True)
def delete_view(saved: SavedView, *, by: User, now: datetime) -> None:
    """Take a view away; the tenants in it stay where they are. Raises NotFound for somebody else's."""
    _own(saved, by)
    saved.delete()


def _own(saved: SavedView, by: User) -> None:
    if saved.user_id != by.pk:
        raise NotFound("This view does not exist any more.")


def _view_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not 1 <= len(tidy) <= LONGEST_NAME:
        raise Refused("Give the view a name, in at most 40 characters.")
    return tidy
