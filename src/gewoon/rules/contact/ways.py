"""How a step seeks the tenant: one table for the desk, the deeds and the made-up past."""

from collections.abc import Mapping
from types import MappingProxyType

WAY_OF_STEP: Mapping[str, str] = MappingProxyType(
    {
        "call": "call",
        "call_back": "call",
        "call_instalment": "call",
        "arrangement_talk": "talk",
        "home_visit": "visit",
        "court_contact": "visit",
    }
)
LETTER_OF_STEP: Mapping[str, str] = MappingProxyType(
    {
        "letter14": "fourteen_day",
        "good_news": "paid_off",
        "training_invitation": "",  # the social worker talks about it; the training sends its own
        "breach": "",
    }
)
"""The letter that does a step, where it has another name than the step; empty: there is none."""
REACHED_NOBODY = frozenset({"card"})  # ways that cannot reach anybody by themselves
