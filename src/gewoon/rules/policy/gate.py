"""The state of a gate: each duty with its verdict and what shows it, and whether the step may be taken.

There is one mechanism: the duties of a gate are the guarantees that protect its step, in law's and the
policy's own words. What is missing, stale or unknown is not met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gewoon.rules.policy import kernel
from gewoon.rules.policy.conditions import Condition, asks
from gewoon.rules.policy.decide import Row, states, unmet_asks
from gewoon.rules.policy.facts import FactValue, Words
from gewoon.rules.policy.policy import Guarantee, Policy


class Verdict(StrEnum):
    """What is found of one duty."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A fact that a duty rests on: its value (None is unknown) and the record that it comes from."""

    fact: str
    value: FactValue
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyState:
    """One duty of a gate on a day; `lacking` names the facts that keep it from being met."""

    id: str
    label: Words
    basis: str
    kind: str
    is_blocking: bool
    verdict: Verdict
    shown: tuple[Shown, ...]
    lacking: tuple[str, ...]

    @property
    def forbids(self) -> bool:
        """Say whether this duty keeps the gate shut."""
        return self.is_blocking and self.verdict is Verdict.NOT_MET


@dataclass(frozen=True, slots=True, kw_only=True)
class GateState:
    """A gate on a day, with the fingerprints of the policy and of the duties that were asked."""

    gate: str
    on: date
    duties: tuple[DutyState, ...]
    policy: str
    policy_hash: str
    gates_hash: str

    @property
    def unmet(self) -> tuple[DutyState, ...]:
        """The duties that keep the gate shut, in order."""
        return tuple(duty for duty in self.duties if duty.forbids)

    @property
    def warnings(self) -> tuple[DutyState, ...]:
        """The duties that are not met and only warn."""
        return tuple(duty for duty in self.duties if not duty.is_blocking and duty.verdict is Verdict.NOT_MET)

    @property
    def is_open(self) -> bool:
        """Say whether the step may be taken. A gate without a duty that blocks stays shut."""
        return any(duty.is_blocking for duty in self.duties) and not self.unmet


def look(policy: Policy, gate: str, row: Row, *, sources: Mapping[str, str], on: date) -> GateState:
    """Look at a gate with the facts of a day; a fact that is left out is unknown.

    Raises ValueError for a step that is no gate of this policy, or a value that does not fit its fact.
    """
    if not policy.is_gate(gate):
        raise ValueError(f"{gate!r} is no gate of the policy {policy.name!r}")
    return GateState(
        gate=gate,
        on=on,
        duties=tuple(_duty(guarantee, row, sources) for guarantee in policy.guarantees_of(gate)),
        policy=policy.name,
        policy_hash=policy.content_hash,
        gates_hash=policy.gates_hash,
    )


def as_json(state: GateState) -> dict[str, Any]:
    """Write a gate as plain values, without names: for a record, an answer, a fingerprint."""
    return {
        "gate": state.gate,
        "on": state.on.isoformat(),
        "is_open": state.is_open,
        "policy": state.policy,
        "policy_sha256": state.policy_hash,
        "gates_sha256": state.gates_hash,
        "duties": [
            {
                "id": duty.id,
                "label": dict(duty.label),
                "basis": duty.basis,
                "kind": duty.kind,
                "effect": "block" if duty.is_blocking else "warn",
                "verdict": str(duty.verdict),
                "evidence": [
                    {"fact": each.fact, "value": each.value, "source": each.source} for each in duty.shown
                ],
                "lacking": list(duty.lacking),
            }
            for duty in state.duties
        ],
    }


def _duty(guarantee: Guarantee, row: Row, sources: Mapping[str, str]) -> DutyState:
    """Judge one duty. An excuse counts only where the duty allows for it: `require` names it as well."""
    excuse = guarantee.not_applicable
    is_met = _is_true(guarantee.condition, row)
    verdict = Verdict.MET if is_met else Verdict.NOT_MET
    decisive = guarantee.condition
    if is_met and excuse is not None and _is_true(excuse, row):
        verdict, decisive = Verdict.NOT_APPLICABLE, excuse
    lacking = tuple(ask.fact.name for ask, _ in unmet_asks(guarantee.condition, row))
    return DutyState(
        id=guarantee.id,
        label=guarantee.label,
        basis=guarantee.source,
        kind=guarantee.kind,
        is_blocking=guarantee.is_blocking,
        verdict=verdict,
        shown=tuple(_shown(name, row, sources) for name in _facts(decisive)),
        lacking=tuple(dict.fromkeys(lacking)),
    )


def _is_true(condition: Condition, row: Row) -> bool:
    return states(condition, row)[id(condition)] == kernel.TRUE


def _facts(condition: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ask.fact.name for ask in asks(condition)))


def _shown(name: str, row: Row, sources: Mapping[str, str]) -> Shown:
    return Shown(fact=name, value=row.get(name), source=sources.get(name, ""))
