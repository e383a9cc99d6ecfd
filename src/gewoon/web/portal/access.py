"""Lets a tenant in: signed in by a code, for a short while, and for the own home alone."""

import functools
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gewoon.actions.rights import Actor
from gewoon.records.queries.own import Own, require
from gewoon.web.shared import moment
from gewoon.web.shared.access import View, needs

IDLE = timedelta(minutes=20)  # without a page asked for; each page starts it anew
LONGEST = timedelta(hours=2)
SINCE, SEEN = "own_page_since", "own_page_seen"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def tenant(right: str) -> Any:
    """Declare a page of the tenant, by the right that it needs; the view gets who is signed in.

    Anybody without an account is asked for a code; staff, and a tenant without a home, see no page.
    """

    def declared(view: View) -> View:
        @needs(right)
        def for_own(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, require(request.user, right), *args, **kwargs)

        @functools.wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated or _is_over(request):
                return redirect("portal:sign_in")
            answer = for_own(request, *args, **kwargs)
            answer["Cache-Control"] = "no-store"
            return answer

        shown.needs = right  # type: ignore[attr-defined]  # read by the test that walks all routes
        return shown

    return declared


def enter(request: HttpRequest, user: Any) -> None:
    """Start a short session, with a new key: what stood in the one before is gone."""
    logout(request)
    login(request, user, backend=BACKEND)
    request.session[SINCE] = moment.now().isoformat()
    request.session.set_expiry(int(IDLE.total_seconds()))


def acting(own: Own) -> Actor:
    """Answer who does a deed: the tenant, for the own home."""
    return Actor(own.user_id, own.username, "tenant")


def _is_over(request: HttpRequest) -> bool:
    """End a tenant's session that lasts too long; any other goes on for its while."""
    if getattr(request.user, "role", "") != "tenant":
        return False
    now, since = moment.now(), request.session.get(SINCE)
    seen = request.session.get(SEEN, since)
    if since is None or now - _read(since) > LONGEST or now - _read(seen) > IDLE:
        logout(request)
        return True
    request.session[SEEN] = now.isoformat()
    return False


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text)
