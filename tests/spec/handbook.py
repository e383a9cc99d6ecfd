"""Writes the policy handbook out of the examples of the shipped policy: `python tests/spec/handbook.py`.

The examples are tests, and the pages are made of the same lines, so that the handbook says what is tested.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from gewoon.gateways.policy_files import shipped_policy  # noqa: E402  the checkout itself
from gewoon.rules.policy.decide import decide  # noqa: E402
from gewoon.rules.policy.explain import label_of  # noqa: E402
from gewoon.rules.policy.sentences import in_words  # noqa: E402
from spec.test_voorbeeld import GATES, STEPS, quiet  # noqa: E402

ON = date(2026, 11, 22)
WORDS = {
    "en": {
        "title": "The policy in examples",
        "intro": (
            "This page is made from the tests of the shipped policy. Each example is tested.\n"
            "Each begins from the same tenant: twelve days late with one month of rent, and nothing else.\n"
            "An example says what is different, and which step follows."
        ),
        "days": "within {} days", "because": "Because:", "none": "Nothing is different.",
        "gates": "Gates stay shut", "gate": "The rule leads to: {}. Until all duties are certain:",
        "otherwise": "no rule fits", "example": "Example",
        "roles": {"collection_officer": "collection officer", "social_worker": "social worker",
                  "manager": "manager"},
    },
    "nl": {
        "title": "Het beleid in voorbeelden",
        "intro": (
            "Deze pagina is gemaakt uit de tests van het meegeleverde beleid. Elk voorbeeld is getest.\n"
            "Elk voorbeeld begint bij dezelfde huurder: twaalf dagen te laat met één maand huur.\n"
            "Verder is er niets aan de hand. Er staat wat anders is, en welke stap volgt."
        ),
        "days": "binnen {} dagen", "because": "Want:", "none": "Er is niets anders.",
        "gates": "Poorten blijven dicht", "gate": "De regel leidt naar: {}. Tot alle plichten zeker zijn:",
        "otherwise": "geen regel past", "example": "Voorbeeld",
        "roles": {"collection_officer": "incassomedewerker", "social_worker": "maatschappelijk werker",
                  "manager": "manager"},
    },
}  # fmt: skip


def page(language: str) -> str:
    """Answer the page in a language."""
    return "\n".join(_lines(language)) + "\n"


def path(language: str) -> Path:
    """Answer where the page stands."""
    return ROOT / "docs" / "handbook" / language / "policy-examples.md"


def _lines(language: str) -> Iterator[str]:
    words, policy = WORDS[language], shipped_policy(ON)
    yield from (f"# {words['title']}", "", *words["intro"].splitlines())
    for step in policy.steps.values():
        told = [differs for _, differs, name in STEPS if name == step.id]
        if told:
            owner = words["roles"][step.owner]
            yield from ("", f"## {label_of(step, language)}", "")
            yield f"{owner.capitalize()}, {words['days'].format(step.term_days)}."
            for number, differs in enumerate(told, start=1):
                yield from _example(policy, differs, language, number)
    yield from ("", f"## {words['gates']}")
    for number, (_, differs, gate, _) in enumerate(GATES, start=1):
        yield from _example(policy, differs, language, number)
        decision = decide(policy, [quiet(policy) | differs])[0]
        if decision.held_back is not None and decision.held_back.step == gate:
            yield words["gate"].format(label_of(policy.steps[gate], language).lower())
            yield f"{label_of(policy.steps[decision.step], language).lower()}."


def _example(policy, differs, language, number) -> Iterator[str]:
    words = WORDS[language]
    decision = decide(policy, [quiet(policy) | differs])[0]
    rule = next((rule for rule in policy.rules if rule.id == decision.rule), None)
    yield from ("", f"**{words['example']} {number}**", "")
    said = [in_words(policy.facts[name], value, language) for name, value in differs.items()]
    yield from ([f"- {each}" for each in said] or [words["none"]])
    yield ""
    yield f"{words['because']} {rule.why[language] if rule is not None else words['otherwise']}"


if __name__ == "__main__":
    for each in WORDS:
        path(each).write_text(page(each), encoding="utf-8")
