"""Which policy holds on a day, what is proposed, and the texts under which something was decided."""

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from gewoon.records.policy import Decision, PolicyTexts, PublicationState, PublishedPolicy
from gewoon.records.queries.rights import Hidden, Reader, scope
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import Shipped, Text, read_policy

RIGHT = "policy.edit_draft"

Policies = Callable[[date], Policy | None]
"""Answers the policy that holds on a day (`actions.policy.published.policy_of`)."""


def published_on(on: date) -> PublishedPolicy | None:
    """Answer the association's own policy that holds on a day; None where it published none by then."""
    rows = PublishedPolicy.objects.filter(state=PublicationState.PUBLISHED, valid_from__lte=on)
    return rows.order_by("-valid_from").first()


def all_proposed(user: Reader) -> tuple[PublishedPolicy, ...]:
    """Answer everything that was ever proposed, the latest first day first. Raises Hidden."""
    _require(user)
    return tuple(PublishedPolicy.objects.order_by("-valid_from", "-pk"))


def proposed(user: Reader, key: int) -> PublishedPolicy:
    """Answer one proposed or published policy. Raises Hidden, also where there is none."""
    _require(user)
    row = PublishedPolicy.objects.filter(pk=key).first()
    if row is None:
        raise Hidden(RIGHT)
    return row


def policy_behind(decision: Decision, policies: Policies) -> Policy | None:
    """Answer the policy that a decision was made with: from the texts kept then, else of its day.

    None when neither has the fingerprints of its receipt. A receipt that cannot be read asks the day.
    """
    policy = _kept(decision.receipt) or policies(decision.on)
    return policy if policy is not None and policy.content_hash == decision.policy_hash else None


def _require(user: Reader) -> None:
    if scope(user, RIGHT) != "a":
        raise Hidden(RIGHT)


def _kept(receipt: str) -> Policy | None:
    try:
        said = json.loads(receipt)
        prints = (said["policy"]["sha256"], said["catalogue_sha256"], said["gates_sha256"])
    except (ValueError, KeyError, TypeError):
        return None
    return _of_prints(*prints) if all(isinstance(each, str) for each in prints) else None


def _of_prints(policy: str, catalogue: str, gates: str) -> Policy | None:
    """Read the kept texts; the parsed policy is remembered by its texts, which never change."""
    key = PolicyTexts.objects.filter(policy_hash=policy, catalogue_hash=catalogue, gates_hash=gates)
    row = key.values_list("file", "policy", "catalogue", "gates").first()
    if row is None:
        return None
    file, text, facts, conditions = row
    return _read(file, text, facts, tuple((str(name), str(content)) for name, content in conditions))


@lru_cache(maxsize=16)
def _read(file: str, text: str, catalogue: str, gates: tuple[tuple[str, str], ...]) -> Policy | None:
    among = Shipped(
        catalogue=Text(file="facts.toml", content=catalogue),
        gates=tuple(Text(file=name, content=content) for name, content in gates),
    )
    return read_policy(Text(file=file, content=text), among).policy
