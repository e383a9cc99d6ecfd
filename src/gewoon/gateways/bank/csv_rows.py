"""Reads the rows of a bank's CSV file: one dialect, one row at a time."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gewoon.gateways.bank import narrative, strict, text
from gewoon.gateways.bank.container import EXPECTED, Source
from gewoon.gateways.bank.dialects import Dialect, Place, dialects, positions
from gewoon.gateways.bank.model import Detail, Entry, FileRefused, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A dialect, and where its columns stand in this file."""

    dialect: Dialect
    at: dict[Place, int]
    width: int
    first_line: int  # the first line with an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry, the account it belongs to, and the running balance before and after it, where given."""

    account: str
    currency: str
    entry: Entry
    before: int | None
    after: int | None


def recognise(source: Source) -> Layout:
    """Find the dialect of this file by its first lines. Raises FileRefused."""
    start = []
    for _, line in text.lines(source):
        if line.strip():
            start.append(line)
        if len(start) == 2:
            break
    for dialect in dialects() if start else ():
        has_title = bool(dialect.title) and start[0].startswith(dialect.title or "")
        if len(start) <= has_title or has_title != bool(dialect.title):
            continue
        try:
            header = _split(dialect, start[has_title])
        except csv.Error:
            continue
        at = positions(dialect, header)
        if at is not None:
            first_line = 1 + has_title + dialect.has_header
            return Layout(dialect=dialect, at=at, width=len(header), first_line=first_line)
    raise FileRefused(source.shown, "line 1", "no known bank file begins like this", EXPECTED)


def _split(dialect: Dialect, line: str) -> list[str]:
    if dialect.only_quoted is not None:
        return _split_loosely(dialect, line)
    return next(_reader(dialect, [line]))


def _reader(dialect: Dialect, lines: Iterable[str]) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.separator,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_NONE if dialect.quote is None else csv.QUOTE_MINIMAL,
        strict=True,
    )


def _split_loosely(dialect: Dialect, line: str) -> list[str]:
    """Split where only one column may hold the separator: a name such as 't Hart is no quotation."""
    before = (dialect.only_quoted or 1) - 1
    parts = line.split(dialect.separator, before)
    if len(parts) <= before or dialect.width is None:
        return parts
    behind = dialect.width - before - 1
    quoted, *last = parts.pop().rsplit(dialect.separator, behind)
    quote = dialect.quote or ""
    return [*parts, quoted.removeprefix(quote).removesuffix(quote), *last]


def rows(source: Source, layout: Layout) -> Iterator[Row]:
    """Yield the entries of the file. Raises FileRefused."""
    once = strict.first_reference()
    for number, cells in _cells(source, layout):
        if len(cells) != layout.width:
            expected = f"{layout.width} columns"
            raise FileRefused(source.shown, f"line {number}", f"the row has {len(cells)} columns", expected)
        for column, pattern in layout.dialect.patterns.items():
            if not pattern.fullmatch(cells[column - 1].strip()):
                reason = f"column {column} is written otherwise"
                raise FileRefused(source.shown, f"line {number}", reason, "rows that are written alike")
        try:
            yield _row(layout, cells, once)
        except Unreadable as error:
            raise FileRefused(source.shown, f"line {number}", error.reason, error.expected) from None


def _cells(source: Source, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    numbered = _Numbered(source, layout.first_line)
    if layout.dialect.only_quoted is not None:
        for line in numbered:
            yield numbered.number, _split_loosely(layout.dialect, line)
        return
    try:
        for cells in _reader(layout.dialect, numbered):
            yield numbered.number, cells
    except csv.Error:
        place = f"line {numbered.number}"
        raise FileRefused(source.shown, place, "quotation marks do not fit", "a whole row") from None


class _Numbered:
    """The lines that hold something, from the first entry on; remembers the number of the last one."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source, self.first_line, self.number = source, first_line, 0

    def __iter__(self) -> Iterator[str]:
        filled = 0
        for number, line in text.lines(self.source):
            self.number = number
            filled += bool(line.strip())
            if line.strip() and filled >= self.first_line:
                yield line


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells of one row, by what they mean."""

    layout: Layout
    cells: Sequence[str]

    def one(self, field: str) -> str:
        """Return the cell of a field; empty where the dialect has none."""
        where = self.layout.dialect.columns.get(field)
        return self.cells[self.layout.at[where[0]]].strip() if where else ""

    def several(self, field: str) -> list[str]:
        """Return the cells of a field that may stand in several columns."""
        where = self.layout.dialect.columns.get(field, ())
        return [self.cells[self.layout.at[place]].strip() for place in where]

    def joined(self, field: str) -> str:
        """Return the cells that are filled, with spaces between."""
        return " ".join(filter(None, self.several(field)))


def _row(layout: Layout, cells: Sequence[str], once: Callable[[str, str], str]) -> Row:
    dialect, line = layout.dialect, _Line(layout, cells)
    account = _account(line)
    cents = _signed(layout, cells, line.one("amount"))
    booked_on = _day(dialect, line.one("booked_on"))
    value_on = line.one("value_on")
    currency = line.one("currency") or "EUR"
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        raise Unreadable("the currency is missing", "three letters such as EUR")
    said = narrative.split([line.one("narrative")])
    detail = _detail(line, cents, said)
    entry = Entry(
        place=0,
        reference=once(account, _reference(line)),
        cents=cents,
        booked_on=booked_on,
        value_on=_day(dialect, value_on) if value_on else booked_on,
        currency=currency,
        is_reversal=False,
        is_return=bool(detail.reason_code),
        batch_announced=said.payments,
        batch_reference=line.one("batch_reference") or said.batch,
        code=line.joined("code"),
        details=(detail,),
    )
    return Row(
        account=account,
        currency=currency,
        entry=entry,
        before=_balance(layout, cells, dialect.balance_before),
        after=_balance(layout, cells, dialect.balance_after),
    )


def _detail(line: _Line, cents: int, said: narrative.Narrative) -> Detail:
    """Take the columns first, and what the free text says where a column is empty."""
    return Detail(
        cents=cents,
        name=line.one("name") or said.name,
        iban=strict.account(line.one("iban")) or said.iban,
        remittance=line.joined("remittance") or said.remittance,
        structured=line.one("structured") or said.structured,
        end_to_end=line.one("end_to_end") or said.end_to_end,
        mandate=line.one("mandate") or said.mandate,
        reason_code=line.one("reason_code") or said.reason_code,
        note=line.one("note") or said.note,
    )


def _account(line: _Line) -> str:
    text = line.one("account")
    account = strict.account(text.rstrip('"') if line.layout.dialect.stray_quote else text)
    if not 5 <= len(account) <= 34 or not account.isalnum():
        raise Unreadable("the account number is missing", "an account number in every row")
    return account


def _reference(line: _Line) -> str:
    """Join the columns that name the entry; one that says nothing makes the whole say nothing."""
    parts = line.several("reference")
    return "/".join(parts) if all(strict.is_reference(part) for part in parts) else ""


def _signed(layout: Layout, cells: Sequence[str], amount: str) -> int:
    dialect = layout.dialect
    cents = _cents(dialect, amount)
    if dialect.sign_column is None:
        return cents
    sign = dialect.signs.get(cells[layout.at[dialect.sign_column]].strip())
    if sign is None or cents < 0:
        raise Unreadable("the direction of the amount is unclear", " or ".join(dialect.signs))
    return sign * cents


def _balance(layout: Layout, cells: Sequence[str], column: Place | None) -> int | None:
    return None if column is None else _cents(layout.dialect, cells[layout.at[column]].strip())


def _cents(dialect: Dialect, amount: str) -> int:
    match = dialect.amount.fullmatch(amount)
    if match is None:
        raise Unreadable(f"the amount is {strict.shown(amount)}", "digits with at most two decimals")
    sign, whole, decimals = match.groups()
    if dialect.thousands:
        whole = whole.replace(dialect.thousands, "")
    cents = int(whole) * 100 + int((decimals or "").ljust(2, "0"))
    return -cents if sign == "-" else cents


def _day(dialect: Dialect, written: str) -> date:
    match = dialect.date.fullmatch(written)
    try:
        if match is not None:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        pass
    raise Unreadable("the date does not exist or is written otherwise", "a date as in the other rows")
