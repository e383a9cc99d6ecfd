"""What the association did before: decided by the real kernel, carried out by made-up staff."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from gewoon.actions.contact.letters import letter_of
from gewoon.actions.contact.past import PastStep
from gewoon.actions.facts import History, histories
from gewoon.actions.policy.deciding import policy_on
from gewoon.actions.policy.lives import Life
from gewoon.rules.contact.ways import WAY_OF_STEP
from gewoon.rules.policy.decide import decide
from gewoon.rules.policy.policy import RESERVED, Policy
from gewoon.rules.policy.receipt import receipt

LOOK_BACK_DAYS = 300  # ten months: older steps would change next to nothing today
GRACE_DAYS = 3  # the policy waits these days: nobody needs to look
GOOD_NEWS_DAYS = 93  # three months on time
REACHED = {"call": 0.55, "visit": 0.6}
_REST = {"wait", "none"}
_PIECE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that are lived through again; `known_on` is the day whose books count."""

    first: date
    last: date
    known_on: date


def live_through(
    tenancy_ids: Sequence[int], period: Period, seed: int, staff: Sequence[str]
) -> Iterator[PastStep]:
    """Decide for each tenancy on each day on which something could change, and do what was decided."""
    policies = cache(policy_on)  # the same days come back for every tenancy
    for start in range(0, len(tenancy_ids), _PIECE):
        for history in histories(tenancy_ids[start : start + _PIECE], on=period.known_on):
            random = Random(f"{seed} past {history.tenancy_id}")  # noqa: S311  a demonstration, repeatable
            yield from _Life(history, period, random, staff).steps(policies)


class _Life(Life):
    """One tenancy: its account is known, its steps are decided one after the other."""

    def __init__(self, history: History, period: Period, random: Random, staff: Sequence[str]) -> None:
        super().__init__(history, last=period.last, known_on=period.known_on)
        self.period, self.random = period, random
        self.officer = random.choice(staff)

    def steps(self, policies: Callable[[date], Policy]) -> Iterator[PastStep]:
        """Walk from one day on which something could change to the next."""
        day = self._next_in_arrears(self.period.first)
        while day is not None and day <= self.period.last:
            facts = self.facts(day)
            policy = policies(day)
            decision = decide(policy, [facts.values])[0]
            step = policy.steps[decision.step]
            if step.kind in _REST or step.id in RESERVED or step.id == policy.otherwise:
                day = self._later(day, max(step.term_days, 7))
                continue
            done_on = _working(day + timedelta(days=self.random.randrange(max(1, step.term_days))))
            if done_on > self.period.last:
                return
            if self.overdue(done_on.toordinal()) > 0 or step.kind == "good_news":
                text = receipt(policy, facts.values, facts.sources, day).decode()
                yield self._do(policy, decision.step, decision.rule or "", text, day, done_on)
            day = self._later(done_on, 1)

    def _do(self, policy: Policy, name: str, rule: str, text: str, day: date, done_on: date) -> PastStep:
        step, kind = policy.steps[name], WAY_OF_STEP.get(name)
        letter = letter_of(name) if step.kind in {"letter", "good_news"} else None
        reached = kind is not None and self.random.random() < REACHED.get(kind, 0.6)
        part = self.random.choice(("morning", "afternoon", "afternoon", "evening")) if kind else ""
        outcome = "letter" if letter else ("reached" if reached else "not_reached") if kind else "done"
        past = PastStep(
            tenancy_id=self.history.tenancy_id,
            name=name,
            owner=step.owner,
            opened_on=day,
            due_on=day + timedelta(days=step.term_days),
            ended_on=done_on,
            by_name=self.officer,
            outcome=outcome,
            rule=rule,
            policy_hash=policy.content_hash,
            receipt=text,
            letter=letter,
            attempt=kind,
            reached=reached,
            part_of_day=part,
        )
        self.remember(name, done_on, outcome, letter=letter, attempt=kind, part_of_day=part, reached=reached)
        return past

    def _later(self, day: date, days: int) -> date | None:
        """Look again after some days, or as soon as the account changes."""
        look = day.toordinal() + max(1, days)
        change = self.next_change(day.toordinal())
        if change is not None:
            look = min(look, change)
        return self._next_in_arrears(date.fromordinal(look))

    def _next_in_arrears(self, day: date) -> date | None:
        """Find the next day on which something has been overdue for longer than the policy lets pass.

        Who got clear after a step is looked at once more when there may be good news.
        """
        look = day.toordinal()
        news = self._good_news_on(look)
        arrears_on = self._arrears_on(look)
        if news is not None and (arrears_on is None or news < arrears_on):
            return date.fromordinal(news)
        return None if arrears_on is None else date.fromordinal(arrears_on)

    def _good_news_on(self, look: int) -> int | None:
        """Answer when it may be told: the arrears went away after the last step, which was no good news."""
        if not self.history.done or self.history.done[-1].name == "good_news":
            return None
        last = self.history.done[-1].on.toordinal()
        clear = next((each.since for each in self.stretches if each.since > last and not each.overdue), None)
        return None if clear is None or clear + GOOD_NEWS_DAYS < look else clear + GOOD_NEWS_DAYS

    def _arrears_on(self, look: int) -> int | None:
        for each in self.stretches[bisect_right(self._since, look) - 1 :]:
            look = max(look, each.since)
            if each.overdue and self.overdue(look - GRACE_DAYS) > 0:
                return look
            if each.overdue and self.overdue(look + GRACE_DAYS) > 0:
                return look + GRACE_DAYS
        return None


def _working(day: date) -> date:
    """Staff work from Monday to Friday."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day
