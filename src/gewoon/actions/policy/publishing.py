"""Publishes a policy: one person proposes a checked file, another publishes it from a later day on."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from gewoon.actions.rights import Refused, Who, deed, name_of, on_row, require
from gewoon.gateways.policy_files import shipped
from gewoon.records.policy import PublicationState, PublishedPolicy
from gewoon.rules.calendar import local_day
from gewoon.rules.policy.check import check
from gewoon.rules.policy.findings import Finding, Place
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import Shipped, Text, digest, read_policy
from gewoon.rules.policy.sentences import Language
from gewoon.rules.policy.sheet import LARGEST

PROPOSE, APPROVE = "policy.publish_propose", "policy.publish_approve"
LONGEST_REASON = 200
WARNINGS = frozenset({"dead_rule", "goes_quiet_when_unknown", "unreachable_fact", "unreachable_step"})
"""Findings that tell of a slip and harm nobody: they are shown, and do not stop a publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the checks say about a text; `policy` is None where it cannot be read."""

    text: Text
    policy: Policy | None
    findings: tuple[Finding, ...]

    @property
    def grave(self) -> tuple[Finding, ...]:
        """Answer the findings that stop a publication."""
        return tuple(each for each in self.findings if each.kind not in WARNINGS)


def read_draft(content: bytes, file: str) -> Text | Finding:
    """Read an uploaded file as text; the finding says where it is none. Nothing large is looked into."""
    file = file[-200:] or "policy.toml"
    if len(content) > 4 * LARGEST:
        return _at_start(
            file, f"the file has {len(content)} bytes; a policy has at most {LARGEST} characters"
        )
    try:
        return Text(file=file, content=content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _at_start(file, f"byte {error.start + 1} is not UTF-8: save the file as UTF-8")


def examine(text: Text, *, on: date, language: Language = "en") -> Examined:
    """Read and check a draft against the law of its first day, or of `on` where it has none to read.

    Takes some seconds for a whole policy; the answer for the same text is remembered.
    """
    first = _examined(text, shipped(on), language)
    if first.policy is None or first.policy.valid_from <= on:
        return first
    return _examined(text, shipped(first.policy.valid_from), language)


def propose_policy(
    text: Text, *, why: str, by: Who, now: datetime, key: str | None = None
) -> PublishedPolicy:
    """Lay a checked policy before a second person.

    Raises Refused for a policy with an error, one that cannot be published, or whose first day is not
    later than today; nothing is kept then. The checks run before any lock is taken.
    """
    require(by, PROPOSE)
    examined = examine(text, on=local_day(now))
    return _propose(examined, why=why, by=by, now=now, key=key)


def publish_policy(pk: int, *, by: Who, now: datetime, key: str | None = None) -> PublishedPolicy:
    """Publish a proposed policy, as a second person; checked again against the law as it is now.

    Raises Refused for the person who proposed it, for one that was decided on, and for a first day that
    has come meanwhile or already has a policy.
    """
    require(by, APPROVE)
    row = PublishedPolicy.objects.filter(pk=pk).first()
    if row is not None:
        examine(Text(file=row.file, content=row.text), on=local_day(now))
    return _publish(pk, by=by, now=now, key=key)


@deed("policy.propose", right=PROPOSE)
def _propose(
    examined: Examined, *, why: str, by: Who, now: datetime, key: str | None = None
) -> PublishedPolicy:
    policy = _fit(examined, on=local_day(now))
    return PublishedPolicy.objects.create(
        name=policy.name[:80],
        valid_from=policy.valid_from,
        label=dict(policy.label),
        file=examined.text.file,
        text=examined.text.content,
        sha256=policy.content_hash,
        why=_reason(why),
        proposed_by=name_of(by),
        proposed_by_user=by.pk,
        proposed_at=now,
    )


@on_row(PublishedPolicy, "policy.publish", right=APPROVE)
def _publish(row: PublishedPolicy, *, by: Who, now: datetime, key: str | None = None) -> PublishedPolicy:
    _require_open(row)
    if by.pk == row.proposed_by_user or name_of(by) == row.proposed_by:
        raise Refused("You proposed this policy: somebody else publishes it.")
    if digest(row.text) != row.sha256:
        raise Refused("This policy is not as it was proposed: propose it again.")
    _fit(examine(Text(file=row.file, content=row.text), on=local_day(now)), on=local_day(now))
    return _decided(row, PublicationState.PUBLISHED, by=by, now=now)


@on_row(PublishedPolicy, "policy.refuse", right=APPROVE)
def refuse_policy(
    row: PublishedPolicy, *, reason: str, by: Who, now: datetime, key: str | None = None
) -> PublishedPolicy:
    """Turn a proposed policy down, with a reason. Raises Refused for one that was decided on."""
    _require_open(row)
    row.reason = _reason(reason)
    return _decided(row, PublicationState.REFUSED, by=by, now=now)


def _fit(examined: Examined, *, on: date) -> Policy:
    """Answer the policy when it can be published. Raises Refused with the first thing that stops it."""
    policy = examined.policy
    if policy is None or examined.grave:
        found = examined.grave or examined.findings
        first = f"{found[0].place}: {found[0].message}"
        raise Refused(f"Nothing is published: errors in this policy: {len(found)}. The first: {first[:300]}")
    if not policy.is_bound:
        raise Refused("This policy stands on facts of its own or names no steps: it cannot be published.")
    if policy.valid_from <= on:
        raise Refused(f"This policy begins on {policy.valid_from}: its first day must be later than {on}.")
    published = PublishedPolicy.objects.filter(state=PublicationState.PUBLISHED)
    if published.filter(valid_from=policy.valid_from).exists():
        raise Refused(f"A policy begins on {policy.valid_from} already: choose a later first day.")
    return policy


def _require_open(row: PublishedPolicy) -> None:
    if row.state != PublicationState.PROPOSED:
        raise Refused("This policy was decided on already.")


def _reason(text: str) -> str:
    bare = " ".join(text.split())
    if not 0 < len(bare) <= LONGEST_REASON:
        raise Refused(f"Give a reason, in at most {LONGEST_REASON} characters.")
    return bare


def _decided(row: PublishedPolicy, state: PublicationState, *, by: Who, now: datetime) -> PublishedPolicy:
    row.state, row.decided_by, row.decided_at = state, name_of(by), now
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return row


def _at_start(file: str, message: str) -> Finding:
    return Finding(place=Place(file=file, line=1, column=1), kind="error", message=message)


@lru_cache(maxsize=8)
def _examined(text: Text, among: Shipped, language: Language) -> Examined:
    reading = read_policy(text, among)
    findings = reading.findings if reading.policy is None else check(reading.policy, language)
    return Examined(text=text, policy=reading.policy, findings=findings)
