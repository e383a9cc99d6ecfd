"""The rail: where a user can go, by role, with the letter that goes there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gewoon.web.shared.access import may


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page in the rail; `letter` goes there after G."""

    label: Promise
    route: str
    icon: str
    letter: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A place as one user sees it."""

    label: Promise
    url: str
    icon: str
    letter: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Places under one heading."""

    name: str
    label: Promise
    places: tuple[Any, ...]


def _place(label: Promise, route: str, icon: str, letter: str, right: str) -> Place:
    return Place(label=label, route=route, icon=icon, letter=letter, right=right)


RAIL = (
    Group(
        name="today",
        label=_("Today’s work"),
        places=(
            _place(_("Worklist"), "desk:worklist", "list-check", "w", "arrears.worklist"),
            _place(_("Letters"), "desk:letters", "mail", "l", "letter.dispatch"),
            _place(_("Money to place"), "desk:suspense", "receipt", "m", "suspense.allocate"),
            _place(_("Small tasks"), "desk:to_do", "bell", "d", "contact.task"),
            _place(_("Signals"), "desk:signals", "building-community", "s", "signal.read"),
            _place(_("Cover"), "desk:cover", "calendar-off", "c", "contact.cover"),
            _place(_("Visits"), "guidance:visits", "map-pin", "v", "contact.plan_visit"),
        ),
    ),
    Group(
        name="work",
        label=_("Work"),
        places=(
            _place(_("Arrangements"), "desk:arrangements", "file-text", "a", "arrangement.read"),
            _place(_("Guidance"), "guidance:cases", "heart-handshake", "b", "case.list"),
            _place(_("Team of guidance"), "guidance:team", "users", "k", "case.assign"),
            _place(_("Bailiff and court"), "desk:court", "gavel", "x", "court.calendar"),
            _place(_("Training"), "classroom:groups", "school", "t", "programme.attendance"),
            _place(
                _("Training groups"),
                "classroom:planning",
                "calendar-event",
                "g",
                "programme.planning_read",
            ),
            _place(_("My rent"), "portal:home", "home", "h", "arrangement.accept"),
        ),
    ),
    Group(
        name="steer",
        label=_("Steering"),
        places=(
            _place(_("Outcomes"), "insight:outcomes", "chart-line", "o", "report.trend_and_forecast"),
            _place(_("Policy"), "setup:policy", "adjustments-horizontal", "p", "policy.edit_draft"),
            _place(_("Users"), "setup:users", "settings", "u", "users.manage_accounts"),
        ),
    ),
    Group(
        name="books",
        label=_("Books"),
        places=(_place(_("Money"), "desk:money", "coin-euro", "e", "ledger.write_off_read"),),
    ),
)


def address(route: str) -> str | None:
    """Answer where a route is, or None while no page stands there."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None


def rail(user: Any, path: str) -> tuple[Group, ...]:
    """Answer the groups and places that this user can go to."""
    groups = ((group, tuple(_shown(group.places, user, path))) for group in RAIL)
    return tuple(
        Group(name=group.name, label=group.label, places=places) for group, places in groups if places
    )


def first_page(user: Any) -> str | None:
    """Answer where a user starts: the first place in the rail."""
    groups = rail(user, "")
    return groups[0].places[0].url if groups else None


def _shown(places: tuple[Place, ...], user: Any, path: str) -> Iterator[Shown]:
    for place in places:
        url = address(place.route)
        if url is not None and may(user, place.right) and _is_for(user, place):
            yield Shown(
                label=place.label,
                url=url,
                icon=place.icon,
                letter=place.letter,
                is_current=path.startswith(url),
            )


def _is_for(user: Any, place: Place) -> bool:
    """Keep a tenant at the own page: what the matrix calls own is shown there, and nowhere else."""
    return (user.role == "tenant") == place.route.startswith("portal:")
