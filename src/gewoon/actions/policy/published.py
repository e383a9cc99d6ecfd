"""Answers the policy that holds on a day, and keeps the texts under which was decided."""

from datetime import date

from gewoon.actions.rights import Refused
from gewoon.gateways import policy_files
from gewoon.records.policy import PolicyTexts
from gewoon.records.queries import policies
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import Text, digest


def policy_of(on: date) -> Policy | None:
    """Answer the association's own policy of a day, else the shipped one; None before the first.

    Raises Refused when the published text was changed, or no longer fits the facts that are recorded.
    """
    row = policies.published_on(on)
    if row is None:
        return policy_files.shipped_policy(on)
    if digest(row.text) != row.sha256:
        raise Refused(f"The policy of {row.valid_from} is not as it was published: restore a back-up.")
    try:
        return policy_files.sound_policy(Text(file=row.file, content=row.text), on)
    except ValueError as error:
        raise Refused(
            f"The policy of {row.valid_from} no longer fits this release: publish one that does. {error}"
        ) from None


def keep_texts(policy: Policy, on: date) -> None:
    """Keep the texts of policy, catalogue and gates, once: old cases keep what they were decided under."""
    among = policy_files.shipped(on)
    prints = {
        "policy_hash": policy.content_hash,
        "catalogue_hash": policy.catalogue_hash,
        "gates_hash": policy.gates_hash,
    }
    if PolicyTexts.objects.filter(**prints).exists():
        return
    gates = [[gate.file, gate.content] for gate in among.gates]
    row = PolicyTexts(
        **prints, file=policy.file, policy=policy.text, catalogue=among.catalogue.content, gates=gates
    )
    PolicyTexts.objects.bulk_create([row], ignore_conflicts=True)
