"""What the policy may know of the training: one status, whether it runs, and how old the invitation is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from gewoon.actions.facts.history import Asked
from gewoon.records.training import Enrolment
from gewoon.rules.calendar import days_between
from gewoon.rules.policy.facts import FactValue
from gewoon.rules.training import condition
from gewoon.rules.training.condition import Path

STEP = "training_invitation"
Found = tuple[Path, ...]


def load(tenancy_ids: Sequence[int], *, on: date) -> Mapping[int, Found]:
    """Read the enrolments of these tenancies, in one query."""
    rows = (
        Enrolment.objects.filter(tenancy__in=tenancy_ids)
        .annotate(last_on=Max("cohort__sessions__on"))
        .order_by("pk")
        .values_list(
            "tenancy_id", "pk", "way_in", "invited_on", "came_forward_on", "seated_on", "last_on",
            "ended_on", "state", "end_reason",
        )
    )  # fmt: skip
    found: dict[int, list[Path]] = defaultdict(list)
    for tenancy, key, way_in, invited, came, seated, last_on, ended, state, reason in rows:
        found[tenancy].append(
            Path(
                key=key,
                way_in=way_in,
                invited_on=invited,
                came_forward_on=came,
                seated_on=seated,
                last_session_on=last_on,
                ended_on=ended,
                ends_as=state,
                end_reason=reason,
            )
        )
    return {tenancy: tuple(paths) for tenancy, paths in found.items()}


def facts(found: Found | None, asked: Asked) -> dict[str, FactValue]:
    """Answer the facts; without an enrolment a step that was done says that there was an invitation."""
    paths, on, since = found or (), asked.on, asked.began
    status = condition.status(paths, on=on, since=since)
    by_step = max(
        (each.on for each in asked.history.done if each.name == STEP and since <= each.on <= on), default=None
    )
    invited = condition.invited_on(paths, on=on, since=since)
    if invited is None:
        invited = by_step
    if status == condition.NONE and not _began(paths, on) and by_step is not None:
        status = condition.OFFERED
    return {
        "training_condition": status,
        "training_running": condition.is_running(paths, on=on),
        "days_since_training_invitation": None if invited is None else days_between(invited, on),
    }


def sources(found: Found | None, asked: Asked) -> dict[str, str]:
    """Name the enrolments behind the facts; nothing that is in them."""
    keys = ", ".join(f"enrolment:{path.key}" for path in found or ())
    if not keys:
        return {}
    return dict.fromkeys(("training_condition", "training_running", "days_since_training_invitation"), keys)


def _began(paths: Found, on: date) -> bool:
    return any((begin := path.began_on()) is not None and begin <= on for path in paths)
