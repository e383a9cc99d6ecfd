"""The parts of a case and what each asks, in the order in which a social worker goes through them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gewoon.rules.casework.fields import Field, Rows

CAUSES = (
    "lost_work",
    "less_hours",
    "irregular_income",
    "own_business",
    "benefit_late",
    "allowance_stopped",
    "allowance_paid_back",
    "income_too_low",
    "fixed_costs_rose",
    "rent_rose",
    "double_housing_costs",
    "other_debts",
    "attachment_of_income",
    "separation",
    "birth",
    "death_in_family",
    "partner_left_debts",
    "illness",
    "disability",
    "mental_health",
    "addiction",
    "care_for_others",
    "violence_at_home",
    "detention",
    "reading_and_writing",
    "language",
    "digital",
    "lost_overview",
    "mail_unopened",
    "newcomer",
    "complaint_about_home",
    "does_not_want_to_pay",
)
DOMAINS = (
    "money",
    "work_and_day",
    "home",
    "family",
    "children",
    "mental_health",
    "physical_health",
    "addiction",
    "daily_life",
    "network",
    "taking_part",
    "justice",
)
LEVELS = ("strong", "enough", "fragile", "acute")
REFERRED_TO = (
    "debt_help",
    "budget_coach",
    "administration",
    "allowance_check",
    "municipal_support",
    "food_bank",
    "general_practitioner",
    "mental_care",
    "addiction_care",
    "youth_care",
    "community_team",
    "legal_aid",
    "language_course",
    "work_coach",
    "safe_at_home",
    "other",
)
OWNERS = ("tenant", "worker", "together", "other")
RESULTS = ("solved", "stable", "moved_on", "taken_over", "moved_house", "lost_contact", "declined", "evicted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a case and what it asks."""

    name: str
    asked: tuple[Field | Rows, ...]


def _line(name: str) -> Field:
    return Field(name=name, kind="line")


def _text(name: str) -> Field:
    return Field(name=name, kind="text")


def _day(name: str) -> Field:
    return Field(name=name, kind="day")


def _one(name: str, values: tuple[str, ...]) -> Field:
    return Field(name=name, kind="choice", values=values)


INTAKE = Part(
    name="intake",
    asked=(_day("talked_on"), _text("story"), _text("question"), _text("urgent"), _text("agreed")),
)
CAUSES_PART = Part(
    name="causes", asked=(Field(name="causes", kind="choices", values=CAUSES), _text("explained"))
)
DOMAINS_PART = Part(
    name="domains",
    asked=tuple(field for name in DOMAINS for field in (_one(name, LEVELS), _line(f"{name}_note"))),
)
HOUSEHOLD = Part(
    name="household",
    asked=(
        Field(name="adults", kind="number"),
        Field(name="children_at_home", kind="yes_no"),
        Rows(
            name="children",
            needed="born",
            fields=(Field(name="born", kind="number", most=2200), _line("lives"), _line("needs")),
        ),
        _text("children_weighed"),
        _day("children_weighed_on"),
        _text("housing_explored"),
        _day("housing_explored_on"),
    ),
)
STRENGTHS = Part(
    name="strengths",
    asked=(_text("can"), _text("proud_of"), _text("people"), _text("worked_before"), _text("hard")),
)
PLAN = Part(
    name="plan",
    asked=(
        _text("own_words"),
        Rows(name="goals", needed="goal", fields=(_line("goal"), Field(name="reached", kind="done"))),
        Rows(
            name="actions",
            needed="what",
            fields=(
                _line("what"),
                _one("owner", OWNERS),
                _line("who"),
                _day("by"),
                Field(name="done", kind="done"),
            ),
        ),
    ),
)
REFERRALS = Part(
    name="referrals",
    asked=(
        Rows(
            name="referrals",
            needed="to",
            fields=(
                _one("to", REFERRED_TO),
                _line("whom"),
                _day("on"),
                Field(name="accepted", kind="yes_no"),
                _day("accepted_on"),
                _line("outcome"),
            ),
        ),
    ),
)
CONFERENCES = Part(
    name="conferences",
    asked=(
        Rows(
            name="conferences",
            needed="on",
            fields=(_day("on"), _line("present"), _line("agreed"), Field(name="tenant_present", kind="done")),
        ),
    ),
)
CLOSING = Part(name="closing", asked=(_one("result", RESULTS), _text("told")))

PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        INTAKE,
        CAUSES_PART,
        DOMAINS_PART,
        HOUSEHOLD,
        STRENGTHS,
        PLAN,
        REFERRALS,
        CONFERENCES,
        CLOSING,
    )
}
EDITABLE = tuple(name for name in PARTS if name != "closing")


def next_day(plan: Mapping[str, Any]) -> date | None:
    """Answer the first day by which something of the plan must be done."""
    days = (row["by"] for row in plan.get("actions", ()) if row.get("by") and not row.get("done"))
    return min(map(date.fromisoformat, days), default=None)


def is_reviewed(causes: Mapping[str, Any]) -> bool:
    """Say whether the causes were looked at: one was chosen, or told in words."""
    return bool(causes.get("causes") or causes.get("explained"))


def weighed_on(household: Mapping[str, Any], what: str) -> date | None:
    """Answer when something was weighed in writing: text and day together, or not at all.

    `what` is `children_weighed` (their interests, IVRK art. 3) or `housing_explored`.
    """
    day = household.get(f"{what}_on")
    return date.fromisoformat(day) if day and household.get(what) else None


def later_than(content: Mapping[str, Any], names: Sequence[str], on: date) -> str | None:
    """Name the first of these days that lies after `on`: what did not happen yet cannot be evidence."""
    return next(
        (name for name in names if content.get(name) and date.fromisoformat(content[name]) > on), None
    )
