"""Adds up a statement while it streams by."""

from dataclasses import dataclass
from datetime import date

from gewoon.gateways.bank.model import Entry, StatementEnd


@dataclass(slots=True)
class Tally:
    """The running sums of one statement, in cents."""

    entries: int = 0
    credit: int = 0
    debit: int = 0
    pending: int = 0

    def add(self, entry: Entry) -> Entry:
        """Count a booked entry and pass it on."""
        self.entries += 1
        if entry.cents >= 0:
            self.credit += entry.cents
        else:
            self.debit -= entry.cents
        return entry

    def end(self, opening: "Balance | None", closing: "Balance | None") -> StatementEnd:
        """Close the statement: the balances agree when opening + entries = closing."""
        agree = None
        if opening is not None and closing is not None:
            agree = opening.cents + self.credit - self.debit == closing.cents
        return StatementEnd(
            opening_cents=opening.cents if opening else None,
            closing_cents=closing.cents if closing else None,
            opening_on=opening.on if opening else None,
            closing_on=closing.on if closing else None,
            entries=self.entries,
            credit_cents=self.credit,
            debit_cents=self.debit,
            balances_agree=agree,
            pending=self.pending,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A balance in cents (overdrawn is negative) on a day, when the bank says which."""

    cents: int
    on: date | None
