"""Terms: conditions with a name, put in the place of that name wherever it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gewoon.rules.policy.conditions import Condition, Problem, Term, WrongTypes, give_types, names_in
from gewoon.rules.policy.facts import Fact, Words
from gewoon.rules.policy.grammar import Written, WrongSyntax, read_condition
from gewoon.rules.policy.locator import Path
from gewoon.rules.policy.sheet import Sheet

LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    path: Path
    label: Words
    written: Written


class Terms:
    """The terms of one sheet; reads conditions that may name them."""

    def __init__(self, sheet: Sheet, facts: Mapping[str, Fact]) -> None:
        """Read all `[[term]]` of the sheet, and report those that are wrong or go round in a circle."""
        self._sheet = sheet
        self._facts = facts
        self._terms: dict[str, Term] = {}
        self._broken: set[str] = set()
        self._drafts: dict[str, _Draft] = {}
        for path, table in sheet.tables("term", ("id", "when", "label")):
            self._draft(path, table)
        for name in self._drafts:
            self._resolve(name, ())

    def read(self, path: Path, owner: str, text: str) -> Condition | None:
        """Read a condition; what is wrong becomes findings of the sheet, and the answer None."""
        written = self._written(path, owner, text)
        return None if written is None else self._typed(path, owner, written)

    def _written(self, path: Path, owner: str, text: str) -> Written | None:
        try:
            return read_condition(text)
        except WrongSyntax as error:
            self._sheet.say_problems(path, owner, [Problem(at=error.at, message=str(error))])
            return None

    def _typed(self, path: Path, owner: str, written: Written) -> Condition | None:
        if any(word.text in self._broken for word in names_in(written)):
            return None
        try:
            return give_types(written, self._facts, self._terms)
        except WrongTypes as error:
            self._sheet.say_problems(path, owner, error.problems)
            return None

    def _draft(self, path: Path, table: Mapping[str, Any]) -> None:
        name = self._sheet.word(path, table, "id")
        label = self._sheet.words(path, table, "label", is_needed=False)
        if name in self._facts or name in self._drafts:
            other = "a fact" if name in self._facts else "another term"
            self._sheet.say((*path, "id"), f"term '{name}' has the name of {other}")
            return
        text = self._sheet.word(path, table, "when")
        written = self._written((*path, "when"), f"term {name}", text) if text else None
        if written is None:
            self._broken.add(name)
        else:
            self._drafts[name] = _Draft(path=path, label=label, written=written)

    def _resolve(self, name: str, above: tuple[str, ...]) -> None:
        draft = self._drafts.get(name)
        if draft is None or name in self._terms or name in self._broken:
            return
        if name in above or len(above) > LONGEST_CHAIN:
            self._say_chain(draft, (*above, name))
            self._broken.update((*above, name))
            return
        for word in names_in(draft.written):
            self._resolve(word.text, (*above, name))
        if name in self._broken:
            return
        condition = self._typed((*draft.path, "when"), f"term {name}", draft.written)
        if condition is None:
            self._broken.add(name)
        else:
            self._terms[name] = Term(name=name, label=draft.label, part=condition)

    def _say_chain(self, draft: _Draft, chain: tuple[str, ...]) -> None:
        is_circle = chain[-1] in chain[:-1]
        circle = chain[chain.index(chain[-1]) :] if is_circle else chain[:3]
        said = "goes round in a circle" if is_circle else f"stands on more than {LONGEST_CHAIN} other terms"
        self._sheet.say((*draft.path, "when"), f"term '{chain[-1]}' {said}: {' -> '.join(circle)}")
