"""Finds what a returned payment undoes: a collection, or every place to which its money went."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gewoon.actions.ledger.booking import Transfer, lock_details, reversal
from gewoon.gateways import bank
from gewoon.records.ledger import Account, BankDetail, DirectDebitItem, Entry
from gewoon.rules.ledger.kinds import Kind


class Money(NamedTuple):
    """A payment of before, and where its money is now."""

    key: int
    cents: int
    allocated: tuple[Entry, ...]
    suspense: int

    def is_whole(self) -> bool:
        """Say whether all of it is still on accounts or in suspense."""
        return self.suspense >= 0 and self.suspense + sum(each.cents for each in self.allocated) == self.cents


class Returns:
    """The returns in a piece of a statement; what they undo is locked and then read, at once."""

    def __init__(self, details: Iterable[bank.Detail]) -> None:
        """Find the payments that bear the end-to-end references of these details."""
        ends = {each.end_to_end for each in details if each.cents < 0 and each.end_to_end}
        items = DirectDebitItem.objects.filter(end_to_end__in=ends, entry__isnull=False)
        collected = dict(items.values_list("end_to_end", "entry"))
        paid = BankDetail.objects.filter(end_to_end__in=ends, cents__gt=0)
        found = list(paid.order_by("pk").values_list("pk", "end_to_end", "cents"))
        behind = Entry.objects.filter(pk__in=collected.values()).values_list("bank_detail", flat=True)
        lock_details([*behind, *(key for key, _, _ in found)])
        entries = {entry.pk: entry for entry in _standing(Entry.objects.filter(pk__in=collected.values()))}
        self._collected = {end: entries[key] for end, key in collected.items() if key in entries}
        places = _places([key for key, _, _ in found])
        self._paid: dict[tuple[str, int], list[Money]] = defaultdict(list)
        for key, end, cents in found:
            self._paid[end, cents].append(Money(key, cents, *places[key]))
        self._undone: set[int] = set()

    def undo(self, key: int, detail: bank.Detail, *, on: date) -> list[Transfer]:
        """Answer what a return undoes, each once; nothing when it cannot be told for certain.

        `key` is the return's own. Money that was still in suspense has gone back to whoever paid it.
        """
        reason = f"returned {detail.reason_code}".strip()
        entry = self._collected.get(detail.end_to_end)
        if entry is not None and entry.cents == -detail.cents and self._once(entry.pk):
            return [_back(entry, key, on, reason)]
        money = self._only([each for each in self._paid[detail.end_to_end, -detail.cents] if each.is_whole()])
        if money is None:
            return []
        transfers = [_back(each, key, on, reason) for each in money.allocated]
        if money.suspense:
            out = Transfer(Account.SUSPENSE, Account.REFUNDED, money.suspense, Kind.REFUND, on, reason=reason)
            transfers.append(out._replace(bank_detail_id=money.key))
            transfers.append(out._replace(debit=Account.REFUNDED, credit=Account.BANK, bank_detail_id=key))
        return transfers

    def _only(self, possible: Iterable[Money]) -> Money | None:
        """Choose the first that was not undone, unless the others are on another account."""
        left = [
            each
            for each in possible
            if -each.key not in self._undone and not {a.pk for a in each.allocated} & self._undone
        ]
        owners = {tuple(sorted((a.tenancy_id or 0, a.cents) for a in each.allocated)) for each in left}
        if len(owners) != 1:
            return None
        self._undone |= {-left[0].key, *(each.pk for each in left[0].allocated)}
        return left[0]

    def _once(self, entry: int) -> bool:
        is_first = entry not in self._undone
        self._undone.add(entry)
        return is_first


def _back(entry: Entry, key: int, on: date, reason: str) -> Transfer:
    """Undo an entry because the bank took the money back."""
    turned = reversal(entry, on=on, reason=reason, bank_detail_id=key)
    return turned._replace(credit=Account.BANK)


def _standing(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out what has been undone."""
    rows = list(entries)
    undone = set(
        Entry.objects.filter(kind=Kind.REVERSAL, refers__in=[each.pk for each in rows]).values_list(
            "refers", flat=True
        )
    )
    return [each for each in rows if each.pk not in undone]


def _places(keys: list[int]) -> dict[int, tuple[tuple[Entry, ...], int]]:
    """Say, for each payment, which entries hold its money on accounts, and how much is in suspense."""
    allocated: dict[int, list[Entry]] = defaultdict(list)
    suspense: dict[int, int] = defaultdict(int)
    rows = list(Entry.objects.filter(bank_detail__in=keys).order_by("pk"))
    on_accounts = [each for each in rows if each.credit == Account.TENANT and each.kind == Kind.PAYMENT]
    for each in _standing(on_accounts):
        allocated[each.bank_detail_id or 0].append(each)
    for each in rows:
        if Account.SUSPENSE in (each.debit, each.credit):
            sign = 1 if each.credit == Account.SUSPENSE else -1
            suspense[each.bank_detail_id or 0] += sign * each.cents
    return {key: (tuple(allocated[key]), suspense[key]) for key in keys}
