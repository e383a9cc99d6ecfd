"""The loops that settle the claims of one tenancy with its payments, in the order of BW 6:43 and 6:44.

Integers and preallocated arrays only, so that the same lines run as plain Python and compiled: therefore
the arrays travel in tuples, messages are fixed texts, and there are more parameters than elsewhere.
"""

from collections.abc import Sequence

from gewoon.rules.columns import FIRST_SETTLEMENT, NONE, Rows
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.reasons import Reason
from gewoon.rules.ledger.workspace import DAYS, DUE, HELD_FROM, HELD_TO, SETTLED, Order, Turn, Work

LATER = -2
OLDEST, ONLY_DUE = int(Reason.OLDEST), int(Reason.ONLY_DUE)
RENT, COSTS, INTEREST = int(Kind.RENT), int(Kind.COSTS), int(Kind.INTEREST)
PAYMENT, REVERSAL, REFUND = int(Kind.PAYMENT), int(Kind.REVERSAL), int(Kind.REFUND)
NOT_FOUND_YET = 0  # no reason given: find it


def settle_all(rows: Rows, order: Order, on: int, known_on: int, work: Work) -> None:
    """Settle everything of one tenancy up to and including day `on`, as known on `known_on`.

    Afterwards `work.left` has the open cents per row: unpaid of claims, unspent (credit) of payments.
    Raises ValueError for signs or reversals that cannot be, and should a cent be lost.
    """
    _view(rows, on, known_on, work)
    total = _own(rows, on, work)
    day, kind, left, size = rows.day, rows.kind, work.left, work.size
    index, count = 0, len(day)
    while index < count and day[index] <= on:
        moment = day[index]
        index = _fall_due(index, rows, work)
        if size[HELD_FROM] < size[HELD_TO]:
            _spend_held(order, rows, work)
        while index < count and day[index] == moment:
            if left[index] > 0:
                if kind[index] == REFUND:
                    _refund(index, work)
                else:
                    _settle(index, order, rows, work)
            index += 1
        if len(work.history) > 0:
            _note_day(moment, rows, work)
    _close(index, total, rows, work)


def _view(rows: Rows, on: int, known_on: int, work: Work) -> None:
    """Fill `left` with the rows that count.

    Claims that are known but not due yet stay in reach of a payment that designates them.
    """
    day, kind = rows.day, rows.kind
    has_reversal = False
    for row in range(len(day)):
        amount, what = rows.cents[row], kind[row]
        if what == REVERSAL:
            has_reversal = True
            continue
        if FIRST_SETTLEMENT <= what < REVERSAL:
            amount = -amount
        if amount < 0:
            raise ValueError("a claim or refund must raise the debt, a payment, credit or write-off lower it")
        if rows.recorded[row] <= known_on and (what < FIRST_SETTLEMENT or day[row] <= on):
            work.left[row] = amount
    if has_reversal:
        _undo(rows, on, known_on, work)


def _own(rows: Rows, on: int, work: Work) -> int:
    """Fill `owner` with the claim that each row belongs to; return the sum of the rows in view."""
    day, kind, left = rows.day, rows.kind, work.left
    total = 0
    for row in range(len(day)):
        owner = row
        if kind[row] in (COSTS, INTEREST):
            owner = rows.refers[row]
            if owner < 0 or left[owner] == 0 or not _is_principal(kind[owner]):
                owner = NONE
        work.owner[row] = owner if day[row] <= on else LATER
        if left[row] > 0 and day[row] <= on:
            total += rows.cents[row]
    return total


def _undo(rows: Rows, on: int, known_on: int, work: Work) -> None:
    """Let each row and its reversal fall away together, once both are in view."""
    kind, cents, undone = rows.kind, rows.cents, work.share
    for row in range(len(kind)):
        if kind[row] != REVERSAL or rows.day[row] > on or rows.recorded[row] > known_on:
            continue
        target = rows.refers[row]
        if target < 0 or kind[target] == REVERSAL or cents[target] != -cents[row] or undone[target] > 0:
            raise ValueError("a reversal must undo one row, once and to the cent")
        undone[target] = 1
        work.left[target] = 0
    for row in range(len(kind)):
        undone[row] = 0


def _fall_due(index: int, rows: Rows, work: Work) -> int:
    """Add the claims of one day, which start at `index`, to what is due; return where they end."""
    day, kind, left, due, size = rows.day, rows.kind, work.left, work.due, work.size
    moment, count = day[index], len(day)
    while index < count and day[index] == moment and kind[index] < FIRST_SETTLEMENT:
        if left[index] > 0:
            due[size[DUE]] = index
            size[DUE] += 1
        index += 1
    return index


def _spend_held(order: Order, rows: Rows, work: Work) -> None:
    """Use credit, first come first used, for the claims that have just fallen due."""
    size = work.size
    while size[HELD_FROM] < size[HELD_TO] and size[DUE] > 0:
        payment = work.held[size[HELD_FROM]]
        _spread(_turn(payment, Reason.CREDIT_HELD, rows, work), order, rows, work)
        if work.left[payment] == 0:
            size[HELD_FROM] += 1
        _drop_paid(work)


def _refund(refund: int, work: Work) -> None:
    """Take a refund from the credit held, first come first used; what goes beyond it is owed."""
    left, size = work.left, work.size
    while left[refund] > 0 and size[HELD_FROM] < size[HELD_TO]:
        payment = work.held[size[HELD_FROM]]
        _pay(payment, refund, left[refund], Reason.REFUNDED, work)
        if left[payment] == 0:
            size[HELD_FROM] += 1
    if left[refund] > 0:
        work.due[size[DUE]] = refund
        size[DUE] += 1


def _settle(payment: int, order: Order, rows: Rows, work: Work) -> None:
    """Give one payment its place: first what it designates, then what is due; the rest is held."""
    left, size, claim = work.left, work.size, rows.refers[payment]
    turn = _turn(payment, NOT_FOUND_YET, rows, work)
    if claim >= 0 and left[claim] > 0 and rows.kind[claim] < FIRST_SETTLEMENT:
        _settle_designated(turn, claim, order, rows, work)
    if left[payment] > 0 and size[DUE] > 0:
        _spread(turn, order, rows, work)
    _drop_paid(work)
    if left[payment] > 0:
        work.held[size[HELD_TO]] = payment
        size[HELD_TO] += 1


def _settle_designated(turn: Turn, claim: int, order: Order, rows: Rows, work: Work) -> None:
    """Pay the claim that is named, its costs and interest first; a credit lowers that claim alone."""
    left, payment = work.left, turn.payment
    if work.owner[claim] == LATER:
        amount = min(left[payment], left[claim])  # stays credit, kept for this claim until it falls due
        work.earmarked[payment] = amount
        left[payment] -= amount
        left[claim] -= amount
        return
    if rows.kind[payment] != PAYMENT:
        _pay(payment, claim, left[payment], Reason.LOWERED, work)
        return
    if turn.has_extras and not order.rent_first and _is_principal(rows.kind[claim]):
        _pay_group(turn, claim, left[payment], Reason.DESIGNATED, rows, work)
    _pay(payment, claim, left[payment], Reason.DESIGNATED, work)


def _spread(turn: Turn, order: Order, rows: Rows, work: Work) -> None:
    """Spread a payment over what is due: most onerous, oldest, pro rata."""
    if turn.is_alike:
        _spread_in_order(turn, work)
        return
    if order.rent_first:
        rent_turn = Turn(turn.payment, turn.oldest, turn.reason, turn.has_extras, True, False)
        _spread_over(rent_turn, order, rows, work)
    _spread_over(turn, order, rows, work)


def _spread_in_order(turn: Turn, work: Work) -> None:
    """Spread a payment over claims that differ in nothing but their day, and stand in its order."""
    left, due, payment = work.left, work.due, turn.payment
    last = work.size[DUE] - 1
    while last >= 0 and left[due[last]] == 0:
        last -= 1
    for place in range(last + 1):
        reason = turn.reason
        if reason == NOT_FOUND_YET:
            reason = OLDEST if place < last else ONLY_DUE
        _pay(payment, due[place], left[payment], reason, work)
        if left[payment] == 0:
            return


def _spread_over(turn: Turn, order: Order, rows: Rows, work: Work) -> None:
    left = work.left
    while left[turn.payment] > 0:
        group, is_tied, total = _choose(turn, order, rows, work)
        if group == NONE:
            return
        reason = turn.reason
        if reason == NOT_FOUND_YET and len(work.settled) > 0:
            reason = _explain(turn, group, order, rows, work)
        if is_tied:
            _pay_pro_rata(turn, group, reason, order, rows, work)
        else:
            _pay_group(turn, group, total, reason, rows, work)


def _choose(turn: Turn, order: Order, rows: Rows, work: Work) -> tuple[int, bool, int]:
    """Find the claim whose turn it is: its index (-1 none), whether others are its equals, their cents."""
    day, kind, left, due, owner, rank = rows.day, rows.kind, work.left, work.due, work.owner, order.rank
    only_rent = turn.only_rent
    best, is_tied, total, best_rank, best_day = NONE, False, 0, 0, 0
    for place in range(work.size[DUE]):
        row = due[place]
        if left[row] == 0 or (only_rent and kind[row] != RENT):
            continue
        group = owner[row]
        if group < 0:
            group = turn.oldest if turn.oldest >= 0 else row
        weight, since = rank[kind[group]], day[group]
        if best == NONE or weight < best_rank or (weight == best_rank and since < best_day):
            best, is_tied, total, best_rank, best_day = group, False, left[row], weight, since
        elif weight == best_rank and since == best_day:
            is_tied = is_tied or group != best
            total += left[row]
    return best, is_tied, total


def _explain(turn: Turn, chosen: int, order: Order, rows: Rows, work: Work) -> int:
    """Say what decided for the chosen claim, by looking at what had to wait."""
    kind, day, rank = rows.kind, rows.day, order.rank
    weight, since = rank[kind[chosen]], day[chosen]
    reason = Reason.ONLY_DUE
    for place in range(work.size[DUE]):
        row = work.due[place]
        if work.left[row] == 0:
            continue
        if turn.only_rent and kind[row] != RENT:
            return Reason.RENT_FIRST
        group = _group(row, turn.oldest, work.owner)
        if rank[kind[group]] == weight and day[group] == since:
            continue
        if day[group] <= since:
            return Reason.MOST_ONEROUS
        reason = Reason.OLDEST
    return reason


def _pay_group(turn: Turn, group: int, amount: int, reason: int, rows: Rows, work: Work) -> None:
    """Pay into one claim, at most `amount`: costs, interest, principal (6:44(1)), as far as they are due."""
    kind, left, due, count = rows.kind, work.left, work.due, work.size[DUE]
    if turn.has_extras and not turn.only_rent:
        for what in (COSTS, INTEREST):
            for place in range(count):
                row = due[place]
                if kind[row] == what and left[row] > 0 and _group(row, turn.oldest, work.owner) == group:
                    why = reason
                    if turn.reason == NOT_FOUND_YET:
                        why = Reason.COSTS_FIRST if what == COSTS else Reason.INTEREST
                    amount -= _pay(turn.payment, row, amount, why, work)
    if count > 0 and rows.day[group] <= rows.day[due[count - 1]]:
        _pay(turn.payment, group, amount, reason, work)


def _pay_pro_rata(turn: Turn, equal: int, reason: int, order: Order, rows: Rows, work: Work) -> None:
    """Divide over the claims that are as old and as onerous as `equal`; odd cents to the first of them."""
    kind, left, share, rank = rows.kind, work.left, work.share, order.rank
    first, last, total = equal, equal, 0
    for place in range(work.size[DUE]):
        row = work.due[place]
        group = _group(row, turn.oldest, work.owner)
        if turn.only_rent and kind[row] != RENT:
            continue
        if rank[kind[group]] == rank[kind[equal]] and rows.day[group] == rows.day[equal]:
            share[group] += left[row]
            total += left[row]
            first, last = min(first, group), max(last, group)
    amount = min(left[turn.payment], total)
    if turn.reason == NOT_FOUND_YET and amount < total:
        reason = Reason.PRO_RATA
    odd = amount
    for group in range(first, last + 1):
        odd -= amount * share[group] // total
    for group in range(first, last + 1):
        part = amount * share[group] // total
        if odd > 0 and part < share[group]:
            part += 1
            odd -= 1
        share[group] = 0
        _pay_group(turn, group, part, reason, rows, work)


def _pay(payment: int, claim: int, limit: int, reason: int, work: Work) -> int:
    """Pay a claim from a payment, at most `limit` cents; note it; return what was paid."""
    left, size, settled = work.left, work.size, work.settled
    amount = min(limit, left[payment], left[claim])
    if amount == 0:
        return 0
    left[payment] -= amount
    left[claim] -= amount
    at = 4 * size[SETTLED]
    size[SETTLED] += 1
    if at + 4 <= len(settled):
        settled[at] = payment
        settled[at + 1] = claim
        settled[at + 2] = amount
        settled[at + 3] = reason
    return amount


def _group(row: int, oldest: int, owner: Sequence[int]) -> int:
    """Give the claim that a row is settled with: its own, else the oldest open one, else itself."""
    if owner[row] >= 0:
        return owner[row]
    return oldest if oldest >= 0 else row


def _turn(payment: int, reason: int, rows: Rows, work: Work) -> Turn:
    """Look at what is due when a payment's turn comes."""
    day, kind, due, count = rows.day, rows.kind, work.due, work.size[DUE]
    oldest, has_extras, is_alike = NONE, False, True
    for place in range(count):
        row = due[place]
        what = kind[row]
        if what in (COSTS, INTEREST):
            has_extras = True
        elif oldest == NONE and what != REFUND:
            oldest = row
        if place > 0:
            before = due[place - 1]
            is_alike = is_alike and what == kind[before] and day[row] > day[before]
    return Turn(payment, oldest, reason, has_extras, False, is_alike and not has_extras)


def _drop_paid(work: Work) -> None:
    """Keep in `due` what is still open."""
    left, due, size = work.left, work.due, work.size
    kept = 0
    for place in range(size[DUE]):
        row = due[place]
        if left[row] > 0:
            due[kept] = row
            kept += 1
    size[DUE] = kept


def _is_principal(kind: int) -> bool:
    return kind < FIRST_SETTLEMENT and kind not in (COSTS, INTEREST)


def _note_day(moment: int, rows: Rows, work: Work) -> None:
    """Note what is overdue on a day (due before it) and what is owed when it ends."""
    overdue, owed = 0, 0
    for place in range(work.size[DUE]):
        row = work.due[place]
        owed += work.left[row]
        if rows.day[row] < moment:
            overdue += work.left[row]
    at = 3 * work.size[DAYS]
    work.size[DAYS] += 1
    work.history[at] = moment
    work.history[at + 1] = overdue
    work.history[at + 2] = owed


def _close(end: int, total: int, rows: Rows, work: Work) -> None:
    """Take what is not due yet out of the answer, and prove that no cent was lost."""
    kind, left = rows.kind, work.left
    for row in range(end, len(kind)):
        left[row] = 0
    for row in range(end):
        left[row] += work.earmarked[row]
        is_owed = kind[row] < FIRST_SETTLEMENT or kind[row] == REFUND
        total -= left[row] if is_owed else -left[row]
    if total != 0:
        raise ValueError("cents were lost while settling: open claims less credit is not the balance")
