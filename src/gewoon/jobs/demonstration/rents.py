"""What a home costs a month, and what that becomes each July."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from gewoon.rules.calendar import Month, first_day, last_day
from gewoon.rules.money import Cents

INCREASE_PER_MILLE = (41, 23, 31, 53, 45)
"""Made-up increases of the net rent on 1 July, by year modulo five."""
KINDS = ("net", "service", "other")
_JULY = 7


class RentRow(NamedTuple):
    """One component over one period, both days included; light, because there are many."""

    tenancy: str
    kind: str
    starts_on: date
    ends_on: date | None
    cents: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Monthly amounts per rent year: (net, service, other) from July `first_year` on."""

    starts_on: date
    ends_on: date | None
    first_year: int
    amounts: tuple[tuple[int, int, int], ...]

    def full(self, month: int) -> int:
        """Give the whole monthly amount that applies in a month, in cents."""
        return sum(self.amounts[self._step(month)])

    def charge(self, month: Month) -> int:
        """Give what is charged for a month: pro rata by day in a month of moving.

        Each component is rounded to whole cents on its own, half a cent up. The last
        amounts go on applying when the month lies past the last rent year.
        """
        first, last = first_day(month), last_day(month)
        begin = max(first, self.starts_on)
        end = last if self.ends_on is None else min(last, self.ends_on)
        days = (end - begin).days + 1
        if days <= 0:
            return 0
        if days == last.day:
            return self.full(month)
        return sum((2 * part * days + last.day) // (2 * last.day) for part in self.amounts[self._step(month)])

    def _step(self, month: int) -> int:
        rent_year = (month - (_JULY - 1)) // 12
        return min(max(rent_year - self.first_year, 0), len(self.amounts) - 1)

    def rows(self, tenancy: str) -> list[RentRow]:
        """Write the history of each component; equal amounts in a row become one period."""
        rows = []
        for place, kind in enumerate(KINDS):
            rows += self._component(tenancy, kind, [step[place] for step in self.amounts])
        return rows

    def _component(self, tenancy: str, kind: str, steps: list[int]) -> list[RentRow]:
        changes = [i for i, cents in enumerate(steps) if i == 0 or cents != steps[i - 1]]
        rows = []
        for i, step in enumerate(changes):
            begin = max(self.starts_on, date(self.first_year + step, _JULY, 1))
            following = changes[i + 1] if i + 1 < len(changes) else None
            end = self.ends_on if following is None else date(self.first_year + following, _JULY - 1, 30)
            if steps[step] and (end is None or end >= begin):
                rows.append(RentRow(tenancy, kind, begin, end, Cents(steps[step])))
        return rows


def home_rent(random: Random) -> tuple[int, int, int]:
    """Make up net rent, service costs and other costs a month, in cents."""
    net = random.randint(43000, 72000)
    service = random.choice((1250, 1875, 2400, 3610, 4725, 6130))
    other = random.choice((750, 1200)) if random.random() < 0.08 else 0
    return net, service, other


def schedule(
    first: tuple[int, int, int], starts_on: date, ends_on: date | None, span: tuple[int, int]
) -> Schedule:
    """Let a rent rise each July.

    `span` holds the first and last month that matter: a tenancy that began long ago gets
    its history from the rent year of the first month on.
    """
    rent_years = [(month - (_JULY - 1)) // 12 for month in span]
    starting = (starts_on.year * 12 + starts_on.month - _JULY) // 12
    first_year = max(rent_years[0], starting)
    last_year = max(rent_years[1], first_year)
    if ends_on is not None:
        last_year = max(first_year, min(last_year, (ends_on.year * 12 + ends_on.month - _JULY) // 12))
    steps = [first]
    for year in range(first_year + 1, last_year + 1):
        net, service, other = steps[-1]
        net += (net * INCREASE_PER_MILLE[year % 5] + 500) // 1000
        steps.append((net, service + (25 if service else 0), other))
    return Schedule(starts_on=starts_on, ends_on=ends_on, first_year=first_year, amounts=tuple(steps))
