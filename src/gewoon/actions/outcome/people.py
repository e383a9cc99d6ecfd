"""Who took part, what happened after, and the rows for the comparison: read once, as columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gewoon.actions.rights import Who
from gewoon.records.queries import outcome
from gewoon.records.queries.outcome import Books, Candidate
from gewoon.rules.outcome.competing import aalen_johansen
from gewoon.rules.outcome.counts import wilson
from gewoon.rules.outcome.relapse import Definition, first_build_up, missed_months, missed_rent_rate
from gewoon.rules.outcome.risk_sets import followed
from gewoon.rules.outcome.survival import enough_for_a_curve, kaplan_meier
from gewoon.rules.outcome.trials import Histories, Moments

WAYS = ("required", "condition", "own_initiative")
_NEVER = np.datetime64("NaT")
Days = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """Everybody for whom the training was open, with their accounts by month."""

    candidates: tuple[Candidate, ...]
    books: Books
    until: date

    def column(self, name: str) -> Days:
        """Answer one date of everybody; not-a-time where it never came."""
        values = [getattr(each, name) for each in self.candidates]
        return np.array([_NEVER if v is None or v > self.until else v for v in values], "datetime64[D]")


def read(by: Who, *, on: date) -> People:
    """Read everybody and their accounts."""
    found = outcome.candidates(by, on=on)
    books = outcome.books(by, [each.tenancy_id for each in found], until=on)
    return People(candidates=found, books=books, until=on)


def profile(by: Who, people: People) -> dict[str, Any]:
    """Count who took part, against everybody for whom it was open, per way in and coarse answer.

    `closed` counts per closed year who had started by its end: only that may be published.
    """
    started = [each for each in people.candidates if each.started_on is not None]
    answers = {row[0]: row for row in outcome.profiles(by, [each.tenancy_id for each in started])}
    first = min((each.started_on.year for each in started if each.started_on), default=people.until.year)
    closed = {
        str(year): _counts([e for e in started if e.started_on and e.started_on.year <= year], answers)
        for year in range(min(first, people.until.year - 1), people.until.year)
    }
    return {
        "open_to": len(people.candidates),
        "ways_open_to": {way: sum(each.way_in == way for each in people.candidates) for way in WAYS},
        **_counts(started, answers),
        "closed": closed,
        "attendance": _attendance(by, people),
    }


def _counts(started: list[Candidate], answers: dict[int, tuple[int, str, str, str]]) -> dict[str, Any]:
    """Count ways in, households and incomes; who did not answer is unknown."""
    unknown = (0, "", "", "")
    told = [answers.get(each.tenancy_id, unknown) for each in started]
    households = Counter(household or "unknown" for _, household, _, _ in told)
    known = len(started) - households["unknown"]
    return {
        "participants": len(started),
        "ways": {way: sum(each.way_in == way for each in started) for way in WAYS},
        "households": dict(households),
        "incomes": dict(Counter(income or "unknown" for _, _, income, _ in told)),
        "single_parents": _share(households["single_parent"], known) if known else None,
    }


def course(people: People, rule: Definition) -> dict[str, Any]:
    """Follow participants from the last planned session, drop-outs included, until they fell back or left."""
    began = people.column("last_session_on")
    rows = np.flatnonzero(~np.isnat(began))
    answer: dict[str, Any] = {
        "participants": len(rows),
        "within_months": rule.within_months,
        "version": rule.version,
    }
    refusal = enough_for_a_curve(len(rows))
    if refusal is not None:
        whole = _followed(people, rows, rule)
        return answer | {"refused": {"needed": refusal.needed, "more_needed": refusal.more_needed}} | whole
    event = _relapse_on(people, rows, _month(began[rows]) + 1, rule)
    found = followed(began[rows], event, people.column("left_on")[rows], until=people.until)
    curve = aalen_johansen(found.time, found.cause).get(1)
    simple = kaplan_meier(found.time, found.cause == 1)
    marks = [0, 91, 182, 274, 365]
    return answer | {
        "refused": None,
        "marks": [
            {
                "month": place * 3,
                "at_risk": int((found.time >= day).sum()),
                "share": None if curve is None else curve.at(day)[0],
                "lower": None if curve is None else curve.at(day)[1],
                "upper": None if curve is None else curve.at(day)[2],
                "no_relapse": simple.at(day)[0],
            }
            for place, day in enumerate(marks)
        ],
        "steps": [] if curve is None else [
            [float(t), float(s), float(low), float(high)]
            for t, s, low, high in zip(curve.times, curve.share, curve.lower, curve.upper, strict=True)
            if t <= 366
        ],
        "relapsed": int((found.cause == 1).sum()),
        "moved_out": int((found.cause == 2).sum()),
    }  # fmt: skip


def _followed(people: People, rows: NDArray[np.int64], rule: Definition) -> dict[str, Any]:
    """Answer only counts with limits, for too few to draw a curve."""
    began = people.column("last_session_on")[rows]
    year = began + np.timedelta64(365, "D") <= np.datetime64(people.until)
    event = _relapse_on(people, rows[year], _month(began[year]) + 1, rule)
    count, base = int((~np.isnat(event)).sum()), int(year.sum())
    return {"followed": base, "relapsed": count, "share": _share(count, base) if base else None}


def trial_rows(people: People, rule: Definition, rules: dict[str, Any]) -> tuple[Histories, Moments]:
    """Make the rows of the monthly trials: each month in which the training was open to somebody.

    Covariates are as of the day before: months of rent owed, the same three months earlier, and for how
    many months the training was open. A month without rent has no row.
    """
    open_month = _month(people.column("open_on"))
    begin = int(people.books.months[0].astype(np.int64)) if len(people.candidates) else 0
    person, month = [], []
    for after in range(int(rules["months_open"])):
        person.append(np.arange(len(people.candidates)))
        month.append(open_month + after)
    who, when = np.concatenate(person), np.concatenate(month)
    last = begin + people.books.owed.shape[1]
    inside = (when > begin) & (when < last)
    who, when = who[inside], when[inside]
    has_rent = people.books.rent[who, when - begin] > 0
    who, when = who[has_rent], when[has_rent]
    event = _relapse_on(people, who, when + 1, rule)
    known_on = when.astype("datetime64[M]").astype("datetime64[D]")
    way = np.array([WAYS.index(each.way_in) for each in people.candidates], np.int64)
    rate = missed_rent_rate(
        missed_months(people.books.owed, people.books.rent), who, when - begin + 1, months=rule.within_months
    )
    x = _covariates(people, who, when - begin, when - open_month[who])
    histories = Histories(started_on=people.column("started_on"), left_on=people.column("left_on"), way=way)
    return histories, Moments(
        person=who,
        known_on=known_on,
        covariates=x,
        event_on=np.where(event < known_on, _NEVER, event),
        stage=way[who],
        amount=np.nan_to_num(rate),
    )


def _covariates(
    people: People, who: NDArray[np.int64], at: NDArray[np.int64], since: NDArray[np.int64]
) -> NDArray[np.float64]:
    rent = np.maximum(people.books.rent[who, at], 1.0)
    owed = people.books.owed[who, np.maximum(at - 1, 0)] / rent
    before = people.books.owed[who, np.maximum(at - 4, 0)] / rent
    return np.column_stack([np.minimum(owed, 12), np.minimum(before, 12), since.astype(float)])


def rates_around(people: People, who: NDArray[np.int64], when: NDArray[np.int64]) -> tuple[Any, Any]:
    """Answer the missed-rent rate in the six months before a month (since 1970) and the year after it."""
    missed = missed_months(people.books.owed, people.books.rent)
    at = when - int(people.books.months[0].astype(np.int64))
    before = missed_rent_rate(missed, who, np.maximum(at - 6, 0), months=6)
    return before, missed_rent_rate(missed, who, at + 1, months=12)


def _relapse_on(
    people: People, who: NDArray[np.int64], from_month: NDArray[np.int64], rule: Definition
) -> Days:
    """Answer the day on which each fell back: the end of the month of new arrears, or an order before it."""
    begin = int(people.books.months[0].astype(np.int64)) if people.books.months.size else 0
    at = np.clip(from_month - begin, 0, max(people.books.owed.shape[1] - 1, 0))
    after = first_build_up(
        people.books.owed, people.books.rent, who, at, months=rule.within_months,
        new_months=rule.new_arrears_months,
    )  # fmt: skip
    end = (from_month + after + 1).astype("datetime64[M]").astype("datetime64[D]") - 1
    on = np.where(after >= 0, end, _NEVER)
    on = np.where(on > np.datetime64(people.until), _NEVER, on)
    if not rule.counts_order:
        return on
    order = people.column("ordered_on")[who]
    order = np.where(order >= from_month.astype("datetime64[M]").astype("datetime64[D]"), order, _NEVER)
    found: Days = np.fmin(on, order)
    return found


def lottery_columns(people: People, rule: Definition) -> tuple[list[str], list[bool], list[bool]]:
    """Answer per person followed long enough after a draw: draw and way in, seat, fell back."""
    everybody = enumerate(people.candidates)
    drawn = [(i, each.way_in, *each.draw) for i, each in everybody if each.draw is not None]
    if not drawn:
        return [], [], []
    who = np.array([row[0] for row in drawn])
    when = np.array([row[3] for row in drawn], "datetime64[D]")
    month = _month(when)
    whole = month + rule.within_months + 1 <= int(np.datetime64(people.until, "M").astype(np.int64))
    event = _relapse_on(people, who, month + 1, rule)
    kept = [place for place in range(len(drawn)) if whole[place]]
    return (
        [f"{when[place]} {drawn[place][1]}" for place in kept],
        [drawn[place][2] for place in kept],
        [not bool(np.isnat(event[place])) for place in kept],
    )


def _attendance(by: Who, people: People) -> list[dict[str, int]]:
    rows: dict[int, Counter[str]] = {}
    for number, presence, count in outcome.attendance(by, on=people.until):
        rows.setdefault(number, Counter())[presence] += count
    return [
        {"session": n, "there": c["present"] + c["caught_up"], "of": sum(c.values())}
        for n, c in sorted(rows.items())
    ]


def _share(count: int, base: int) -> dict[str, float]:
    found = wilson(count, base)
    return {"count": count, "base": base, "value": found.value, "lower": found.lower, "upper": found.upper}


def _month(on: Days) -> NDArray[np.int64]:
    found: NDArray[np.int64] = on.astype("datetime64[M]").astype(np.int64)
    return found


def names(values: Sequence[int]) -> list[str]:
    """Answer the ways in by their codes."""
    return [WAYS[value] for value in values]
