"""A small ledger told as text, one row a line: `march: 2026-03-01 rent 650.00`.

`-> march` designates, belongs to or undoes that row; `known 2026-04-01` is when it was recorded.
"""

import re
import tomllib
from datetime import date, timedelta
from importlib.resources import files

from gewoon.rules import columns
from gewoon.rules.columns import Entry
from gewoon.rules.ledger import allocation
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.workspace import Order
from gewoon.rules.money import euros, parse_euros

LINE = re.compile(r"\s*(\w+): (\S+) (\w+) (\S+)(?: -> (\w+))?(?: known (\S+))?")
LOWERS = {Kind.PAYMENT, Kind.CREDIT, Kind.WRITE_OFF}
SHIPPED = tomllib.loads((files("gewoon") / "data" / "law" / "allocation.toml").read_text(encoding="utf-8"))


def order(*, rent_first: bool = False) -> Order:
    return allocation.read_order(SHIPPED, rent_first=rent_first)


class Story:
    """The rows of one tenancy with their names; questions and answers in names and euros."""

    def __init__(self, text: str):
        told = [match for line in text.splitlines() if (match := LINE.match(line))]
        number = {match[1]: place for place, match in enumerate(told, start=1)}
        signed = {match[1]: _signed(match[3], match[4]) for match in told}
        entries: dict[str, Entry] = {}
        for name, day, word, amount, refers, known in (match.groups() for match in told):
            kind = Kind[word.upper()]
            cents = -signed[refers] if kind is Kind.REVERSAL and amount == "0" else signed[name]
            on = date.fromisoformat(day)
            recorded = date.fromisoformat(known) if known else min(on, date(2020, 1, 1))
            entries[name] = Entry(
                1,
                number[name],
                on.toordinal(),
                recorded.toordinal(),
                cents,
                kind,
                number[refers] if refers else None,
            )
        self.names = sorted(entries, key=lambda name: columns.sort_key(entries[name]))
        self.accounts = columns.build(entries[name] for name in self.names)
        self.rows = columns.find(self.accounts, 1)

    def allocate(self, on="2030-01-01", known_on=None, **switches):
        view = date.fromisoformat(on)
        known = date.fromisoformat(known_on) if known_on else view + timedelta(days=9999)
        return allocation.allocate(self.rows, order(**switches), on=view, known_on=known)

    def open(self, on="2030-01-01", known_on=None, **switches):
        """What is open, by name, in euros; credit is negative."""
        answer = self.allocate(on, known_on, **switches).open_cents
        return {name: euros(cents) for name, cents in zip(self.names, answer, strict=True) if cents}

    def settled(self, on="2030-01-01", **switches):
        """Which payment went where: (payment, claim, euros, reason)."""
        return [
            (self.names[s.payment], self.names[s.claim], euros(s.cents), s.reason.name)
            for s in self.allocate(on, **switches).settlements
        ]


def _signed(word, amount):
    cents = parse_euros(amount)
    return -cents if Kind[word.upper()] in LOWERS else cents
