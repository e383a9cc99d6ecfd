"""Says in words a person understands what cannot be in an arrangement or a budget."""

from collections.abc import Sequence

from gewoon.actions.rights import Refused
from gewoon.rules.arrangement.capacity import BudgetProblem
from gewoon.rules.arrangement.terms import Problem

PROBLEMS: dict[Problem, str] = {
    Problem.NO_DEBT: "There is nothing to pay off: no rent is overdue.",
    Problem.NO_INSTALMENTS: "Give at least one instalment.",
    Problem.TOO_MANY: "These are too many instalments: choose fewer, or a larger amount each time.",
    Problem.TOO_LONG: "This takes too long: choose a larger amount, or help with debts instead.",
    Problem.NOT_POSITIVE: "Each instalment must be above zero.",
    Problem.TOO_LARGE: "One instalment is above a million euros: check the amounts.",
    Problem.SUM: "The instalments do not add up to the debt: correct the amounts.",
    Problem.ORDER: "The days of the instalments must go forward, each day once.",
    Problem.BEFORE_TENANCY: "The first instalment lies before the tenancy began: choose a later day.",
    Problem.IN_THE_PAST: "The first instalment lies in the past: choose today or later.",
}
BUDGET: dict[BudgetProblem, str] = {
    BudgetProblem.NO_INCOME: (
        "Nothing comes in: give at least one income above zero. Without income, help with debts comes first."
    ),
    BudgetProblem.NEGATIVE: "An amount is below zero: income and costs are both written as positive amounts.",
    BudgetProblem.TOO_LARGE: "An amount is above a million euros: check it.",
    BudgetProblem.TOO_MANY: "These are too many lines: add some of them up.",
}


def refuse_terms(found: Sequence[Problem]) -> None:
    """Raise Refused with every sentence, if there is any."""
    if found:
        raise Refused(" ".join(PROBLEMS[each] for each in found))


def refuse_budget(found: Sequence[BudgetProblem]) -> None:
    """Raise Refused with every sentence, if there is any."""
    if found:
        raise Refused(" ".join(BUDGET[each] for each in found))
