"""The easiest possible reading of BW 6:43 and 6:44, with objects and sorted lists: slow and obvious."""

from dataclasses import dataclass
from fractions import Fraction

from gewoon.rules.ledger.kinds import Kind

PRINCIPALS = (Kind.RENT, Kind.OTHER_CHARGE, Kind.COURT_COSTS)
EXTRAS = (Kind.COSTS, Kind.INTEREST)


@dataclass(eq=False)
class Row:
    place: int
    day: int
    recorded: int
    cents: int
    kind: Kind
    refers: "Row | None" = None
    left: int = 0

    @property
    def is_claim(self):
        return self.kind in PRINCIPALS or self.kind in EXTRAS


class Twin:
    """Walks day by day over one tenancy; `pairs` gets (payment, claim) -> cents."""

    def __init__(self, rows, rank, rent_first, on, known_on):
        self.rank, self.rent_first, self.on = rank, rent_first, on
        self.rows = [
            Row(i, d, r, c, Kind(k))
            for i, (d, r, c, k) in enumerate(zip(rows.day, rows.recorded, rows.cents, rows.kind, strict=True))
        ]
        for row, refers in zip(self.rows, rows.refers, strict=True):
            row.refers = self.rows[refers] if refers >= 0 else None
        known = [row for row in self.rows if row.recorded <= known_on]
        undone = [row.refers for row in known if row.kind is Kind.REVERSAL and row.day <= on]
        self.known = [row for row in known if row.kind is not Kind.REVERSAL and row not in undone]
        for row in self.known:
            row.left = abs(row.cents)
        self.pairs, self.kept, self.due, self.credit = {}, {}, [], []
        self.run()

    def run(self):
        for day in sorted({row.day for row in self.known if row.day <= self.on}):
            self.live([row for row in self.known if row.day == day and row.left > 0])
        for row in self.known:
            row.left = row.left if row.day <= self.on else 0
        for payment, cents in self.kept.items():
            payment.left += cents

    def live(self, today):
        self.due += [row for row in today if row.is_claim]
        for payment in self.credit:
            self.spread(payment, self.oldest())
        for row in today:
            if row.kind is Kind.REFUND:
                self.refund(row)
            elif not row.is_claim:
                self.settle(row)

    def pay(self, payment, claim, cents):
        cents = min(cents, payment.left, claim.left)
        payment.left -= cents
        claim.left -= cents
        if cents:
            self.pairs[payment.place, claim.place] = self.pairs.get((payment.place, claim.place), 0) + cents

    def refund(self, refund):
        for payment in self.credit:
            self.pay(payment, refund, refund.left)
        self.due.append(refund)

    def settle(self, payment):
        oldest, named = self.oldest(), payment.refers
        if named in self.known and named.is_claim:
            if named.day > self.on:
                self.kept[payment] = min(payment.left, named.left)
                named.left -= self.kept[payment]
                payment.left -= self.kept[payment]
            else:
                if payment.kind is Kind.PAYMENT and not self.rent_first and named.kind in PRINCIPALS:
                    for row in self.in_order(self.members(oldest).get(named, [])):
                        self.pay(payment, row, row.left)
                self.pay(payment, named, named.left)
        self.spread(payment, oldest)
        self.credit.append(payment)

    def oldest(self):
        return min(
            (r for r in self.due if r.left and r.kind in PRINCIPALS), key=lambda r: r.place, default=None
        )

    def members(self, oldest):
        """Group what is due and open by the claim that it belongs to."""
        groups = {}
        for row in self.due:
            if row.left:
                claim = row
                if row.kind in EXTRAS:
                    known = (
                        row.refers in self.known and row.refers.kind in PRINCIPALS and row.refers.cents > 0
                    )
                    claim = row.refers if known else oldest or row
                groups.setdefault(claim, []).append(row)
        return groups

    @staticmethod
    def in_order(rows):
        return sorted(rows, key=lambda r: (r.kind is not Kind.COSTS, r.kind is not Kind.INTEREST, r.place))

    def spread(self, payment, oldest):
        if self.rent_first:
            rents = {row: [row] for row in self.due if row.kind is Kind.RENT and row.left}
            self.spread_over(payment, rents)
        self.spread_over(payment, self.members(oldest))

    def spread_over(self, payment, groups):
        keys = sorted({(self.rank[claim.kind], claim.day) for claim in groups})
        for key in keys:
            equals = [claim for claim in groups if (self.rank[claim.kind], claim.day) == key]
            equals.sort(key=lambda claim: claim.place)
            totals = [sum(row.left for row in groups[claim]) for claim in equals]
            amount = min(payment.left, sum(totals))
            parts = [int(Fraction(amount * total, sum(totals) or 1)) for total in totals]
            odd = amount - sum(parts)
            for i, (claim, part) in enumerate(zip(equals, parts, strict=True)):
                self.pay_in_order(payment, groups[claim], part + (i < odd))

    def pay_in_order(self, payment, rows, cents):
        until = payment.left - cents
        for row in self.in_order(rows):
            self.pay(payment, row, payment.left - until)

    def open_cents(self):
        opened = {
            row.place: row.left * (1 if row.is_claim or row.kind is Kind.REFUND else -1) for row in self.known
        }
        return [opened.get(row.place, 0) for row in self.rows]
