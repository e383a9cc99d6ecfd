"""Says the codes of arrangements in the reader's language."""

from typing import Any

from django import template

from gewoon.web.shared import arrangement_words as words

register = template.Library()
_TABLES = {
    "origin": words.ORIGINS,
    "ends": words.ENDS,
    "rhythm": words.RHYTHMS,
    "condition": words.CONDITIONS,
    "how": words.HOWS,
    "kind": words.KINDS,
    "rule": words.RULES,
    "allowance": words.ALLOWANCES,
    "why": words.WHY,
    "assumed": words.ASSUMED,
    "escalation": words.ESCALATION,
}


@register.filter
def arranged(code: str, table: str) -> str:
    """Say a code of one table."""
    return str(_TABLES[table].get(code, code))


@register.inclusion_tag("parts/tag.html")
def arrangement_tag(view: str) -> dict[str, Any]:
    """Show where an arrangement stands."""
    text, kind, icon = words.VIEWS[view]
    return {"text": text, "kind": kind, "icon": icon}


@register.inclusion_tag("parts/tag.html")
def instalment_tag(state: str) -> dict[str, Any]:
    """Show how one instalment stands."""
    text, kind, icon = words.STATES[state]
    return {"text": text, "kind": kind, "icon": icon}
