"""Says for every payment on a statement whose it is, and turns it into transfers."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gewoon.actions.ledger.booking import Transfer
from gewoon.actions.ledger.directory import directory, with_accounts
from gewoon.actions.ledger.returns import Returns
from gewoon.gateways import bank
from gewoon.records import bulk
from gewoon.records.ledger import Account, BankAccount, BankDetail, DirectDebitBatch, DirectDebitItem, Entry
from gewoon.rules.ledger import matching
from gewoon.rules.ledger.kinds import Kind


class Paid(NamedTuple):
    """A payment inside a new bank entry."""

    bank_entry_id: int
    line: bank.Entry
    detail: bank.Detail


@dataclass(kw_only=True)
class Booked:
    """What a piece of a statement means: details to write, transfers to book, and the counts."""

    details: list[tuple[object, ...]] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    collections: list[tuple[int, int]] = field(default_factory=list)  # place of the transfer, item
    named: dict[int, tuple[int, int]] = field(default_factory=dict)  # place -> tenancy, month the payer named
    matched: int = 0
    suspense: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def write(self) -> None:
        """Write the details; the transfers refer to them."""
        bulk.insert(BankDetail, _DETAIL_COLUMNS, self.details)

    def link(self, entry_keys: Sequence[int]) -> None:
        """Remember which entry each collection became, so that its return finds it."""
        bulk.set_value(
            DirectDebitItem, "entry_id", [(entry_keys[place], item) for place, item in self.collections]
        )

    def designate(self) -> None:
        """Point payments at the rent of the month that their payer named (BW 6:43 (1)), once charged."""
        tenancies = {tenancy for tenancy, _ in self.named.values()}
        months = {month for _, month in self.named.values()}
        claims = {
            (tenancy, month): key
            for key, tenancy, month in Entry.objects.filter(
                tenancy__in=tenancies, month__in=months, kind=Kind.RENT
            ).values_list("id", "tenancy_id", "month")
        }
        for place, name in self.named.items():
            self.transfers[place] = self.transfers[place]._replace(refers_id=claims.get(name))


_DETAIL_COLUMNS = (
    "id",
    "bank_entry_id",
    "cents",
    "name",
    "iban",
    "remittance",
    "end_to_end",
    "reason_code",
    "score",
    "reasons",
)


class Matcher:
    """Matches one file; what it knows of payers is gathered once, at its start."""

    def __init__(self) -> None:
        """Gather the directory."""
        self._directory = directory()

    def match(self, paid: Sequence[Paid], *, account: BankAccount) -> Booked:
        """Answer what each payment means; nothing is written yet."""
        known = _Known(paid, self._directory)
        booked = Booked()
        for key, each in zip(bulk.reserve(BankDetail, len(paid)), paid, strict=True):
            found, transfers = self._mean(key, each, known, booked)
            booked.details.append(_row(key, each, found))
            booked.transfers.extend(_on(account, each) for each in transfers)
            booked.reasons.update(reason for reason, _ in found[1])
        booked.designate()
        return booked

    def _mean(self, key: int, each: Paid, known: "_Known", booked: Booked) -> tuple["_Found", list[Transfer]]:
        """Choose: a return, a batch, a payment of a tenant, or the association's other traffic."""
        if each.detail.cents < 0:
            return self._money_out(key, each, known, booked)
        if each.line.is_reversal:
            return _Found(0, (("reversal_of_payment_out", {}),)), [_plain(key, each, Account.OTHER)]
        batch = known.batch_of(each)
        if batch:
            return self._collected(key, each, batch, booked)
        return self._received(key, each, known, booked)

    def _money_out(
        self, key: int, each: Paid, known: "_Known", booked: Booked
    ) -> tuple["_Found", list[Transfer]]:
        """Undo what a return sends back; other money out is not about rent."""
        undone = known.returns.undo(key, each.detail, on=each.line.value_on)
        if undone:
            booked.matched += 1
            return _Found(100, (("returned", {"code": each.detail.reason_code}),)), undone
        if each.line.is_return or each.line.is_reversal:
            booked.suspense += 1
            return _Found(0, (("return_of_unknown", {}),)), [_plain(key, each, Account.SUSPENSE)]
        return _Found(0, (("not_rent", {}),)), [_plain(key, each, Account.OTHER)]

    def _collected(
        self, key: int, each: Paid, items: Sequence[DirectDebitItem], booked: Booked
    ) -> tuple["_Found", list[Transfer]]:
        """Explain a batch that was booked as one amount by the collections that were offered."""
        place = len(booked.transfers)
        booked.collections.extend((place + offset, item.pk) for offset, item in enumerate(items))
        booked.matched += 1
        transfers = [
            _plain(key, each, Account.TENANT, cents=item.cents, tenancy_id=item.tenancy_id) for item in items
        ]
        return _Found(100, (("own_batch", {"items": len(items)}),)), transfers

    def _received(
        self, key: int, each: Paid, known: "_Known", booked: Booked
    ) -> tuple["_Found", list[Transfer]]:
        """Match one payment; doubt goes to suspense."""
        item = known.items.get(each.detail.end_to_end)
        if item is not None and item.entry_id is None and item.cents == each.detail.cents:
            return self._collected(key, each, [item], booked)
        match = matching.match(_line(each), known.payers)
        found = _Found(match.score, tuple((reason.code, dict(reason.parameters)) for reason in match.reasons))
        if match.tenancy is None:
            booked.suspense += 1
            return found, [_plain(key, each, Account.SUSPENSE)]
        booked.matched += 1
        if match.designated_month is not None:
            month = match.designated_month.year * 100 + match.designated_month.month
            booked.named[len(booked.transfers)] = (match.tenancy, month)
        return found, [_plain(key, each, Account.TENANT, tenancy_id=match.tenancy)]


class _Found(NamedTuple):
    score: int
    reasons: tuple[tuple[str, dict[str, object]], ...]


class _Known:
    """What the books know of a piece of a statement, asked at once instead of per payment."""

    def __init__(self, paid: Sequence[Paid], payers: matching.Directory) -> None:
        self.payers = with_accounts(payers, {each.detail.iban for each in paid})
        ends = {each.detail.end_to_end for each in paid if each.detail.end_to_end}
        self.items = {
            item.end_to_end: item
            for item in DirectDebitItem.objects.filter(end_to_end__in=ends).select_related("entry")
        }
        self.returns = Returns(each.detail for each in paid)
        self._batches = self._find_batches(paid)
        self._paid: set[int] = set()

    def batch_of(self, each: Paid) -> Sequence[DirectDebitItem]:
        """Answer the collections of an own batch that this one amount is the sum of."""
        if len(each.line.details) > 1 or each.detail.end_to_end in self.items:
            return ()
        possible = [
            batch
            for batch in self._batches
            if _is_booking_of(batch, each.line) and batch.pk not in self._paid
        ]
        if len(possible) != 1:
            return ()
        self._paid.add(possible[0].pk)
        return self._batches[possible[0]]

    def _find_batches(self, paid: Sequence[Paid]) -> dict[DirectDebitBatch, Sequence[DirectDebitItem]]:
        """Find own batches of which nothing is booked yet and that these lines could be the whole of."""
        sums = {each.line.cents for each in paid if each.line.cents > 0 and len(each.line.details) == 1}
        found: dict[DirectDebitBatch, Sequence[DirectDebitItem]] = {}
        for batch in DirectDebitBatch.objects.filter(cents__in=sums):
            items = list(batch.items.filter(entry=None).order_by("id"))
            if items and sum(item.cents for item in items) == batch.cents:
                found[batch] = items
        return found


def _is_booking_of(batch: DirectDebitBatch, line: bank.Entry) -> bool:
    """Say whether a line could be a batch: by its reference or, where the bank gives none, by its week."""
    if batch.cents != line.cents:
        return False
    if line.batch_reference:
        return batch.reference == line.batch_reference
    return bool(line.batch_announced) and _week_before(line.value_on) <= batch.collected_on <= line.value_on


def _on(account: BankAccount, transfer: Transfer) -> Transfer:
    """Name the own account in a transfer that touches the bank."""
    if Account.BANK not in (transfer.debit, transfer.credit):
        return transfer._replace(bank_account_id=None)
    return transfer._replace(bank_account_id=account.pk)


def _week_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 7)


def _plain(
    key: int,
    each: Paid,
    other: Account,
    *,
    cents: int | None = None,
    tenancy_id: int | None = None,
) -> Transfer:
    """Move the money between the bank and another account, in the direction of its sign."""
    amount = each.detail.cents if cents is None else cents
    debit, credit = (Account.BANK, other) if amount > 0 else (other, Account.BANK)
    return Transfer(
        debit,
        credit,
        abs(amount),
        Kind.PAYMENT if amount > 0 else Kind.REFUND,
        each.line.value_on,
        tenancy_id=tenancy_id,
        bank_detail_id=key,
    )


def _line(each: Paid) -> matching.PaymentLine:
    detail = each.detail
    return matching.PaymentLine(
        cents=detail.cents,
        text=detail.remittance,
        structured=detail.structured,
        end_to_end=detail.end_to_end,
        iban=detail.iban,
        name=detail.name,
        on=each.line.value_on,
    )


def _row(key: int, each: Paid, found: _Found) -> tuple[object, ...]:
    detail = each.detail
    text = detail.remittance or detail.structured
    return (
        key,
        each.bank_entry_id,
        detail.cents,
        detail.name[:140],
        detail.iban[:34],
        text,
        detail.end_to_end[:64],
        detail.reason_code[:8],
        found.score,
        json.dumps(found.reasons),
    )
