"""Bailiff and court in the demonstration: cases of before, and a few files that wait for a decision."""

from collections.abc import Iterator
from datetime import date, datetime

from django.contrib.auth import get_user_model

from gewoon.actions.court import bailiff, decisions, evidence, last_chance, past
from gewoon.actions.court.past import PastCase
from gewoon.actions.facts import histories
from gewoon.actions.policy import gates
from gewoon.actions.policy.deciding import open_steps
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.jobs.demonstration.fates import Outcome
from gewoon.jobs.demonstration.world import World
from gewoon.records.queries import court
from gewoon.records.queries.tenancies import keys
from gewoon.rules.calendar import local_day

COLLECTOR = "Gerechtsdeurwaarders Voorbeeld"
COURT = "Rechtbank Waterrijk"
FILES = 4
_CANDIDATES = 60
_CLAIM_CENTS = 250_000
_ENDS = {
    Outcome.CARRIED_OUT: "carried_out",
    Outcome.CANCELLED: "cancelled",
    Outcome.WITHDRAWN: "withdrawn",
}


def take_over(world: World, *, before: date, now: datetime) -> int:
    """Take over the cases of the made-up past; a running one only if it began before the first night."""
    bailiff.check_collector(name=COLLECTOR, kind="bailiff", by=CONSOLE, now=now)
    cases = list(_cases(world, before))
    return past.take_over(cases=cases, by=CONSOLE, now=now)


def _cases(world: World, before: date) -> Iterator[PastCase]:
    numbers = keys({event.tenancy for event in world.events if event.kind.startswith("eviction_")})
    for tenancy, key in numbers.items():
        days = {event.kind: event.on for event in world.events if event.tenancy == tenancy}
        asked = days.get("eviction_asked")
        outcome = next((each for each in Outcome if str(each) in days), None)
        if asked is None or (outcome is None and asked >= before):
            continue
        yield PastCase(
            tenancy_id=key,
            asked_on=asked,
            ordered_on=days.get("eviction_ordered"),
            ended_on=None if outcome is None else days[str(outcome)],
            end="" if outcome is None else _ENDS[outcome],
            claim_cents=_CLAIM_CENTS,
            court=COURT,
            collector=COLLECTOR,
        )


def prepare(*, now: datetime) -> None:
    """Lay a few files before those who decide: evidence, a proposal, a first signature."""
    people = get_user_model().objects.in_bulk(["noor", "anouk", "marit"], field_name="username")
    noor, anouk, marit = (people[name] for name in ("noor", "anouk", "marit"))
    on = local_day(now)
    for place, tenancy in enumerate(_nearest(on)):
        for fact in ("terms_fair", "defendants_checked", "days_since_recheck"):
            _try(evidence.record, tenancy, fact=fact, by=noor, now=now, **_WORDS[fact])
        _try(evidence.draw_up_file, tenancy, by=noor, now=now)
        subject = "bailiff" if place % 2 == 0 else "summons"
        _try(decisions.propose, tenancy, subject=subject, reason="Alles is geprobeerd.", by=noor, now=now)
        _try(evidence.record, tenancy, fact="circumstances_weighed", by=anouk, now=now, text="Gewogen.")
        if place == 1:
            conditions = ("Elke maand de huur op tijd.", "Meewerken aan begeleiding.")
            until = on.replace(year=on.year + 2)
            _try(last_chance.offer, tenancy, conditions=conditions, until=until, by=noor, now=now)
            _sign(tenancy, subject, by=marit, now=now)


_WORDS = {
    "terms_fair": {
        "text": "Huurverhoging, kosten en boete getoetst.",
        "reference": "Huurcontract, versie 2019",
    },
    "defendants_checked": {"text": "Alle huurders en medehuurders nagekeken.", "reference": "Basisgegevens"},
    "days_since_recheck": {"text": "Betalingen, hulp en gezin nagekeken."},
}


def _nearest(on: date) -> list[int]:
    """Answer the tenancies whose gate of the bailiff lacks the least, and the cases that run."""
    found = []
    for tenancy, _step, name, _owner in open_steps():
        if name not in {"ask_a_person", "last_warning", "letter14", "home_visit", "call"}:
            continue
        if len(found) >= _CANDIDATES:
            break
        if next(histories([tenancy], on=on)).ends_on is None:
            found.append((len(gates.state_of(tenancy, "bailiff", on=on).unmet), tenancy))
    running = [each.who.tenancy_id for each in court.running(CONSOLE, on=on)][:1]
    return [tenancy for _, tenancy in sorted(found)[:FILES]] + running


def _sign(tenancy: int, subject: str, *, by: object, now: datetime) -> None:
    from gewoon.records.queries import gates as queries

    for row in queries.proposals(CONSOLE, tenancy, on=local_day(now)):
        if row.subject == subject:
            seen = decisions.file_of(tenancy, subject, now)
            _try(
                decisions.sign,
                tenancy,
                proposal_id=row.proposal_id,
                reason="Gelezen en akkoord.",
                sha256=seen,
                by=by,
                now=now,
            )


def _try(deed: object, *args: object, **kwargs: object) -> None:
    """Do a deed as somebody would, and leave it where it is refused."""
    try:
        deed(*args, **kwargs)  # type: ignore[operator]
    except Refused:
        return
