"""What each stop keeps in, and who looks when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Held(StrEnum):
    """What a stop holds back; enforced where the letter, the signal or the heavy step is taken."""

    LETTERS = "letters"
    HEAVY_STEPS = "heavy_steps"  # costs, bailiff, summons, eviction
    ALL_TO_THE_NAME = "all_to_the_name"  # nothing leaves in the name of who died
    TO_THE_ADMINISTRATOR = "to_the_administrator"  # letters go there instead


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """A stop: what it holds back, and whose work its end is."""

    holds: tuple[Held, ...]
    owner: str


_BOTH = (Held.LETTERS, Held.HEAVY_STEPS)
STOPS: Mapping[str, StopRule] = MappingProxyType(
    {
        "debt_help": StopRule(holds=_BOTH, owner="collection_officer"),
        "administration": StopRule(
            holds=(Held.TO_THE_ADMINISTRATOR, Held.HEAVY_STEPS), owner="collection_officer"
        ),
        "moratorium": StopRule(holds=_BOTH, owner="collection_officer"),
        "restructuring": StopRule(holds=_BOTH, owner="collection_officer"),
        "legal_stop": StopRule(holds=_BOTH, owner="collection_officer"),
        "dispute": StopRule(holds=_BOTH, owner="collection_officer"),
        "deceased": StopRule(holds=(Held.ALL_TO_THE_NAME, Held.HEAVY_STEPS), owner="collection_officer"),
        "promise": StopRule(holds=(Held.LETTERS,), owner="collection_officer"),
        "pause": StopRule(holds=_BOTH, owner="collection_officer"),
    }
)
