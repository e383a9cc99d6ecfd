"""Arrangements of the past months, taken over as agreed then: the books say who kept them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from gewoon.actions.arrangement import agreeing
from gewoon.actions.arrangement.budget import Told
from gewoon.actions.arrangement.overdue import overdue
from gewoon.actions.arrangement.past import PastArrangement, take_over
from gewoon.actions.arrangement.writing import Offer
from gewoon.actions.nightly import all_tenancies
from gewoon.actions.policy.deciding import accounts_that_may_owe
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.jobs.demonstration.setting import OFFICERS
from gewoon.rules.arrangement.assistance import Situation
from gewoon.rules.arrangement.capacity import Line
from gewoon.rules.arrangement.terms import Condition, Rhythm, schedule_by_amount
from gewoon.rules.money import Cents

AGO_DAYS = (100, 85, 70, 55, 40)
MOST = 20
PROPOSALS = 3
LOOKED_AT = 600  # homes, so that a large association takes no longer than a small one
BOOKS_DAYS = 14  # the books are known until so many days ago
_LEAST = 25_000
_MOST_DEBT = 300_000
_EACH = (Cents(5_000), Cents(7_500), Cents(10_000), Cents(15_000))


def make(*, today: date, seed: int) -> int:
    """Take over arrangements of some days of the past months; answers how many."""
    random = Random(f"{seed} arrangements")  # noqa: S311  a demonstration, repeatable
    homes = _homes(random)
    last = today - timedelta(days=BOOKS_DAYS)
    still = overdue(accounts_that_may_owe(homes, on=last), on=last)
    found: dict[int, PastArrangement] = {}
    for ago in AGO_DAYS:
        day = today - timedelta(days=ago)
        some = [each for each in _some(homes, day, random, most=3 * MOST) if each[0] not in found]
        # Who is clear by now got there quickly: a few of those, and mostly people who take their time.
        slow = [each for each in some if still.get(each[0])]
        quick = [each for each in some if not still.get(each[0])]
        for tenancy, debt in (*slow[: MOST // len(AGO_DAYS)], *quick[:1]):
            found[tenancy] = _agreed(tenancy, debt, day, random)
    now = _at(today - timedelta(days=BOOKS_DAYS), 6)
    return take_over(arrangements=list(found.values()), by=CONSOLE, now=now)


def propose(*, today: date, seed: int) -> int:
    """Let a few tenants propose one today, so that answers wait; answers how many."""
    random = Random(f"{seed} proposals")  # noqa: S311  a demonstration, repeatable
    made = 0
    for tenancy, debt in _some(_homes(random), today, random, most=4 * PROPOSALS):
        if made == PROPOSALS:
            break
        try:
            offer = _offer(debt, today, random)
            agreeing.propose_by_tenant(tenancy, offer=offer, by=CONSOLE, now=_at(today, 19))
            made += 1
        except Refused:
            continue  # one runs already
    return made


def _homes(random: Random) -> list[int]:
    """Pick the tenancies to look at, in order."""
    every = all_tenancies()
    return sorted(random.sample(every, min(LOOKED_AT, len(every))))


def _some(homes: Sequence[int], day: date, random: Random, *, most: int) -> list[tuple[int, Cents]]:
    """Pick some tenancies with a debt that can be paid off in parts."""
    owed = overdue(accounts_that_may_owe(homes, on=day), on=day)
    fit = [(tenancy, cents) for tenancy, cents in owed.items() if _LEAST <= cents <= _MOST_DEBT]
    return random.sample(fit, min(most, len(fit)))


def _agreed(tenancy: int, debt: Cents, day: date, random: Random) -> PastArrangement:
    return PastArrangement(
        tenancy_id=tenancy,
        offer=_offer(debt, day, random),
        at=_at(day, 10),
        by_name=random.choice(OFFICERS),
        how=random.choice(("signed", "spoken")),
        told=_told(random) if random.random() < 0.6 else None,
    )


def _offer(debt: Cents, day: date, random: Random) -> Offer:
    each = random.choice([cents for cents in _EACH if debt <= 24 * cents] or [_EACH[-1]])
    rhythm = random.choice((Rhythm.MONTHLY, Rhythm.MONTHLY, Rhythm.FOUR_WEEKLY))
    first_on = day + timedelta(days=random.randrange(5, 25))
    conditions = (Condition.FIXED_COSTS, *((Condition.TRAINING,) if debt > 150_000 else ()))
    return Offer(
        parts=schedule_by_amount(debt, each, first_on=first_on, rhythm=rhythm),
        rhythm=rhythm,
        conditions=conditions,
        reason="Samen bekeken wat kan.",
    )


def _told(random: Random) -> Told:
    """Make up a budget; nothing of it is kept."""
    income = Cents(random.randrange(190_000, 240_000, 500))
    return Told(
        situation=Situation(household="single", age=random.randrange(27, 60)),
        children=0,
        income=(Line(name="work", cents=income),),
        costs=(Line(name="rent", cents=Cents(62_000)), Line(name="energy", cents=Cents(14_000))),
    )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)
