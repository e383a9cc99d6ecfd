"""Reads the letters that are shipped as folders with `letter.toml` and one Markdown file per language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from gewoon.rules.contact.letters import LANGUAGES, Letter, LetterError, parse_letter
from gewoon.rules.contact.readability import Wordlist, parse_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Every version of every letter, with the words around and inside them."""

    versions: tuple[Letter, ...]
    words: Wordlist
    labels: Mapping[str, Mapping[str, str]]

    def names(self) -> tuple[str, ...]:
        """Name every letter once, in alphabetical order."""
        return tuple(sorted({letter.name for letter in self.versions}))

    def on(self, name: str, day: date) -> Letter:
        """Give the version of a letter that is valid on a day; raises LookupError where there is none."""
        valid = [each for each in self.versions if each.name == name and each.valid_from <= day]
        if not valid:
            raise LookupError(f"no letter {name!r} on {day}: choose from {', '.join(self.names())}")
        return max(valid, key=lambda letter: letter.valid_from)


@cache
def shipped_letters() -> Letters:
    """Read all letters that come with the program, once. Raises LetterError when one is damaged."""
    return read_letters(files("gewoon") / "data" / "letters")


def read_letters(folder: Traversable) -> Letters:
    """Read every folder as one version of one letter; raises LetterError with all problems of all letters.

    A folder bears the name of its letter; a later version adds its first day: `reminder-2027-07-01`.
    """
    words = parse_words(_text(folder / "words.toml"))
    problems: list[str] = []
    versions = []
    for place in sorted((each for each in folder.iterdir() if each.is_dir()), key=lambda each: each.name):
        try:
            versions.append(_letter(place, words))
        except LetterError as error:
            problems += [f"{place.name}: {problem}" for problem in error.problems]
    if problems:
        raise LetterError(problems)
    return Letters(versions=tuple(versions), words=words, labels=tomllib.loads(_text(folder / "labels.toml")))


def _letter(place: Traversable, words: Wordlist) -> Letter:
    texts = {language: _text(place / f"{language}.md") for language in LANGUAGES}
    letter = parse_letter(_text(place / "letter.toml"), texts, shame=words.shame)
    if place.name not in {letter.name, f"{letter.name}-{letter.valid_from}"}:
        raise LetterError([f"expected the folder {letter.name} or {letter.name}-{letter.valid_from}"])
    return letter


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LetterError([f"the file {file.name} is missing"]) from None
    except UnicodeDecodeError as error:
        raise LetterError([f"{file.name} is no UTF-8: {error}"]) from None
