"""The pages that belong to no room: the start, the keys, the own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gewoon.web.shared.access import signed_in
from gewoon.web.shared.navigation import first_page


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Bring a user to the first page of the own work."""
    return redirect(first_page(request.user) or "me")


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
