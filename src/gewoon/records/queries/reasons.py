"""Why the open step of a tenancy was decided, told from its stored receipt; and the next gate."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gewoon.records.policy import Decision
from gewoon.records.queries.policies import Policies, policy_behind
from gewoon.rules.policy import kernel
from gewoon.rules.policy.decide import Row, decide, truths
from gewoon.rules.policy.explain import Explanation, Reader, explain
from gewoon.rules.policy.policy import RESERVED, Policy
from gewoon.rules.policy.sentences import Language, condition_in_words

__all__ = [
    "LANGUAGES",
    "Duty",
    "Gate",
    "Policies",
    "Why",
    "Words",
    "facts_in",
    "gate_after",
    "of_decision",
    "sentences",
    "why",
]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
_STATES = {kernel.TRUE: "met", kernel.FALSE: "not_met", kernel.MAYBE: "unknown"}

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A condition of a gate: `state` is met, not_met or unknown; unknown is never a yes."""

    id: str
    label: Words
    state: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The next gate with its conditions; this release keeps every gate shut."""

    step: str
    label: Words
    is_open: bool
    duties: tuple[Duty, ...]

    @property
    def open_count(self) -> int:
        """Count the conditions that are not met."""
        return sum(duty.state != "met" for duty in self.duties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The decision behind a step, as of its day.

    `by_language` has the officer's explanation (sentences, tree, why not the next heavier) per language;
    `heavier` names that next heavier step. `rule` is empty where no rule fitted.
    """

    decided_on: date
    rule: str
    rule_text: str
    rule_source: str
    policy: str
    policy_from: date
    policy_hash: str
    policy_label: Words
    by_language: Mapping[Language, Explanation]
    heavier: Words
    gate: Gate | None
    receipt: str


def of_decision(decision: Decision, policies: Policies) -> Why | None:
    """Explain a stored decision; None when the text of its policy is not here any more."""
    policy = policy_behind(decision, policies)
    if policy is None:
        return None
    row = facts_in(decision.receipt)
    return why(row, policy, on=decision.on, receipt=decision.receipt)


def why(row: Row, policy: Policy, *, on: date, receipt: str) -> Why:
    """Explain what `decide` gives for these facts."""
    decided = decide(policy, [row])[0]
    rule = next((rule for rule in policy.rules if rule.id == decided.rule), None)
    told = {language: explain(decided, policy, row, language, "officer") for language in LANGUAGES}
    heavier = told["nl"].why_not
    held = decided.held_back
    return Why(
        decided_on=on,
        rule=rule.id if rule is not None else "",
        rule_text=" ".join(rule.text.split()) if rule is not None else "",
        rule_source=rule.source if rule is not None else "",
        policy=policy.name,
        policy_from=policy.valid_from,
        policy_hash=policy.content_hash,
        policy_label=policy.label,
        by_language=told,
        heavier=policy.steps[heavier.step].label if heavier is not None else {},
        gate=gate_after(held.step if held is not None else decided.step, policy, row),
        receipt=receipt,
    )


def sentences(row: Row, policy: Policy, *, language: Language, reader: Reader) -> Explanation:
    """Explain a decision to one reader in one language."""
    return explain(decide(policy, [row])[0], policy, row, language, reader)


def facts_in(receipt: str) -> dict[str, Any]:
    """Read the facts of a receipt back, as `decide` takes them."""
    return {name: fact["value"] for name, fact in json.loads(receipt)["facts"].items()}


def gate_after(step: str, policy: Policy, row: Row) -> Gate | None:
    """Answer the gate that a step is, or the first that is heavier, for these facts; None beyond the last."""
    weight = policy.steps[step].weight
    gates = [policy.steps[name] for name in RESERVED if name in policy.steps]
    found = min((gate for gate in gates if gate.weight >= weight), key=lambda gate: gate.weight, default=None)
    if found is None:
        return None
    states = truths(policy, row)[len(policy.rules) :]
    duties = tuple(
        Duty(
            id=guarantee.id,
            label=guarantee.label
            or {language: condition_in_words(guarantee.condition, language) for language in LANGUAGES},
            state=_STATES[state],
            kind=guarantee.kind,
            source=guarantee.source,
        )
        for guarantee, state in zip(policy.guarantees, states, strict=False)
        if found.id in guarantee.protects and guarantee.is_blocking
    )
    return Gate(step=found.id, label=found.label, is_open=False, duties=duties)
