"""Gathers what the policy may ask: the facts of tenancies on a day, in bulk, each with its source."""

from gewoon.actions.facts.compute import Facts, facts_of
from gewoon.actions.facts.history import Asked, History
from gewoon.actions.facts.load import histories

__all__ = ["Asked", "Facts", "History", "facts_of", "histories"]
