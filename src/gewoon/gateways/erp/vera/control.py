"""Compares the posts of each debtor with the balance that the sender states, and finds what is open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gewoon.gateways.erp.findings import Findings
from gewoon.gateways.erp.model import BalanceRow, ClaimRow, PostRow
from gewoon.gateways.erp.vera.debtors import Debtor
from gewoon.gateways.erp.vera.posts import Post
from gewoon.rules.money import Cents, euros

_OLDEST_FIRST = "posts do not say what is open (saldo): the oldest claims are taken to be paid first"
_AS_SENT = "all balances agree when signs are read as sent: choose the signs as_sent for this source"


def settle_summaries(posts: Sequence[Post], debtors: Mapping[str, Debtor]) -> list[PostRow]:
    """Decide per debtor whether final and first accounts (EIN, EVN) count, and return all posts.

    They sum up claims, so they count only where the balance of the debtor says so; without a balance,
    only where no other claim was delivered.
    """
    groups: dict[tuple[str, int | None], list[Post]] = defaultdict(list)
    for post in posts:
        groups[post.row.debtor, None if post.row.debtor else post.row.tenancy].append(post)
    rows = []
    for (owner, _), own in groups.items():
        counts = _summaries_count(own, debtors.get(owner))
        rows += [replace(post.row, counts=counts) if post.is_summary else post.row for post in own]
    return rows


def balances(
    rows: Sequence[PostRow], posts: Sequence[Post], debtors: Mapping[str, Debtor], found: Findings
) -> tuple[BalanceRow, ...]:
    """Control every debtor: the sum of posts and the sum of what is open are both the stated balance.

    A difference is a warning that names the sums.
    """
    by_debtor: dict[str, list[PostRow]] = defaultdict(list)
    for row in rows:
        if row.counts:
            by_debtor[row.debtor].append(row)
    result = tuple(
        _balance(key, debtor.stated, by_debtor[key])
        for key, debtor in debtors.items()
        if debtor.stated is not None
    )
    wrong = [row for row in result if not row.agrees]
    for each in wrong:
        found.warn(debtors[each.debtor].place, _difference(each))
    sent: dict[str, int] = defaultdict(int)
    for post in posts:
        sent[post.row.debtor] += post.sent
    if wrong and all(sent[each.debtor] == each.stated_cents for each in result):
        found.warn("delivery", _AS_SENT)
    return result


def claims(rows: Sequence[PostRow], found: Findings) -> tuple[ClaimRow, ...]:
    """Return what is open per tenancy, by what the sender says is open; else the oldest is paid first."""
    by_tenancy: dict[int, list[PostRow]] = defaultdict(list)
    for row in rows:
        if row.counts and row.tenancy is not None:
            by_tenancy[row.tenancy].append(row)
    result: list[ClaimRow] = []
    for tenancy, own in by_tenancy.items():
        if any(row.open_cents is None for row in own):
            found.warn_once("delivery", _OLDEST_FIRST)
            result += [_claim(tenancy, row, cents) for row, cents in _oldest_first(own)]
        else:
            result += [_claim(tenancy, row, row.open_cents) for row in own if row.open_cents]
    return tuple(result)


def _summaries_count(posts: Sequence[Post], debtor: Debtor | None) -> bool:
    parts = [post for post in posts if post.row.counts and not post.is_summary]
    if debtor is None or debtor.stated is None:
        return not any(post.row.kind in ("rent", "other") for post in parts)
    whole = sum(post.row.cents for post in posts if post.row.counts)
    return whole == debtor.stated


def _balance(key: str, stated: Cents, rows: Sequence[PostRow]) -> BalanceRow:
    posted = Cents(sum(row.cents for row in rows))
    opened = [row.open_cents for row in rows if row.open_cents is not None]
    open_cents = Cents(sum(opened)) if len(opened) == len(rows) else None
    return BalanceRow(
        debtor=key,
        tenancies=tuple(sorted({row.tenancy for row in rows if row.tenancy is not None})),
        posts_cents=posted,
        open_cents=open_cents,
        stated_cents=stated,
        agrees=posted == stated and open_cents in (None, stated),
    )


def _difference(row: BalanceRow) -> str:
    opened = "" if row.open_cents is None else f" and {euros(row.open_cents)} is open on them"
    return (
        f"the posts add up to {euros(row.posts_cents)}{opened}, the debtor states {euros(row.stated_cents)}: "
        "automatic letters wait until a person has found the difference"
    )


def _oldest_first(rows: Sequence[PostRow]) -> Iterator[tuple[PostRow, Cents | None]]:
    received = -sum(row.cents for row in rows if row.cents < 0)
    for row in sorted(rows, key=lambda each: (each.due_on, each.source_id)):
        if row.cents > 0:
            settled = min(received, row.cents)
            received -= settled
            if row.cents > settled:
                yield row, Cents(row.cents - settled)
    if received:
        yield max((row for row in rows if row.cents < 0), key=lambda each: each.due_on), Cents(-received)


def _claim(tenancy: int, row: PostRow, open_cents: Cents | None) -> ClaimRow:
    cents = open_cents or 0
    kind = "rent" if row.kind == "rent" else "other"
    return ClaimRow(
        tenancy=tenancy,
        kind=kind if cents > 0 else "credit",
        due_on=row.due_on,
        cents=Cents(abs(cents)),
        text=row.text,
        source_id=row.source_id,
    )
