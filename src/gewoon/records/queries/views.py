"""The worklists that somebody gave a name."""

from dataclasses import dataclass

from gewoon.records.people import SavedView
from gewoon.records.queries.rights import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRow:
    """A view of one's own; `query` is the address of the worklist after the question mark."""

    view_id: int
    name: str
    query: str


def saved(user: Reader) -> tuple[ViewRow, ...]:
    """List the views of a user by name; nobody sees those of another."""
    if user.pk is None:
        return ()
    found = SavedView.objects.filter(user=user.pk).order_by("name")
    return tuple(ViewRow(view_id=each.pk, name=each.name, query=each.query) for each in found)
