"""Lets two hundred people race for twelve seats, and tells who got one; prints one line of JSON."""

import json
import sys
import time
from datetime import date
from datetime import time as clock
from typing import Any

from workshop import Child, Workshop

PEOPLE, SEATS, RUNNERS = 200, 12, 5
TODAY = date(2026, 11, 22)
DAYS = (date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))


def main() -> None:
    """Build, race, and say what came of it."""
    shop = Workshop()
    try:
        shop.build("seats")
        answer = _race(shop)
    finally:
        shop.close()
    sys.stdout.write(json.dumps(answer) + "\n")


def _race(shop: Workshop) -> dict[str, Any]:
    from gewoon.records.training import Enrolment

    cohort, keys = _crowd()
    shop.connection.close()
    start = time.monotonic() + 0.05
    pieces = [keys[place::RUNNERS] for place in range(RUNNERS)]
    children = [Child(lambda mine=mine: _run(cohort, mine, start)) for mine in pieces]
    ends = [child.answer() for child in children]
    if wrong := [answer for end, answer in ends if end != "done"]:
        raise RuntimeError(str(wrong[0]))
    seats = list(Enrolment.objects.filter(state="seated").values_list("seat", flat=True))
    return {
        "seats": sorted(seats),
        "left": Enrolment.objects.filter(state="dropped_out").count(),
        "waiting": Enrolment.objects.filter(state="waiting").count(),
        "ends": sum(answer for _, answer in ends),
    }


def _crowd() -> tuple[int, list[int]]:
    from gewoon.actions.rights import CONSOLE
    from gewoon.actions.training.planning import Plan, plan_cohort
    from gewoon.records.tenancy import Tenancy
    from gewoon.records.training import Enrolment
    from stories import at, tenancy

    home = tenancy(1, cents=0).home
    Tenancy.objects.bulk_create(
        Tenancy(number=1000 + place, home=home, starts_on=TODAY) for place in range(PEOPLE)
    )
    # They wish for the morning: only who comes forward for this evening group is given a seat in it.
    Enrolment.objects.bulk_create(
        Enrolment(
            programme="geluk",
            tenancy=each,
            way_in="condition",
            state="waiting",
            came_forward_on=TODAY,
            part_of_day="morning",
        )
        for each in Tenancy.objects.filter(number__gte=1000)
    )
    plan = Plan(
        programme="geluk",
        name="Dinsdagavond",
        place="Buurthuis",
        days=DAYS,
        begins_at=clock(19),
        seats=SEATS,
        part_of_day="evening",
        by_lot=False,
    )
    cohort = plan_cohort(plan=plan, by=CONSOLE, now=at(TODAY))
    return cohort.pk, list(Enrolment.objects.order_by("pk").values_list("pk", flat=True))


def _run(cohort: int, keys: list[int], start: float) -> int:
    """Let each of these come forward; the first who got a seat leaves again, so that it must go on."""
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.actions.training.enrolling import choose_group, drop_out
    from stories import at

    time.sleep(max(0.0, start - time.monotonic()))
    left = 0
    for key in keys:
        try:
            made = choose_group(key, cohort_id=cohort, by=CONSOLE, now=at(TODAY))
        except Refused:
            continue
        if made.state == "seated" and not left:
            drop_out(key, reason_code="work", by=CONSOLE, now=at(TODAY))
            left = 1
    return left


if __name__ == "__main__":
    main()
