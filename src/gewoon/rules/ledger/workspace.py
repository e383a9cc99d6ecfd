"""What a run of the settling loops is given, and the arrays that it writes."""

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple


class Order(NamedTuple):
    """The order in which claims are settled, where law and landlord leave a choice."""

    rank: Sequence[int]  # weight per kind (index: its number); the lowest is the most onerous
    rent_first: bool  # the landlord waives 6:44: principal of rent before costs and interest


class Turn(NamedTuple):
    """One payment while it is being spread over what is due."""

    payment: int
    oldest: int  # the oldest claim open when its turn came: owner of costs that name no claim; -1 none
    reason: int  # 0: to be found per claim
    has_extras: bool  # costs or interest are among what is due
    only_rent: bool  # look at principal of rent only
    is_alike: bool  # what is due is of one kind without extras, each of another day: oldest first is the law


class Work(NamedTuple):
    """The arrays that a run writes; all zero at the start."""

    left: MutableSequence[int]  # per row: cents unpaid of a claim, unspent of a payment
    owner: MutableSequence[int]  # per row: the claim it belongs to, -1 unknown, -2 not due in this view
    earmarked: MutableSequence[int]  # per row: cents kept for a designated claim that is not due yet
    share: MutableSequence[int]  # per row: scratch for pro rata
    due: MutableSequence[int]  # per row: indexes of the open claims that are due, in order
    held: MutableSequence[int]  # per row: indexes of the payments that were left over, in order
    size: MutableSequence[int]  # 5: how much is used of due, of held (from, to), of settled, of history
    settled: MutableSequence[int]  # 4 each: payment, claim, cents, reason; what has no room is only counted
    room: MutableSequence[int]  # per row: where references are counted from another row on
    history: MutableSequence[int]  # 3 per day: day, overdue on it, owed at its end; length 0: not asked


DUE, HELD_FROM, HELD_TO, SETTLED, DAYS = range(5)
