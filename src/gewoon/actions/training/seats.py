"""Seats: never more than there are, never empty while somebody waits; by lot when too many come forward.

The row of the group is the lock. Each seat has a number that the database keeps unique in its group.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.actions.training import tasks
from gewoon.actions.training.planning import programme_of
from gewoon.records.training import (
    Cohort,
    CohortState,
    Draw,
    DrawProtocol,
    Enrolment,
    EnrolmentState,
)
from gewoon.rules.calendar import local_day
from gewoon.rules.training.draw import (
    Entrant,
    commitment,
    draw,
    log_hash,
    log_of,
    problems,
    seed_of,
)

PROTOCOL = "2026-11"
_TIERS = {"urgent": 0, "lost_before": 1, "draw": 2}


def come_forward(enrolment: Enrolment, cohort_id: int, *, now: datetime) -> None:
    """Put somebody on the list of one group, and on a free seat when the group gives seats at once."""
    cohort = Cohort.objects.select_for_update().filter(pk=cohort_id).first()
    if cohort is None or cohort.programme != enrolment.programme:
        raise Refused("This group does not exist any more: choose another.")
    if cohort.state == CohortState.CANCELLED or first_day(cohort) <= local_day(now):
        raise Refused("This group has begun or was cancelled: choose another.")
    enrolment.cohort = cohort
    enrolment.save()
    if not cohort.by_lot or cohort.state == CohortState.GIVEN:
        fill(cohort, now=now)
        enrolment.refresh_from_db()


@on_row(Cohort, "training.sign_protocol", right="programme.sign_protocol")
def sign_protocol(cohort: Cohort, *, by: Who, now: datetime) -> DrawProtocol:
    """Sign, before the draw, how it will go; this fixes the secret from which the seed follows."""
    if cohort.state != CohortState.OPEN:
        raise Refused("The seats of this group were given already.")
    if DrawProtocol.objects.filter(cohort=cohort).exists():
        raise Refused("This was signed already.")
    secret = secrets.token_hex(32)
    return DrawProtocol.objects.create(
        cohort=cohort,
        version=PROTOCOL,
        text=programme_of(cohort.programme).protocol["nl"],
        seats=cohort.seats,
        secret=secret,
        commitment=commitment(secret),
        signed_by=name_of(by),
        signed_at=now,
    )


@on_row(Cohort, "training.give_seats", right="programme.draw")
def give_seats(cohort: Cohort, *, by: Who, now: datetime) -> Cohort:
    """Give the seats of a group: to all when there is room, else by lot, else in order of coming forward.

    A draw needs a protocol that somebody else signed beforehand. Raises Refused when the seats were
    given, the group has begun, or the protocol is missing.
    """
    if cohort.state != CohortState.OPEN:
        raise Refused("The seats of this group were given already.")
    if first_day(cohort) <= local_day(now):
        raise Refused("This group has begun: no seats can be given.")
    waiting = _candidates(cohort)
    free = _free(cohort)
    if cohort.by_lot and len(waiting) > len(free):
        _by_lot(cohort, waiting, free, by=by, now=now)
    cohort.state = CohortState.GIVEN
    cohort.save(update_fields=["state"])
    fill(cohort, now=now)
    return cohort


def fill(cohort: Cohort, *, now: datetime, after: str = "") -> None:
    """Give every free seat to who is next, as long as somebody waits.

    Next are: a hearing or eviction before the group ends, the reserves of the draw in their order (of
    the way in `after`, whose seat came free, first), who lost before, who came forward first.
    """
    free = _free(cohort)
    if not free:
        return
    places = _reserve_places(cohort)
    waiting = sorted(_candidates(cohort), key=lambda each: _order(each, after, places))
    for enrolment, number in zip(waiting, free, strict=False):
        _seat(enrolment, cohort, number, now=now)


def first_day(cohort: Cohort) -> date:
    """Answer the day of the first session."""
    days = cohort.sessions.filter(number=1).values_list("on", flat=True)
    return days[0]


def verify(cohort_id: int) -> tuple[str, ...]:
    """Do the draw of a group again from its log; name everything that differs, nothing when it stands."""
    found = Draw.objects.select_related("protocol").filter(cohort=cohort_id).first()
    if found is None:
        return ("no draw is known for this group",)
    wrong = list(problems(found.log, committed=found.protocol.commitment, seats=found.protocol.seats))
    if log_hash(found.log) != found.sha256:
        wrong.append("the log does not have the hash that was written beside it")
    if found.protocol.signed_at >= found.drawn_at:
        wrong.append("the protocol was not signed before the draw")
    return tuple(wrong)


def drawn_cohorts() -> list[int]:
    """List the groups whose seats were drawn."""
    return list(Draw.objects.order_by("pk").values_list("cohort_id", flat=True))


def _by_lot(
    cohort: Cohort, waiting: Sequence[Enrolment], free: Sequence[int], *, by: Who, now: datetime
) -> None:
    protocol = DrawProtocol.objects.filter(cohort=cohort).first()
    if protocol is None or protocol.signed_at >= now:
        raise Refused("More people than seats: first let a manager sign how the draw goes.")
    if protocol.signed_by == name_of(by):
        raise Refused("Somebody else than the signer must draw: ask a colleague.")
    if protocol.seats != len(free):
        raise Refused(f"{protocol.seats} seats were signed for, {len(free)} are free: give the others first.")
    entrants = [_entrant(each, cohort) for each in waiting]
    results = draw(entrants, seats=len(free), seed=seed_of(protocol.secret, entrants))
    log = log_of(entrants, results, seats=len(free), secret=protocol.secret)
    Draw.objects.create(
        cohort=cohort,
        protocol=protocol,
        log=log,
        sha256=log_hash(log),
        drawn_by=name_of(by),
        drawn_at=now,
    )
    numbers = iter(free)
    by_key = {each.pk: each for each in waiting}
    for result in results:
        enrolment = by_key[result.key]
        if result.has_seat:
            _seat(enrolment, cohort, next(numbers), now=now)
        else:
            enrolment.losses += 1
            enrolment.cohort = None
            enrolment.save(update_fields=["losses", "cohort"])
            tasks.ask(enrolment, kind="tell_result", detail=f"no {cohort.pk}", now=now)


def _seat(enrolment: Enrolment, cohort: Cohort, number: int, *, now: datetime) -> None:
    last = cohort.sessions.order_by("-planned_on").values_list("planned_on", flat=True)[0]
    enrolment.cohort, enrolment.seat, enrolment.state = cohort, number, EnrolmentState.SEATED
    enrolment.seated_on, enrolment.planned_end_on = local_day(now), last
    enrolment.save()
    tasks.ask(enrolment, kind="tell_result", detail=f"yes {cohort.pk}", now=now)


def _free(cohort: Cohort) -> list[int]:
    taken = set(cohort.enrolments.filter(seat__isnull=False).values_list("seat", flat=True))
    return [number for number in range(1, cohort.seats + 1) if number not in taken]


def _candidates(cohort: Cohort) -> list[Enrolment]:
    """List who waits for this group, or for any group that suits; the rows stay locked."""
    waiting = Enrolment.objects.select_for_update().filter(
        programme=cohort.programme, state=EnrolmentState.WAITING
    )
    return [
        each
        for each in waiting.order_by("pk")
        if each.cohort_id == cohort.pk
        or (each.cohort_id is None and each.part_of_day in ("", cohort.part_of_day))
    ]


def _entrant(enrolment: Enrolment, cohort: Cohort) -> Entrant:
    return Entrant(
        key=enrolment.pk,
        way_in=enrolment.way_in,
        losses=enrolment.losses,
        is_urgent=_is_urgent(enrolment, cohort),
    )


def _is_urgent(enrolment: Enrolment, cohort: Cohort) -> bool:
    """A hearing or eviction before the group after this one ends: about twice this group's length."""
    if enrolment.urgent_on is None:
        return False
    days = list(cohort.sessions.order_by("number").values_list("on", flat=True))
    return enrolment.urgent_on <= days[-1] + 2 * (days[-1] - days[0])


def _reserve_places(cohort: Cohort) -> dict[int, int]:
    """Answer the place of each reserve of the draw of this group."""
    found = Draw.objects.filter(cohort=cohort).values_list("log", flat=True).first()
    if found is None:
        return {}
    reserves: Iterable[dict[str, int | str]] = (row for row in found["results"] if not row["has_seat"])
    ordered = sorted(reserves, key=lambda row: (_TIERS[str(row["tier"])], row["rank"], row["lot"]))
    return {int(row["key"]): place for place, row in enumerate(ordered)}


def _order(enrolment: Enrolment, after: str, places: dict[int, int]) -> tuple[object, ...]:
    return (
        enrolment.urgent_on or date.max,
        places.get(enrolment.pk) is None and bool(places),
        bool(after) and enrolment.way_in != after,
        places.get(enrolment.pk, 0),
        -enrolment.losses,
        enrolment.came_forward_on or date.max,
        enrolment.pk,
    )
