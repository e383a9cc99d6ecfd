"""How the made-up staff work off suspense: they read the text, as a person would."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from gewoon.actions.ledger import suspense as deeds
from gewoon.actions.rights import CONSOLE
from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.jobs.demonstration.world import World
from gewoon.records.queries import suspense, tenancies
from gewoon.rules.calendar import local_day, month_of

LOOKED_AT_AFTER = timedelta(days=3)
_NUMBER = re.compile(r"\b[0-9]{7}\b")


class Desk:
    """Who knows by heart who lives where, and what each of them pays."""

    def __init__(self, world: World) -> None:
        """Learn numbers and addresses."""
        self._parking = {each.number: each.parking for each in world.tenancies if each.parking}
        numbers = [each.number for each in world.tenancies]
        self._keys = tenancies.keys([*numbers, *(each.number for each in self._parking.values())])
        self._lives_at: dict[str, list[Tenancy]] = defaultdict(list)
        for each in world.tenancies:
            self._lives_at[f"{each.home.street} {each.home.house_number}".upper()].append(each)

    def work_off(self, *, now: datetime) -> None:
        """Allocate what can be told from the text; the rest stays for another day."""
        on = local_day(now)
        by = CONSOLE._replace(name="Noor Willems")
        for item in suspense.page(CONSOLE, on=on):
            if item.cents <= 0 or on - item.since < LOOKED_AT_AFTER:
                continue
            parts = self._read(item.remittance, item.cents, on)
            if parts:
                deeds.split(item.detail_id, parts=parts, by=by, now=now)

    def _read(self, text: str, cents: int, on: date) -> list[tuple[int, int]]:
        """Say for whom the money is: for a home and its parking place in one, for a number, or an address."""
        numbers = [number for number in map(int, _NUMBER.findall(text)) if number in self._keys]
        if len(numbers) == 2 and numbers[0] in self._parking:
            rent = self._parking[numbers[0]].rent.charge(month_of(on))
            if 0 < rent < cents:
                return [(self._keys[numbers[0]], cents - rent), (self._keys[numbers[1]], rent)]
        if numbers:
            return [(self._keys[numbers[0]], cents)]
        found = [each for address in _addresses(text) for each in self._lives_at.get(address, ())]
        lived = [each for each in found if each.starts_on <= on]
        return [(self._keys[lived[-1].number], cents)] if lived else []


def _addresses(text: str) -> Iterator[str]:
    """Read what may be an address: up to three words and a house number."""
    words = text.upper().split()
    for place, word in enumerate(words):
        if word[0].isdigit():
            for length in (1, 2, 3):
                yield " ".join(words[max(0, place - length) : place + 1])
