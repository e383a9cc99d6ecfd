"""Tells a debt helper what is open, from the books, on the tenant's mandate; and keeps what was told."""

from datetime import date, datetime
from typing import Any

from gewoon.actions.facts import histories
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.rights import Refused, Who, name_of, on_row
from gewoon.records.contact import BalanceAnswer
from gewoon.records.queries.accounts import order
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger import allocation
from gewoon.rules.ledger.kinds import Kind


@on_row(Tenancy, "balance.answer", right="balance.answer", is_own=True)
def answer_balance(  # noqa: PLR0913  who asks, on whose word, and of which day
    tenancy: Tenancy,
    *,
    helper: str,
    mandate: str,
    mandate_on: date,
    as_of: date,
    by: Who,
    now: datetime,
    key: str | None = None,
) -> BalanceAnswer:
    """Answer a debt helper: every claim that is open on a day, with its first amount and its date.

    Raises Refused without helper or mandate, for a mandate from the future or of more than two years ago,
    a day that is yet to come or before the tenancy, or while a bank statement is missing.
    """
    today = local_day(now)
    if not helper.strip() or not mandate.strip():
        raise Refused("Give the name of the debt helper and where the tenant's mandate can be found.")
    if not 0 <= (today - mandate_on).days <= 731:
        raise Refused("The mandate must be signed today or in the past two years: ask for a new one.")
    if not tenancy.starts_on <= as_of <= today:
        raise Refused("Choose a day of this tenancy that is not yet to come.")
    if has_gap():
        raise Refused("A bank statement is missing, so the balance is not certain: import it first.")
    claims = open_claims(tenancy.pk, as_of=as_of)
    return BalanceAnswer.objects.create(
        tenancy=tenancy,
        helper=helper.strip()[:120],
        mandate=mandate.strip()[:120],
        mandate_on=mandate_on,
        as_of=as_of,
        total_cents=sum(claim["open_cents"] for claim in claims),
        content=claims,
        by_name=name_of(by),
        recorded_at=now,
    )


def open_claims(tenancy_id: int, *, as_of: date) -> list[dict[str, Any]]:
    """List the claims that are open on a day: number, origin, kind, first and open amount in cents."""
    history = next(histories([tenancy_id], on=as_of))
    rows, day = history.rows, as_of.toordinal()
    opened = allocation.open_cents(rows, order(), on=day, known_on=day)
    return [
        {
            "number": f"{history.tenancy_id}-{place + 1}",
            "origin_on": date.fromordinal(due).isoformat(),
            "kind": Kind(kind).name.lower(),
            "original_cents": cents,
            "open_cents": left,
        }
        for place, (due, kind, cents, left) in enumerate(
            zip(rows.day, rows.kind, rows.cents, opened, strict=True)
        )
        if left > 0 and due <= day and kind < Kind.PAYMENT
    ]
