"""Offers to take the last step back: shown once, on the page that comes after the step."""

from typing import TypedDict

from django.http import HttpRequest

KEY = "undo"


class Undo(TypedDict):
    """What was done, in words, and the address that takes it back."""

    text: str
    url: str


def offer(request: HttpRequest, *, text: str, url: str) -> None:
    """Remember the step that was just taken; the text is in the reader's language."""
    request.session[KEY] = Undo(text=text, url=url)


def take(request: HttpRequest) -> Undo | None:
    """Answer the step that can be taken back, once."""
    found: Undo | None = request.session.pop(KEY, None)
    return found
