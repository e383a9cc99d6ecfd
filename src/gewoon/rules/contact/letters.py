"""Reads letters and fills them with values; the result is structured, never source of a typesetter."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from gewoon.rules.contact import letter_values, wording
from gewoon.rules.contact.letter_values import OpenItem, Payment, Person, Sender, Value
from gewoon.rules.contact.markup import Block, Bullets, Heading, Page, Paragraph, Slot, Words, parse, slots
from gewoon.rules.money import Cents, display

LANGUAGES = ("nl", "en")
HEAD = {  # what every letter needs, whatever it says
    "sender": "sender",
    "addressee": "lines",
    "contact": "person",
    "dated_on": "date",
    "reference": "reference",
    "salutation": "text",
}
ALWAYS_USED = {"salutation", "contact_name", "contact_phone", "signature"}
_OFFERED = ALWAYS_USED | {"contact_mail", "sender_name", "dated_on", "reference"}
_WHOLE = {"open_items", "payment", "signature"}  # blocks: alone on their line
_MAY = {"required_words", "is_free_of_dates"}
_KEYS: Mapping[str, type] = {
    "name": str,
    "code": str,
    "valid_from": date,
    "label": dict,
    "is_legal": bool,
    "has_payment_block": bool,
    "sources": list,
    "values": dict,
    "no_shame": dict,
}


class LetterError(ValueError):
    """A letter cannot be used as it is; `problems` says everything that is wrong, at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Keep the problems apart, and join them for who only prints."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One version of one letter, in every language."""

    name: str
    code: str  # what the printer sees
    valid_from: date
    label: Mapping[str, str]
    is_legal: bool
    has_payment_block: bool
    sources: tuple[str, ...]
    values: Mapping[str, str]  # name and kind
    pages: Mapping[str, Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItems:
    """The table of open terms with its total."""

    items: tuple[OpenItem, ...]
    total: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The regards of a person."""


FilledBlock = Heading | Paragraph | Bullets | OpenItems | Payment | Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A letter ready to be typeset. All text is plain: nothing in it has meaning to a machine."""

    name: str
    code: str
    language: str
    subject: str
    sender: Sender
    addressee: tuple[str, ...]
    contact: Person
    dated_on: date
    reference: str
    blocks: tuple[FilledBlock, ...]


def parse_letter(declaration: str, texts: Mapping[str, str], *, shame: Mapping[str, Iterable[str]]) -> Letter:
    """Read `letter.toml` and one text per language.

    `shame` names per language the parts of words that nobody but the reader may see.
    Raises LetterError with every problem of declaration and texts.
    """
    try:
        content = tomllib.loads(declaration)
    except tomllib.TOMLDecodeError as error:
        raise LetterError([f"letter.toml: {error}"]) from None
    problems = _declaration_problems(content)
    if problems:
        raise LetterError(f"letter.toml: {each}" for each in problems)
    pages = {language: parse(texts.get(language, "")) for language in LANGUAGES}
    for language, page in pages.items():
        found = [
            *page.problems,
            *_slot_problems(content, page),
            *_subject_problems(page, shame.get(language, ())),
        ]
        found += _word_problems(content, language, texts)
        problems += [f"{language}.md: {each}" for each in found]
    if problems:
        raise LetterError(problems)
    taken: dict[str, Any] = {key: content[key] for key in _KEYS if key != "no_shame"}
    return Letter(**taken | {"pages": pages, "sources": tuple(content["sources"])})


def fill(letter: Letter, language: str, values: Mapping[str, object]) -> Document:
    """Fill a letter. `values` is plain JSON: the HEAD and what the letter declares, nothing more or less.

    Money is whole cents, days are `2026-11-22`. Raises LetterError with everything that is
    missing, unknown or wrong, and when the amount to pay is not the total of the open items.
    """
    if language not in letter.pages:
        raise LetterError(
            [f"{letter.name} is not written in {language!r}: choose from {', '.join(letter.pages)}"]
        )
    kinds = HEAD | dict(letter.values)
    problems = [f"{name}: this letter has no such value" for name in values if name not in kinds]
    read: dict[str, Any] = {}
    for name, kind in kinds.items():
        try:
            read[name] = letter_values.READERS[kind](values.get(name))
        except ValueError as error:
            problems.append(f"{name}: {error}")
    if not problems:
        problems = _sum_problems(read)
    if problems:
        raise LetterError(f"{letter.name}: {each}" for each in problems)
    page = letter.pages[language]
    shown = {name: _shown(value, language) for name, value in (read | _derived(read)).items()}
    blocks = tuple(_filled(block, read, shown) for block in page.blocks)
    head = {name: read[name] for name in HEAD if name != "salutation"}
    return Document(
        name=letter.name, code=letter.code, language=language, subject=page.subject, blocks=blocks, **head
    )


def _filled(block: Block, read: Mapping[str, Any], shown: Mapping[str, str]) -> FilledBlock:
    match block:
        case Heading():
            return Heading(words=_run(block.words, shown))
        case Paragraph():
            return Paragraph(words=_run(block.words, shown))
        case Bullets():
            return Bullets(items=tuple(_run(item, shown) for item in block.items))
        case Slot(name="open_items"):
            return OpenItems(items=read["open_items"], total=_total(read))
        case Slot(name="payment"):
            return cast(Payment, read["payment"])
        case _:
            return Signature()


def _run(words: tuple[Words, ...], shown: Mapping[str, str]) -> tuple[Words, ...]:
    return tuple(
        Words(text=shown[each.text] if each.is_slot else each.text, is_bold=each.is_bold) for each in words
    )


def _shown(value: Value, language: str) -> str:
    if isinstance(value, int):
        return display(value, language)
    if isinstance(value, date):
        return wording.day(value, language)
    return value if isinstance(value, str) else ""  # what is left comes as a block of its own


def _derived(read: Mapping[str, Any]) -> dict[str, Value]:
    """Give what follows from the values, so that no caller can make two figures disagree."""
    contact: Person = read["contact"]
    derived: dict[str, Value] = {
        "contact_name": contact.name,
        "contact_phone": contact.phone,
        "contact_mail": contact.mail,
        "sender_name": read["sender"].name,
    }
    if "open_items" in read:
        derived["total"] = _total(read)
        derived["total_with_costs"] = Cents(_total(read) + read.get("costs", 0))
    return derived


def _total(read: Mapping[str, Any]) -> Cents:
    return Cents(sum(item.amount for item in read["open_items"]))


def _sum_problems(read: Mapping[str, Any]) -> list[str]:
    if "open_items" not in read or "payment" not in read or read["payment"].amount == _total(read):
        return []
    return [f"payment: asks {read['payment'].amount} cents, the open items add up to {_total(read)}"]


def _declaration_problems(content: Mapping[str, Any]) -> list[str]:
    problems = [f"{key}: unknown" for key in content if key not in _KEYS and key not in _MAY]
    for key, kind in _KEYS.items():
        if not isinstance(content.get(key), kind):
            problems.append(f"{key}: expected {kind.__name__}, found {type(content.get(key)).__name__}")
    if problems:
        return problems
    problems += [
        f"label: missing in {language}" for language in LANGUAGES if not content["label"].get(language)
    ]
    problems += [
        f"values.{name}: unknown kind {kind!r}; choose from {', '.join(letter_values.READERS)}"
        for name, kind in content["values"].items()
        if kind not in letter_values.READERS
    ]
    problems += [
        f"values.{name}: every letter has it, do not declare it" for name in content["values"] if name in HEAD
    ]
    if content["has_payment_block"] != ("payment" in content["values"]):
        problems.append("has_payment_block: must be true exactly when `payment` is among the values")
    if not content["sources"]:
        problems.append("sources: name at least one law article or policy")
    rules = content["no_shame"]
    if rules.get("window_shows") != ["addressee"] or rules.get("subject_is_neutral") is not True:
        problems.append('no_shame: expected window_shows = ["addressee"] and subject_is_neutral = true')
    return problems


def _slot_problems(content: Mapping[str, Any], page: Page) -> Iterable[str]:
    declared = set(content["values"])
    derived = {"total"} if "open_items" in declared else set()
    derived |= {"total_with_costs"} if {"open_items", "costs"} <= declared else set()
    used = slots(page.blocks)
    names = {name for name, _ in used}
    for name in sorted(names - declared - derived - _OFFERED):
        yield f"{{{name}}} is not declared in letter.toml"
    for name in sorted((declared | ALWAYS_USED) - names):
        yield f"{{{name}}} is never used; a letter names it"
    if content.get("is_free_of_dates"):
        dates = {name for name, kind in content["values"].items() if kind == "date"} | {"dated_on"}
        yield from (
            f"{{{name}}} is a date: the law forbids a printed last day here" for name in sorted(names & dates)
        )
    for name, is_alone in used:
        if is_alone != (name in _WHOLE):
            yield f"{{{name}}} must stand {'inside a sentence' if is_alone else 'alone on its line'}"


def _subject_problems(page: Page, shame: Iterable[str]) -> Iterable[str]:
    for part in shame:
        if part in page.subject.lower():
            yield f"the subject says {part!r}: others may see it, choose neutral words"


def _word_problems(content: Mapping[str, Any], language: str, texts: Mapping[str, str]) -> Iterable[str]:
    text = " ".join(texts.get(language, "").split())
    for words in content.get("required_words", {}).get(language, ()):
        if words not in text:
            yield f"the law needs these words, unchanged: {words!r}"
