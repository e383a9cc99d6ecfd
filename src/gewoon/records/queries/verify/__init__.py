"""Checks of the live records: what must always hold, and which record breaks it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gewoon.records.queries.policies import Policies
from gewoon.records.queries.rights import Hidden, Reader, scope
from gewoon.records.queries.verify import books, decided, settled, storage
from gewoon.rules.ledger.checks import Violation

RIGHT = "audit.read"

__all__ = ["Report", "Violation", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that was found, and how many records each part looked at."""

    findings: tuple[Violation, ...]
    checked: Mapping[str, int]


def verify(
    user: Reader,
    *,
    policies: Policies,
    now: datetime,
    is_complete: bool = False,
    show: Callable[[str], None] = lambda part: None,
) -> Report:
    """Check the invariants I1 to I11 and what the night keeps; nothing is written.

    Unless `is_complete`, the accounts that are settled again and the receipts that are computed again
    are a sample; all other checks look at every record. `show` is told which part begins. Raises Hidden.
    """
    if scope(user, RIGHT) != "a":
        raise Hidden(RIGHT)
    checked: Counter[str] = Counter()
    findings: list[Violation] = []
    parts: tuple[tuple[str, Iterator[Violation]], ...] = (
        ("database", storage.check(checked)),
        ("books", books.check(checked)),
        ("accounts", settled.check(checked, is_complete=is_complete)),
        ("decisions", decided.check(checked, policies=policies, now=now, is_complete=is_complete)),
    )
    for name, part in parts:
        show(name)
        findings.extend(part)
    return Report(findings=tuple(dict.fromkeys(findings)), checked=dict(checked))
