"""One tenancy event by event: its account is known, its facts on any day, and what is done is remembered."""

from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date

from gewoon.actions.facts import Facts, History, facts_of
from gewoon.actions.facts.account import Account
from gewoon.actions.facts.history import Attempt, Done, Sent
from gewoon.rules.money import Cents

Rents = Sequence[tuple[date, Cents | None]]
"""The monthly rent from each day on, oldest first."""


class Life:
    """The history of one tenancy as it goes on; stretches of the account are found once."""

    def __init__(self, history: History, *, last: date, known_on: date, rents: Rents = ()) -> None:
        """Walk the account up to a day, with what was recorded by `known_on`."""
        self.history, self.known_on, self.rents = history, known_on, rents
        self.account = Account(history.rows, last=last, known_on=known_on)
        self.stretches, self._since = self.account.past.stretches, self.account.past.since

    def again(self, history: History) -> "Life":
        """Answer the same tenancy at its beginning: the account stays, what is done is done anew."""
        other = copy(self)
        other.history = history
        return other

    def facts(self, day: date, *, with_sources: bool = True) -> Facts:
        """Answer the facts of a day on which no statement was missing."""
        history = self.history
        if self.rents:
            place = bisect_right(self.rents, day, key=_since) - 1
            rent = self.rents[place][1] if place >= 0 else None
            history = history if rent == history.monthly_rent else replace(history, monthly_rent=rent)
        return facts_of(
            history,
            on=day,
            has_gap=False,
            known_on=self.known_on,
            account=self.account,
            with_sources=with_sources,
        )

    def overdue(self, ordinal: int) -> int:
        """Answer what was overdue on a day, in cents."""
        return self.account.past.overdue(ordinal)

    def next_change(self, ordinal: int) -> int | None:
        """Answer the first day after this one on which another amount is overdue."""
        place = bisect_right(self._since, ordinal)
        return self._since[place] if place < len(self._since) else None

    def next_in_arrears(self, ordinal: int) -> int | None:
        """Answer the first day from this one on with something overdue."""
        for stretch in self.stretches[bisect_right(self._since, ordinal) - 1 :]:
            if stretch.overdue > 0:
                return max(ordinal, stretch.since)
        return None

    def clear_since(self, ordinal: int) -> int:
        """Answer since which day nothing has been overdue, for a day on which nothing is."""
        place = bisect_right(self._since, ordinal) - 1
        while place > 0 and not self.stretches[place - 1].overdue:
            place -= 1
        return max(self._since[place], self.history.starts_on.toordinal())

    def remember(  # noqa: PLR0913  # what is known of a step that was done
        self,
        name: str,
        on: date,
        outcome: str,
        *,
        letter: str | None = None,
        attempt: str | None = None,
        part_of_day: str = "",
        reached: bool = False,
    ) -> None:
        """Add to the history what the next decision must know."""
        old = self.history
        sent = (Sent(0, letter, on, "sent"),) if letter else ()
        tried = (Attempt(0, attempt, on, part_of_day, reached),) if attempt else ()
        self.history = replace(
            old,
            done=(*old.done, Done(0, name, on, outcome)),
            sent=(*old.sent, *sent),
            attempts=(*old.attempts, *tried),
        )


def _since(span: tuple[date, Cents | None]) -> date:
    return span[0]
