"""Shows what the records name in words of ours, with an icon."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from gewoon.web.shared import marks
from gewoon.web.shared.templatetags.shown import in_language

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
def tag_of(row: Any, today: date) -> str:
    """Name the tag of a row of the worklist; empty for none. Who only waits is never late."""
    if row.is_gate:
        return "gate_closed"
    if row.due_on < today and row.kind != "wait":
        return "late"
    return marks.TAG_OF_STEP.get(row.step) or marks.TAG_OF_KIND.get(row.kind, "")


@register.filter
def colour(kind: str) -> str:
    """Name the colour of a step's icon by its kind."""
    return marks.COLOURS.get(kind, "")


@register.filter
def because(code: str) -> str:
    """Say why a payment went where it went."""
    return str(marks.REASONS.get(code, code))


@register.filter
def evidence(found: tuple[str, Mapping[str, Any]] | str) -> str:
    """Say what matching found: a code, or a code with its parameters."""
    code, parameters = (found, {}) if isinstance(found, str) else found
    said = str(marks.EVIDENCE.get(code, code))
    try:
        return said % parameters
    except KeyError:
        return said.split(" %", 1)[0]


@register.filter
def letter_name(name: str) -> str:
    """Say which letter it is."""
    return str(marks.LETTERS.get(name, name.replace("_", " ")))


@register.filter
def circumstance(kind: str) -> str:
    """Say what a circumstance is."""
    return str(marks.CIRCUMSTANCES.get(kind, kind))


@register.filter
def who(name: str) -> str:
    """Name who did something; what runs unattended gets a word."""
    return str(marks.UNATTENDED.get(name, name))


@register.filter
def moment_title(moment: Any) -> str:
    """Say what happened: the step, the letter, the way of contact, the kind of money."""
    if moment.kind == "step":
        return in_language(moment.label) or moment.name.replace("_", " ")
    if moment.kind == "letter":
        return letter_name(moment.name)
    if moment.kind == "note":
        return circumstance(moment.name)
    if moment.kind == "payment":
        line = marks.LINES.get(moment.name)
        return moment.name if line is None else str(line.label)
    found = marks.MOMENTS.get(moment.kind)
    return moment.name if found is None else str(found.label)


@register.filter
def moment_outcome(moment: Any) -> str:
    """Say what came of it."""
    if moment.kind == "deed":
        return str(marks.DEEDS.get(moment.name, moment.name))
    said = [str(marks.OUTCOMES.get(moment.outcome, moment.outcome))] if moment.outcome else []
    if moment.text and moment.kind != "payment":
        said.append(str(marks.PARTS_OF_DAY.get(moment.text, moment.text)))
    return ", ".join(said)
