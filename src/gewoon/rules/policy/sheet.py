"""One TOML sheet of the policy room: its tables with places, and findings for what is not as it should be."""

import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from gewoon.rules.policy.conditions import Problem
from gewoon.rules.policy.facts import Words
from gewoon.rules.policy.findings import Finding, Place, nearest
from gewoon.rules.policy.locator import Locator, Path

LARGEST = 400_000
DEEPEST = 20


class Unreadable(ValueError):
    """The sheet is no TOML, or too large; `finding` says where."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.message)
        self.finding = finding


class Sheet:
    """A parsed TOML text that collects findings while it is read."""

    def __init__(self, text: str, file: str) -> None:
        """Parse the text; raises Unreadable."""
        self.file = file
        self.text = text
        self.findings: list[Finding] = []
        self.values = _parse(text, file)
        self._locator = Locator(text)

    def place(self, path: Path, character: int = 0) -> Place:
        """Answer where a value, or one character of a text, stands."""
        line, column = self._locator.line_and_column(self._locator.spot(path).of(character))
        return Place(file=self.file, line=line, column=column)

    def say(self, path: Path, message: str, character: int = 0) -> None:
        """Add an error."""
        self.findings.append(Finding(place=self.place(path, character), kind="error", message=message))

    def say_problems(self, path: Path, owner: str, problems: Collection[Problem]) -> None:
        """Add what is wrong with a condition, each at its own character."""
        for problem in problems:
            self.say(path, f"{owner}: {problem.message}", problem.at)

    def check_keys(self, path: Path, table: Mapping[str, Any], allowed: Collection[str]) -> None:
        """Refuse keys that mean nothing."""
        for key in table:
            if key not in allowed:
                self.say((*path, key), f"unknown key '{key}'{nearest(key, allowed)}")

    def tables(self, key: str, allowed: Collection[str]) -> list[tuple[Path, Mapping[str, Any]]]:
        """Answer the tables of a list such as `[[rule]]` with their paths."""
        tables = self.rows(key)
        if key in self.values and tables != self.values[key]:
            self.say((key,), f"write each {key} as [[{key}]]")
            return []
        for position, table in enumerate(tables):
            self.check_keys((key, position), table, allowed)
        return [((key, position), table) for position, table in enumerate(tables)]

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        """Answer the tables of a list such as `[[rule]]`, empty when it is not written as one."""
        tables = self.values.get(key)
        return tables if isinstance(tables, list) and all(isinstance(table, dict) for table in tables) else []

    def word(self, path: Path, table: Mapping[str, Any], key: str, default: str | None = None) -> str:
        """Answer a text; without a default it has to be there."""
        value = table.get(key, default)
        if isinstance(value, str) and (value or default is not None):
            return value
        found = "is missing" if value is None else f"is a text, not {value!r}"
        self.say((*path, key), f"'{key}' {found}")
        return ""

    def words(self, path: Path, table: Mapping[str, Any], key: str, *, is_needed: bool) -> Words:
        """Answer a text in Dutch and English."""
        value = table.get(key, {})
        if isinstance(value, str):
            value = {"nl": value, "en": value}
        is_sound = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
        if not is_sound or (is_needed and not {"nl", "en"} <= set(value)):
            self.say((*path, key), f'\'{key}\' is a text in both languages: {{ nl = "...", en = "..." }}')
            return {}
        return dict(value)

    def list_of_words(self, path: Path, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Answer a list of texts, empty when it is left out."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self.say((*path, key), f"'{key}' is a list of words")
            return ()
        return tuple(value)

    def one_of(self, path: Path, table: Mapping[str, Any], key: str, allowed: Collection[str]) -> str:
        """Answer a word from a list; the first of the list when it is left out."""
        value = table.get(key, next(iter(allowed)))
        if value in allowed:
            return str(value)
        self.say((*path, key), f"'{key}' is one of {', '.join(allowed)}, not {value!r}")
        return ""


def _parse(text: str, file: str) -> Mapping[str, Any]:
    if len(text) > LARGEST:
        raise Unreadable(_at(file, 1, 1, f"the file has {len(text)} characters; at most {LARGEST}"))
    for number, row in enumerate(text.splitlines(), start=1):
        if row.count(".") > DEEPEST and _is_deep(row):
            raise Unreadable(_at(file, number, 1, f"a name of more than {DEEPEST} parts: nested too deeply"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = _where(str(error), text)
        raise Unreadable(_at(file, line, column, f"this is no TOML: {error}")) from None
    except RecursionError:
        raise Unreadable(_at(file, 1, 1, "lists or tables are nested too deeply")) from None


def _is_deep(line: str) -> bool:
    """Say whether a line names a table or a key of very many parts; a text may have many dots."""
    is_header = line.lstrip().startswith("[")
    name = line.split("]", 1)[0] if is_header else line.split("=", 1)[0]
    return (is_header or "=" in line) and not set("\"'# ") & set(name.strip()) and name.count(".") > DEEPEST


def _where(message: str, text: str) -> tuple[int, int]:
    """Read the place out of the message, which is the only thing the reader gives."""
    words = message.replace(",", " ").replace(")", " ").split()
    if "line" in words and "column" in words:
        return int(words[words.index("line") + 1]), int(words[words.index("column") + 1])
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


def _at(file: str, line: int, column: int, message: str) -> Finding:
    return Finding(place=Place(file=file, line=line, column=column), kind="error", message=message)
