"""Going live with a history: the steps, letters and contacts that another system remembers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import connection

from gewoon.actions.rights import Refused, Who, deed
from gewoon.records import bulk
from gewoon.records.contact import ContactAttempt, Letter, LetterState
from gewoon.records.policy import Decision, Night, Step, StepState
from gewoon.rules.policy.policy import RESERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStep:
    """A step that was done before, with the receipt of its decision and what came of it."""

    tenancy_id: int
    name: str
    owner: str
    opened_on: date
    due_on: date
    ended_on: date
    by_name: str
    outcome: str
    rule: str
    policy_hash: str
    receipt: str
    letter: str | None = None  # its name
    attempt: str | None = None  # its kind
    reached: bool = False
    part_of_day: str = ""


@deed("past.take_in", right="statement.import")
def take_in(*, steps: Sequence[PastStep], by: Who, now: datetime) -> int:
    """Write past steps down with their letters and contacts, as evidence of what was done.

    Raises Refused for a step behind a gate: that is taken here, or it was not taken; and for a day on which
    this program ran already: what was done since then is done here, with its duties.
    """
    first_night = Night.objects.order_by("on").values_list("on", flat=True).first()
    for each in steps:
        if first_night is not None and each.ended_on >= first_night:
            raise Refused(
                f"The step {each.name!r} of {each.ended_on} lies on or after the first night here "
                f"({first_night}): it cannot be taken over."
            )
        if each.name in RESERVED:
            raise Refused(f"The step {each.name!r} stands behind a gate and cannot be taken over.")
    decisions, keys = bulk.reserve(Decision, len(steps)), bulk.reserve(Step, len(steps))
    bulk.insert(
        Decision,
        ("id", "tenancy_id", "on", "step", "rule", "policy_hash", "receipt"),
        [
            (key, each.tenancy_id, each.opened_on, each.name, each.rule, each.policy_hash, each.receipt)
            for key, each in zip(decisions, steps, strict=True)
        ],
    )
    bulk.insert(Step, _STEP, [_step(*three) for three in zip(keys, decisions, steps, strict=True)])
    pairs = list(zip(keys, steps, strict=True))
    bulk.insert(Letter, _LETTER, [_letter(key, each) for key, each in pairs if each.letter])
    bulk.insert(ContactAttempt, _ATTEMPT, [_attempt(key, each) for key, each in pairs if each.attempt])
    return len(steps)


_STEP = (
    "id",
    "tenancy_id",
    "decision_id",
    "name",
    "owner",
    "opened_on",
    "due_on",
    "state",
    "ended_at",
    "ended_on",
    "ended_by",
    "outcome",
)
_LETTER = (
    "tenancy_id",
    "step_id",
    "name",
    "language",
    "values",
    "state",
    "written_at",
    "leaves_at",
    "sent_on",
    "ended_at",
    "sha256",
    "reason",
)
_ATTEMPT = ("tenancy_id", "step_id", "kind", "on", "part_of_day", "reached", "by_name", "recorded_at")


def _step(key: int, decision: int, each: PastStep) -> tuple[object, ...]:
    return (
        key,
        each.tenancy_id,
        decision,
        each.name,
        each.owner,
        each.opened_on,
        each.due_on,
        StepState.DONE.value,
        _noon(each.ended_on),
        each.ended_on,
        each.by_name,
        each.outcome,
    )


def _letter(key: int, each: PastStep) -> tuple[object, ...]:
    at = _noon(each.ended_on)
    state = LetterState.SENT.value
    return (each.tenancy_id, key, each.letter, "nl", json.dumps({}), state, at, at, each.ended_on, at, "", "")


def _attempt(key: int, each: PastStep) -> tuple[object, ...]:
    at = _noon(each.ended_on)
    return (
        each.tenancy_id,
        key,
        each.attempt,
        each.ended_on,
        each.part_of_day,
        each.reached,
        each.by_name,
        at,
    )


def _noon(day: date) -> object:
    return connection.ops.adapt_datetimefield_value(datetime.combine(day, time(12), tzinfo=UTC))
