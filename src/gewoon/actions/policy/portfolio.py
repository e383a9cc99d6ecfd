"""The facts of all tenancies that the night would ask about, for trying a policy out."""

from datetime import date

from gewoon.actions.facts import facts_of, histories
from gewoon.actions.ledger import statements
from gewoon.actions.policy.deciding import accounts_that_may_owe
from gewoon.records.tenancy import Tenancy
from gewoon.rules.policy.decide import Row

PIECE = 500


def rows_on(on: date) -> dict[int, Row]:
    """Answer the facts of every tenancy with something overdue on a day, by key."""
    ids = list(Tenancy.objects.filter(starts_on__lte=on).order_by("pk").values_list("pk", flat=True))
    has_gap = statements.has_gap()
    found: dict[int, Row] = {}
    for start in range(0, len(ids), PIECE):
        piece = accounts_that_may_owe(ids[start : start + PIECE], on=on)
        for history in histories(piece, on=on):
            facts = facts_of(history, on=on, has_gap=has_gap)
            if facts.position.overdue:
                found[history.tenancy_id] = facts.values
    return found
