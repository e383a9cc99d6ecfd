"""Shows what the records of the training name in words of ours, with an icon."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from gewoon.web.shared import training_words as words

register = template.Library()
_TABLES = {"stage": words.STAGES, "presence": words.PRESENCES, "state": words.STATES}


@register.simple_tag
def badge(kind: str, name: str) -> SafeString:
    """Draw the tag of a stage of a group, a presence or the state of an enrolment."""
    label, icon, colour = _TABLES[kind].get(name, (name, "circle", ""))
    return render_to_string("parts/tag.html", {"kind": colour, "icon": icon, "text": label})


@register.filter
def way_in(name: str) -> str:
    """Say by which way somebody comes in."""
    return str(words.WAYS.get(name, name))


@register.filter
def part_of_day(name: str) -> str:
    """Say which part of the day."""
    return str(words.PARTS.get(name, name))


@register.filter
def barrier(name: str) -> str:
    """Say what stands in the way."""
    return str(words.BARRIERS.get(name, name))


@register.filter
def programme(name: str) -> str:
    """Name a programme."""
    return words.title(name)


@register.filter
def presence(name: str) -> str:
    """Say whether somebody was there."""
    return str(words.PRESENCES.get(name, (name, "", ""))[0])
