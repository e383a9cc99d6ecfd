"""What each payment of a tenancy went to on a date, what is still open, and why (BW 6:43 and 6:44)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gewoon.rules.columns import FIRST_SETTLEMENT, Rows
from gewoon.rules.ledger import oldest_first
from gewoon.rules.ledger.fresh_start import fresh_start, from_there
from gewoon.rules.ledger.kernel import settle_all
from gewoon.rules.ledger.kinds import CLAIMS, Kind
from gewoon.rules.ledger.reasons import Reason
from gewoon.rules.ledger.workspace import DAYS, SETTLED, Order, Work

_NEEDS_RANK = CLAIMS | {Kind.REFUND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """So many cents of a payment went to a claim; both are indexes of rows within the tenancy."""

    payment: int
    claim: int
    cents: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The account of one tenancy, settled.

    `open_cents` has one number per row: what is unpaid of a claim (positive), unspent of a payment
    (negative), 0 for what is settled, undone or not in view. Their sum is the balance.
    """

    open_cents: tuple[int, ...]
    credit: int
    settlements: tuple[Settlement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was overdue on a day (due before it), and owed when it ended; cents."""

    on: int  # ordinal
    overdue: int
    owed: int


def read_order(document: Mapping[str, object], *, rent_first: bool = False) -> Order:
    """Read the weights from a parsed `data/law/allocation.toml`.

    `rent_first` is the landlord's waiver of the order of 6:44 (a policy switch): principal of rent is
    then settled before costs and interest. Raises ValueError when a kind has no weight or is unknown.
    """
    table = document.get("allocation")
    ranks = table.get("rank") if isinstance(table, Mapping) else None
    names = {kind.name.lower(): kind for kind in _NEEDS_RANK}
    if not isinstance(ranks, Mapping) or set(ranks) != set(names):
        raise ValueError(f"[allocation.rank] must give a weight to exactly these: {', '.join(sorted(names))}")
    rank = [0] * (max(Kind) + 1)
    for name, weight in ranks.items():
        if type(weight) is not int:
            raise ValueError(f"[allocation.rank] {name} must be a whole number, not {weight!r}")
        rank[names[name]] = weight
    return Order(tuple(rank), rent_first)


def allocate(rows: Rows, order: Order, *, on: date, known_on: date) -> Allocation:
    """Settle one tenancy up to and including `on`, with the rows that were known on `known_on`.

    Raises ValueError for a row that cannot be (see `gewoon.rules.ledger.checks` for which one).
    """
    room = 2 * len(rows.day)
    while True:
        work = workspace(len(rows.day), settlements=room)
        settle_all(rows, order, on.toordinal(), known_on.toordinal(), work)
        if work.size[SETTLED] <= room:
            break
        room = work.size[SETTLED]  # pro rata can take more rows than payments and claims together
    open_cents = _signed(rows, work.left)
    flat = work.settled[: 4 * work.size[SETTLED]]
    return Allocation(
        open_cents=open_cents,
        credit=-sum(cents for cents in open_cents if cents < 0),
        settlements=tuple(
            Settlement(payment=payment, claim=claim, cents=cents, reason=Reason(reason))
            for payment, claim, cents, reason in zip(*[iter(flat)] * 4, strict=True)
        ),
    )


def open_cents(rows: Rows, order: Order, *, on: int, known_on: int) -> Sequence[int]:
    """Give only the open cents per row (as `Allocation.open_cents`); the two dates are ordinals.

    Looks only at what came after the account was last settled whole, and takes the closed form where
    that is lawful.
    """
    start = fresh_start(rows, on, known_on)
    work = workspace(len(rows.day) - start)
    recent = from_there(rows, start, work.room) if start else rows
    if oldest_first.applies(recent, order, on, known_on):
        oldest_first.settle_newest(recent, on, known_on, work.left)
    else:
        settle_all(recent, order, on, known_on, work)
    return (0,) * start + _signed(recent, work.left)


def history(rows: Rows, order: Order, *, on: int, known_on: int) -> tuple[Day, ...]:
    """Give, for each day with rows up to `on`, what was overdue and owed then; dates are ordinals.

    Reversed rows are left out throughout, as they are on `on`: the days before the last reversal in
    view looked different at the time.
    """
    work = workspace(len(rows.day), days=len(rows.day))
    settle_all(rows, order, on, known_on, work)
    flat = work.history[: 3 * work.size[DAYS]]
    return tuple(Day(on=day, overdue=o, owed=w) for day, o, w in zip(*[iter(flat)] * 3, strict=True))


def workspace(rows: int, *, settlements: int = 0, days: int = 0) -> Work:
    """Make the empty arrays for one run over so many rows."""
    empty = [0] * rows
    return Work(
        left=empty[:],
        owner=empty[:],
        earmarked=empty[:],
        share=empty[:],
        due=empty[:],
        held=empty[:],
        size=[0] * 5,
        room=empty[:],
        settled=[0] * (4 * settlements),
        history=[0] * (3 * days),
    )


def _signed(rows: Rows, left: Sequence[int]) -> tuple[int, ...]:
    return tuple(
        cents if kind < FIRST_SETTLEMENT or kind == Kind.REFUND else -cents
        for kind, cents in zip(rows.kind, left, strict=True)
    )
