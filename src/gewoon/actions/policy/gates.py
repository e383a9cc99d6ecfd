"""The gates: what is asked again, under the lock, in the one transaction that takes the step behind one."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import connection

from gewoon.actions.facts import facts_of, histories
from gewoon.actions.ledger import statements
from gewoon.actions.policy import deciding, steps
from gewoon.actions.rights import NotFound, Refused, Who, name_of
from gewoon.records.policy import Passage, Proposal, Step, StepState
from gewoon.records.queries.gates import require_sight
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.policy import gate as rules
from gewoon.rules.policy.gate import GateState
from gewoon.rules.policy.policy import RESERVED


class GateShut(Refused):
    """The step may not be taken; `state` says which duties forbid it."""

    def __init__(self, state: GateState) -> None:
        """Name the duties in the sentence."""
        unmet = ", ".join(duty.id for duty in state.unmet)
        super().__init__(f"This gate is shut. Not met: {unmet}.")
        self.state = state


def look(tenancy_id: int, gate: str, *, by: Who, on: date) -> GateState:
    """Show a gate to who may see it. Raises Hidden for others, Refused for what is no gate."""
    require_sight(by, tenancy_id, on=on)
    return state_of(tenancy_id, gate, on=on)


def state_of(tenancy_id: int, gate: str, *, on: date) -> GateState:
    """Compute a gate from what the records say now. Raises Refused for what is no gate, NotFound."""
    return states_of(tenancy_id, (gate,), on=on)[gate]


def states_of(tenancy_id: int, gates: tuple[str, ...] = RESERVED, *, on: date) -> dict[str, GateState]:
    """Compute several gates of one tenancy at once; see `state_of`."""
    for gate in gates:
        if gate not in RESERVED:
            raise Refused(f"{gate!r} is no gate: choose one of {', '.join(RESERVED)}.")
    history = next(histories([tenancy_id], on=on), None)
    if history is None:
        raise NotFound("This tenancy does not exist.")
    facts = facts_of(history, on=on, has_gap=statements.has_gap())
    policy = deciding.policy_on(on)
    return {
        gate: rules.look(policy, gate, facts.values, sources=facts.sources, on=on)
        for gate in gates
        if policy.is_gate(gate)
    }


def require_open(tenancy: Tenancy, gate: str, *, on: date) -> GateState:
    """Raise GateShut unless every duty is certain now. The caller has the lock on the tenancy."""
    if not connection.in_atomic_block:
        raise RuntimeError("a gate is asked inside the transaction that takes the step")
    Tenancy.objects.select_for_update().get(pk=tenancy.pk)
    state = state_of(tenancy.pk, gate, on=on)
    if not state.is_open:
        raise GateShut(state)
    return state


def take(tenancy: Tenancy, gate: str, *, by: Who, now: datetime) -> Passage:
    """Take the step behind a gate: ask every duty again, write down how each stood, and end the step.

    Part of the deed that does what the step is about; nothing else lets a gate be passed. Raises GateShut.
    """
    on = local_day(now)
    state = require_open(tenancy, gate, on=on)
    told = rules.as_json(state)
    passage = Passage.objects.create(
        tenancy=tenancy,
        gate=gate,
        on=on,
        state=told,
        sha256=fingerprint(told),
        by_name=name_of(by),
        at=now,
    )
    Proposal.objects.filter(tenancy=tenancy, subject=gate, closed_at=None).update(
        closed_at=now, closed_by=name_of(by), closed_why="taken"
    )
    step = Step.objects.filter(tenancy=tenancy, name=gate, state=StepState.OPEN).first()
    if step is not None:
        steps.end(step, outcome="passed", by=by, now=now)
    return passage


def fingerprint(values: Any) -> str:
    """Answer the SHA-256 of plain values, the same for the same values."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def file_print(state: GateState) -> str:
    """Answer the fingerprint of the file behind a gate: each duty, its verdict and the records it rests on.

    What changes by the hour does not count: the values of clocks, and the decision that is being taken.
    """
    duties = [
        [duty.id, str(duty.verdict), sorted({each.source for each in duty.shown if each.source})]
        for duty in state.duties
    ]
    return fingerprint([state.gate, state.policy_hash, state.gates_hash, duties])
