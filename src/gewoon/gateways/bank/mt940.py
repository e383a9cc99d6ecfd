"""Reads MT940 statements as Dutch banks write them, line by line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gewoon.gateways.bank import mt940_fields as fields
from gewoon.gateways.bank import strict
from gewoon.gateways.bank.container import Source
from gewoon.gateways.bank.model import FileRefused, FileStart, Record, StatementStart, Unreadable
from gewoon.gateways.bank.tally import Balance, Tally
from gewoon.gateways.bank.text import lines

_TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.ASCII)
_END = re.compile(r"\s?-(?:\}.*|XXX)?\s*")
_HEADER = re.compile(r":940[0-9]?:\s*", re.ASCII)
_MOST_LINES_OUTSIDE = 12
_MOST_LINES_INSIDE = 200
_WHOLE = "a statement with :20:, :25:, :60F: and :62F:"


@dataclass(slots=True)
class _Message:
    """The message between :20: and :62F:, and what its last line belongs to."""

    account: str = ""
    number: str = ""
    opening: fields.Dated | None = None
    closing: fields.Dated | None = None
    entry: fields.Line | None = None
    entry_text: list[str] = field(default_factory=list)
    open_text: list[str] | None = None  # where a line without a tag goes
    fields_seen: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Statement:
    """The statement, of one or more messages, that is streaming by."""

    start: StatementStart
    opening: fields.Dated
    closing: fields.Dated | None = None
    tally: Tally = field(default_factory=Tally)


class _Reader:
    """Knows the message and the statement that are open; takes line after line."""

    def __init__(self, once: Callable[[str, str], str]) -> None:
        """Begin outside of any message."""
        self.once = once
        self.message: _Message | None = None
        self.statement: _Statement | None = None
        self.outside = 0
        self.is_empty = True
        self.number = 0

    def line(self, number: int, text: str) -> Sequence[Record]:
        """Take a line and return the records that it completes. Raises Unreadable."""
        self.number = number
        tag = None if _HEADER.fullmatch(text) else _TAG.fullmatch(text)
        if tag is not None:
            return self._field(tag[1], tag[2])
        message = self.message
        if message is None:
            self._pass_header(text)
        elif message.closing is not None and (_END.fullmatch(text) or _HEADER.fullmatch(text)):
            self.message = None
        elif message.open_text is not None:
            if len(message.open_text) >= _MOST_LINES_INSIDE:
                raise Unreadable("a text goes on and on", f"{_MOST_LINES_INSIDE} lines at most")
            message.open_text.append(text)
        elif text.strip() and message.closing is None:
            raise Unreadable("a line without a tag", "a line that begins with a tag such as :61:")
        return ()

    def end(self) -> Sequence[Record]:
        """Return the last records. Raises Unreadable when the file is cut off."""
        if self.is_empty:
            raise Unreadable("there is no statement in it", _WHOLE)
        if self.message is not None and self.message.closing is None:
            raise Unreadable("the file is cut off: the last statement has no closing balance", _WHOLE)
        return self._close()

    def _pass_header(self, text: str) -> None:
        if text.strip():
            self.outside += 1
        if self.outside > _MOST_LINES_OUTSIDE:
            raise Unreadable("too many lines outside of a statement", _WHOLE)

    def _field(self, tag: str, value: str) -> Sequence[Record]:
        if tag == "20":
            if self.message is not None and self.message.closing is None:
                raise Unreadable("a statement begins before the last one has its closing balance", _WHOLE)
            self.message, self.outside, self.is_empty = _Message(), 0, False
            return ()
        message = self.message
        if message is None:
            raise Unreadable(f"the field :{tag}: stands before :20:", _WHOLE)
        message.open_text = None
        if message.closing is not None:
            if tag not in ("64", "65", "86"):
                raise Unreadable(f"the field :{tag}: stands after the closing balance", _WHOLE)
            message.open_text = []
            return ()
        return self._field_inside(message, tag, value)

    def _field_inside(self, message: _Message, tag: str, value: str) -> Sequence[Record]:
        if tag == "61":
            return self._entry_line(message, value)
        if tag == "86":
            return self._text(message, value)
        if tag in message.fields_seen:
            raise Unreadable(f"the field :{tag}: stands there twice", _WHOLE)
        message.fields_seen.add(tag)
        return self._field_once(message, tag, value)

    def _text(self, message: _Message, value: str) -> Sequence[Record]:
        if message.entry is None:
            raise Unreadable("a text :86: without an entry :61:", _WHOLE)
        message.entry_text.append(value)
        message.open_text = message.entry_text
        return ()

    def _field_once(self, message: _Message, tag: str, value: str) -> Sequence[Record]:
        if tag in ("60F", "60M"):
            return self._open(message, tag, value)
        if tag in ("62F", "62M"):
            return self._close_message(message, value)
        if tag == "25":
            message.account = fields.account(value)
        elif tag in ("28", "28C"):
            message.number = value.strip()
        elif tag not in ("21", "NS"):
            raise Unreadable(f"the field :{tag}: does not belong in a statement", "MT940, and no MT942")
        return ()

    def _open(self, message: _Message, tag: str, value: str) -> Sequence[Record]:
        if not message.account or message.opening is not None:
            raise Unreadable("an opening balance without an account, or a second one", _WHOLE)
        message.opening = fields.balance(value)
        start = StatementStart(
            account=message.account,
            id=message.number or None,
            sequence=message.number.partition("/")[0] or None,
            currency=message.opening.currency,
        )
        if tag == "60M" and self._goes_on(start):
            return ()
        records = self._close()
        self.statement = _Statement(start=start, opening=message.opening)
        return (*records, start)

    def _goes_on(self, start: StatementStart) -> bool:
        """Tell whether this message is a further part of the open statement."""
        if self.statement is None or self.statement.closing is None:
            return False
        before = self.statement.start
        same = (before.account, before.sequence, before.currency)
        return self.statement.closing.is_intermediate and same == (
            start.account,
            start.sequence,
            start.currency,
        )

    def _entry_line(self, message: _Message, value: str) -> Sequence[Record]:
        if message.opening is None:
            raise Unreadable("an entry before the opening balance", _WHOLE)
        records = self._entry(message)
        message.entry = fields.line(value)
        message.open_text = message.entry.below
        return records

    def _entry(self, message: _Message) -> Sequence[Record]:
        """Return the entry that is complete now, if there is one."""
        statement = self.statement
        if message.entry is None or statement is None:
            return ()
        entry = fields.entry(
            message.entry,
            message.entry_text,
            start=statement.start,
            place=statement.tally.entries + 1,
            once=self.once,
        )
        message.entry, message.entry_text = None, []
        return (statement.tally.add(entry),)

    def _close_message(self, message: _Message, value: str) -> Sequence[Record]:
        if self.statement is None or message.opening is None:
            raise Unreadable("a closing balance without an opening balance", _WHOLE)
        records = self._entry(message)
        message.closing = self.statement.closing = fields.balance(
            value, is_intermediate="62M" in message.fields_seen
        )
        if message.closing.currency != self.statement.start.currency:
            raise Unreadable("the balances are in different currencies", "one currency")
        return records

    def _close(self) -> Sequence[Record]:
        statement, self.statement = self.statement, None
        if statement is None or statement.closing is None:
            return ()
        opening, closing = statement.opening, statement.closing
        return (
            statement.tally.end(
                Balance(cents=opening.cents, on=opening.on), Balance(cents=closing.cents, on=closing.on)
            ),
        )


def read(source: Source) -> Iterator[Record]:
    """Yield the records of one MT940 file. Parts of a statement (60M, 62M) are joined. Raises FileRefused."""
    yield FileStart(name=source.name, format="MT940", version="")
    reader = _Reader(strict.first_reference())
    try:
        for number, text in lines(source):
            yield from reader.line(number, text)
        yield from reader.end()
    except Unreadable as error:
        raise FileRefused(source.shown, f"line {reader.number}", error.reason, error.expected) from None
