"""Reads the small part of Markdown in which letters are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"\*\*|\{([a-z][a-z_]*)\}")
_ALONE = re.compile(r"\{([a-z][a-z_]*)\}")
_STRAY = re.compile(r"[*{}`<>\[\]|#\\]|__")
_NUMBERED = re.compile(r"[0-9]+[.)] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Running text, or the name of the value that comes in its place."""

    text: str
    is_bold: bool = False
    is_slot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the second level."""

    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines up to an empty line, as one run of text."""

    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; each item is one run of text."""

    items: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A placeholder alone on its line: a whole block comes in its place."""

    name: str


Block = Heading | Paragraph | Bullets | Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of a letter in one language: subject, blocks, and what is wrong with it."""

    subject: str
    blocks: tuple[Block, ...]
    problems: tuple[str, ...]


def parse(text: str) -> Page:
    """Read `# subject`, `## headings`, paragraphs, `- ` bullets, `**bold**` and `{placeholders}`.

    Everything else that Markdown knows is a problem, named with its line.
    """
    problems: list[str] = []
    groups = list(_groups(text))
    subject = ""
    if groups and groups[0][1][0].startswith("# "):
        subject = groups[0][1][0][2:].strip()
        groups[0] = (groups[0][0] + 1, groups[0][1][1:])
    if not subject:
        problems.append("line 1: expected the subject, as `# Subject`")
    if _STRAY.search(subject):
        problems.append("line 1: the subject is plain text, without placeholders or marks")
    blocks = tuple(_block(line, group, problems) for line, group in groups if group)
    return Page(subject=subject, blocks=blocks, problems=tuple(problems))


def slots(blocks: Iterable[Block]) -> tuple[tuple[str, bool], ...]:
    """List every placeholder, and whether it stands alone on its line."""
    found: list[tuple[str, bool]] = []
    for block in blocks:
        if isinstance(block, Slot):
            found.append((block.name, True))
        else:
            found += [(words.text, False) for run in _runs(block) for words in run if words.is_slot]
    return tuple(found)


def _runs(block: Heading | Paragraph | Bullets) -> tuple[tuple[Words, ...], ...]:
    return block.items if isinstance(block, Bullets) else (block.words,)


def _groups(text: str) -> Iterable[tuple[int, list[str]]]:
    """Give the runs of lines between empty lines, each with the number of its first line."""
    group: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            group.append(line.strip())
        elif group:
            yield number - len(group), group
            group = []


def _block(line: int, group: list[str], problems: list[str]) -> Block:
    alone = _ALONE.fullmatch(group[0])
    if alone and len(group) == 1:
        return Slot(name=alone[1])
    if group[0].startswith("## "):
        if len(group) > 1:
            problems.append(f"line {line + 1}: leave an empty line after a heading")
        return Heading(words=_inline(line, group[0][3:].strip(), problems))
    if all(each.startswith("- ") for each in group):
        items = (_inline(line + i, each[2:].strip(), problems) for i, each in enumerate(group))
        return Bullets(items=tuple(items))
    for i, each in enumerate(group):
        if each.startswith("- ") or _NUMBERED.match(each):
            problems.append(f"line {line + i}: a list uses `- ` on each line and an empty line around it")
    return Paragraph(words=_inline(line, " ".join(group), problems))


def _inline(line: int, text: str, problems: list[str]) -> tuple[Words, ...]:
    words: list[Words] = []
    is_bold = False
    end = 0
    for token in _TOKEN.finditer(text):
        words.append(Words(text=text[end : token.start()], is_bold=is_bold))
        end = token.end()
        if token[1] is None:
            is_bold = not is_bold
        else:
            words.append(Words(text=token[1], is_bold=is_bold, is_slot=True))
    words.append(Words(text=text[end:], is_bold=is_bold))
    if is_bold:
        problems.append(f"line {line}: `**` is opened and not closed in this paragraph")
    for stray in {match[0] for each in words if not each.is_slot for match in _STRAY.finditer(each.text)}:
        problems.append(
            f"line {line}: `{stray}` has no meaning here; letters know only #, ##, -, ** and {{name}}"
        )
    return tuple(each for each in words if each.text)
