"""Chooses the tenant of the demonstration: somebody with an arrangement, and a training if there is one."""

from datetime import date

from gewoon.actions.policy.published import policy_of
from gewoon.actions.rights import CONSOLE
from gewoon.records.queries import arrangements
from gewoon.records.queries.account import Head, account
from gewoon.records.queries.training import plans

_TRIED = 40


def tenant(*, today: date) -> dict[str, str] | None:
    """Answer number and postcode of a tenant who can get a code by e-mail; None where nobody fits."""
    fitting = []
    running = [
        each for each in arrangements.listed(CONSOLE, on=today, again_days=14) if each.ended_on is None
    ]
    for line in running[:_TRIED]:
        head = account(CONSOLE, line.tenancy_id, on=today, policies=policy_of).head
        if head.email and not head.administrator and not head.is_deceased:
            enrolled = plans.of_household(CONSOLE, line.tenancy_id, on=today)
            stands = max((_weight(each.state) for each in enrolled), default=0)
            fitting.append((stands + (line.view != "proposed"), -line.tenancy_id, head))
    return _told(max(fitting, key=lambda each: each[:2])[2]) if fitting else None


def _weight(state: str) -> int:
    return {"seated": 4, "finished": 3, "waiting": 2}.get(state, 0)


def _told(head: Head) -> dict[str, str]:
    return {"number": str(head.number), "postcode": head.postcode, "name": head.names[0]}
