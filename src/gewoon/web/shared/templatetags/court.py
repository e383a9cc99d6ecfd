"""Says what the records of gates and court name."""

from django import template

from gewoon.gateways.evidence_files import shipped_evidence
from gewoon.web.shared import court_words as words
from gewoon.web.shared.templatetags.shown import in_language

register = template.Library()


@register.filter
def court_role(role: str) -> str:
    """Say as what somebody signed."""
    return str(words.ROLES.get(role, role))


@register.filter
def evidence_label(fact: str) -> str:
    """Say what evidence shows."""
    kind = shipped_evidence().get(fact)
    if kind is None:
        return str(words.RECORDS.get("file", fact.replace("_", " ")))
    return in_language(dict(kind.label))


@register.filter
def word_of(name: str, table: dict[str, object]) -> str:
    """Say a word from a table of the page."""
    return str(table.get(name, name))


@register.filter
def file_text(text: str) -> str:
    """Say what a file lacks."""
    return words.file_text(text)
