"""Checks that a Dutch letter reads at level B1: short sentences, plain words, the u-form."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_SLOT = re.compile(r"\{[a-z_]+\}")
_MARKS = re.compile(r"\*\*|^#+ ", re.MULTILINE)
_SENTENCE = re.compile(r"\S.*?(?:[.?!](?=\s|\Z)|(?=\n- )|\Z)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DOTTED = re.compile(r"\b(?:[a-z]{1,3}\.){2,}", re.IGNORECASE)


class Kind(StrEnum):
    """What is the matter with a place in a letter."""

    LONG_SENTENCE = "long_sentence"
    LONG_AVERAGE = "long_average"
    LONG_WORDS = "long_words"
    HARD_WORD = "hard_word"
    STIFF_WORD = "stiff_word"
    ABBREVIATION = "abbreviation"
    INFORMAL = "informal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordlist:
    """Words with their alternatives, and the limits of a letter."""

    hard: Mapping[str, str]
    stiff: Mapping[str, str]
    abbreviations: Mapping[str, str]
    informal: Mapping[str, str]
    shame: Mapping[str, tuple[str, ...]]
    sentence_words: int
    average_words: float
    long_word_letters: int
    long_word_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place to write better; line 0 is the letter as a whole."""

    line: int
    kind: Kind
    text: str
    suggestion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    line: int
    words: tuple[str, ...]


def parse_words(content: str) -> Wordlist:
    """Read `words.toml`; raises ValueError where a table is missing or has another shape."""
    tables = tomllib.loads(content)
    try:
        limits = tables["limits"]
        return Wordlist(
            hard=dict(tables["hard"]),
            stiff=dict(tables["stiff"]),
            abbreviations=dict(tables["abbreviations"]),
            informal=dict(tables["informal"]),
            shame={language: tuple(parts) for language, parts in tables["shame"].items()},
            sentence_words=int(limits["sentence_words"]),
            average_words=float(limits["average_words"]),
            long_word_letters=int(limits["long_word_letters"]),
            long_word_share=float(limits["long_word_share"]),
        )
    except KeyError as error:
        raise ValueError(f"words.toml: {error} is missing") from None


def check(text: str, words: Wordlist, *, is_legal: bool = False) -> tuple[Finding, ...]:
    """Find what is hard to read in a Dutch letter, in order of the lines.

    A placeholder counts as one word. `is_legal` allows the words that the law itself uses.
    """
    plain = _SLOT.sub("u", _MARKS.sub("", text))
    sentences = tuple(_sentences(_undotted(plain)))
    found = [*_long_sentences(sentences, words), *_whole(sentences, words)]
    found += _listed(plain, words.stiff, Kind.STIFF_WORD)
    found += _listed(plain, words.informal, Kind.INFORMAL)
    found += _abbreviations(plain, words.abbreviations)
    if not is_legal:
        found += _listed(plain, words.hard, Kind.HARD_WORD)
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.kind, finding.text)))


def _undotted(text: str) -> str:
    """Take the dots out of abbreviations, so that they end no sentence."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def _sentences(text: str) -> Iterator[_Sentence]:
    for start, block in _blocks(text):
        for match in _SENTENCE.finditer(block):
            found = tuple(_WORD.findall(match[0]))
            if found:
                yield _Sentence(line=start + block[: match.start()].count("\n"), words=found)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    line = 1
    for block in re.split(r"(\n\s*\n)", text):
        yield line, block
        line += block.count("\n")


def _long_sentences(sentences: Iterable[_Sentence], words: Wordlist) -> Iterator[Finding]:
    for sentence in sentences:
        if len(sentence.words) > words.sentence_words:
            yield Finding(
                line=sentence.line,
                kind=Kind.LONG_SENTENCE,
                text=" ".join(sentence.words[:6]) + " …",
                suggestion=f"{len(sentence.words)} woorden: maak er twee zinnen van",
            )


def _whole(sentences: tuple[_Sentence, ...], words: Wordlist) -> Iterator[Finding]:
    every = [word for sentence in sentences for word in sentence.words]
    if not every:
        return
    average = len(every) / len(sentences)
    if average > words.average_words:
        suggestion = f"gemiddeld hoogstens {words.average_words:g} woorden in een zin"
        yield Finding(line=0, kind=Kind.LONG_AVERAGE, text=f"{average:.1f}", suggestion=suggestion)
    long = [word for word in every if len(word) >= words.long_word_letters]
    if len(long) / len(every) > words.long_word_share:
        shown = ", ".join(sorted(set(long))[:5])
        suggestion = f"te veel lange woorden: zeg het anders dan met {shown}"
        yield Finding(
            line=0, kind=Kind.LONG_WORDS, text=f"{len(long) / len(every):.0%}", suggestion=suggestion
        )


def _listed(text: str, listed: Mapping[str, str], kind: Kind) -> Iterator[Finding]:
    for word, instead in listed.items():
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Finding(
                line=_line(text, match.start()), kind=kind, text=match[0], suggestion=f"schrijf: {instead}"
            )


def _abbreviations(text: str, known: Mapping[str, str]) -> Iterator[Finding]:
    yield from _listed(text, known, Kind.ABBREVIATION)
    for match in _DOTTED.finditer(text):
        if match[0].lower() not in known:
            yield Finding(
                line=_line(text, match.start()),
                kind=Kind.ABBREVIATION,
                text=match[0],
                suggestion="schrijf de woorden voluit",
            )


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
