"""The decision receipt: everything that is needed to compute the same decision again, years later."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from gewoon.rules.policy import kernel
from gewoon.rules.policy.decide import Row, decide, truths
from gewoon.rules.policy.facts import FactValue
from gewoon.rules.policy.policy import Policy, used_facts
from gewoon.rules.policy.reading import Shipped, Text, digest, gates_digest, read_policy

ENGINE = "1"
"""Changes only when the same policy and facts would give another decision."""

_TRUTH = {kernel.FALSE: "not met", kernel.MAYBE: "unknown", kernel.TRUE: "met"}


def receipt(policy: Policy, row: Row, sources: Mapping[str, str], on: date) -> bytes:
    """Answer the receipt of one decision as canonical JSON: sorted keys, no spaces, no decimals.

    `row` has the facts as `decide` takes them; `sources` says for a fact from which record it comes.
    """
    decision = decide(policy, [row])[0]
    held = decision.held_back
    proposed = held.step if held else decision.step
    found = truths(policy, row)[len(policy.rules) :]
    values: dict[str, Any] = {
        "engine": ENGINE,
        "policy": {
            "name": policy.name,
            "valid_from": policy.valid_from.isoformat(),
            "sha256": policy.content_hash,
        },
        "catalogue_sha256": policy.catalogue_hash,
        "gates_sha256": policy.gates_hash,
        "on": on.isoformat(),
        "facts": {
            fact.name: {"value": row.get(fact.name), "source": sources.get(fact.name, "")}
            for fact in used_facts(policy)
        },
        "rule": decision.rule,
        "matches": list(decision.matches),
        "guarantees": {
            guarantee.id: _TRUTH[truth]
            for guarantee, truth in zip(policy.guarantees, found, strict=False)
            if proposed in guarantee.protects
        },
        "held_back": None
        if held is None
        else {"step": held.step, "unmet": list(held.unmet), "is_closed": held.is_closed},
        "step": decision.step,
    }
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def recompute(receipt_bytes: bytes, policy_text: str, shipped: Shipped) -> bytes:
    """Decide again from the facts in a receipt and the texts of that day; equal bytes prove the decision.

    Raises ValueError when a text is not the one the receipt was made with, or the engine has changed.
    """
    values = json.loads(receipt_bytes)
    _refuse_other("engine", values["engine"], ENGINE)
    _refuse_other("policy", values["policy"]["sha256"], digest(policy_text))
    _refuse_other("catalogue of facts", values["catalogue_sha256"], digest(shipped.catalogue.content))
    _refuse_other("conditions of the gates", values["gates_sha256"], gates_digest(shipped.gates))
    policy = read_policy(Text(file=values["policy"]["name"], content=policy_text), shipped).policy
    if policy is None:
        raise ValueError("the policy of the receipt can no longer be read")
    row: dict[str, FactValue] = {name: fact["value"] for name, fact in values["facts"].items()}
    sources = {name: fact["source"] for name, fact in values["facts"].items()}
    return receipt(policy, row, sources, date.fromisoformat(values["on"]))


def _refuse_other(what: str, then: str, now: str) -> None:
    if then != now:
        raise ValueError(f"the {what} is not the one of the receipt: {then[:12]} then, {now[:12]} here")
