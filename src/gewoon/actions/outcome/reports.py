"""A report: all figures of a day, in the order in which they can be understood, kept as they were shown."""

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from gewoon.actions.outcome import people
from gewoon.actions.outcome.effect import effect
from gewoon.actions.outcome.protocols import is_exploratory
from gewoon.actions.outcome.trend import latest_sector, trend
from gewoon.actions.rights import Who, deed, name_of
from gewoon.gateways.outcome_files import definition, shipped_protocol
from gewoon.records.outcome import Report
from gewoon.records.queries import outcome


def figures(by: Who, *, on: date, seed: int = 1) -> dict[str, Any]:
    """Work out every figure up to and with a day; the shipped protocol where none was signed."""
    signed = outcome.protocol(by)
    protocol = shipped_protocol() if signed is None else signed.content
    rule = definition(protocol)
    everybody = people.read(by, on=on)
    return {
        "until": on.isoformat(),
        "define": {
            "version": None if signed is None else signed.version,
            "sha256": None if signed is None else signed.sha256,
            "signed_by": None if signed is None else signed.signed_by,
            "signed_at": None if signed is None else signed.signed_at.isoformat(),
            "is_exploratory": is_exploratory(by, signed),
            "protocol": protocol,
        },
        "trend": trend(by, on=on),
        "sector": latest_sector(),
        "profile": people.profile(by, everybody),
        "course": people.course(everybody, rule),
        "effect": effect(everybody, rule, protocol, seed=seed),
    }


@deed("outcome.make_report", right="outcome.make_report")
def make_report(*, on: date, by: Who, now: datetime, seed: int = 1, truth: float | None = None) -> Report:
    """Work out all figures and keep them as they are shown.

    `truth`: the difference that joining makes, where it is known because everything is made up.
    """
    content = json.loads(json.dumps(figures(by, on=on, seed=seed) | {"truth": truth}))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return Report.objects.create(
        until_on=on,
        protocol=outcome.protocol(by),
        is_exploratory=content["define"]["is_exploratory"],
        content=content,
        sha256=sha256(text.encode()).hexdigest(),
        by_name=name_of(by),
        made_at=now,
    )
