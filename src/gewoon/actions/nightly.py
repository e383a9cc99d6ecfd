"""The night: decides the next step of every tenancy, in resumable pieces, and keeps the receipts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from gewoon.actions.arrangement import keeping
from gewoon.actions.ledger import statements
from gewoon.actions.policy import deciding
from gewoon.actions.rights import Refused, Who, require
from gewoon.records.policy import Night
from gewoon.records.tenancy import Tenancy
from gewoon.rules.policy.policy import Policy

PIECE = 500
LONGEST_JUMP = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a night did; `decided` counts every tenancy, `in_arrears` those that owe something overdue."""

    on: date
    decided: int
    in_arrears: int
    policy_hash: str


def run(
    *,
    on: date,
    now: datetime,
    by: Who,
    after_pause: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Decide for all tenancies as of `on`; a night that was killed goes on where it stopped.

    Two runs at once share the pieces: each tenancy is decided once. A night that is done answers
    with what it did. Raises Refused when the clock jumped (more than a week, or back).
    """
    require(by, "arrears.worklist")
    night = _begin(on=on, now=now, after_pause=after_pause)
    policy = deciding.policy_on(on)
    total = Tenancy.objects.count()
    done = 0
    while piece := _piece(night.pk, policy=policy, on=on, now=now, by=by):
        done += piece
        if progress is not None:
            progress(min(done, total), total)
    return _finish(night.pk, now=now)


def all_tenancies() -> list[int]:
    """Answer the keys of all tenancies, in order."""
    return list(Tenancy.objects.order_by("pk").values_list("pk", flat=True))


def _begin(*, on: date, now: datetime, after_pause: bool) -> Night:
    with transaction.atomic():
        last = Night.objects.order_by("-on").first()
        if last is not None and on < last.on:
            raise Refused(
                f"The last night was {last.on}: {on} lies before it. Check the clock of the machine."
            )
        if last is not None and on - last.on > LONGEST_JUMP and not after_pause:
            raise Refused(
                f"The last night was {last.on}, more than a week before {on}. Check the clock of the "
                "machine; if the pause was meant, run again with --after-pause."
            )
        night, _ = Night.objects.get_or_create(
            on=on, defaults={"started_at": now, "policy_hash": deciding.policy_on(on).content_hash}
        )
        return night


@transaction.atomic
def _piece(night_id: int, *, policy: Policy, on: date, now: datetime, by: Who) -> int:
    """Take the next piece under the lock of the night's row; 0 when none is left."""
    statements.hold_books()
    night = Night.objects.select_for_update().get(pk=night_id)
    if night.finished_at is not None:
        return 0
    if Night.objects.filter(on__gt=on).exists():
        raise Refused(f"A newer night has begun, so the one of {on} stops: it would decide backward.")
    tenancies = Tenancy.objects.select_for_update().filter(pk__gt=night.done_until, starts_on__lte=on)
    ids = list(tenancies.order_by("pk").values_list("pk", flat=True)[:PIECE])
    if not ids:
        return 0
    keeping.look_after(ids, on=on, now=now, by=by)
    night.in_arrears += deciding.decide_for(ids, policy=policy, on=on, now=now, by=by)
    night.decided += len(ids)
    night.done_until = ids[-1]
    night.save(update_fields=["in_arrears", "decided", "done_until"])
    return len(ids)


@transaction.atomic
def _finish(night_id: int, *, now: datetime) -> Outcome:
    night = Night.objects.select_for_update().get(pk=night_id)
    if night.finished_at is None:
        night.finished_at = now
        night.save(update_fields=["finished_at"])
    return Outcome(
        on=night.on, decided=night.decided, in_arrears=night.in_arrears, policy_hash=night.policy_hash
    )
