"""Reads CSV downloads of Dutch banks: one statement per own account, balances from the running balance."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from gewoon.gateways.bank.container import Source
from gewoon.gateways.bank.csv_rows import Layout, Row, recognise, rows
from gewoon.gateways.bank.model import FileRefused, FileStart, Record, StatementEnd, StatementStart
from gewoon.gateways.bank.tally import Balance, Tally

Account = tuple[str, str]  # account, currency
_MOST_ACCOUNTS = 500


@dataclass(slots=True)
class _Chain:
    """The running balance of one account, followed in both directions of time at once."""

    newest_first: bool
    first_day: date
    last_day: date
    tally: Tally = field(default_factory=Tally)
    first: tuple[int, int] | None = None  # balance before and after of the first row in the file
    last: tuple[int, int] | None = None
    breaks_upwards: int = 0  # if the newest entry stands first
    breaks_downwards: int = 0  # if the oldest entry stands first

    def add(self, row: Row) -> None:
        """Take the next row."""
        self.tally.add(row.entry)
        self.first_day = min(self.first_day, row.entry.booked_on)
        self.last_day = max(self.last_day, row.entry.booked_on)
        cents = row.entry.cents
        before = row.before if row.before is not None or row.after is None else row.after - cents
        if before is None:
            return
        here = (before, before + cents if row.after is None else row.after)
        is_off = before + cents != here[1]
        self.breaks_downwards += is_off
        self.breaks_upwards += is_off
        if self.last is None:
            self.first = here
        else:
            self.breaks_downwards += here[0] != self.last[1]
            self.breaks_upwards += here[1] != self.last[0]
        self.last = here

    def end(self) -> StatementEnd:
        """Return the end of the statement; the direction with the fewest breaks is the right one."""
        if self.first is None or self.last is None:
            return self.tally.end(None, None)
        is_upwards = self.breaks_upwards < self.breaks_downwards or (
            self.breaks_upwards == self.breaks_downwards and self.newest_first
        )
        oldest, newest = (self.last, self.first) if is_upwards else (self.first, self.last)
        end = self.tally.end(
            Balance(cents=oldest[0], on=self.first_day), Balance(cents=newest[1], on=self.last_day)
        )
        breaks = self.breaks_upwards if is_upwards else self.breaks_downwards
        return replace(end, balances_agree=end.balances_agree and breaks == 0)


def read(source: Source) -> Iterator[Record]:
    """Yield the records of one CSV file. Raises FileRefused, before anything else when a row is wrong.

    The file is read twice: once to add up each account, once to hand out its entries.
    """
    layout = recognise(source)
    chains, runs = _survey(source, layout)
    yield FileStart(name=source.name, format="CSV", version=layout.dialect.name)
    if runs == len(chains):
        for account, group in groupby(rows(source, layout), key=_account):
            yield from _statement(account, group, chains[account])
        return
    for account, chain in chains.items():  # the accounts stand mixed: once through the file for each
        yield from _statement(account, _of(account, rows(source, layout)), chain)


def _survey(source: Source, layout: Layout) -> tuple[dict[Account, _Chain], int]:
    """Return the sums per account, and the number of runs of rows of one account."""
    chains: dict[Account, _Chain] = {}
    runs, before = 0, None
    for row in rows(source, layout):
        account = _account(row)
        runs += account != before
        before = account
        if account not in chains:
            chains[account] = _Chain(
                newest_first=layout.dialect.newest_first,
                first_day=row.entry.booked_on,
                last_day=row.entry.booked_on,
            )
        if len(chains) > _MOST_ACCOUNTS:
            raise FileRefused(
                source.shown, "", "there are too many own accounts", f"{_MOST_ACCOUNTS} at most"
            )
        chains[account].add(row)
    if not chains:
        raise FileRefused(source.shown, "whole file", "there are no entries in it", "at least one row")
    return chains, runs


def _statement(account: Account, group: Iterator[Row], chain: _Chain) -> Iterator[Record]:
    yield StatementStart(account=account[0], id=None, sequence=None, currency=account[1])
    for place, row in enumerate(group, start=1):
        yield replace(row.entry, place=place)
    yield chain.end()


def _of(account: Account, all_rows: Iterator[Row]) -> Iterator[Row]:
    return (row for row in all_rows if _account(row) == account)


def _account(row: Row) -> Account:
    return row.account, row.currency
