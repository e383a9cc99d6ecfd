"""A policy as values: steps, rules, guarantees, and the table that decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gewoon.rules.policy.conditions import Condition
from gewoon.rules.policy.facts import Fact, Words
from gewoon.rules.policy.findings import Place
from gewoon.rules.policy.table import Table

RESERVED = ("signal", "costs", "bailiff", "summons", "eviction")
"""The five gates: each of these steps is taken by a person, through its gate, and in no other way."""

ASK_A_PERSON = "ask_a_person"
NO_STEP = "no_step"
STEP_KINDS = ("letter", "call", "visit", "task", "wait", "good_news", "gate", "none")
GUARANTEE_KINDS = ("law", "case_law", "covenant", "practice", "policy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a person or the system does next; `weight` is its place from lightest (0) to heaviest."""

    id: str
    weight: int
    owner: str
    term_days: int
    establishes: tuple[str, ...]
    kind: str
    icon: str
    label: Words
    to_tenant: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When `condition` is definitely true, and no earlier rule is, the next step is `then`."""

    id: str
    text: str
    condition: Condition
    then: str
    why: Words
    source: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """What must be definitely true before one of the steps in `protects` is taken.

    `is_blocking` is false where it only warns; `is_statutory` where it ships with the product.
    `not_applicable` is the condition under which the duty has no place (None: it always applies); `condition`
    holds then too, so that it excuses nothing by itself.
    """

    id: str
    text: str
    condition: Condition
    protects: tuple[str, ...]
    kind: str
    is_blocking: bool
    is_statutory: bool
    source: str
    label: Words
    place: Place
    not_applicable: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A state that cannot be; checks leave it out, the night reports a tenancy that is in it."""

    id: str
    text: str
    condition: Condition
    why: Words
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A sound policy of one date.

    `table.lines` holds the rules, then the guarantees, then the impossible states, in order.
    `is_bound` says whether the statutory guarantees and the gates apply: always, except for a file
    that stands on its own facts or names no steps, which can be tried out and never published.
    """

    name: str
    valid_from: date
    label: Words
    otherwise: str
    otherwise_place: Place
    in_arrears: Condition | None
    steps: Mapping[str, Step]
    rules: tuple[Rule, ...]
    guarantees: tuple[Guarantee, ...]
    impossible: tuple[Impossible, ...]
    facts: Mapping[str, Fact]
    table: Table
    is_bound: bool
    file: str
    text: str
    content_hash: str
    catalogue_hash: str
    gates_hash: str

    def guarantees_of(self, step: str) -> tuple[Guarantee, ...]:
        """Answer the guarantees that protect a step, in order."""
        return tuple(guarantee for guarantee in self.guarantees if step in guarantee.protects)

    def is_gate(self, step: str) -> bool:
        """Say whether the step stands behind a gate."""
        return self.is_bound and step in RESERVED


def used_facts(policy: Policy) -> tuple[Fact, ...]:
    """Answer the facts that the policy asks for and that can be recorded, in order of first use."""
    return tuple(fact for fact in policy.table.facts if not fact.is_later)
