"""The fields of a form in a case: what each takes, and what is wrong with what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST_TEXT = 4_000
LONGEST_LINE = 200
MOST_ROWS = 60
_YES_NO = {"yes": True, "no": False}

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `kind`: text, line, choice, choices, number, day, yes_no, done.

    `values` are the codes of a choice; `most` is the largest number.
    """

    name: str
    kind: str
    values: tuple[str, ...] = ()
    most: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Questions that come back on each row; a row of which `needed` is empty is no row."""

    name: str
    fields: tuple[Field, ...]
    needed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong: the name of the input, a code (choice, number, day, long, rows), and the limit."""

    name: str
    code: str
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was understood, and what was not; nothing is kept while there are faults."""

    content: dict[str, Any]
    faults: tuple[Fault, ...]


def read(asked: Sequence[Field | Rows], typed: Typed) -> Answer:
    """Read what was typed. Rows come as `rows-0-field`, `rows-1-field` and so on."""
    content: dict[str, Any] = {}
    faults: list[Fault] = []
    for each in asked:
        if isinstance(each, Rows):
            content[each.name] = _rows(each, typed, faults)
        else:
            content[each.name] = _value(each, each.name, typed, faults)
    return Answer(content=content, faults=tuple(faults))


def typed_of(asked: Sequence[Field | Rows], content: Mapping[str, Any]) -> dict[str, list[str]]:
    """Write content back as it would be typed: `read` of the answer gives the same content."""
    found: dict[str, list[str]] = {}
    for each in asked:
        if isinstance(each, Rows):
            for place, row in enumerate(content.get(each.name) or ()):
                for field in each.fields:
                    found[f"{each.name}-{place}-{field.name}"] = _typed(row.get(field.name))
        else:
            found[each.name] = _typed(content.get(each.name))
    return {name: values for name, values in found.items() if values}


def row_count(rows: Rows, typed: Typed) -> int:
    """Count the rows that were typed, up to the most that are taken."""
    places = (
        int(parts[1])
        for name in typed
        if len(parts := name.split("-")) == 3 and parts[0] == rows.name and _is_place(parts[1])
    )
    return min(1 + max(places, default=-1), MOST_ROWS)


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _rows(rows: Rows, typed: Typed, faults: list[Fault]) -> list[dict[str, Any]]:
    if f"{rows.name}-{MOST_ROWS}-{rows.needed}" in typed:
        faults.append(Fault(name=rows.name, code="rows", limit=MOST_ROWS))
    found = []
    for place in range(row_count(rows, typed)):
        wrong: list[Fault] = []
        row = {
            field.name: _value(field, f"{rows.name}-{place}-{field.name}", typed, wrong)
            for field in rows.fields
        }
        if row[rows.needed] or any(each.name.endswith(f"-{rows.needed}") for each in wrong):
            found.append(row)
            faults.extend(wrong)
    return found


def _value(field: Field, name: str, typed: Typed, faults: list[Fault]) -> Any:
    texts = [text.replace("\r\n", "\n").strip() for text in typed.get(name, ())]
    if field.kind == "choices":
        wanted = {text for text in texts if text}
        if wanted - set(field.values):
            faults.append(Fault(name=name, code="choice"))
        return [value for value in field.values if value in wanted]
    text = texts[-1] if texts else ""
    if field.kind == "done":
        return text == "yes"
    if not text:
        return "" if field.kind in {"text", "line"} else None
    return _READERS[field.kind](field, name, text, faults)


def _text(field: Field, name: str, text: str, faults: list[Fault]) -> str:
    limit = LONGEST_TEXT if field.kind == "text" else LONGEST_LINE
    if len(text) > limit:
        faults.append(Fault(name=name, code="long", limit=limit))
    return text


def _choice(field: Field, name: str, text: str, faults: list[Fault]) -> str | None:
    if text in field.values:
        return text
    faults.append(Fault(name=name, code="choice"))
    return None


def _yes_no(_field: Field, name: str, text: str, faults: list[Fault]) -> bool | None:
    if text not in _YES_NO:
        faults.append(Fault(name=name, code="choice"))
    return _YES_NO.get(text)


def _number(field: Field, name: str, text: str, faults: list[Fault]) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= field.most:
        return int(text)
    faults.append(Fault(name=name, code="number", limit=field.most))
    return None


def _day(_field: Field, name: str, text: str, faults: list[Fault]) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        faults.append(Fault(name=name, code="day"))
        return None


_READERS = {
    "text": _text,
    "line": _text,
    "choice": _choice,
    "yes_no": _yes_no,
    "number": _number,
    "day": _day,
}


def _typed(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list):
        return [str(each) for each in value]
    return [] if value in (None, "") else [str(value)]
