"""Opens and locks the content of a case; nothing else in the program touches its key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from gewoon.actions.rights import Refused
from gewoon.gateways import vault
from gewoon.records.casework import Case, CaseKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Compartment:
    """The opened compartment of one case."""

    reference: str
    key: bytes

    def lock(self, place: str, content: Mapping[str, Any]) -> bytes:
        """Lock content for a place in this case."""
        text = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
        return vault.seal(self.key, text, f"{self.reference}:{place}")

    def read(self, place: str, sealed: bytes | memoryview) -> dict[str, Any]:
        """Read what was locked for a place in this case. Raises Refused when it cannot be opened."""
        try:
            text = vault.unseal(self.key, bytes(sealed), f"{self.reference}:{place}")
        except vault.Unreadable as damaged:
            raise Refused("A part of this case cannot be opened any more: call IT.") from damaged
        content: dict[str, Any] = json.loads(text)
        return content


def home() -> Path:
    """Answer the folder of the association."""
    return Path(settings.GEWOON_HOME)


def make(case: Case) -> Compartment:
    """Give a new case its key. Raises Refused where the master key went away: no second one is made."""
    key, reference = vault.new_key(), str(case.reference)
    CaseKey.objects.create(case=case, wrapped=vault.seal(_master_key(), key, reference))
    return Compartment(reference=reference, key=key)


def of(case: Case) -> Compartment:
    """Open the compartment of a case. Raises Refused when it was erased or the master key is another."""
    held = CaseKey.objects.filter(case=case).first()
    if held is None:
        raise Refused("The content of this case was erased.")
    reference = str(case.reference)
    try:
        key = vault.unseal(_master_key(), bytes(held.wrapped), reference)
    except vault.Unreadable as wrong:
        raise Refused("The key of the cases is another one: call IT.") from wrong
    return Compartment(reference=reference, key=key)


def _master_key() -> bytes:
    """Read the master key; only the very first case may make it."""
    try:
        return vault.master_key(home(), may_make=not CaseKey.objects.exists())
    except vault.Unreadable as wrong:
        raise Refused("The key of the cases is another one: call IT.") from wrong
