"""Pages for what went wrong: plain words, the way on, and a number to quote."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("gewoon.web")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what nobody may do here."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what does not exist, or not for this user: the two look the same."""
    return _page("404.html", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; the number stands in the log beside the fault."""
    number = quote_number()
    log.error("page fault %s at %s", number, request.path, exc_info=sys.exc_info())
    return _page("500.html", 500, number=number)


def quote_number() -> str:
    """Make a number that a person can read out over the phone: `4821-0937`."""
    digits = f"{secrets.randbelow(10**8):08}"
    return f"{digits[:4]}-{digits[4:]}"


def _page(template: str, status: int, **values: str) -> HttpResponse:
    # Without the request on purpose: an error page asks nothing of the session or the database.
    return HttpResponse(render_to_string(template, values), status=status)
