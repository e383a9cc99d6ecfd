"""Whether decisions stand as they were made, and the worklist shows exactly the open steps."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q

from gewoon.records.policy import Decision, Night, Step, StepState, WorkItem
from gewoon.records.queries.accounts import order
from gewoon.records.queries.policies import Policies, policy_behind
from gewoon.records.queries.reasons import facts_in
from gewoon.records.queries.verify.settled import entries_of
from gewoon.rules import columns
from gewoon.rules.ledger.allocation import open_cents
from gewoon.rules.ledger.checks import Violation, check_told_again
from gewoon.rules.policy.receipt import receipt

SAMPLE = 500
PIECE = 200
LONGEST_NIGHT = timedelta(hours=12)
_ENTRIES = "entries to "


def check(
    checked: "Counter[str]", *, policies: Policies, now: datetime, is_complete: bool
) -> Iterator[Violation]:
    """Check steps, worklist and nights, and compute receipts again: all, or the newest."""
    yield from _steps()
    yield from _worklist(checked)
    yield from _nights(checked, now)
    decisions = Decision.objects.order_by("-pk")
    keys = list(decisions.values_list("pk", flat=True)[: None if is_complete else SAMPLE])
    checked["receipts"] += len(keys)
    for start in range(0, len(keys), PIECE):
        piece = list(Decision.objects.filter(pk__in=keys[start : start + PIECE]).order_by("tenancy_id", "pk"))
        for decision in piece:
            yield from _recompute(decision, policies)
        yield from _told_again(piece)


def _steps() -> Iterator[Violation]:
    """I17: a tenancy has one open step at most, and a step is what was decided."""
    opened = Step.objects.filter(state=StepState.OPEN).order_by().values("tenancy")
    for each in opened.annotate(times=Count("pk")).filter(times__gt=1):
        told = f"has {each['times']} open steps, and can have one"
        yield Violation(invariant="I17", record=f"tenancy {each['tenancy']}", message=told)
    other = Step.objects.exclude(name=F("decision__step"), tenancy=F("decision__tenancy"))
    for key in other.values_list("pk", flat=True):
        yield Violation(invariant="I13", record=f"step {key}", message="is not what its decision says")


def _worklist(checked: "Counter[str]") -> Iterator[Violation]:
    """The worklist has a row for each open step, and no other; as the step is."""
    columns_ = ("owner", "due_on")
    steps = {
        key: row
        for key, *row in Step.objects.filter(state=StepState.OPEN).values_list("pk", "tenancy_id", *columns_)
    }
    rows = {key: row for key, *row in WorkItem.objects.values_list("step_id", "tenancy_id", *columns_)}
    checked["open steps"] += len(steps)
    for key in sorted(steps.keys() | rows.keys()):
        if key not in rows:
            told = "is open and does not stand on the worklist: the next night puts it there"
        elif key not in steps:
            told = "stands on the worklist and is not open"
        elif steps[key] != rows[key]:
            told = "stands on the worklist for another tenancy, owner or day"
        else:
            continue
        yield Violation(invariant="worklist", record=f"step {key}", message=told)


def _nights(checked: "Counter[str]", now: datetime) -> Iterator[Violation]:
    """I19: a night that began is finished, unless it is still running."""
    checked["nights"] += Night.objects.count()
    newest = Night.objects.order_by("-on").values_list("on", flat=True).first()
    stuck = Q(started_at__lt=now - LONGEST_NIGHT) | ~Q(on=newest)
    for on in Night.objects.filter(stuck, finished_at=None).order_by("on").values_list("on", flat=True):
        told = "began and did not finish: run it again, or the next one"
        yield Violation(invariant="I19", record=f"night {on}", message=told)


def _recompute(decision: Decision, policies: Policies) -> Iterator[Violation]:
    """I12: the same facts and the same policy give the same receipt, byte for byte."""
    record = f"decision {decision.pk}"
    try:
        said = json.loads(decision.receipt)
        facts = facts_in(decision.receipt)
        sources = {name: fact["source"] for name, fact in said["facts"].items()}
        stands = (said["step"], said["rule"] or "", said["on"], said["policy"]["sha256"])
    except (ValueError, KeyError, TypeError):
        yield Violation(invariant="I12", record=record, message="its receipt cannot be read")
        return
    if stands != (decision.step, decision.rule, decision.on.isoformat(), decision.policy_hash):
        yield Violation(invariant="I12", record=record, message="says something else than its receipt")
    policy = policy_behind(decision, policies)
    if policy is None:
        told = f"the policy of its day is not here ({decision.policy_hash[:12]}): put its file back"
        yield Violation(invariant="I12", record=record, message=told)
        return
    try:
        again = receipt(policy, facts, sources, decision.on).decode()
    except ValueError as error:
        again = str(error)
    if again != decision.receipt:
        told = "computed again, its receipt is not the same"
        yield Violation(invariant="I12", record=record, message=told)


def _told_again(decisions: Sequence[Decision]) -> Iterator[Violation]:
    """I11: what was overdue on the day of a decision is told the same today, from the entries it knew."""
    accounts = entries_of(sorted({decision.tenancy_id for decision in decisions}))
    for decision in decisions:
        told = _arrears(decision)
        if told is None:
            continue
        then, newest = told
        known = [entry for entry in accounts.get(decision.tenancy_id, ()) if entry.id <= newest]
        try:
            now = _overdue(known, decision.on, decision.on)
            if now != then:  # a history that was taken in later knew of all its entries on every day
                now = _overdue(known, decision.on, date.max)
        except (TypeError, ValueError):
            continue  # the entries themselves are wrong, which the check of the accounts tells
        yield from check_told_again(f"decision {decision.pk}", then=then, now=now)


def _arrears(decision: Decision) -> tuple[int, int] | None:
    """Read the arrears out of a receipt, and the newest entry they rest on; None where it does not say."""
    try:
        fact = json.loads(decision.receipt)["facts"]["arrears"]
        return int(fact["value"]), int(fact["source"].removeprefix(_ENTRIES))
    except (ValueError, KeyError, TypeError):
        return None


def _overdue(entries: Sequence[columns.Entry], on: date, known_on: date) -> int:
    ordered = sorted(entries, key=columns.sort_key)
    rows = columns.take(columns.build(ordered), 0) if ordered else columns.Rows([], [], [], [], [])
    day = on.toordinal()
    opened = open_cents(rows, order(), on=day, known_on=known_on.toordinal())
    return sum(cents for due, cents in zip(rows.day, opened, strict=True) if cents > 0 and due < day)
