"""The policies that a reader can choose from: those that were published or proposed, and the shipped ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from gewoon.gateways.policy_files import shipped_policies, sound_policy
from gewoon.records.queries import policies
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import Text, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One policy with its text; `key` stands in addresses, `row` is None for a policy that is shipped."""

    key: str
    policy: Policy
    text: Text
    row: Any
    is_current: bool = False


def versions(user: Any, *, on: date) -> tuple[Version, ...]:
    """Answer every version that can be read today, the latest first day first. Raises Hidden."""
    own = [_own(row, on) for row in policies.all_proposed(user)]
    shipped = [_shipped(text, on) for text in shipped_policies()]
    found = [each for each in (*own, *shipped) if each is not None]
    return tuple(sorted(found, key=lambda each: each.policy.valid_from, reverse=True))


def named(found: tuple[Version, ...], key: str) -> Version:
    """Answer the version that an address names. Raises Http404."""
    for each in found:
        if each.key == key:
            return each
    raise Http404


def holding(found: tuple[Version, ...], *, on: date) -> Version | None:
    """Answer the version that holds on a day: the own one that was published last, else the shipped."""
    held = [each for each in found if each.policy.valid_from <= on]
    own = [each for each in held if each.row is not None and each.row.state == "published"]
    shipped = [each for each in held if each.row is None]
    return next(iter(own or shipped), None)


def _own(row: Any, on: date) -> Version | None:
    text = Text(file=row.file, content=row.text)
    if digest(row.text) != row.sha256:
        return None
    try:
        policy = sound_policy(text, max(on, row.valid_from))
    except ValueError:  # it no longer fits the facts of this release: deciding says so, and reading cannot
        return None
    return Version(key=f"p{row.pk}", policy=policy, text=text, row=row)


def _shipped(text: Text, on: date) -> Version:
    policy = sound_policy(text, on)
    return Version(key=f"s{policy.valid_from}", policy=policy, text=text, row=None)
