"""The facts that bailiff, court and the evidence beside the gates give."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from gewoon.actions.facts.history import Asked
from gewoon.actions.facts.proposals import Proposed, proposed_of
from gewoon.gateways.evidence_files import shipped_evidence
from gewoon.gateways.law_files import shipped_law
from gewoon.records.court import Collector, CollectorKind, Eviction, HandOver, Judgment, LastChance, Summons
from gewoon.records.policy import Evidence, Passage
from gewoon.records.queries.accounts import order
from gewoon.rules.court import judgment as judging
from gewoon.rules.court.costs import Charge, charge
from gewoon.rules.court.deciding import DEMANDS, lacking
from gewoon.rules.court.evidence import Piece, Starts, standing
from gewoon.rules.law.parameters import Unknown
from gewoon.rules.ledger import allocation
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents
from gewoon.rules.policy.facts import FactValue

DECISION_DAYS = 30  # our own choice: a decision that nobody carried out in a month is taken again
LETTER14 = "fourteen_day"
_DECIDED = {
    "costs": "costs_decided_by_person",
    "bailiff": "bailiff_decided_by_person",
    "summons": "summons_decided_by_two",
    "eviction": "eviction_signed",
}
EXCUSES = tuple(name for name in DEMANDS if name not in _DECIDED)
_DAYS_OF = "days_since_recheck"


@dataclass(slots=True, kw_only=True)
class Held:
    """What the room holds of one tenancy on a day."""

    collectors: Mapping[int, bool] = field(default_factory=dict)  # whether each may collect now
    pieces: list[Piece] = field(default_factory=list)
    proposed: dict[str, Proposed] = field(default_factory=dict)
    passages: list[tuple[str, date, int]] = field(default_factory=list)
    hand_over: HandOver | None = None
    summons: Summons | None = None
    judgment: Judgment | None = None
    open_conditions: int = 0
    eviction: Eviction | None = None
    offers: list[tuple[date, int]] = field(default_factory=list)


def load(tenancy_ids: Sequence[int], *, on: date) -> Mapping[int, Held]:
    """Read what is held of these tenancies on a day; who has nothing shares one empty answer."""
    collectors = _collectors(on)
    found: dict[int, Held] = defaultdict(lambda: Held(collectors=collectors))
    for tenancy, piece in _pieces(tenancy_ids, on):
        found[tenancy].pieces.append(piece)
    for tenancy, proposed in proposed_of(tenancy_ids, on=on):
        found[tenancy].proposed[proposed.subject] = proposed
    for tenancy, gate, day, key in Passage.objects.filter(tenancy__in=tenancy_ids, on__lte=on).values_list(
        "tenancy_id", "gate", "on", "id"
    ):
        found[tenancy].passages.append((gate, day, key))
    _read_court(tenancy_ids, on, found)
    empty = Held(collectors=collectors)
    return {key: found.get(key, empty) for key in tenancy_ids}


def facts(found: Any, asked: Asked) -> dict[str, FactValue]:
    """Answer the facts of this room."""
    held = found if isinstance(found, Held) else Held()
    return {name: value for name, (value, _) in _answers(held, asked).items()}


def sources(found: Any, asked: Asked) -> dict[str, str]:
    """Name the records behind the facts."""
    held = found if isinstance(found, Held) else Held()
    return {name: source for name, (_, source) in _answers(held, asked).items() if source}


Answer = tuple[FactValue, str]


def _answers(held: Held, asked: Asked) -> dict[str, Answer]:
    return {
        **_evidence(held, asked),
        **_decisions(held, asked),
        **_costs(asked),
        **_with_whom(held, asked),
        **_judged(held, asked),
    }


def _evidence(held: Held, asked: Asked) -> dict[str, Answer]:
    """Say what people recorded and still counts; what has expired is unknown again."""
    starts = Starts(episode=asked.began, judgment=None if held.judgment is None else held.judgment.on)
    answers: dict[str, Answer] = {}
    for fact, kind in shipped_evidence().items():
        piece = standing(held.pieces, kind, starts=starts, on=asked.on)
        if piece is None:
            answers[fact] = (None, "")
        elif fact == _DAYS_OF:
            days = (asked.on - piece.on).days if piece.is_met else None
            answers[fact] = (days, f"evidence {piece.id}")
        else:
            answers[fact] = (piece.is_met, f"evidence {piece.id}")
    drawn_up = _newest(held.pieces, "handover_complete", asked)
    answers["handover_complete"] = (None, "") if drawn_up is None else drawn_up
    return answers


def _newest(pieces: Sequence[Piece], fact: str, asked: Asked) -> Answer | None:
    """The file for the bailiff is drawn up by the program, and counts as long as it says."""
    mine = [each for each in pieces if each.fact == fact and asked.began <= each.on]
    newest = max(mine, key=lambda each: (each.on, each.id), default=None)
    if newest is None or (newest.expires_on is not None and newest.expires_on < asked.on):
        return None
    return newest.is_met, f"evidence {newest.id}"


def _decisions(held: Held, asked: Asked) -> dict[str, Answer]:
    """Say which decisions stand: enough persons, not too old, and nothing new came in since."""
    answers: dict[str, Answer] = {}
    for subject in DEMANDS:
        fact, nothing = _DECIDED.get(subject, subject), None if subject in _DECIDED else False
        proposed = held.proposed.get(subject)
        if proposed is None or proposed.on < asked.began:
            answers[fact] = (nothing, "")
            continue
        missing = lacking(subject, proposer=proposed.proposer, signed=proposed.signed)
        is_fresh = (asked.on - proposed.on).days <= DECISION_DAYS and not proposed.is_overtaken
        answers[fact] = (is_fresh and not missing, f"proposal {proposed.id}")
    return answers


def _costs(asked: Asked) -> dict[str, Answer]:
    """Say whether costs may be taken: of rent in default, over the rest, within the rule for small terms."""
    rested = rest_of_letter(asked)
    answers: dict[str, Answer] = {
        "claim_in_default": (asked.position.rent_open > 0, "entries of the account"),
        "vat_rightly_applied": (True, "costs are booked without VAT"),
        "costs_on_rest_only": (None, ""),
        "costs_cumulation_respected": (None, ""),
    }
    if rested is None:
        return answers
    may = chargeable(asked, rested)
    if not isinstance(may, Unknown):
        is_some = may.cents > 0
        answers["costs_on_rest_only"] = (may.rest > 0, f"calculation over {may.rest} cents")
        answers["costs_cumulation_respected"] = (is_some, f"calculation of {may.cents} cents")
    return answers


def rest_of_letter(asked: Asked) -> tuple[Cents, ...] | None:
    """Answer what is open of each rent that was due when the newest 14-day letter left; None without one."""
    sent = [each.on for each in asked.history.sent if each.name == LETTER14 and each.on >= asked.began]
    if not sent:
        return None
    rows, day, left = asked.history.rows, asked.on.toordinal(), max(sent).toordinal()
    opened = allocation.open_cents(rows, order(), on=day, known_on=day)
    return tuple(
        Cents(cents)
        for due, kind, cents in zip(rows.day, rows.kind, opened, strict=True)
        if cents > 0 and kind == Kind.RENT and due < left
    )


def chargeable(asked: Asked, rested: Sequence[Cents]) -> Charge | Unknown:
    """Work out which costs may be charged today."""
    rows = asked.history.rows
    undone = {rows.refers[row] for row, kind in enumerate(rows.kind) if kind == Kind.REVERSAL}
    before = [
        (date.fromordinal(rows.day[row]), Cents(rows.cents[row]))
        for row, kind in enumerate(rows.kind)
        if kind == Kind.COSTS and row not in undone
    ]
    return charge(rested, charged_before=before, law=shipped_law(), on=asked.on)


def _with_whom(held: Held, asked: Asked) -> dict[str, Answer]:
    """Say who collects, whether the claim came there by its gate, and whether a last chance was given."""
    hand_over = held.hand_over
    passed = [key for gate, day, key in held.passages if gate == "bailiff" and day >= asked.began]
    is_passed = bool(passed) and hand_over is not None and not hand_over.is_taken_over
    offers = [key for day, key in held.offers if asked.began <= day <= asked.on]
    return {
        "collector_registered": _registered(held),
        "bailiff_gate_passed": (is_passed, f"passage {passed[-1]}" if is_passed else ""),
        "last_chance_offered": (True, f"last chance {offers[-1]}") if offers else (None, ""),
    }


def _registered(held: Held) -> Answer:
    """Speak of the collector who has the claim, else of whether there is one who may have it."""
    if held.hand_over is not None:
        key = held.hand_over.collector_id
        return held.collectors.get(key, False), f"collector {key}"
    if not held.collectors:
        return None, ""
    able = [key for key, may in held.collectors.items() if may]
    return bool(able), f"collector {able[0]}" if able else ""


def _judged(held: Held, asked: Asked) -> dict[str, Answer]:
    """Say what the judge said, as far as it is of this time of arrears."""
    status, days = _status(held, asked)
    judgment = held.judgment
    if judgment is None or judgment.on < asked.began:
        names = ("judgment_enforceable", "judgment_served", "judge_conditions_met", "grace_period_over")
        unknown: dict[str, Answer] = {name: (None, "") for name in names}
        return {
            **unknown,
            "eviction_writ_served": (None, ""),
            "municipality_informed": (None, ""),
            "court_status": status,
            "days_since_judgment": days,
        }
    terms, source, on = terms_of(judgment, held.open_conditions), f"judgment {judgment.pk}", asked.on
    return {
        "judgment_enforceable": (judging.is_enforceable(terms, on=on), source),
        "judgment_served": (judging.is_served(terms, on=on), source),
        "judge_conditions_met": (judging.conditions_met(terms, on=on), source),
        "grace_period_over": (judging.grace_over(terms, on=on), source),
        **_announced(held.eviction, on),
        "court_status": status,
        "days_since_judgment": days,
    }


def _announced(eviction: Eviction | None, on: date) -> dict[str, Answer]:
    if eviction is None or eviction.planned_on is None:
        return {"eviction_writ_served": (None, ""), "municipality_informed": (None, "")}
    source = f"eviction {eviction.pk}"
    in_time = judging.writ_in_time(
        served_on=eviction.writ_served_on, planned_on=eviction.planned_on, law=shipped_law(), on=on
    )
    told = eviction.municipality_told_on
    return {
        "eviction_writ_served": (in_time, source),
        "municipality_informed": (told is not None and told <= on, source),
    }


def _status(held: Held, asked: Asked) -> tuple[Answer, Answer]:
    """Say where the case is, and how long ago the judge decided."""
    nothing: Answer = (None, "")
    if held.judgment is not None and held.eviction is not None:
        days: Answer = ((asked.on - held.judgment.on).days, f"judgment {held.judgment.pk}")
        dated = held.eviction.planned_on is not None
        return ("eviction_dated" if dated else "judgment", f"eviction {held.eviction.pk}"), days
    if held.judgment is not None:
        days = ((asked.on - held.judgment.on).days, f"judgment {held.judgment.pk}")
        return ("judgment", f"judgment {held.judgment.pk}"), days
    if held.summons is not None:
        return ("summoned", f"summons {held.summons.pk}"), nothing
    if held.hand_over is not None:
        return ("bailiff", f"hand-over {held.hand_over.pk}"), nothing
    return ("none", ""), nothing


def terms_of(judgment: Judgment, open_conditions: int) -> judging.Terms:
    """Give the terms of a judgment as values."""
    return judging.Terms(
        on=judgment.on,
        orders_eviction=judgment.orders_eviction,
        is_enforceable_at_once=judgment.is_enforceable_at_once,
        appeal_until=judgment.appeal_until,
        appealed_on=judgment.appealed_on,
        leave_days=judgment.leave_days,
        grace_until=judgment.grace_until,
        served_on=judgment.served_on,
        open_conditions=open_conditions,
    )


def _collectors(on: date) -> dict[int, bool]:
    rows = Collector.objects.filter(checked_on__lte=on).order_by("pk")
    return {
        each.pk: each.checked_until >= on
        and (each.kind != CollectorKind.AGENCY or bool(each.register_number))
        for each in rows
    }


def _pieces(tenancy_ids: Sequence[int], on: date) -> Iterator[tuple[int, Piece]]:
    rows = Evidence.objects.filter(tenancy__in=tenancy_ids, on__lte=on, withdrawn_at=None).order_by("pk")
    for each in rows:
        yield (
            each.tenancy_id,
            Piece(id=each.pk, fact=each.fact, is_met=each.is_met, on=each.on, expires_on=each.expires_on),
        )


def _read_court(tenancy_ids: Sequence[int], on: date, found: dict[int, Held]) -> None:
    """Read hand-overs, cases and offers that stand on a day."""
    runs = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    for hand_over in HandOver.objects.filter(runs, tenancy__in=tenancy_ids, on__lte=on).order_by("pk"):
        found[hand_over.tenancy_id].hand_over = hand_over
    asked = Summons.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), tenancy__in=tenancy_ids, on__lte=on
    )
    ended = Eviction.objects.filter(
        Q(cancelled_on__lte=on) | Q(carried_out_on__lte=on), tenancy__in=tenancy_ids
    )
    over = set(ended.exclude(summons=None).values_list("summons_id", flat=True))
    paid_only = Judgment.objects.filter(summons__tenancy__in=tenancy_ids, orders_eviction=False, on__lte=on)
    over |= set(paid_only.values_list("summons_id", flat=True))
    for summons in asked.order_by("pk"):
        if summons.pk not in over:
            found[summons.tenancy_id].summons = summons
    mine = {held.summons.pk: held for held in found.values() if held.summons is not None}
    for judgment in Judgment.objects.filter(summons__in=mine, on__lte=on).prefetch_related("terms"):
        held = mine[judgment.summons_id]
        held.judgment = judgment
        met = [term for term in judgment.terms.all() if term.met_on is not None and term.met_on <= on]
        held.open_conditions = len(judgment.terms.all()) - len(met)
    for eviction in Eviction.objects.filter(summons__in=mine, asked_on__lte=on):
        mine[eviction.summons_id or 0].eviction = eviction
    offers = LastChance.objects.filter(tenancy__in=tenancy_ids, offered_on__lte=on).order_by("pk")
    for tenancy, day, key in offers.values_list("tenancy_id", "offered_on", "id"):
        found[tenancy].offers.append((day, key))
