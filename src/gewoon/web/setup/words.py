"""How the pages of the policy say what a policy names."""

from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gewoon.rules.policy.sentences import Language

OWNERS: dict[str, Promise] = {
    "collection_officer": _("Collection officer"),
    "social_worker": _("Social worker"),
    "manager": _("Manager"),
}
DUTY_KINDS: dict[str, Promise] = {
    "law": _("Law"),
    "case_law": _("Case law"),
    "covenant": _("Covenant"),
    "practice": _("Practice"),
    "policy": _("Own policy"),
}
STATES: dict[str, Promise] = {
    "proposed": _("Waits for a second person"),
    "published": _("Published"),
    "refused": _("Turned down"),
}
COUNTED: dict[str, Promise] = {
    "letters": _("Letters"),
    "calls": _("Calls"),
    "visits": _("Visits"),
    "seats": _("Seats in the training"),
    "signals": _("Signals"),
    "costs": _("Costs"),
    "tasks": _("Tasks"),
    "good_news": _("Good news"),
    "gate_signal": _("Gate: signal"),
    "gate_costs": _("Gate: costs"),
    "gate_bailiff": _("Gate: bailiff"),
    "gate_summons": _("Gate: summons"),
    "gate_eviction": _("Gate: eviction"),
    "eviction_proposals": _("Proposals to evict"),
    "in_arrears": _("Tenants in arrears"),
}


def language() -> Language:
    """Answer the language of the reader: nl or en."""
    return cast(Language, "en" if (get_language() or "nl").startswith("en") else "nl")


def named(words: dict[str, Promise], name: str) -> Any:
    """Answer the words for a name; the name itself where there are none."""
    return words.get(name, name.replace("_", " "))
