"""A tenant with the next step, as panel and page show it: what to do, why, and why not more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from gewoon.actions.policy.published import policy_of
from gewoon.records.queries.account import AccountPage, OpenStep, account
from gewoon.records.queries.reasons import Gate
from gewoon.rules.policy.explain import Explanation, Reason
from gewoon.web.desk.way import CONTACTS, deed_of

MOST_FACTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What templates need of a tenancy; `facts` are what the rule looked at, in the reader's language."""

    page: AccountPage
    deed: str
    contact: str
    is_late: bool
    facts: tuple[str, ...]
    tree: Reason | None
    heavier: Mapping[str, str]
    missing: tuple[str, ...]
    gate: Gate | None

    @property
    def name(self) -> str:
        """Name the tenants."""
        return " & ".join(self.page.head.names)

    @property
    def step(self) -> OpenStep | None:
        """Answer the open step."""
        return self.page.step


def choose(user: Any, tenancy_id: int, *, on: date) -> Chosen:
    """Answer a tenancy with its step explained. Raises Hidden for a stranger."""
    page = account(user, tenancy_id, on=on, policies=policy_of)
    step = page.step
    told = _told(step)
    gate = None if step is None or step.why is None else step.why.gate
    return Chosen(
        page=page,
        deed="none" if step is None else deed_of(user, step),
        contact="" if step is None else CONTACTS.get(step.name, ""),
        is_late=step is not None and step.due_on < on and step.kind != "wait",
        facts=() if told is None else (*_sentences(told, gate), *_facts(told)),
        tree=None if told is None else told.tree,
        heavier={} if step is None or step.why is None else step.why.heavier,
        missing=() if told is None or told.why_not is None else told.why_not.missing,
        gate=gate,
    )


def _told(step: OpenStep | None) -> Explanation | None:
    if step is None or step.why is None:
        return None
    return step.why.by_language["en" if (get_language() or "nl").startswith("en") else "nl"]


def _sentences(told: Explanation, gate: Gate | None) -> Iterator[str]:
    """Give the sentences, without the open duties that stand with the gate already."""
    duties = () if gate is None else tuple(f"({duty.id}):" for duty in gate.duties)
    return (said for said in told.sentences if not any(duty in said for duty in duties))


def _facts(told: Explanation) -> tuple[str, ...]:
    """Take the first facts that made the rule true, each once."""
    if told.tree is None:
        return ()
    return tuple(dict.fromkeys(_leaves(told.tree)))[:MOST_FACTS]


def _leaves(reason: Reason) -> Iterator[str]:
    if not reason.parts and reason.truth == "yes":
        said = reason.value or reason.text
        yield said[:1].upper() + said[1:].rstrip(".") + "."
    for part in reason.parts:
        yield from _leaves(part)
