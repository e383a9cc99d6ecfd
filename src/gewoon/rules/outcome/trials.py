"""A small trial each month, built from dates: who starts now against who could start now and has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from gewoon.rules.outcome.values import Dates, Days, Floats, Truth, Whole, days, floats, same_length


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Histories:
    """What is known of n people, as dates (None: never).

    `started_on`: day of the first session, intention to treat. `left_on`: moved out or died. `way`: a code
    of 0 and up for the way in, read for who started only.
    """

    started_on: Dates
    left_on: Dates
    way: Sequence[int] | Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moments:
    """Rows (r,): somebody (an index into the people) who could have started, on the first day of a month.

    `covariates` (r, k) are what was known on that day. Who is not eligible in a month has no row for it.
    `stage` (r,) is a code that must be equal for a fair comparison. `event_on` (r,): day of the first
    outcome on or after that day. `amount` (r,) optional: an outcome in numbers over the months that follow.
    """

    person: Sequence[int] | Whole
    known_on: Dates
    covariates: ArrayLike
    event_on: Dates
    stage: Sequence[int] | Whole | None = None
    amount: ArrayLike | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How many rows there were, and why some are in no trial."""

    rows: int
    already_started: int
    already_left: int
    not_yet_followed: int
    no_comparable_group: int
    started: int
    controls: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trials:
    """All rows at risk of starting, sorted by person and month; those that `counts` are in a trial."""

    person: Whole
    month: Whole
    stratum: Whole
    x: Floats
    centre: Floats
    scale: Floats
    treated: Truth
    way: Whole
    counts: Truth
    event: Truth
    """The outcome within the follow-up, before a start of one's own."""
    ends: Whole
    """Month of what ended the row: its outcome, its own start, or the last month of follow-up."""
    is_known: Truth
    """Whether the outcome was seen before a start of one's own."""
    amount: Floats | None
    people: int
    months: int
    flow: Flow


def build_trials(histories: Histories, moments: Moments, *, until: date, months: int = 12) -> Trials:
    """Build the trials: time zero is the first day of each month, for both arms.

    Who starts in the month is treated in it; who had started before is out; who starts later is a control
    that is censored at the own start. Only months with the whole follow-up before `until` are trials. Who
    leaves without the outcome has not had it. There is no argument that says who was treated: it follows
    from the dates. Hernan and Robins, Am J Epidemiol 183 (2016) 758; Danaei et al., Stat Methods Med Res
    22 (2013) 70. Assumes that start depends on the past through covariates, month and stage.
    """
    started, left = days(histories.started_on), days(histories.left_on)
    people = same_length(started_on=started, left_on=left)
    row = _rows(moments, people)
    already = started[row.person] < row.known_on
    gone = ~already & (left[row.person] <= row.known_on)
    at_risk = ~already & ~gone
    kept = row.take(np.flatnonzero(at_risk)[np.lexsort((row.month[at_risk], row.person[at_risk]))])
    _must_be_once(kept)
    start_month = _month(started)[kept.person]
    treated = start_month == kept.month
    last = int(np.datetime64(until, "M").astype(np.int64))  # a month that is not whole does not count
    counts = kept.month + months <= last
    outcome = _outcomes(kept, started[kept.person], start_month, treated, months)
    stratum = np.unique(np.column_stack([kept.month, kept.stage]), axis=0, return_inverse=True)[1].ravel()
    fair = _has_both(stratum, treated, counts)
    way = np.full(people, 0) if histories.way is None else np.asarray(histories.way, np.int64)
    scale = np.where((sd := kept.x.std(axis=0)) > 0, sd, 1.0) if len(kept.x) else np.ones(row.x.shape[1])
    centre = kept.x[treated].mean(axis=0) if treated.any() else np.zeros(row.x.shape[1])
    return Trials(
        person=kept.person,
        month=kept.month,
        stratum=stratum,
        x=np.ascontiguousarray((kept.x - centre) / scale),
        centre=centre,
        scale=scale,
        treated=treated,
        way=way[kept.person],
        counts=counts & fair,
        event=outcome[0],
        ends=outcome[1],
        is_known=outcome[2],
        amount=kept.amount,
        people=people,
        months=months,
        flow=Flow(
            rows=len(row.person),
            already_started=int(already.sum()),
            already_left=int(gone.sum()),
            not_yet_followed=int((~counts).sum()),
            no_comparable_group=int((counts & treated & ~fair).sum()),
            started=int((counts & treated & fair).sum()),
            controls=int((counts & ~treated & fair).sum()),
            people=len(np.unique(kept.person[counts & fair])),
        ),
    )


def earlier(started_on: Dates, months: int) -> Days:
    """Answer starts as if they had been some months earlier (on the first), for the placebo cohort."""
    found = days(started_on)
    shifted: Days = (found.astype("datetime64[M]") - months).astype("datetime64[D]")
    return shifted


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    person: Whole
    known_on: Days
    month: Whole
    x: Floats
    event_on: Days
    stage: Whole
    amount: Floats | None

    def take(self, places: Whole) -> "_Row":
        return _Row(
            self.person[places],
            self.known_on[places],
            self.month[places],
            self.x[places],
            self.event_on[places],
            self.stage[places],
            None if self.amount is None else self.amount[places],
        )


def _rows(moments: Moments, people: int) -> _Row:
    person, known = np.asarray(moments.person, np.int64), days(moments.known_on)
    events = days(moments.event_on)
    x = floats(moments.covariates, "covariates").reshape(len(person), -1)
    stage = np.zeros(len(person), np.int64) if moments.stage is None else np.asarray(moments.stage, np.int64)
    same_length(person=person, known_on=known, covariates=x, event_on=events, stage=stage)
    if person.size and not 0 <= person.min() <= person.max() < people:
        raise ValueError(f"person {person.max()} is not one of the {people} people")
    if (events < known).any():
        place = int(np.argmax(events < known))
        raise ValueError(
            f"row {place} has its outcome on {events[place]}, before its trial begins on {known[place]}: "
            "give the first outcome on or after that day"
        )
    amount = None if moments.amount is None else floats(moments.amount, "amount")
    return _Row(person, known, _month(known), x, events, stage, amount)


def _month(on: Days) -> Whole:
    """Answer months since 1970; not-a-time becomes a month that no comparison holds for."""
    found: Whole = on.astype("datetime64[M]").astype(np.int64)
    return found


def _must_be_once(rows: _Row) -> None:
    twice = (np.diff(rows.person) == 0) & (np.diff(rows.month) == 0)
    if twice.any():
        place = int(np.argmax(twice))
        raise ValueError(
            f"person {rows.person[place]} has two rows in the month of {rows.known_on[place]}: expected one"
        )


def _outcomes(
    rows: _Row, started: Days, start_month: Whole, treated: Truth, months: int
) -> tuple[Truth, Whole, Truth]:
    """Answer per row: outcome seen, month in which the row ends, and whether the outcome is known."""
    event_month = _month(rows.event_on)
    beyond = rows.month + months
    has_event = ~np.isnat(rows.event_on) & (event_month < beyond)
    joins = ~treated & ~np.isnat(started) & (start_month < beyond)
    first = joins & ~(has_event & (rows.event_on < started))
    event = has_event & ~first
    ends = np.where(event, event_month, np.where(first, start_month, beyond - 1))
    return event, ends.astype(np.int64), ~first


def _has_both(stratum: Whole, treated: Truth, counts: Truth) -> Truth:
    """Say per row whether its month and stage have somebody on both sides."""
    size = int(stratum.max(initial=-1)) + 1
    starts = np.bincount(stratum[counts & treated], minlength=size)
    waits = np.bincount(stratum[counts & ~treated], minlength=size)
    found: Truth = ((starts > 0) & (waits > 0))[stratum]
    return found
