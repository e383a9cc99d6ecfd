"""How the tenant's pages name charges, and what was agreed to."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gewoon.web.shared import training_words as words
from gewoon.web.shared.templatetags.shown import month_year

register = template.Library()
CHARGES: dict[str, Promise] = {
    "rent": gettext_lazy("Rent"),
    "other_charge": gettext_lazy("Another bill"),
    "costs": gettext_lazy("Collection costs"),
    "interest": gettext_lazy("Interest"),
    "court_costs": gettext_lazy("Costs of the court"),
    "payment": gettext_lazy("Paid"),
    "reversal": gettext_lazy("A payment that was turned back"),
    "write_off": gettext_lazy("Need not be paid any more"),
}


@register.filter
def charged(line: Any) -> str:
    """Name a line of the account: `Huur oktober 2026`."""
    named = str(CHARGES.get(line.kind, _("Another line")))
    return named if line.month is None else f"{named} {month_year(line.month)}"


@register.filter
def medium(code: str) -> str:
    """Name a medium."""
    return str(words.MEDIA.get(code, code))


@register.filter
def told(code: str) -> str:
    """Say how much of a name may be told."""
    return str(words.SCOPES.get(code, code)).lower()


@register.filter
def theme(programme: str, number: int) -> str:
    """Name what a session of a training is about."""
    return words.theme(programme, number)
