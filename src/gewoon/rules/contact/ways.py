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
REACHED_NOBODY = frozenset({"card"})  # ways that cannot reach anybody by themselves
