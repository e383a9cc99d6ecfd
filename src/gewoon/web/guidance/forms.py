"""Turns the questions of a part of a case into a form that a template can draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise

from gewoon.rules.casework.fields import Fault, Field, Rows, row_count
from gewoon.rules.casework.parts import Part
from gewoon.web.shared import guidance_words as words

EMPTY_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice."""

    code: str
    label: Promise | str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One question as it stands on the page."""

    name: str
    kind: str
    label: Promise | str
    hint: Promise | str
    value: str
    options: tuple[Option, ...]
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that come back on each row; the last rows are empty."""

    kind: str
    label: Promise | str
    rows: tuple[tuple[Input, ...], ...]
    fault: str


def typed(given: QueryDict) -> dict[str, list[str]]:
    """Take what was typed, without what the page itself adds."""
    own = {"csrfmiddlewaretoken", "version", "next", "key"}
    return {name: values for name, values in given.lists() if name not in own}


def draw(
    part: Part, given: Mapping[str, Sequence[str]], faults: Sequence[Fault] = ()
) -> tuple[Input | Group, ...]:
    """Answer the form of a part, filled with what was typed."""
    wrong = {fault.name: _said(fault) for fault in faults}
    return tuple(
        _group(each, given, wrong)
        if isinstance(each, Rows)
        else _input(each, part.name, each.name, given, wrong)
        for each in part.asked
    )


def _group(rows: Rows, given: Mapping[str, Sequence[str]], wrong: Mapping[str, str]) -> Group:
    count = row_count(rows, given) + EMPTY_ROWS
    return Group(
        kind="rows",
        label=words.QUESTIONS.get(f"{_part_of(rows.name)}.{rows.name}", rows.name),
        rows=tuple(
            tuple(
                _input(field, rows.name, f"{rows.name}-{place}-{field.name}", given, wrong)
                for field in rows.fields
            )
            for place in range(count)
        ),
        fault=wrong.get(rows.name, ""),
    )


def _part_of(name: str) -> str:
    return {"goals": "plan", "actions": "plan", "children": "household"}.get(name, name)


def _input(
    field: Field, scope: str, name: str, given: Mapping[str, Sequence[str]], wrong: Mapping[str, str]
) -> Input:
    values = list(given.get(name, ()))
    return Input(
        name=name,
        kind=field.kind,
        label=words.question(scope, field.name),
        hint=words.HINTS.get(f"{scope}.{field.name}", ""),
        value=values[-1] if values else "",
        options=tuple(
            Option(code=code, label=words.option(scope, field.name, code), is_chosen=code in values)
            for code in field.values
        ),
        fault=wrong.get(name, ""),
    )


def _said(fault: Fault) -> str:
    return str(words.FAULTS[fault.code]) % {"limit": fault.limit}
