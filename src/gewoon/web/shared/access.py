"""Says what each page needs: a view names its right here, and a stranger sees 404."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gewoon.actions.rights import NotAllowed, NotFound, Refused
from gewoon.records.queries.rights import Hidden, scope
from gewoon.web.shared import asked
from gewoon.web.shared.refusals import in_words

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed_in"


def may(user: Any, right: str) -> bool:
    """Say whether a signed-in user has the right in any scope; the queries narrow it to the scope."""
    return bool(user.is_authenticated) and scope(user, right) != "-"


def public(view: View) -> View:
    """Declare a page that anybody may see."""

    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return _declare(shown, PUBLIC)


def signed_in(view: View) -> View:
    """Declare a page about the user's own account."""

    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _declare(shown, SIGNED_IN)


def needs(right: str) -> Callable[[View], View]:
    """Declare the right that a page needs: sign in first; without the right the page does not exist."""

    def declared(view: View) -> View:
        @functools.wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, right):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except (Hidden, NotAllowed, NotFound) as stranger:
                raise Http404 from stranger
            except Refused as refusal:
                return refused(request, refusal)

        return _declare(shown, right)

    return declared


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Show a deed that could not be done: why, and the way back."""
    values = {"why": in_words(str(refusal)), "back_url": asked.back_from(request)}
    return render(request, "shared/refused.html", values, status=409)


def _declare(view: View, need: str) -> View:
    view.needs = need  # type: ignore[attr-defined]  # read by the test that walks all routes
    return view
