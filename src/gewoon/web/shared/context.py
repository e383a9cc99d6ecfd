"""What every page of the shell shows: the rail and the user."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gewoon.web.shared.navigation import address, rail


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the rail (worked out only when it is drawn) and the search address."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    return {
        "rail": SimpleLazyObject(partial(rail, user, request.path)),
        "search_url": address("desk:worklist"),
    }
