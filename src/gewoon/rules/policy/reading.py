"""Reading a policy: a TOML text in, a sound policy or all its errors out."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gewoon.rules.policy.conditions import Condition
from gewoon.rules.policy.facts import Fact, fact_from_table
from gewoon.rules.policy.findings import Finding, nearest
from gewoon.rules.policy.grammar import KEYWORDS
from gewoon.rules.policy.locator import Path
from gewoon.rules.policy.policy import (
    ASK_A_PERSON,
    GUARANTEE_KINDS,
    NO_STEP,
    RESERVED,
    STEP_KINDS,
    Guarantee,
    Impossible,
    Policy,
    Rule,
    Step,
)
from gewoon.rules.policy.sheet import Sheet, Unreadable
from gewoon.rules.policy.table import build
from gewoon.rules.policy.terms import Terms

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_FACT_KEYS = (
    "name", "type", "values", "unknown", "range", "label", "yes", "no", "words",
    "established_by", "window", "note",
)  # fmt: skip
_STEP_KEYS = ("id", "owner", "term_days", "establishes", "kind", "icon", "label", "to_tenant")
_GUARANTEE_KEYS = ("id", "protects", "require", "kind", "effect", "source", "label", "not_applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with the name of the file it comes from."""

    file: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """What comes with the product: the catalogue of facts and the conditions of the gates."""

    catalogue: Text
    gates: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The policy when it is sound, else None, with all that is wrong."""

    policy: Policy | None
    findings: tuple[Finding, ...]


def read_policy(source: Text, shipped: Shipped) -> Reading:
    """Read one policy against the catalogue and the gates; all errors at once, in order of place.

    Raises ValueError when the shipped texts themselves are wrong.
    """
    facts = read_catalogue(shipped.catalogue)
    try:
        sheet = Sheet(source.content, source.file)
    except Unreadable as error:
        return Reading(policy=None, findings=(error.finding,))
    policy = _Reader(sheet, facts, shipped).policy()
    findings = tuple(sorted(sheet.findings))
    return Reading(policy=None if findings else policy, findings=findings)


def read_catalogue(source: Text) -> dict[str, Fact]:
    """Read the catalogue of facts; raises ValueError when it is wrong."""
    sheet = _sound_sheet(source)
    facts = _read_facts(sheet, is_own=False)
    _raise_findings(sheet)
    return facts


def read_gates(sources: Sequence[Text], facts: Mapping[str, Fact]) -> tuple[Guarantee, ...]:
    """Read the conditions of the gates; raises ValueError when they are wrong."""
    guarantees: list[Guarantee] = []
    for source in sources:
        sheet = _sound_sheet(source)
        read = _guarantees(sheet, facts, Terms(sheet, facts), is_statutory=True)
        _raise_findings(sheet)
        guarantees.extend(read)
    return tuple(guarantees)


def digest(content: str) -> str:
    """Answer the fingerprint (SHA-256) of a text as it stands in its file."""
    return hashlib.sha256(content.encode()).hexdigest()


def gates_digest(gates: Sequence[Text]) -> str:
    """Answer one fingerprint for the texts of all gates, in order."""
    return digest("\n".join(digest(gate.content) for gate in gates))


class _Reader:
    """Reads the parts of a policy in the order in which they need each other."""

    def __init__(self, sheet: Sheet, catalogue: Mapping[str, Fact], shipped: Shipped) -> None:
        self.sheet = sheet
        self.shipped = shipped
        own = _read_facts(sheet, is_own=True)
        self.facts = {**catalogue, **own}
        self.steps = _read_steps(sheet, self.facts)
        self.is_bound = not own and bool(self.steps)
        self.terms = Terms(sheet, self.facts)
        self.catalogue = catalogue

    def policy(self) -> Policy | None:
        sheet = self.sheet
        sheet.check_keys(
            (), sheet.values, ("policy", "fact", "term", "impossible", "step", "rule", "guarantee")
        )
        head = self._head()
        rules = [
            self._rule(path, table)
            for path, table in sheet.tables("rule", ("id", "when", "then", "why", "source"))
        ]
        own = _guarantees(sheet, self.facts, self.terms, is_statutory=False)
        self._check_protected(own)
        impossible = [
            self._impossible(path, table) for path, table in sheet.tables("impossible", ("id", "when", "why"))
        ]
        statutory = read_gates(self.shipped.gates, self.catalogue) if self.is_bound else ()
        _refuse_twice(sheet, "rule")
        _refuse_twice(sheet, "guarantee", [guarantee.id for guarantee in statutory])
        if not rules:
            sheet.say((), "a policy has at least one [[rule]]")
        if sheet.findings:
            return None
        return self._whole(
            head, [rule for rule in rules if rule], (*statutory, *own), [i for i in impossible if i]
        )

    def _whole(
        self,
        head: Mapping[str, Any],
        rules: Sequence[Rule],
        guarantees: Sequence[Guarantee],
        impossible: Sequence[Impossible],
    ) -> Policy:
        parts: list[Rule | Guarantee | Impossible] = [*rules, *guarantees, *impossible]
        conditions = [part.condition for part in parts]
        return Policy(
            **head,
            steps=self.steps or _implied_steps(rules, head["otherwise"]),
            rules=tuple(rules),
            guarantees=tuple(guarantees),
            impossible=tuple(impossible),
            facts=self.facts,
            table=build(conditions),
            is_bound=self.is_bound,
            file=self.sheet.file,
            text=self.sheet.text,
            content_hash=digest(self.sheet.text),
            catalogue_hash=digest(self.shipped.catalogue.content),
            gates_hash=gates_digest(self.shipped.gates),
        )

    def _head(self) -> dict[str, Any]:
        table = self.sheet.values.get("policy")
        if not isinstance(table, dict):
            self.sheet.say((), "the [policy] table is missing")
            return {}
        path = ("policy",)
        self.sheet.check_keys(path, table, ("name", "valid_from", "label", "otherwise", "in_arrears"))
        valid_from = table.get("valid_from")
        if type(valid_from) is not date:
            self.sheet.say(
                (*path, "valid_from"), f"'valid_from' is a date such as 2026-07-01, not {valid_from!r}"
            )
        in_arrears = None
        if self.is_bound or "in_arrears" in table:
            in_arrears = _condition(self.sheet, path, table, "in_arrears", self.terms)
        otherwise = self.sheet.word(path, table, "otherwise")
        self._check_step((*path, "otherwise"), otherwise, "otherwise")
        return {
            "name": self.sheet.word(path, table, "name"),
            "valid_from": valid_from,
            "label": self.sheet.words(path, table, "label", is_needed=False),
            "otherwise": otherwise,
            "otherwise_place": self.sheet.place((*path, "otherwise")),
            "in_arrears": in_arrears,
        }

    def _rule(self, path: Path, table: Mapping[str, Any]) -> Rule | None:
        identity = _identity(self.sheet, path, table)
        condition = _condition(self.sheet, path, table, "when", self.terms)
        then = self.sheet.word(path, table, "then")
        self._check_step((*path, "then"), then, f"rule {identity}")
        why = self.sheet.words(path, table, "why", is_needed=self.is_bound)
        source = self.sheet.word(path, table, "source", None if self.is_bound else "")
        if condition is None:
            return None
        place = self.sheet.place(path)
        return Rule(
            id=identity,
            text=table["when"],
            condition=condition,
            then=then,
            why=why,
            source=source,
            place=place,
        )

    def _impossible(self, path: Path, table: Mapping[str, Any]) -> Impossible | None:
        condition = _condition(self.sheet, path, table, "when", self.terms)
        why = self.sheet.words(path, table, "why", is_needed=self.is_bound)
        identity = self.sheet.word(path, table, "id", f"impossible-{int(path[1]) + 1}")
        if condition is None:
            return None
        place = self.sheet.place(path)
        return Impossible(id=identity, text=table["when"], condition=condition, why=why, place=place)

    def _check_step(self, path: Path, step: str, owner: str) -> None:
        if self.steps and step and step not in self.steps:
            self.sheet.say(path, f"{owner}: unknown step '{step}'{nearest(step, self.steps)}")

    def _check_protected(self, guarantees: Sequence[Guarantee]) -> None:
        steps = [*self.steps, *RESERVED]
        for position, guarantee in enumerate(guarantees):
            for step in guarantee.protects:
                if self.steps and step not in steps:
                    path = ("guarantee", position, "protects")
                    self.sheet.say(
                        path, f"guarantee {guarantee.id}: unknown step '{step}'{nearest(step, steps)}"
                    )


def _read_facts(sheet: Sheet, *, is_own: bool) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for path, table in sheet.tables("fact", _FACT_KEYS):
        name = sheet.word(path, table, "name")
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,79}", name) or name in KEYWORDS:
            sheet.say(
                (*path, "name"),
                f"a fact cannot be called {name!r}: letters, digits and underscores, no keyword",
            )
        elif name in facts:
            sheet.say((*path, "name"), f"fact '{name}' stands here twice")
        else:
            try:
                facts[name] = fact_from_table(table, is_own=is_own)
            except ValueError as error:
                sheet.say(path, f"fact {name}: {error}")
    return facts


def _read_steps(sheet: Sheet, facts: Mapping[str, Fact]) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    for path, table in sheet.tables("step", _STEP_KEYS):
        step = _step(sheet, path, table, len(steps))
        for fact in step.establishes:
            if fact not in facts:
                sheet.say(
                    (*path, "establishes"), f"step {step.id}: unknown fact '{fact}'{nearest(fact, facts)}"
                )
        steps[step.id] = step
    _refuse_twice(sheet, "step")
    if steps:
        for position, name in enumerate((NO_STEP, ASK_A_PERSON)):
            steps.setdefault(name, _built_in(name, len(steps) + position))
    return steps


def _step(sheet: Sheet, path: Path, table: Mapping[str, Any], weight: int) -> Step:
    term = table.get("term_days")
    if type(term) is not int or not 0 <= term <= 3650:
        sheet.say((*path, "term_days"), "'term_days' is a whole number of days: every step ends")
        term = 0
    return Step(
        id=_identity(sheet, path, table),
        weight=weight,
        owner=sheet.word(path, table, "owner"),
        term_days=term,
        establishes=sheet.list_of_words(path, table, "establishes"),
        kind=sheet.one_of(path, {"kind": "task", **table}, "kind", STEP_KINDS),
        icon=sheet.word(path, table, "icon", "checkbox"),
        label=sheet.words(path, table, "label", is_needed=False),
        to_tenant=sheet.words(path, table, "to_tenant", is_needed=False),
    )


def _built_in(name: str, weight: int) -> Step:
    """The two steps that every policy has: nothing to do, and a person who looks."""
    is_person = name == ASK_A_PERSON
    return Step(
        id=name,
        weight=weight,
        owner="collection_officer" if is_person else "",
        term_days=5 if is_person else 0,
        establishes=(),
        kind="task" if is_person else "none",
        icon="user-question" if is_person else "circle",
        label={"nl": "Laat iemand kijken", "en": "Ask a person"}
        if is_person
        else {"nl": "Niets doen", "en": "Nothing"},
        to_tenant={},
    )


def _implied_steps(rules: Sequence[Rule], otherwise: str) -> dict[str, Step]:
    """The steps of a file that declares none: in the order in which the rules name them, without owner."""
    names = dict.fromkeys([*(rule.then for rule in rules), otherwise])
    return {
        name: Step(
            id=name, weight=weight, owner="", term_days=0, establishes=(), kind="task",
            icon="checkbox", label={}, to_tenant={},
        )
        for weight, name in enumerate(names)
    }  # fmt: skip


def _guarantees(
    sheet: Sheet, facts: Mapping[str, Fact], terms: Terms, *, is_statutory: bool
) -> list[Guarantee]:
    return [
        guarantee
        for path, table in sheet.tables("guarantee", _GUARANTEE_KEYS)
        if (guarantee := _guarantee(sheet, path, table, terms, is_statutory=is_statutory))
    ]


def _guarantee(
    sheet: Sheet, path: Path, table: Mapping[str, Any], terms: Terms, *, is_statutory: bool
) -> Guarantee | None:
    identity = _identity(sheet, path, table)
    protects = sheet.list_of_words(path, table, "protects")
    if not protects:
        sheet.say((*path, "protects"), f"guarantee {identity}: 'protects' names at least one step")
    kind = sheet.one_of(path, {"kind": "policy", **table}, "kind", GUARANTEE_KINDS)
    effect = sheet.one_of(path, table, "effect", ("block", "warn"))
    label = sheet.words(path, table, "label", is_needed=is_statutory)
    source = sheet.word(path, table, "source", None if is_statutory else "")
    condition = _condition(sheet, path, table, "require", terms)
    if condition is None:
        return None
    excuse = None
    if "not_applicable" in table:
        excuse = _condition(sheet, path, table, "not_applicable", terms)
    return Guarantee(
        id=identity, text=table["require"], condition=condition, protects=protects, kind=kind,
        is_blocking=effect != "warn", is_statutory=is_statutory, source=source, label=label,
        place=sheet.place(path), not_applicable=excuse,
    )  # fmt: skip


def _condition(
    sheet: Sheet, path: Path, table: Mapping[str, Any], key: str, terms: Terms
) -> Condition | None:
    text = sheet.word(path, table, key)
    return terms.read((*path, key), f"{path[0]} {table.get('id', key)}", text) if text else None


def _identity(sheet: Sheet, path: Path, table: Mapping[str, Any]) -> str:
    identity = sheet.word(path, table, "id")
    if identity and not _ID.fullmatch(identity):
        sheet.say(
            (*path, "id"), f"'id' is letters, digits, '_', '-' and '.', at most 80, not {identity[:40]!r}"
        )
    return identity


def _refuse_twice(sheet: Sheet, key: str, taken: Sequence[str] = ()) -> None:
    seen = set(taken)
    for position, table in enumerate(sheet.rows(key)):
        identity = table.get("id")
        if isinstance(identity, str) and identity in seen:
            whose = "the product has one with this id" if identity in taken else "an earlier one has this id"
            sheet.say((key, position, "id"), f"{key} '{identity}' stands here twice: {whose}")
        seen.add(str(identity))


def _sound_sheet(source: Text) -> Sheet:
    try:
        return Sheet(source.content, source.file)
    except Unreadable as error:
        raise ValueError(f"{error.finding.place}: {error}") from None


def _raise_findings(sheet: Sheet) -> None:
    if sheet.findings:
        raise ValueError("; ".join(f"{finding.place}: {finding.message}" for finding in sheet.findings))
