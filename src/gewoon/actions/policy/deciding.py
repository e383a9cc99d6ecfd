"""Decides the next step of tenancies by the policy, and writes what changed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from gewoon.actions.facts import Facts, facts_of, histories
from gewoon.actions.ledger import statements
from gewoon.actions.policy.published import keep_texts, policy_of
from gewoon.actions.rights import Refused, Who, name_of
from gewoon.records.ledger import Account, Entry
from gewoon.records.policy import Decision, Step, StepState, WorkItem
from gewoon.records.tenancy import Party, PartyRole, Tenancy, full_name
from gewoon.rules.policy import decide
from gewoon.rules.policy.policy import NO_STEP, Policy
from gewoon.rules.policy.receipt import receipt

GOOD_NEWS = "good_news"
MEMORY = timedelta(days=400)  # good news and time since the last episode look back this far


def policy_on(on: date) -> Policy:
    """Answer the policy that holds on a day. Raises Refused when there is none yet."""
    policy = policy_of(on)
    if policy is None:
        raise Refused(f"No collection policy holds on {on}: publish one with an earlier first day.")
    return policy


def decide_now(tenancy_ids: Sequence[int], *, on: date, now: datetime, by: Who) -> None:
    """Decide again for some tenancies after something changed; the caller holds their locks."""
    decide_for(tenancy_ids, policy=policy_on(on), on=on, now=now, by=by)


def open_steps() -> list[tuple[int, int, str, str]]:
    """Answer tenancy, key, name and owner of every open step, the oldest first."""
    steps = Step.objects.filter(state=StepState.OPEN).order_by("due_on", "pk")
    return list(steps.values_list("tenancy_id", "pk", "name", "owner"))


def decide_for(ids: Sequence[int], *, policy: Policy, on: date, now: datetime, by: Who) -> int:
    """Decide for tenancies; answer how many of them are in arrears."""
    remembered = _remembered(ids, on)
    has_gap = statements.has_gap()
    found = {}
    for history in histories(sorted({*accounts_that_may_owe(ids, on=on), *remembered}), on=on):
        facts = facts_of(history, on=on, has_gap=has_gap)
        if facts.position.overdue or history.tenancy_id in remembered:
            found[history.tenancy_id] = facts
    asked = list(found)
    decisions = decide.decide(policy, [found[tenancy].values for tenancy in asked])
    book = _Book(asked, policy=policy, on=on, now=now, by=by)
    for tenancy, decision in zip(asked, decisions, strict=True):
        book.follow(tenancy, decision, found[tenancy])
    book.write()
    return sum(facts.position.overdue > 0 for facts in found.values())


def accounts_that_may_owe(ids: Sequence[int], *, on: date) -> list[int]:
    """Leave out, by one sum in the database, the tenancies that cannot owe anything overdue.

    What is owed is at most all claims less all that lowers them, save what lowers a claim that is yet
    to fall due: who is not above zero then has nothing overdue. The kernel decides about the rest.
    """
    view = Entry.objects.filter(tenancy__in=ids, on__lte=on, recorded_on__lte=on)
    sums = (
        view.exclude(credit=Account.TENANT, refers__on__gt=on)
        .values("tenancy_id")
        .annotate(
            raised=Coalesce(Sum("cents", filter=Q(debit=Account.TENANT)), 0),
            lowered=Coalesce(Sum("cents", filter=Q(credit=Account.TENANT)), 0),
        )
        .filter(raised__gt=F("lowered"))
    )
    return sorted(sums.values_list("tenancy_id", flat=True))


def _remembered(ids: Sequence[int], on: date) -> set[int]:
    """Tenancies with an open step, and those that may hear good news.

    Whoever got clear in the past year and has not heard so is asked about once a week: good news can
    wait some days, and the night need not look at everybody every day.
    """
    open_now = Step.objects.filter(tenancy__in=ids, state=StepState.OPEN).values_list("tenancy_id", flat=True)
    turn = [each for each in ids if (each + on.toordinal()) % 7 == 0]
    steps = Step.objects.filter(tenancy__in=turn, state=StepState.DONE, ended_on__gte=on - MEMORY)
    last = dict(steps.order_by("opened_on", "pk").values_list("tenancy_id", "name"))
    return {tenancy for tenancy, name in last.items() if name != GOOD_NEWS} | set(open_now)


class _Book:
    """Writes what changed: receipts, steps and rows of the worklist."""

    def __init__(self, ids: Sequence[int], *, policy: Policy, on: date, now: datetime, by: Who) -> None:
        self.policy, self.on, self.now, self.by = policy, on, now, by
        steps = Step.objects.filter(tenancy__in=ids, state=StepState.OPEN)
        self.open = {step.tenancy_id: step for step in steps}
        self.items = {item.tenancy_id: item for item in WorkItem.objects.filter(tenancy__in=ids)}
        self.people = _people(ids)
        self.changed: list[WorkItem] = []
        self.has_kept = False

    def follow(self, tenancy: int, decision: decide.Decision, facts: Facts) -> None:
        """Open the step that was decided, unless it is open already; end one whose reason went away."""
        step = self.open.get(tenancy)
        if step is not None and step.name != decision.step:
            self._withdraw(step)
            step = None
        if decision.step == NO_STEP:
            return
        if step is None:
            step = self._open(tenancy, decision, facts)
        self._show(step, decision, facts)

    def write(self) -> None:
        """Write the rows of the worklist that changed."""
        WorkItem.objects.bulk_create(
            self.changed, update_conflicts=True, unique_fields=["tenancy"], update_fields=_ITEM_FIELDS
        )

    def _withdraw(self, step: Step) -> None:
        step.state, step.ended_at, step.ended_on = StepState.WITHDRAWN, self.now, self.on
        step.ended_by = name_of(self.by)
        step.save(update_fields=["state", "ended_at", "ended_on", "ended_by"])
        WorkItem.objects.filter(tenancy=step.tenancy_id).delete()

    def _open(self, tenancy: int, decision: decide.Decision, facts: Facts) -> Step:
        if not self.has_kept:
            keep_texts(self.policy, self.on)
            self.has_kept = True
        text = receipt(self.policy, facts.values, facts.sources, self.on).decode()
        record, _ = Decision.objects.get_or_create(
            tenancy_id=tenancy,
            on=self.on,
            step=decision.step,
            defaults={
                "rule": decision.rule or "",
                "policy_hash": self.policy.content_hash,
                "receipt": text,
            },
        )
        named = self.policy.steps[decision.step]
        return Step.objects.create(
            tenancy_id=tenancy,
            decision=record,
            name=decision.step,
            owner=named.owner,
            opened_on=self.on,
            due_on=self.on + timedelta(days=named.term_days),
        )

    def _show(self, step: Step, decision: decide.Decision, facts: Facts) -> None:
        item = WorkItem(
            tenancy_id=step.tenancy_id,
            step=step,
            owner=step.owner,
            due_on=step.due_on,
            overdue_cents=facts.position.overdue,
            months=facts.position.months,
            trend=list(facts.position.trend),
            **self._words(step, decision),
            **self.people[step.tenancy_id],
        )
        old = self.items.get(step.tenancy_id)
        if old is None or any(getattr(old, name) != getattr(item, name) for name in _ITEM_FIELDS):
            self.changed.append(item)

    def _words(self, step: Step, decision: decide.Decision) -> dict[str, Any]:
        named = self.policy.steps[step.name]
        rule = next((rule for rule in self.policy.rules if rule.id == decision.rule), None)
        is_gate = decision.held_back is not None and decision.held_back.is_closed
        return {
            "kind": named.kind,
            "icon": named.icon,
            "label": dict(named.label),
            "reasons": dict(rule.why) if rule is not None else {},
            "is_gate": is_gate,
            "view": "at_the_gate" if is_gate else _view(step.name, named.kind),
        }


def _view(name: str, kind: str) -> str:
    """Put a step in one of the views of the worklist."""
    return _VIEW.get(name) or _VIEW_OF_KIND.get(kind, "other")


_ITEM_FIELDS = [
    "step_id",
    "view",
    "owner",
    "due_on",
    "name",
    "address",
    "overdue_cents",
    "months",
    "trend",
    "label",
    "reasons",
    "kind",
    "icon",
    "is_gate",
]
_VIEW_OF_KIND = {"wait": "waiting", "good_news": "good_news", "gate": "at_the_gate"}
_VIEW = {
    "reminder": "first_contact",
    "second_reminder": "first_contact",
    "call": "first_contact",
    "home_visit": "first_contact",
    "call_instalment": "arrangement_trouble",
    "answer_proposal": "arrangement_trouble",
    "arrangement_talk": "arrangement_trouble",
    "arrangement_offer": "arrangement_trouble",
}


def _people(ids: Sequence[int]) -> Mapping[int, dict[str, str]]:
    """Name and address of each tenancy, as the worklist shows them."""
    found: dict[int, dict[str, str]] = {}
    rows = Tenancy.objects.filter(pk__in=ids).values_list("pk", "home__street", "home__house_number")
    for pk, street, number in rows:
        found[pk] = {"name": "", "address": f"{street} {number}"}
    tenants = Party.objects.filter(tenancy__in=ids, role__in=(PartyRole.TENANT, PartyRole.CO_TENANT))
    names = tenants.order_by("-role", "pk").values_list("tenancy_id", "first_name", "name")
    for pk, first_name, name in names:
        found[pk]["name"] = found[pk]["name"] or full_name(first_name, name)
    return found
