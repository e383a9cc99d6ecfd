"""A training programme as data: sessions, themes, seats, what it obliges to, and what is asked afterwards."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("nl", "en")
WAYS_IN = ("required", "condition", "own_initiative")
MOST_SESSIONS = 30
Text = Mapping[str, str]
"""The same words per language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What one session is about, with what the participants get to take along."""

    theme: Text
    materials: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is rated or asked, by the name under which the answer is kept."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme. `seats_from` to `seats_to` is advice; `by_lot` may be switched off per group."""

    name: str
    title: Text
    bureau: str
    summary: Text
    interval_days: int
    minutes: int
    seats_from: int
    seats_to: int
    by_lot: bool
    themes: tuple[Theme, ...]
    obliges: Mapping[str, Text]
    ratings: tuple[Item, ...]
    questions: tuple[Item, ...]
    protocol: Text

    def theme_of(self, number: int, language: str) -> str:
        """Name the theme of a session by its number, counted from 1; empty beyond the last."""
        return self.themes[number - 1].theme[language] if 1 <= number <= len(self.themes) else ""


class ProgrammeError(ValueError):
    """A programme cannot be used; the message lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Keep the problems one by one, and say them all."""
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


def parse(name: str, content: Mapping[str, Any]) -> Programme:
    """Read a programme from parsed TOML; raises ProgrammeError with every place that is not as expected."""
    read = _Reader(content)
    made = Programme(
        name=name,
        title=read.text("title"),
        bureau=read.plain("bureau"),
        summary=read.text("summary"),
        interval_days=read.whole("interval_days", 1, 90),
        minutes=read.whole("minutes", 15, 480),
        seats_from=read.whole("seats_from", 1, 100),
        seats_to=read.whole("seats_to", 1, 100),
        by_lot=read.flag("by_lot"),
        themes=tuple(read.each("session", _theme)),
        obliges=read.by_way("obliges"),
        ratings=tuple(read.each("rating", _item)),
        questions=tuple(read.each("question", _item)),
        protocol=read.text("protocol"),
    )
    problems = [*read.problems, *_doubts(made)] if not read.problems else read.problems
    problems += [f"{key}: not known here, remove it" for key in content if key not in read.asked]
    if problems:
        raise ProgrammeError(f"{name}: {problem}" for problem in problems)
    return made


def _doubts(made: Programme) -> Iterable[str]:
    if not 1 <= len(made.themes) <= MOST_SESSIONS:
        yield f"session: expected 1 to {MOST_SESSIONS} sessions, found {len(made.themes)}"
    if made.seats_from > made.seats_to:
        yield "seats_from: more than seats_to; give the smallest group first"
    for what, items in (("rating", made.ratings), ("question", made.questions)):
        if len({item.name for item in items}) < len(items):
            yield f"{what}: two have the same name; give each its own"


class _Reader:
    """Reads values by key and remembers what was wrong."""

    def __init__(self, content: Mapping[str, Any], where: str = "") -> None:
        self.content, self.where = content, where
        self.problems: list[str] = []
        self.asked: set[str] = set()

    def text(self, key: str) -> Text:
        return self._text(key, self._get(key))

    def plain(self, key: str) -> str:
        found = self._get(key)
        if not isinstance(found, str) or not found.strip():
            self._wrong(key, 'a text such as "Bureau Opstap"')
            return ""
        return found

    def whole(self, key: str, least: int, most: int) -> int:
        found = self._get(key)
        if type(found) is not int or not least <= found <= most:
            self._wrong(key, f"a whole number from {least} to {most}")
            return least
        return found

    def flag(self, key: str) -> bool:
        found = self._get(key)
        if not isinstance(found, bool):
            self._wrong(key, "true or false")
        return found is True

    def by_way(self, key: str) -> Mapping[str, Text]:
        found = self._get(key)
        if not isinstance(found, Mapping) or set(found) != set(WAYS_IN):
            self._wrong(key, f"a text for each of {', '.join(WAYS_IN)}")
            return {}
        return {way: self._text(f"{key}.{way}", text) for way, text in found.items()}

    def each(self, key: str, make: "Callable[[_Reader], Any]") -> Iterable[Any]:
        found = self._get(key)
        if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
            self._wrong(key, f"one or more [[{key}]] tables")
            return
        for place, row in enumerate(found, start=1):
            inner = _Reader(row, f"{key} {place}: ")
            yield make(inner)
            self.problems += inner.problems

    def texts(self, key: str) -> tuple[Text, ...]:
        found = self._get(key)
        if not isinstance(found, list):
            self._wrong(key, "a list of texts, or [] for none")
            return ()
        return tuple(self._text(key, text) for text in found)

    def _text(self, key: str, found: object) -> Text:
        if not isinstance(found, Mapping) or not all(
            isinstance(found.get(each), str) and found[each].strip() for each in LANGUAGES
        ):
            self._wrong(key, "words in both languages: { nl = …, en = … }")
            return dict.fromkeys(LANGUAGES, "")
        return {each: found[each] for each in LANGUAGES}

    def _get(self, key: str) -> object:
        self.asked.add(key)
        return self.content.get(key)

    def _wrong(self, key: str, expected: str) -> None:
        self.problems.append(f"{self.where}{key}: expected {expected}")


def _theme(read: _Reader) -> Theme:
    return Theme(theme=read.text("theme"), materials=read.texts("materials"))


def _item(read: _Reader) -> Item:
    return Item(name=read.plain("name"), text=read.text("text"))
