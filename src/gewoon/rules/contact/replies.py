"""What the municipality answered, read from its file by the code list of the day."""

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

HELP_ACCEPTED = frozenset({"help_short", "help_financial", "help_running"})
HELP_GOES_ON = frozenset({"help_financial", "help_running"})
OUTCOMES = HELP_ACCEPTED | {
    "not_taken_up",
    "stop",
    "address",
    "not_reached",
    "lost",
    "declined",
    "solved",
    "care",
    "help_other",
}
COLUMNS = ("number", "code", "on")
LARGEST = 1_000_000  # bytes
MOST = 5_000  # answers


class RepliesRefused(ValueError):
    """A file with answers is refused whole; `problems` says each line that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the problems apart, and join them for who only prints."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An answer that a municipality can give, and what it means to us."""

    literal: str
    outcome: str
    is_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """The codes of one version."""

    version: str
    from_on: date
    results: Mapping[str, Code]
    contact: Mapping[str, str]
    part_of_day: Mapping[str, str]
    partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One line: which signal, which answer, on which day."""

    line: int
    number: str
    code: Code
    on: date


def parse_codes(text: str) -> CodeList:
    """Read a code list. Raises ValueError for an outcome that we have no deed for."""
    content = tomllib.loads(text)
    strange = [each["outcome"] for each in content["result"] if each["outcome"] not in OUTCOMES]
    if strange:
        raise ValueError(f"codes: unknown outcome {', '.join(strange)}")
    results = (
        Code(literal=each["code"], outcome=each["outcome"], is_private=each.get("is_private", False))
        for each in content["result"]
    )
    return CodeList(
        version=content["version"],
        from_on=content["from_on"],
        results={each.literal.casefold(): each for each in results},
        contact=content["contact"],
        part_of_day=content["part_of_day"],
        partner=content["partner"]["rent"],
    )


def read(content: bytes, codes: CodeList, *, today: date) -> tuple[Reply, ...]:
    """Read a CSV with the columns number, code and on (a day), separated by semicolons.

    Raises RepliesRefused with every line that is wrong: nothing of such a file is taken in.
    """
    if len(content) > LARGEST:
        raise RepliesRefused([f"the file has more than {LARGEST} bytes: this is no file with answers"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RepliesRefused(["the file is no UTF-8 text: save it as CSV UTF-8"]) from None
    if "\0" in text:
        raise RepliesRefused(["the file holds a zero byte: this is no CSV"])
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except csv.Error as error:
        raise RepliesRefused([f"the file is no CSV: {error}"]) from None
    return _replies(lines, codes, today)


def _replies(lines: list[list[str]], codes: CodeList, today: date) -> tuple[Reply, ...]:
    if not lines or [name.strip().casefold() for name in lines[0]] != list(COLUMNS):
        raise RepliesRefused([f"line 1: expected the columns {';'.join(COLUMNS)}"])
    if len(lines) > MOST + 1:
        raise RepliesRefused([f"the file has more than {MOST} answers: divide it"])
    problems: list[str] = []
    found: list[Reply] = []
    for line, cells in enumerate(lines[1:], start=2):
        if not cells:
            continue
        try:
            found.append(_reply(line, cells, codes, today))
        except ValueError as error:
            problems.append(f"line {line}: {error}")
    if not found and not problems:
        problems.append("the file holds no answers")
    if problems:
        raise RepliesRefused(problems)
    return tuple(found)


def _reply(line: int, cells: list[str], codes: CodeList, today: date) -> Reply:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"expected {len(COLUMNS)} cells, found {len(cells)}")
    number, literal, day = (cell.strip() for cell in cells)
    code = codes.results.get(literal.casefold())
    if code is None:
        raise ValueError(
            f"the code {literal[:60]!r} does not stand in list {codes.version}: ask what it means"
        )
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"expected a day as 2026-11-23, found {day[:20]!r}") from None
    if on > today:
        raise ValueError(f"the answer of {on} lies in the future")
    return Reply(line=line, number=number, code=code, on=on)
