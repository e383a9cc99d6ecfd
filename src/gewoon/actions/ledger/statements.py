"""Takes a bank file in: whole or not at all, and the same money only once."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db.models import Q, QuerySet, Sum

from gewoon.actions.ledger import matching
from gewoon.actions.ledger.booking import Transfer, book, lock_tenancies
from gewoon.actions.rights import Refused, Who, deed
from gewoon.gateways import bank
from gewoon.records import bulk
from gewoon.records.ledger import Account, BankAccount, BankEntry, Entry, Statement, StatementFile
from gewoon.rules.ledger.chain import Balances, Chain, join
from gewoon.rules.ledger.kinds import Kind

_CHUNK = 1_000


@dataclass(kw_only=True)
class Report:
    """What became of a bank file. `outcome` is accepted or known; a refused file raises instead."""

    name: str
    outcome: str = "accepted"
    entries: int = 0
    known_entries: int = 0
    cents_in: int = 0
    cents_out: int = 0
    matched: int = 0
    suspense: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    gaps: int = 0

    @property
    def event_content(self) -> dict[str, object]:
        """What the event keeps: numbers, no names."""
        return {
            "file": self.name,
            "entries": self.entries,
            "matched": self.matched,
            "suspense": self.suspense,
        }


@deed("ledger.import_statements", right="statement.import")
def import_statements(*, path: Path, by: Who, now: datetime) -> Report:
    """Book every statement of a bank file, in one transaction.

    A file whose bytes are known, and entries that are known, add nothing. Raises FileRefused when the
    file cannot be read, Refused when it is not ours, not in euros, or when its balances do not agree
    with its entries or with the books.
    """
    accounts = {each.number: each for each in hold_books()}
    sha256 = _digest(path)
    if StatementFile.objects.filter(sha256=sha256).exists():
        return Report(name=path.name, outcome="known")
    intake = _Intake(accounts=accounts, report=Report(name=path.name), by=by, now=now)
    intake.take(path, sha256)
    return intake.report


@dataclass(kw_only=True)
class _Intake:
    """The file while it is being taken in."""

    accounts: dict[str, BankAccount]
    report: Report
    by: Who
    now: datetime
    file_id: int = 0
    statement_id: int = 0
    is_new: bool = False  # the statement tells of something that was not known
    chunk: list[bank.Entry] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    equal_lines: Counter[tuple[int, str]] = field(default_factory=Counter)

    def take(self, path: Path, sha256: str) -> None:
        """Walk through the file, statement by statement."""
        self.matcher = matching.Matcher()
        for record in bank.read(path):
            if isinstance(record, bank.FileStart):
                self._remember(record, sha256)
            else:
                self._read(record)
        for account in self.accounts.values():
            if account.pk in self.touched:
                self._agree(account)

    def _read(self, record: bank.StatementStart | bank.Entry | bank.StatementEnd) -> None:
        """Collect entries; book them in pieces, and at the end of their statement."""
        match record:
            case bank.StatementStart():
                self.account, self.start = self._own(record), record
                self.statement_id, self.is_new = bulk.reserve(Statement, 1)[0], False
            case bank.Entry():
                self.chunk.append(record)
                if len(self.chunk) >= _CHUNK:
                    self._book()
            case _:
                self._book()
                self._close(record)

    def _remember(self, start: bank.FileStart, sha256: str) -> None:
        """Write down the file once; a zip may hold several."""
        if not self.file_id:
            name = self.report.name[:200]
            self.file_id = StatementFile.objects.create(
                sha256=sha256, name=name, format=start.format, imported_at=self.now
            ).pk

    def _own(self, start: bank.StatementStart) -> BankAccount:
        account = self.accounts.get(start.account)
        if account is None:
            raise Refused(
                f"{self.report.name}: the statement is of account …{start.account[-4:]}, which is not one of "
                "your own. If it is yours, add it with `gewoon account add`; otherwise take the file away."
            )
        if start.currency not in {"EUR", ""}:
            raise Refused(
                f"{self.report.name}: this statement is in {start.currency}; only euro accounts are booked."
            )
        self.touched.add(account.pk)
        return account

    def _book(self) -> None:
        """Write the lines that are new, and book what they mean."""
        account, lines, self.chunk = self.account, self.chunk, []
        keyed = {self._key(line, account): line for line in lines}
        known = set(BankEntry.objects.filter(account=account, key__in=keyed).values_list("key", flat=True))
        fresh = [(key, line) for key, line in keyed.items() if key not in known]
        self.report.known_entries += len(known)
        if not fresh:
            return
        self.is_new = True
        keys = bulk.reserve(BankEntry, len(fresh))
        bulk.insert(
            BankEntry,
            _ENTRY_COLUMNS,
            (
                (key, self.statement_id, account.pk, text, line.cents, line.booked_on, line.value_on,
                 line.is_return, line.batch_reference[:64])
                for key, (text, line) in zip(keys, fresh, strict=True)
            ),
        )  # fmt: skip
        paid = [
            matching.Paid(key, line, detail)
            for key, (_, line) in zip(keys, fresh, strict=True)
            for detail in line.details
        ]
        self._count(fresh)
        for part in ([p for p in paid if p.detail.cents > 0], [p for p in paid if p.detail.cents <= 0]):
            self._settle(part)  # money in comes first, so that its return finds it

    def _settle(self, paid: Sequence[matching.Paid]) -> None:
        """Book what payments mean, under the locks of the tenancies they touch."""
        booked = self.matcher.match(paid, account=self.account)
        lock_tenancies(each.tenancy_id for each in booked.transfers)
        booked.write()
        booked.link(book(booked.transfers, by=self.by, now=self.now))
        self.report.matched += booked.matched
        self.report.suspense += booked.suspense
        self.report.reasons.update(booked.reasons)

    def _count(self, fresh: Sequence[tuple[str, bank.Entry]]) -> None:
        report = self.report
        report.entries += len(fresh)
        report.cents_in += sum(line.cents for _, line in fresh if line.cents > 0)
        report.cents_out -= sum(line.cents for _, line in fresh if line.cents < 0)

    def _key(self, line: bank.Entry, account: BankAccount) -> str:
        """Name a line for ever: by the bank's reference, day and amount (some banks use a reference again),
        or by content and rank among equals of that day.
        """
        if line.reference:
            return f"{line.booked_on:%Y%m%d}:{line.cents}:{line.reference}"[:128]
        content = "\x1f".join(
            (
                f"{line.booked_on}|{line.value_on}|{line.cents}",
                *(f"{d.cents}|{d.name}|{d.iban}|{d.remittance}|{d.end_to_end}" for d in line.details),
            )
        )
        digest = hashlib.sha256(content.encode()).hexdigest()[:40]
        self.equal_lines[account.pk, digest] += 1
        return f"{line.booked_on:%Y%m%d}#{digest}#{self.equal_lines[account.pk, digest]}"

    def _close(self, end: bank.StatementEnd) -> None:
        """Write the statement down, if its entries lead from the opening to the closing balance.

        One that was told before, and tells nothing new, is not written twice.
        """
        identifier = (self.start.id or self.start.sequence or "")[:64]
        if end.balances_agree is False:
            raise Refused(
                f"{self.report.name}, statement {identifier}: the opening balance and the entries do not "
                "lead to the closing balance. Ask the bank for the statement again."
            )
        days = {"opening_on": end.opening_on or end.closing_on, "closing_on": end.closing_on}
        balances = {"opening_cents": end.opening_cents, "closing_cents": end.closing_cents}
        told = Statement.objects.filter(account=self.account, **days, **balances)
        if self.is_new or not told.exists():
            Statement.objects.create(
                pk=self.statement_id,
                file_id=self.file_id,
                account=self.account,
                identifier=identifier,
                **days,
                **balances,
            )

    def _agree(self, account: BankAccount) -> None:
        """Hold the books against the balances of the bank; a hole is counted, a contradiction refuses."""
        chain = chain_of(account)
        if chain is None:
            return
        self.report.gaps += len(chain.gaps)
        self._open(account, chain)
        if Statement.objects.filter(account=account, closing_cents=None).exists():
            return  # a statement without balances: nobody can tell
        moved = balance_of(account) - chain.opening
        if moved != chain.moved:
            raise Refused(
                f"{self.report.name}: after this file the books hold {moved - chain.moved} cents more than "
                f"the bank on {chain.closed_on}. Probably these days came in before in another format: "
                "import only one of the two."
            )

    def _open(self, account: BankAccount, chain: Chain) -> None:
        """Bring the opening balance into the books, or correct it when an earlier statement came in later."""
        booked = _signed(Entry.objects.filter(Q(credit=Account.OPENING) | Q(debit=Account.OPENING)), account)
        missing = chain.opening - booked
        if missing:
            debit, credit = (
                (Account.BANK, Account.OPENING) if missing > 0 else (Account.OPENING, Account.BANK)
            )
            book(
                [
                    Transfer(
                        debit, credit, abs(missing), Kind.CREDIT, chain.closed_on, bank_account_id=account.pk
                    )
                ],
                by=self.by,
                now=self.now,
            )


_ENTRY_COLUMNS = (
    "id",
    "statement_id",
    "account_id",
    "key",
    "cents",
    "booked_on",
    "value_on",
    "is_return",
    "batch_reference",
)


def hold_books() -> list[BankAccount]:
    """Lock the own bank accounts, so that no statement comes in meanwhile.

    Whoever locks many tenancies takes this lock first: it keeps imports and nights from waiting for
    each other in a circle. An entry that merely names an account waits for nobody.
    """
    return list(BankAccount.objects.select_for_update(no_key=True).order_by("id"))


def chain_of(account: BankAccount) -> Chain | None:
    """Join the statements of an account that bear balances."""
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


def has_gap() -> bool:
    """Say whether a hole in the statements of any own account holds all letters."""
    chains = (chain_of(account) for account in BankAccount.objects.all())
    return any(chain is not None and chain.gaps for chain in chains)


def balance_of(account: BankAccount) -> int:
    """Add up what the books hold on a bank account, in cents."""
    return _signed(Entry.objects.all(), account)


def _signed(entries: QuerySet[Entry], account: BankAccount) -> int:
    sums = entries.filter(bank_account=account).aggregate(
        plus=Sum("cents", filter=Q(debit=Account.BANK)), minus=Sum("cents", filter=Q(credit=Account.BANK))
    )
    return (sums["plus"] or 0) - (sums["minus"] or 0)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from error
