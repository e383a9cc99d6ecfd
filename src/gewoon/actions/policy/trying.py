"""Lives a policy through the past for a page: a short period, and at most some hundreds of tenancies."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from gewoon.actions.policy import simulating
from gewoon.actions.rights import Refused, Who, require
from gewoon.records.ledger import Entry
from gewoon.rules.policy.counts import Simulation
from gewoon.rules.policy.policy import Policy

RIGHT = "policy.edit_draft"
MOST = 500  # tenancies: more take too long for a page, and the command has no limit
LONGEST = timedelta(days=366)

ASSUMPTION = {
    "en": (
        "Assumed: people would have paid as they did. Each step is done on the last day of its term. As many "
        "attempts reach somebody as the records show. Arrangements, training, cases, bailiff and court went "
        "as recorded. No bank statement was missing."
    ),
    "nl": (
        "Aangenomen: mensen hadden betaald zoals zij deden. Elke stap is gedaan op de laatste dag van zijn "
        "termijn. Wij bereiken mensen zo vaak als is vastgelegd. Regelingen, training, begeleiding, "
        "deurwaarder en rechter gingen zoals vastgelegd. Er miste geen bankafschrift."
    ),
}


def last_day(on: date) -> date:
    """Answer the last day of the month before."""
    return on.replace(day=1) - timedelta(days=1)


def first_day(on: date) -> date:
    """Answer the first day of the half year that ends with the month before."""
    last = last_day(on)
    months = last.year * 12 + last.month - 6
    return date(months // 12, months % 12 + 1, 1)


def try_out(policies: Sequence[Policy], *, first: date, last: date, on: date, by: Who) -> Simulation:
    """Simulate one or two policies over at most a year of the past, as the books stand on a day.

    Of more than MOST tenancies an even part is taken, and the page says so; the
    answer is remembered until the next entry. Raises NotAllowed, and Refused for a period that cannot be.
    """
    require(by, RIGHT)
    if first > last or last > on:
        raise Refused("The first day lies before the last, and the last day is not in the future.")
    if last - first > LONGEST:
        raise Refused("The period is at most a year here; the command on the server has no limit.")
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return _lived(_Pair(policies), simulating.Period(first=first, last=last, known_on=on), newest)


def is_part(last: date) -> bool:
    """Say whether a period has more tenancies than are tried out."""
    return len(simulating.tenancies_of(simulating.Period(first=last, last=last, known_on=last))) > MOST


class _Pair:
    """Policies that count as the same when their texts and the law they were read with are."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self.policies = tuple(policies)
        self.prints = tuple((each.content_hash, each.catalogue_hash, each.gates_hash) for each in policies)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self.prints == other.prints

    def __hash__(self) -> int:
        return hash(self.prints)


@lru_cache(maxsize=8)
def _lived(pair: _Pair, period: simulating.Period, newest: int | None) -> Simulation:
    ids = simulating.tenancies_of(period)
    if len(ids) > MOST:
        ids = [ids[place * len(ids) // MOST] for place in range(MOST)]
    lived = [
        simulating.piece_of(ids[start : start + simulating.PIECE], pair.policies, period)
        for start in range(0, len(ids), simulating.PIECE)
    ]
    return simulating.joined(pair.policies, period, len(ids), lived)
