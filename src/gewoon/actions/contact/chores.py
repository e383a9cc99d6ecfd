"""What the night does for contact: late calls go to the manager, stops that ended become a task."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from gewoon.actions.contact import letters, tasks
from gewoon.actions.rights import Refused, Who, require
from gewoon.gateways.contact_files import shipped_limits
from gewoon.records.contact import ContactTaskKind, StepSwitch
from gewoon.records.people import Role
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Circumstance, CircumstanceKind, Tenancy
from gewoon.rules.contact.stops import STOPS
from gewoon.rules.contact.ways import WAY_OF_STEP

TASK_DAYS = 3
LOOK_BACK = timedelta(days=14)  # a night that was missed is made up for


@dataclass(frozen=True, slots=True, kw_only=True)
class Chores:
    """What was opened or sent."""

    overdue: int
    ended: int
    written: int


def run(*, on: date, by: Who, now: datetime) -> Chores:
    """Open what became due, once each, and write the letters of steps that are sent by themselves."""
    require(by, "arrears.worklist")
    return Chores(overdue=_overdue(on), ended=_ended(on), written=_written(by=by, now=now))


def sends_itself(step: str) -> bool:
    """Say whether the letter of a step is sent by itself; by default it is only prepared."""
    newest = StepSwitch.objects.filter(step=step).order_by("-recorded_at", "-pk").first()
    return newest is not None and newest.sends_itself


def _overdue(on: date) -> int:
    """A call or visit that is five days late goes to the manager, so that first never becomes never."""
    late = Step.objects.filter(
        state=StepState.OPEN,
        name__in=tuple(WAY_OF_STEP),
        due_on__lte=on - timedelta(days=shipped_limits().overdue_days),
    )
    opened = 0
    for pk, tenancy_id in late.order_by("pk").values_list("pk", "tenancy_id"):
        with transaction.atomic():
            Tenancy.objects.select_for_update().get(pk=tenancy_id)
            if Step.objects.filter(pk=pk, state=StepState.OPEN).exists():
                opened += tasks.open_task(
                    tenancy_id,
                    kind=ContactTaskKind.OVERDUE_CONTACT,
                    source=f"step:{pk}:overdue",
                    owner=Role.MANAGER,
                    due_on=on + timedelta(days=TASK_DAYS),
                    on=on,
                )
    return opened


def _ended(on: date) -> int:
    """A stop whose last day was yesterday, or lately, asks somebody how it goes on."""
    over = Circumstance.objects.filter(
        kind__in=tuple(STOPS), to_on__lt=on, to_on__gte=on - LOOK_BACK
    ).order_by("pk")
    opened = 0
    for each in over:
        stop = STOPS[each.kind]
        with transaction.atomic():
            Tenancy.objects.select_for_update().get(pk=each.tenancy_id)
            opened += tasks.open_task(
                each.tenancy_id,
                kind=ContactTaskKind.STOP_ENDED,
                source=f"circumstance:{each.pk}:{each.to_on}",
                owner=stop.owner,
                due_on=on + timedelta(days=TASK_DAYS),
                text=CircumstanceKind(each.kind).value,
                on=on,
            )
    return opened


def _written(*, by: Who, now: datetime) -> int:
    """Write the letters of steps that are switched to "send by itself"; what cannot leave stays a step."""
    count = 0
    for pk, tenancy_id in _automatic():
        try:
            letters.write_letter(tenancy_id, step_id=pk, by=by, now=now)
        except Refused:
            continue  # it stays on the worklist, where the same refusal says why
        count += 1
    return count


def _automatic() -> list[tuple[int, int]]:
    newest = StepSwitch.objects.values("step").annotate(newest=Max("pk")).values("newest")
    switched: QuerySet[StepSwitch] = StepSwitch.objects.filter(pk__in=newest, sends_itself=True)
    names = list(switched.values_list("step", flat=True))
    steps = Step.objects.filter(state=StepState.OPEN, name__in=names).order_by("pk")
    return list(steps.values_list("pk", "tenancy_id"))
