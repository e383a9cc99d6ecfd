"""Says the codes of guidance in the reader's language, for templates of any room."""

from collections.abc import Iterable
from datetime import date

from django import template

from gewoon.web.shared import guidance_words as words

register = template.Library()


@register.filter
def way(code: str) -> str:
    """Say what somebody must adapt to."""
    return str(words.WAYS.get(code, code))


@register.filter
def ways(codes: Iterable[str]) -> str:
    """Say all that somebody must adapt to, as one line."""
    return " · ".join(str(words.WAYS.get(code, code)) for code in codes)


@register.filter
def guidance_status(code: str) -> str:
    """Say where guidance stands."""
    return str(words.STATUSES.get(code, code))


@register.filter
def guidance_colour(code: str) -> str:
    """Name the colour of a status."""
    return words.STATUS_KINDS.get(code, "")


@register.filter
def owner(code: str | None) -> str:
    """Say who does an action."""
    return str(words.OWNERS.get(code or "together", code))


@register.filter
def helper(code: str) -> str:
    """Say to whom somebody was referred."""
    return str(words.REFERRED_TO.get(code, code))


@register.filter
def closing_result(code: str) -> str:
    """Say with what result a case closed."""
    return str(words.RESULTS.get(code, code))


@register.filter
def purpose(code: str) -> str:
    """Say for what somebody looked."""
    return str(words.PURPOSES.get(code, code))


@register.filter
def case_part(code: str) -> str:
    """Name a part of a case."""
    return str(words.PARTS.get(code, words.WHOLE))


@register.filter
def iso_day(text: str | None) -> date | None:
    """Read a day that stands in the content of a case."""
    return date.fromisoformat(text) if text else None
