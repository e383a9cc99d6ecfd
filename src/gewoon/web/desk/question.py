"""What is asked of the worklist: view, search, sort and place, as they stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VIEWS: dict[str, Promise] = {
    "week": _("My week"),
    "first_contact": _("First contact"),
    "arrangement_trouble": _("Arrangement in trouble"),
    "at_the_gate": _("At the gate"),
    "waiting": _("Waiting for others"),
    "good_news": _("Good news"),
    "all": _("Everyone"),
}

SORTS = ("due", "name", "overdue")
SIZE = 50
LARGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A worklist that can be bookmarked; `after` is where the list goes on."""

    view: str = "week"
    search: str = ""
    sort: str = "due"
    after: str | None = None
    size: int = SIZE

    @property
    def address(self) -> str:
        """Write it as the query of an address, without what is as usual."""
        parts = {
            "view": self.view if self.view != "week" else "",
            "q": self.search,
            "sort": self.sort if self.sort != "due" else "",
            "after": self.after or "",
            "size": str(self.size) if self.size != SIZE else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def in_view(self, view: str) -> "Question":
        """Ask the same of another view, from its start."""
        return replace(self, view=view, after=None)

    def sorted_by(self, sort: str) -> "Question":
        """Ask the same in another order, from its start."""
        return replace(self, sort=sort, after=None)

    def from_start(self) -> "Question":
        """Ask the same from its start."""
        return replace(self, after=None)

    def from_place(self, after: str) -> "Question":
        """Ask for what comes after."""
        return replace(self, after=after)


def read(asked: Mapping[str, str]) -> Question:
    """Read the query of an address; what is not understood falls back to the usual."""
    view, sort, size = asked.get("view", ""), asked.get("sort", ""), asked.get("size", "")
    search = asked.get("q", "").strip()[:100]
    return Question(
        # Who searches means everybody, not the own week.
        view=view if view in VIEWS else ("all" if search else "week"),
        search=search,
        sort=sort if sort in SORTS else "due",
        after=asked.get("after", "")[:200] or None,
        size=min(LARGEST, max(1, int(size))) if size.isascii() and size.isdigit() and len(size) < 6 else SIZE,
    )
