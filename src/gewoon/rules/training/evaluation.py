"""Answers in which nobody can be found: ten forms are shown together, or none, and then never change.

Forms wait until there are ten of a programme, whatever the groups; those ten get a number and are shown
as one from then on. Two successive views therefore differ by ten people at least, and a share is rounded
and never "all" or "nobody", so that a view says nothing certain about one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

POOL = 10
STEP = 10  # shares are rounded to tens of per cent
LONGEST_REMARK = 500
ANSWERS = ("yes", "partly", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many said yes to a question, in per cent: rounded to tens, at least 10 and at most 90."""

    question: str
    yes: int


def pools(waiting: int, *, so_far: int) -> tuple[int, ...]:
    """Number each waiting form: full tens get the next numbers, the rest stay 0."""
    full = waiting // POOL
    numbers = [so_far + 1 + place // POOL for place in range(full * POOL)]
    return (*numbers, *[0] * (waiting - full * POOL))


def shares(forms: Sequence[Mapping[str, str]], questions: Sequence[str]) -> tuple[Share, ...] | None:
    """Sum up forms of full pools; None while there is no full pool.

    A question that fewer than ten people answered is left out.
    """
    if len(forms) < POOL:
        return None
    found = []
    for question in questions:
        given = [form[question] for form in forms if question in form]
        if len(given) >= POOL:
            exact = 100 * sum(answer == "yes" for answer in given) / len(given)
            rounded = STEP * int(exact / STEP + 0.5)
            found.append(Share(question=question, yes=min(100 - STEP, max(STEP, rounded))))
    return tuple(found)


def check(answers: Mapping[str, str], questions: Sequence[str]) -> dict[str, str]:
    """Keep the answers to known questions; raises ValueError for an unknown question or answer."""
    for question, answer in answers.items():
        if question not in questions:
            raise ValueError(f"{question!r} is no question of this programme")
        if answer not in ANSWERS:
            raise ValueError(f"{answer!r} is no answer: choose {', '.join(ANSWERS)}")
    return dict(answers)
