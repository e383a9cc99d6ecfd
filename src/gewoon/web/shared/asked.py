"""Reads what a form sent: numbers, the key against sending twice, and where to go afterwards."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LARGEST = 2**63 - 1
LONGEST_KEY = 64


def after(request: HttpRequest, fallback: str) -> str:
    """Answer the page that the form came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return fallback


def back_from(request: HttpRequest) -> str:
    """Answer where somebody goes on from a deed that could not be done."""
    return after(request, reverse("home"))


def key(request: HttpRequest) -> str | None:
    """Answer the key that makes a form count once; None where it has none."""
    return request.POST.get("key", "")[:LONGEST_KEY] or None


def number(text: str) -> int:
    """Read the key of a row; anything else was not made by our pages, so it does not exist."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST):
        raise Http404
    return int(text)


def numbers(texts: list[str]) -> tuple[int, ...]:
    """Read several keys, each once."""
    return tuple(dict.fromkeys(number(text) for text in texts))
