"""Says the codes of arrangements in the reader's language, and the newest arrangement of a tenancy."""

from typing import Any

from django import template

from gewoon.gateways.arrangement_files import house_on
from gewoon.records.queries import arrangements
from gewoon.web.shared import arrangement_words as words
from gewoon.web.shared import moment
from gewoon.web.shared.access import may

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


@register.inclusion_tag("arrangement/line.html", takes_context=True)
def arrangement_line(context: dict[str, Any], tenancy_id: int) -> dict[str, Any]:
    """Show the newest arrangement of a tenancy on its page, and the way to make one."""
    user, on = context["request"].user, moment.today()
    house = house_on(on)
    line = arrangements.of_tenancy(user, tenancy_id, on=on, again_days=house.word_again_days if house else 0)
    is_open = line is not None and line.ended_on is None
    return {
        "line": line,
        "tenancy_id": tenancy_id,
        "may_read": may(user, arrangements.RIGHT),
        "may_make": may(user, "arrangement.create") and not is_open,
    }
