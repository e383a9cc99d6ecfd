"""Lives through the past again under a policy, event by event: every decision is the one of that night.

Between two events nothing about a tenancy changes but time, so the next day on which its decision can be
another is computed and not searched. It is assumed that people would have paid as they did, and that what
others did (arrangements, training, cases, bailiff and court) happened as it was recorded.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from gewoon.actions.facts import History, histories
from gewoon.actions.policy.lives import Life, Rents
from gewoon.actions.policy.turns import (
    after_months,
    ends_of_terms,
    known_days,
    lively_from,
    next_month,
    summons_not_before,
)
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.records.contact import ContactAttempt
from gewoon.records.queries.accounts import monthly_rents
from gewoon.records.tenancy import RentComponent, Tenancy
from gewoon.rules.calendar import days_between
from gewoon.rules.contact.ways import LETTER_OF_STEP, WAY_OF_STEP
from gewoon.rules.policy.counts import Happened, Run, Simulation, parted, run_of
from gewoon.rules.policy.decide import Decision, Row
from gewoon.rules.policy.due import Clock
from gewoon.rules.policy.facts import FactType, FactValue
from gewoon.rules.policy.policy import NO_STEP, RESERVED, Policy, Step

PIECE = 200
GOOD_NEWS = "good_news"
MEMORY_DAYS = 400  # as the night: good news looks back this far
RISING_DAYS = 30  # arrears are held against those of so many days before
CLEARED_DAYS = 365
LONGEST_MONTHS = 1200
Watch = Callable[[int, date, Row], None]
_REST = frozenset({"wait", "none"})
BY_RECORDS = frozenset(
    {
        "signal_sent", "days_since_signal", "tenant_warned_plainly", "children_assessed",
        "housing_alternatives_explored", "household_known", "capacity_calculated",
        "letter14_to_all_parties", "letter14_exact", "letter14_wording_safe", "letter14_all_claims",
    }
)  # fmt: skip
"""Facts that only a room's own records tell: it is assumed that a step that establishes one recorded it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that are lived through; the books count as they stand on `known_on`."""

    first: date
    last: date
    known_on: date


def simulate(policies: Sequence[Policy], period: Period) -> Simulation:
    """Live one or two policies through a period in this process."""
    ids = tenancies_of(period)
    lived = [piece_of(ids[start : start + PIECE], policies, period) for start in range(0, len(ids), PIECE)]
    return joined(policies, period, len(ids), lived)


def tenancies_of(period: Period) -> list[int]:
    """Answer the tenancies that lived in a period, in order."""
    runs = Q(starts_on__lte=period.last)
    return list(Tenancy.objects.filter(runs).order_by("pk").values_list("pk", flat=True))


def piece_of(
    ids: Sequence[int],
    policies: Sequence[Policy],
    period: Period,
    watch: Watch | None = None,
) -> list[list[Happened]]:
    """Live some tenancies through a period under each policy; may run in a process of its own.

    `watch` is told the facts of every step that opens.
    """
    rents = _rents(ids, period)
    reached = _shares_reached()
    clocks = [Clock(policy) for policy in policies]
    found: list[list[Happened]] = [[] for _ in policies]
    for history in histories(ids, on=period.last):
        first = Life(
            _until(history, period.first),
            last=period.last,
            known_on=period.known_on,
            rents=rents.get(history.tenancy_id, ()),
        )
        for place, clock in enumerate(clocks):
            course = _Course(first.again(first.history), clock, period, reached)
            course.watch = watch
            found[place].extend(course.days())
    return found


def joined(
    policies: Sequence[Policy], period: Period, tenancies: int, lived: Sequence[list[list[Happened]]]
) -> Simulation:
    """Join the pieces into counts; the same whatever the pieces were."""
    whole = [[each for piece in lived for each in piece[place]] for place in range(len(policies))]
    runs: list[Run] = [
        run_of(policy, happened, period.first, period.last)
        for policy, happened in zip(policies, whole, strict=True)
    ]
    changes = parted(whole[0], whole[1]) if len(whole) > 1 else {}
    return Simulation(
        first=period.first,
        last=period.last,
        tenancies=tenancies,
        runs=tuple(runs),
        changed=sum(changes.values()),
        changes=dict(sorted(changes.items())),
    )


@dataclass(slots=True)
class _Open:
    name: str
    on: date
    done_on: date | None


class _Course:
    """One tenancy under one policy: nights decide, and what they decided is done on its last day."""

    watch: Watch | None = None

    def __init__(self, life: Life, clock: Clock, period: Period, reached: dict[str, float]) -> None:
        self.life, self.clock, self.period, self.reached = life, clock, period, reached
        self.policy = clock.policy
        self.open: _Open | None = None
        self.tried = 0
        self.gate = ""
        self.taken: list[tuple[str, date]] = []
        self.dates = known_days(life.history)
        self.lively_from = lively_from(life.history)

    def days(self) -> Iterator[Happened]:
        """Go from one night on which something can change to the next.

        The facts are read anew when something happens (`until`); before that they only grow older.
        """
        yield from self._months_owing()
        day = self._next_night(self.period.first.toordinal())
        read_on = until = 0
        values: Row = {}
        while day is not None and day <= self.period.last.toordinal():
            on = date.fromordinal(day)
            if day >= until:
                values, read_on = self._facts(on), day
                until = self._until(on, values)
            now = self.clock.later(values, day - read_on)
            decision = self.clock.decide(now)
            yield from self._night(on, decision, now)
            if self.open is not None and self.open.done_on is not None and self.open.done_on <= on:
                yield from self._do(on)
                day, until = self._next_night(day + 1), 0
            else:
                day = self._next_night(self._next_decision(day, now, decision, until))

    def _months_owing(self) -> Iterator[Happened]:
        """Tell each month in which something was overdue on some day."""
        month = self.period.first
        while month <= self.period.last:
            owes = self.life.next_in_arrears(month.toordinal())
            after = next_month(month)
            if owes is not None and owes < min(after, self.period.last.toordinal() + 1):
                yield Happened(self.life.history.tenancy_id, date.fromordinal(owes), "owes", "")
            month = date.fromordinal(after)

    def _facts(self, on: date) -> Row:
        facts = self.life.facts(on, with_sources=False)
        self._establish(facts.values, facts.position.episode_began_on, on)
        return facts.values

    def _next_decision(self, day: int, row: Row, decision: Decision, until: int) -> int:
        """Answer the first later day on which something happens, the open step is done, or time decides."""
        end = until
        if self.open is not None and self.open.done_on is not None:
            end = min(end, max(self.open.done_on.toordinal(), day + 1))
        for days in self.clock.crossings(row, end - day):
            if self.clock.decide(self.clock.later(row, days)) != decision:
                return day + days
        return end

    def _night(self, on: date, decision: Decision, row: Row) -> Iterator[Happened]:
        """Open the step that was decided, unless it is open; end one whose reason went away."""
        number = self.life.history.tenancy_id
        held = decision.held_back
        proposed = held.step if held is not None else decision.step
        gate = proposed if proposed in RESERVED else ""
        if gate and gate != self.gate:
            yield Happened(number, on, "proposed", gate, decision.rule or "")
        self.gate = gate
        if self.open is not None and self.open.name != decision.step:
            self.open = None
        if self.open is None and decision.step != NO_STEP:
            step = self.policy.steps[decision.step]
            self.open = _Open(step.id, on, _done_on(step, on))
            if self.watch is not None:
                self.watch(number, on, row)
            yield Happened(number, on, "opened", step.id, decision.rule or "")

    def _do(self, on: date) -> Iterator[Happened]:
        """Carry out the open step, as its owner would: letters leave, calls are answered now and then."""
        if self.open is None:
            return
        name = self.open.name
        step, way = self.policy.steps[name], WAY_OF_STEP.get(name)
        letter = _letter(name) if step.kind in {"letter", "good_news"} else None
        is_reached = way is not None and self._is_reached(way)
        part = ("afternoon", "evening", "morning")[self.tried % 3] if way else ""
        outcome = "letter" if letter else ("reached" if is_reached else "not_reached") if way else "done"
        self.life.remember(
            name, on, outcome, letter=letter, attempt=way, part_of_day=part, reached=is_reached
        )
        if outcome != "not_reached":
            self.taken.append((name, on))
        self.open = None
        yield Happened(self.life.history.tenancy_id, on, "done", name)

    def _is_reached(self, way: str) -> bool:
        """Spread the share of attempts that reach somebody evenly, from another start for each tenancy."""
        self.tried += 1
        share = self.reached.get(way, self.reached[""])
        start = (self.life.history.tenancy_id * 0.618) % 1
        return int(start + self.tried * share) > int(start + (self.tried - 1) * share)

    def _establish(self, values: dict[str, FactValue], began: date | None, on: date) -> None:
        """Let the steps that were taken in these arrears establish what only records can show otherwise."""
        for name, taken_on in self.taken:
            if began is None or taken_on < began:
                continue
            for fact_name in BY_RECORDS.intersection(self.policy.steps[name].establishes):
                is_bool = self.policy.facts[fact_name].type is FactType.BOOL
                values[fact_name] = True if is_bool else days_between(taken_on, on)
        if "signal" in {name for name, _ in self.taken}:
            days = values.get("days_since_signal")
            values["signal_wait_over"] = isinstance(days, int) and summons_not_before(on, days) <= on

    def _next_night(self, day: int | None) -> int | None:
        """Answer the first night from a day on that asks about this tenancy."""
        if day is None or self.open is not None:
            return day
        owes = self.life.next_in_arrears(day)
        news = self._next_news(day)
        return min((one for one in (owes, news) if one is not None), default=None)

    def _next_news(self, day: int) -> int | None:
        """Answer the first night that asks whether there is good news: once a week, for a year and a bit."""
        done = self.life.history.done
        if not done or done[-1].name == GOOD_NEWS or GOOD_NEWS not in self.policy.steps:
            return None
        turn = day + (-(self.life.history.tenancy_id + day)) % 7
        return turn if turn <= done[-1].on.toordinal() + MEMORY_DAYS else None

    def _until(self, on: date, values: Row) -> int:
        """Answer the first later day on which a fact can change in another way than by growing older."""
        day = on.toordinal()
        found = [self.period.last.toordinal() + 1]
        change = self.life.next_change(day)
        if change is not None:
            found.append(change)
        if values["letters_this_month"] or not values["current_rent_paid"]:
            found.append(next_month(on))
        found.extend(one for one in self.dates if one > day)
        found.extend(ends_of_terms(self.life.history, values, on))
        if values["arrears"]:
            found.extend(self._turn_of_rising(day, is_rising=bool(values["arrears_rising"])))
        else:
            found.extend(self._turns_without_arrears(on, values))
        if self.lively_from is not None:
            found.append(max(self.lively_from, day + 1))
        return min(found)

    def _turn_of_rising(self, day: int, *, is_rising: bool) -> Iterator[int]:
        """Answer when what is owed now compares otherwise with what was owed so many days before."""
        owed, moment = self.life.overdue(day), self.life.next_change(day - RISING_DAYS)
        while moment is not None and moment <= day:
            if (owed > self.life.overdue(moment)) != is_rising:
                yield moment + RISING_DAYS
                return
            moment = self.life.next_change(moment)

    def _turns_without_arrears(self, on: date, values: Row) -> Iterator[int]:
        """Answer when the months on time reach a border, and when a cleared debt is a year ago."""
        day, since = on.toordinal(), self.life.clear_since(on.toordinal())
        months = values["months_on_time"]
        higher = [one for one in self.clock.borders("months_on_time") if one > int(months or 0)]
        if higher and higher[0] <= LONGEST_MONTHS:
            yield after_months(date.fromordinal(since), higher[0])
        yield from (one for one in (since + CLEARED_DAYS, since + CLEARED_DAYS + 1) if one > day)


def _letter(step_name: str) -> str | None:
    """Name the letter that does a step; None when there is none."""
    name = LETTER_OF_STEP.get(step_name, step_name)
    return name if name in shipped_letters().names() else None


def _done_on(step: Step, on: date) -> date | None:
    """A step is done on the last day of its term, on a working day; one that waits is not done at all."""
    if step.kind in _REST:
        return None
    day = on + timedelta(days=step.term_days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def _until(history: History, first: date) -> History:
    """Leave out what was done from the first day on: that is decided anew."""
    rooms = dict(history.rooms)
    held = rooms.get("contact")
    if held is not None:
        rooms["contact"] = replace(
            held,
            letters=[each for each in held.letters if each.sent_on and each.sent_on < first],
            signals=[each for each in held.signals if each.sent_on < first],
        )
    return replace(
        history,
        done=tuple(each for each in history.done if each.on < first),
        sent=tuple(each for each in history.sent if each.on < first),
        attempts=tuple(each for each in history.attempts if each.on < first),
        rooms=rooms,
    )


def _rents(ids: Sequence[int], period: Period) -> dict[int, Rents]:
    """Answer the monthly rent of each tenancy from each day on which rents changed."""
    spans = RentComponent.objects.filter(tenancy__in=ids, from_on__lte=period.last)
    days = {period.first}
    for from_on, to_on in spans.values_list("from_on", "to_on").distinct():
        days |= {from_on} if from_on > period.first else set()
        days |= (
            {to_on + timedelta(days=1)}
            if to_on is not None and period.first <= to_on < period.last
            else set()
        )
    found: dict[int, list[tuple[date, int | None]]] = {}
    for day in sorted(days):
        rents = monthly_rents(ids, on=day)
        for tenancy in ids:
            spans_of = found.setdefault(tenancy, [])
            if not spans_of or spans_of[-1][1] != rents.get(tenancy):
                spans_of.append((day, rents.get(tenancy)))
    return found  # type: ignore[return-value]  # cents by another name


def _shares_reached() -> dict[str, float]:
    """Answer per way of contact which share of the attempts reached somebody; half, before there were any."""
    tries: dict[str, list[int]] = {"": [0, 0]}
    rows = ContactAttempt.objects.filter(taken_back_at=None).values_list("kind", "reached")
    for kind, is_reached in rows.iterator():
        for name in (kind, ""):
            counted = tries.setdefault(name, [0, 0])
            counted[0] += 1
            counted[1] += is_reached
    return {name: (hits / total if total else 0.5) for name, (total, hits) in tries.items()}
