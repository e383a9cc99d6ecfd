"""Promise first, look later: a protocol is signed before an effect is shown, and never changed."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from gewoon.actions.rights import Refused, Who, deed, name_of
from gewoon.gateways.outcome_files import shipped_protocol
from gewoon.records.outcome import Protocol
from gewoon.records.queries import outcome

_NEEDED = ("eligible", "start", "comparison", "outcome", "relapse", "comparison_rules")


def fingerprint(content: dict[str, Any]) -> str:
    """Answer the hash of a protocol in its one way of writing."""
    return sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


@deed("outcome.sign_protocol", right="outcome.sign_protocol")
def sign_protocol(*, by: Who, now: datetime, content: dict[str, Any] | None = None) -> Protocol:
    """Sign what will be compared; without content the protocol that ships.

    Raises Refused when it lacks a part, or when it is the one that was signed last.
    """
    promised = shipped_protocol() if content is None else content
    lacking = [part for part in _NEEDED if part not in promised]
    if lacking:
        raise Refused(f"The protocol lacks {', '.join(lacking)}: add it, then sign.")
    digest = fingerprint(promised)
    last = Protocol.objects.order_by("-version").first()
    if last is not None and last.sha256 == digest:
        raise Refused("This protocol is signed already: nothing has changed.")
    if Protocol.objects.filter(sha256=digest).exists():
        raise Refused("This protocol was signed before and replaced: change its version to go back to it.")
    return Protocol.objects.create(
        version=1 if last is None else last.version + 1,
        content=promised,
        sha256=digest,
        signed_by=name_of(by),
        signed_at=now,
    )


def is_exploratory(by: Who, protocol: Protocol | None) -> bool:
    """Say whether a report now is exploratory: no protocol, or one signed after an effect was shown."""
    if protocol is None:
        return True
    first = outcome.first_report_at(by)
    return first is not None and protocol.signed_at > first
