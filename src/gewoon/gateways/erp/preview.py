"""Shows what a delivery would bring, before anything is taken in, without anything personal."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from gewoon.gateways.erp.model import Delivery, RowError

MOST_ROWS = 5


def preview(delivery: Delivery) -> dict[str, Any]:
    """Return counts, sums in cents, the first rows without names or addresses, errors and warnings.

    `outcome` is "accepted" or "refused"; the answer can be written as JSON as it is.
    """
    return {
        "outcome": "refused" if delivery.errors else "accepted",
        "formats": list(delivery.formats),
        "counts": {
            "tenancies": len(delivery.tenancies),
            "parties": sum(len(row.parties) for row in delivery.tenancies),
            "mandates": len(delivery.mandates),
            "components": len(delivery.components),
            "claims": len(delivery.claims),
            "posts": len(delivery.posts),
            "posts_that_count": sum(row.counts for row in delivery.posts),
            "balances": len(delivery.balances),
            "errors": len(delivery.errors),
            "warnings": len(delivery.warnings),
        },
        "sums": _sums(delivery),
        "held": list(delivery.held()),
        "first": _first(delivery),
        "errors": _sentences(delivery.errors),
        "warnings": _sentences(delivery.warnings),
    }


def _sums(delivery: Delivery) -> dict[str, Any]:
    owed = [row.cents for row in delivery.claims if row.kind != "credit"]
    credit = [row.cents for row in delivery.claims if row.kind == "credit"]
    by_kind: Counter[str] = Counter()
    for claim in delivery.claims:
        by_kind[claim.kind] += claim.cents
    return {
        "claims_cents": sum(owed),
        "credit_cents": sum(credit),
        "claims_by_kind": dict(sorted(by_kind.items())),
        "monthly_rent_cents": sum(row.cents for row in delivery.components if row.to_on is None),
        "posts_cents": sum(row.cents for row in delivery.posts if row.counts),
        "balances_cents": sum(row.stated_cents for row in delivery.balances),
    }


def _first(delivery: Delivery) -> dict[str, list[dict[str, Any]]]:
    return {
        "tenancies": [
            {
                "number": row.number,
                "starts_on": row.starts_on.isoformat(),
                "ends_on": row.ends_on.isoformat() if row.ends_on else None,
                "way_of_paying": row.way_of_paying,
                "roles": [party.role for party in row.parties],
            }
            for row in delivery.tenancies[:MOST_ROWS]
        ],
        "components": [
            {
                "tenancy": row.tenancy,
                "kind": row.kind,
                "cents": row.cents,
                "from_on": row.from_on.isoformat(),
                "to_on": row.to_on.isoformat() if row.to_on else None,
            }
            for row in delivery.components[:MOST_ROWS]
        ],
        "claims": [
            {"tenancy": row.tenancy, "kind": row.kind, "due_on": row.due_on.isoformat(), "cents": row.cents}
            for row in delivery.claims[:MOST_ROWS]
        ],
    }


def _sentences(found: Iterable[RowError]) -> list[dict[str, str]]:
    return [{"place": each.place, "message": each.message} for each in found]
