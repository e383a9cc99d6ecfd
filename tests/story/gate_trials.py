"""Lets people race for the step behind a gate, and tells what came of it; prints one line of JSON."""

import json
import sys
import time
from dataclasses import replace
from datetime import date
from typing import Any

import gate_rows
from workshop import Child, Workshop

TODAY = date(2026, 11, 23)
TRIALS = 6


def main() -> None:
    """Build, race, and say what came of it."""
    shop = Workshop()
    try:
        shop.build("gates")
        answer = {"twice": _twice(shop), "withdrawn": [_withdrawn(shop, place) for place in range(TRIALS)]}
    finally:
        shop.close()
    sys.stdout.write(json.dumps(answer) + "\n")


def _twice(shop: Workshop) -> dict[str, Any]:
    """Three people hand the same claim over at once."""
    from gewoon.actions.court import bailiff
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.court import HandOver
    from gewoon.records.policy import Passage
    from stories import association, at, officer, rent, tenancy

    association()
    who, by = tenancy(100), officer()
    rent(who, *(date(2026, month, 1) for month in (7, 8, 9, 10)))
    found = bailiff.check_collector(name="Verzonnen", kind="bailiff", by=CONSOLE, now=at(TODAY))
    _open()
    ends = _race(
        shop, *[lambda: bailiff.hand_over(who.pk, collector_id=found.pk, by=by, now=at(TODAY)) and None] * 3
    )
    return {"ends": ends, "claims": HandOver.objects.count(), "passages": Passage.objects.count()}


def _withdrawn(shop: Workshop, place: int) -> dict[str, Any]:
    """One asks the judge while another withdraws the evidence that this rests on."""
    from gewoon.actions.court import cases, evidence
    from gewoon.records.events import Event
    from gewoon.records.people import User
    from gewoon.records.policy import Passage
    from stories import at, rent, tenancy

    who, by = tenancy(200 + place), User.objects.get(username="olga")
    rent(who, *(date(2026, month, 1) for month in (7, 8, 9, 10)))
    made = evidence.record(who.pk, fact="claim_recalculated", text="x", reference="y", by=by, now=at(TODAY))
    _open("claim_recalculated")
    ends = _race(
        shop,
        lambda: cases.summon(who.pk, court="", claim_cents=1, by=by, now=at(TODAY)) and None,
        lambda: evidence.withdraw(who.pk, evidence_id=made.pk, reason="fout", by=by, now=at(TODAY)) and None,
    )
    order = Event.objects.filter(tenancy_id=who.pk, deed__in=("court.summon", "court.withdraw_evidence"))
    return {
        "ends": ends,
        "taken": Passage.objects.filter(tenancy=who).exists(),
        "deeds": list(order.order_by("pk").values_list("deed", flat=True)),
    }


def _open(*from_records: str) -> None:
    """Let every duty be met, save for facts that come from the records after all."""
    from gewoon.actions.facts import facts_of
    from gewoon.actions.policy import gates
    from gewoon.gateways.policy_files import shipped_policy

    row = gate_rows.open_row(shipped_policy(TODAY).facts)

    def opened(history: Any, *, on: date, has_gap: bool) -> Any:
        found = facts_of(history, on=on, has_gap=has_gap)
        return replace(found, values=row | {name: found.values[name] for name in from_records})

    gates.facts_of = opened


def _race(shop: Workshop, *deeds: Any) -> list[str]:
    """Let deeds begin at the same moment, each in a process of its own; answer how each ended."""
    shop.connection.close()
    start = time.monotonic() + 0.05

    def at_once(deed: Any) -> str:
        from gewoon.actions.rights import Refused

        time.sleep(max(0.0, start - time.monotonic()))
        try:
            deed()
        except Refused as refusal:
            return str(refusal)
        return "done"

    children = [Child(lambda deed=deed: at_once(deed)) for deed in deeds]
    ends = [child.answer() for child in children]
    if wrong := [answer for end, answer in ends if end != "done"]:
        raise RuntimeError(str(wrong[0]))
    return [answer for _, answer in ends]


if __name__ == "__main__":
    main()
