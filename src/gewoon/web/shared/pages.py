"""The pages that belong to no room: the start, the keys, the own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gewoon.web.shared.access import signed_in
from gewoon.web.shared.navigation import first_page

# What the pages of a role will hold, as long as there are none.
COMING: dict[str, tuple[Promise, ...]] = {
    "trainer": (
        _("Your groups, with dates, places and first names."),
        _("Attendance for each session, with what was caught up."),
    ),
    "manager": (
        _("Evictions and relapse, counted honestly."),
        _("Files that ask for your decision."),
    ),
    "communications": (_("Figures for the press in which nobody can be recognised."),),
    "tenant": (
        _("Your rent, your arrangement and your training."),
        _("Who has looked at your data."),
    ),
    "it_admin": (_("Users and their roles."), _("Back-ups and settings.")),
}


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Bring a user to the first page of the own work; who has none yet learns what will be there."""
    place = first_page(request.user)
    if place is not None:
        return redirect(place)
    return render(request, "shared/home.html", {"coming": COMING.get(request.user.role, ())})


@signed_in
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys, for who has no script or came by a link."""
    return render(request, "shared/keys.html")


@signed_in
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show the own account: who I am here, and the way out."""
    return render(request, "shared/me.html")
