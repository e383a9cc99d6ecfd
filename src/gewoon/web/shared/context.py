"""What every page of the shell shows: the rail, the user, and what the association wants said everywhere."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gewoon.records.queries.association import note
from gewoon.web.shared.access import may
from gewoon.web.shared.navigation import address, rail
from gewoon.web.shared.refusals import in_words


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the rail (worked out only when it is drawn) and the search address."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    return {
        "rail": SimpleLazyObject(partial(rail, user, request.path)),
        "search_url": address("desk:worklist") if may(user, "arrears.worklist") else None,
        "note": SimpleLazyObject(lambda: in_words(note())),
    }
