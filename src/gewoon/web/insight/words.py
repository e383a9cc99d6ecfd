"""What the figures are called on the page."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

WAYS: dict[str, Promise] = {
    "required": _("Required, eviction looms"),
    "condition": _("Condition of an arrangement"),
    "own_initiative": _("By own initiative"),
}
HOUSEHOLDS: dict[str, Promise] = {
    "alone": _("Lives alone"),
    "single_parent": _("Single parent"),
    "couple": _("Couple without children"),
    "couple_children": _("Couple with children"),
    "other": _("Another household"),
    "unknown": _("Not told"),
}
COVARIATES: dict[str, Promise] = {
    "months_owed": _("Months of rent owed"),
    "months_since_open": _("Months that the training was open"),
    "months_owed_before": _("Months of rent owed, a quarter before"),
}
STATES: dict[str, Promise] = {
    "proposed": _("Waits for a second person"),
    "released": _("Released, frozen"),
    "refused": _("Turned down"),
}


def language() -> str:
    """Answer the language of the reader: nl or en."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def named(words: dict[str, Promise], name: str) -> Any:
    """Answer the words for a name; the name itself where there are none."""
    return words.get(name, name)
