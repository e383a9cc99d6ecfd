"""Whether the books hold together and agree with the bank: each check is one or two queries."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from gewoon.records.ledger import (
    Account,
    BankAccount,
    BankDetail,
    BankEntry,
    DirectDebitBatch,
    Entry,
    Statement,
    StatementFile,
)
from gewoon.rules.calendar import local_day
from gewoon.rules.ledger import checks
from gewoon.rules.ledger.chain import Balances, Chain, join
from gewoon.rules.ledger.checks import Receipt, Violation
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents, euros

_SIDES = (
    Q(cents__lte=0)
    | Q(debit=F("credit"))
    | ~Q(debit__in=Account.values)
    | ~Q(credit__in=Account.values)
    | ~Q(kind__in=[int(kind) for kind in Kind])
    | Q(tenancy__isnull=True) & (Q(debit=Account.TENANT) | Q(credit=Account.TENANT))
    | Q(tenancy__isnull=False) & ~Q(debit=Account.TENANT) & ~Q(credit=Account.TENANT)
)


def check(checked: "Counter[str]") -> Iterator[Violation]:
    """Check I1, I2, I4 to I7, I9, and of I10 and I11 what queries can tell."""
    checked["entries"] += Entry.objects.count()
    checked["statements"] += Statement.objects.count()
    checked["bank payments"] += BankDetail.objects.count()
    yield from _transfers()
    yield from _statements()
    yield from _bank_accounts()
    yield from _reversals()
    yield from _once()
    yield from _whole()
    yield from _received()
    yield from _deposits()
    yield from _batches()
    yield from _returns()
    yield from _recorded()


def _transfers() -> Iterator[Violation]:
    """I1: each entry is a whole, positive amount between two accounts, so that together they are nothing."""
    for key in Entry.objects.filter(_SIDES).values_list("pk", flat=True):
        yield _violation("I1", f"entry {key}", "is no positive amount between two accounts of the books")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM records_entry WHERE typeof(cents) <> 'integer'")
            for (key,) in cursor.fetchall():
                yield _violation("I1", f"entry {key}", "its amount is not in whole cents")
    sums: Counter[Any] = Counter()
    for side, sign in (("debit", 1), ("credit", -1)):
        for account, cents in Entry.objects.order_by().values_list(side).annotate(Sum("cents")):
            sums[account] += sign * cents
    yield from checks.check_accounts(sums)


def _statements() -> Iterator[Violation]:
    """I2: a statement's entries lead from its opening to its closing balance.

    Of statements that overlap, the entries that came in twice stand with the first: these are left to
    the check of the whole account.
    """
    balanced = Statement.objects.filter(opening_cents__isnull=False, closing_cents__isnull=False)
    rows = balanced.annotate(moved=Sum("entries__cents", default=0)).order_by(
        "account", "opening_on", "closing_on", "pk"
    )
    columns = ("pk", "account", "opening_on", "closing_on", "opening_cents", "closing_cents", "moved")
    found: list[Any] = list(rows.values_list(*columns))
    overlapping = _overlapping(found)
    for key, _, _, _, opening, closing, moved in found:
        if key not in overlapping:
            yield from checks.check_statement(
                f"statement {key}", opening=opening, entries=[moved], closing=closing
            )


def _overlapping(rows: list[Any]) -> set[int]:
    """Find the statements that tell of days which another one tells of; rows come sorted by day."""
    found: set[int] = set()
    widest: Any = None
    for row in rows:
        key, account, opening_on, closing_on = row[:4]
        if widest is not None and widest[1] == account and None not in (*row[2:4], *widest[2:4]):
            if opening_on < widest[3] or (opening_on, closing_on) == (widest[2], widest[3]):
                found |= {key, widest[0]}
            if closing_on < widest[3]:
                continue
        widest = row
    return found


def _bank_accounts() -> Iterator[Violation]:
    """I2: the books hold on a bank account what its statements, joined, lead to."""
    for account in BankAccount.objects.order_by("pk"):
        chain = _chain(account)
        if chain is None or Statement.objects.filter(account=account, closing_cents=None).exists():
            continue  # nobody can tell
        booked = _on_bank(Entry.objects.filter(bank_account=account))
        if booked - chain.opening != chain.moved:
            told = f"the books hold {_amount(booked)}, its statements lead to "
            yield _violation(
                "I2", f"bank account {account.number}", told + _amount(chain.opening + chain.moved)
            )


def _chain(account: BankAccount) -> Chain | None:
    """Join the statements of an account that bear balances; the turnover explains a day told twice."""
    rows = Statement.objects.filter(
        account=account, opening_cents__isnull=False, closing_cents__isnull=False, opening_on__isnull=False
    ).values_list("opening_on", "closing_on", "opening_cents", "closing_cents")
    statements = [Balances(*row) for row in rows]  # type: ignore[arg-type]  # the filter leaves no None
    chain = join(statements)
    if chain is None or not chain.doubtful_days:
        return chain
    booked = BankEntry.objects.filter(account=account, booked_on__in=chain.doubtful_days)
    turnover = booked.order_by("booked_on").values_list("booked_on").annotate(cents=Sum("cents"))
    return join(statements, turnover=dict(turnover))


def _on_bank(entries: QuerySet[Entry]) -> int:
    sums = entries.aggregate(
        plus=Sum("cents", filter=Q(debit=Account.BANK), default=0),
        minus=Sum("cents", filter=Q(credit=Account.BANK), default=0),
    )
    return int(sums["plus"]) - int(sums["minus"])


def _reversals() -> Iterator[Violation]:
    """I4: a reversal turns one entry round, once, to the cent, with a reason and an author.

    Where money stays on the bank it goes back to suspense, and where it waits there it comes from there.
    """
    rows = Entry.objects.filter(kind=Kind.REVERSAL).select_related("refers").order_by("pk")
    for entry in rows.iterator(chunk_size=2_000):
        original, record = entry.refers, f"entry {entry.pk}"
        if original is None or original.kind == Kind.REVERSAL:
            yield _violation("I4", record, "undoes no entry")
        elif original.cents != entry.cents or not _is_turned(entry, original):
            yield _violation("I4", record, f"does not undo entry {original.pk} to the cent")
        if not entry.reason or not entry.by_name:
            yield _violation("I4", record, "has no reason or no author")
    twice = Entry.objects.filter(kind=Kind.REVERSAL).order_by().values("refers").annotate(times=Count("pk"))
    for each in twice.filter(times__gt=1, refers__isnull=False):
        yield _violation("I4", f"entry {each['refers']}", f"is undone {each['times']} times")


def _is_turned(entry: Entry, original: Entry) -> bool:
    money = {int(Account.BANK), int(Account.SUSPENSE)}
    back = entry.credit == original.debit or {entry.credit, original.debit} <= money
    return entry.debit == original.credit and back and entry.tenancy_id == original.tenancy_id


def _once() -> Iterator[Violation]:
    """I5: a bank entry, a file and the rent of a month come in once."""
    named: tuple[tuple[str, QuerySet[Any], tuple[str, ...]], ...] = (
        ("bank entry", BankEntry.objects.all(), ("account", "key")),
        ("file", StatementFile.objects.all(), ("sha256",)),
        ("entry", Entry.objects.filter(month__isnull=False), ("tenancy", "month", "kind")),
    )
    for name, rows, columns in named:
        groups = rows.order_by().values(*columns).annotate(times=Count("pk"), last=Max("pk"))
        for each in groups.filter(times__gt=1):
            yield _violation("I5", f"{name} {each['last']}", f"came in {each['times']} times")


def _whole() -> Iterator[Violation]:
    """I6: of what came in, each line has its payments and each payment is booked in full."""
    details = BankDetail.objects.filter(bank_entry=OuterRef("pk")).order_by().values("bank_entry")
    lines = BankEntry.objects.annotate(told=Subquery(details.annotate(told=Sum("cents")).values("told")))
    for key, cents, told in lines.exclude(told=F("cents"), told__isnull=False).values_list(
        "pk", "cents", "told"
    ):
        wrong = f"its payments are {_amount(told or 0)}, the bank booked {_amount(cents)}"
        yield _violation("I6", f"bank entry {key}", wrong)
    booked = BankDetail.objects.annotate(
        plus=Sum("ledger__cents", filter=Q(ledger__debit=Account.BANK), default=0),
        minus=Sum("ledger__cents", filter=Q(ledger__credit=Account.BANK), default=0),
    ).exclude(cents=F("plus") - F("minus"))
    for key, cents, plus, minus in booked.values_list("pk", "cents", "plus", "minus"):
        wrong = f"{_amount(plus - minus)} is booked of {_amount(cents)}"
        yield _violation("I6", f"bank payment {key}", wrong)


def _received() -> Iterator[Violation]:
    """I7: what was received is allocated, in suspense or refunded; nothing is in two places."""

    def to(account: int) -> Any:
        return Sum("cents", filter=Q(credit=account), default=0) - Sum(
            "cents", filter=Q(debit=account), default=0
        )

    places = (
        Entry.objects.filter(bank_detail__isnull=False)
        .order_by()
        .values("bank_detail", "bank_detail__cents")
        .annotate(bank=to(Account.BANK), suspense=to(Account.SUSPENSE), refunded=to(Account.REFUNDED))
    )
    for each in places.iterator(chunk_size=5_000):
        received = each["bank_detail__cents"]
        sign = 1 if received >= 0 else -1  # a return takes the same places, the other way round
        suspense, refunded = sign * each["suspense"], sign * each["refunded"]
        allocated = -sign * each["bank"] - suspense - refunded
        record = f"bank payment {each['bank_detail']}"
        yield from checks.check_receipts([Receipt(record, sign * received, allocated, suspense, refunded)])


def _deposits() -> Iterator[Violation]:
    """I7, of deposits: no more is settled than is held for a tenancy."""
    moves = Entry.objects.filter(Q(debit=Account.DEPOSIT) | Q(credit=Account.DEPOSIT))
    held = (
        moves.order_by()
        .values("tenancy")
        .annotate(
            held=Sum("cents", filter=Q(credit=Account.DEPOSIT), default=0)
            - Sum("cents", filter=Q(debit=Account.DEPOSIT), default=0)
        )
    )
    for key, cents in held.filter(held__lt=0).values_list("tenancy", "held"):
        told = f"{_amount(-cents)} more was settled of the deposit than is held"
        yield _violation("I7", f"tenancy {key}", told)


def _batches() -> Iterator[Violation]:
    """I9: the collections of a batch add up to it."""
    batches = DirectDebitBatch.objects.annotate(parts=Sum("items__cents", default=0))
    for key, cents, parts in batches.exclude(cents=F("parts")).values_list("pk", "cents", "parts"):
        yield from checks.check_parts(f"batch {key}", total=cents, parts=[parts])


def _returns() -> Iterator[Violation]:
    """I10: what the bank took back, and we knew whose it was, is undone in the books."""
    returns = BankDetail.objects.filter(cents__lt=0, score__gt=0).annotate(
        undone=Count("ledger", filter=Q(ledger__kind=Kind.REVERSAL))
    )
    for key, reasons, undone in returns.values_list("pk", "reasons", "undone"):
        if not undone and any(code == "returned" for code, _ in reasons):
            told = "was returned by the bank, but the payment still stands on the account"
            yield _violation("I10", f"bank payment {key}", told)


def _recorded() -> Iterator[Violation]:
    """I11: an entry is known from the local day on which it was written: so the past stays as told."""
    moments = Entry.objects.order_by().values_list("recorded_on", "recorded_at").distinct()
    wrong = [(day, moment) for day, moment in moments.iterator() if local_day(moment) != day]
    for day, moment in wrong:
        keys = Entry.objects.filter(recorded_on=day, recorded_at=moment).values_list("pk", flat=True)
        for key in keys:
            yield _violation("I11", f"entry {key}", f"is known from {day}, but was written on {moment}")


def _violation(invariant: str, record: str, message: str) -> Violation:
    return Violation(invariant=invariant, record=record, message=message)


def _amount(cents: int) -> str:
    return f"{euros(Cents(cents))} euro"
