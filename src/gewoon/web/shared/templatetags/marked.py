"""Shows what the records name in words of ours, with an icon."""

from django import template

from gewoon.web.shared import marks

register = template.Library()


@register.simple_tag
def mark(kind: str, name: str) -> marks.Mark | str:
    """Answer the mark for a name: `{% mark "tag" row.tag as shown %}`; nothing where there is none."""
    tables = {
        "tag": marks.TAGS,
        "line": marks.LINES,
        "moment": marks.MOMENTS,
        "letter": marks.LETTER_STATES,
    }
    return tables[kind].get(name, "")


@register.filter
def because(code: str) -> str:
    """Say why a payment went where it went."""
    return str(marks.REASONS.get(code, code))
