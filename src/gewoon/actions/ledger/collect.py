"""Collects the rent of a month by direct debit: a batch for the bank, remembered with its items."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gewoon.actions.ledger import mandates
from gewoon.actions.ledger.booking import lock_tenancies
from gewoon.actions.ledger.open_items import open_claims
from gewoon.actions.ledger.statements import hold_books
from gewoon.actions.rights import NotFound, Refused, Who, deed, require
from gewoon.gateways.bank import pain008
from gewoon.gateways.erp.cells import has_check_digits
from gewoon.records import bulk
from gewoon.records.ledger import BankAccount, DirectDebitBatch, DirectDebitItem, Mandate
from gewoon.records.people import Association
from gewoon.records.tenancy import Party, PartyRole, Tenancy, WayOfPaying
from gewoon.rules.calendar import AMSTERDAM, local_day, month_of
from gewoon.rules.ledger import reference
from gewoon.rules.ledger.kinds import Kind

RETURNS_IN_A_ROW = 2
PREFIX = "HUUR-"
_PIECE = 500
_EARLIEST = timedelta(days=31)  # before the month begins, its rent may be collected
RIGHT = "ledger.post_manual_entry"
NO_ACCOUNT = "no_account"
NO_MANDATE = "no_mandate"
RETURNED_TWICE = "returned_twice"
_WHO_PAYS = (PartyRole.PAYER, PartyRole.ADMINISTRATOR, PartyRole.TENANT, PartyRole.CO_TENANT)


class LeftOut(NamedTuple):
    """A tenancy that owes this month and is not collected from; see `WHY`."""

    tenancy_id: int
    number: int
    why: str
    cents: int


WHY = {
    NO_MANDATE: "There is no mandate that may be used on this day: record one, or ask for a transfer.",
    NO_ACCOUNT: "There is no account with right check digits: correct it in your own system and import it.",
    RETURNED_TWICE: "The last two collections came back: speak with the tenant first.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A batch for the bank. `content` is the pain.008 file; empty when there was nothing to collect."""

    reference: str
    collected_on: date
    count: int = 0
    cents: int = 0
    content: bytes = b""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def event_content(self) -> dict[str, object]:
        """What the event keeps: numbers, no names."""
        return {
            "reference": self.reference,
            "count": self.count,
            "cents": self.cents,
            "left_out": [each.tenancy_id for each in self.left_out],
        }


def look(
    *,
    month: date,
    collected_on: date,
    by: Who,
    now: datetime,
    despite_returns: AbstractSet[int] = frozenset(),
) -> Collection:
    """Say what `collect` would put in the batch; nothing is kept. Raises Refused as `collect` does."""
    require(by, RIGHT)
    with transaction.atomic():
        found = collect(
            month=month, collected_on=collected_on, by=by, now=now, despite_returns=despite_returns
        )
        transaction.set_rollback(True)
    return found


@deed("ledger.collect", right=RIGHT)
def collect(
    *,
    month: date,
    collected_on: date,
    by: Who,
    now: datetime,
    despite_returns: AbstractSet[int] = frozenset(),
) -> Collection:
    """Make the batch of a month (its first day) for one day of collection; the same one when repeated.

    From each tenancy that pays by direct debit it collects what is unpaid, on that day, of what was
    charged for that month: arrears of earlier months are agreed on with the tenant, not just taken.
    Whoever has no mandate that may be used on that day is left out; so is whoever had two returns in a
    row, except in `despite_returns` (keys of tenancies).
    Raises Refused when the association lacks an own account or creditor identifier, or the day is past.
    """
    if month.day != 1:
        raise ValueError(f"{month} is not the first day of a month")
    hold_books()
    association, account = _creditor()
    name = f"{PREFIX}{month:%Y%m}-{collected_on:%Y%m%d}"
    batch = DirectDebitBatch.objects.filter(reference=name).first()
    found = _Found()
    if batch is None:
        found = _look(month, collected_on, despite_returns, now)
        if not found.chosen:
            return Collection(reference=name, collected_on=collected_on, left_out=tuple(found.left_out))
        if collected_on <= local_day(now):
            raise Refused("The bank needs a day to collect. Choose tomorrow or later.")
        batch = DirectDebitBatch.objects.create(
            reference=name,
            account=account,
            collected_on=collected_on,
            cents=sum(each.cents for each in found.chosen),
            made_at=now,
        )
        rows = [(batch.pk, *each) for each in found.chosen]
        columns = ("batch_id", "tenancy_id", "end_to_end", "cents", "mandate_id")
        bulk.insert(DirectDebitItem, columns, rows)
    return _collection(batch, association, left_out=found.left_out)


def file_of(batch_id: int, *, by: Who) -> Collection:
    """Give a batch that was made here once more, with its file. Raises NotFound, also for an imported one."""
    require(by, RIGHT)
    batch = DirectDebitBatch.objects.filter(pk=batch_id, reference__startswith=PREFIX).first()
    association = Association.objects.first()
    if batch is None or association is None:
        raise NotFound("This batch was not made here.")
    return _collection(batch, association)


def _collection(
    batch: DirectDebitBatch, association: Association, *, left_out: Sequence[LeftOut] = ()
) -> Collection:
    items = list(batch.items.select_related("tenancy", "mandate").order_by("id"))
    return Collection(
        reference=batch.reference,
        collected_on=batch.collected_on,
        count=len(items),
        cents=batch.cents,
        content=_file(batch, items, association),
        left_out=tuple(left_out),
    )


def _creditor() -> tuple[Association, BankAccount]:
    association = Association.objects.first()
    if association is None or not association.creditor:
        raise Refused("Write down the association with its creditor identifier (incassant-ID) first.")
    account = BankAccount.objects.filter(number=association.iban).first()
    if account is None:
        raise Refused("The account of the association is not among its own accounts: add it first.")
    return association, account


class _Chosen(NamedTuple):
    """A collection to be made, in the order of the columns of its item."""

    tenancy_id: int
    end_to_end: str
    cents: int
    mandate_id: int


@dataclass(kw_only=True)
class _Found:
    """From whom to collect, and from whom not."""

    chosen: list[_Chosen] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def _look(month: date, collected_on: date, despite_returns: AbstractSet[int], now: datetime) -> _Found:
    """Look at every tenancy that pays by direct debit and was not collected from for this month."""
    asked = set(
        DirectDebitItem.objects.filter(batch__collected_on__gte=month - _EARLIEST).values_list(
            "end_to_end", flat=True
        )
    )
    paying = Tenancy.objects.filter(way_of_paying=WayOfPaying.DIRECT_DEBIT).order_by("pk")
    wanted = {
        pk: (number, end_to_end)
        for pk, number in paying.values_list("pk", "number")
        if (end_to_end := reference.make(number, month_of(month))) not in asked
    }
    found, keys = _Found(), list(wanted)
    for begin in range(0, len(keys), _PIECE):
        due = _due(keys[begin : begin + _PIECE], month, collected_on, now)
        payers = _payers(Party.objects.filter(tenancy__in=due))
        allowed = mandates.valid(due, on=collected_on)
        twice = _returned_twice(due) - despite_returns
        for pk, cents in due.items():
            number, end_to_end = wanted[pk]
            if why := _why_not(pk, twice, allowed, payers):
                found.left_out.append(LeftOut(pk, number, why, cents))
            else:
                found.chosen.append(_Chosen(pk, end_to_end, cents, allowed[pk].pk))
    return found


def _why_not(
    pk: int, twice: AbstractSet[int], allowed: Mapping[int, Mandate], payers: Mapping[int, Party]
) -> str:
    """Say why nothing may be collected from a tenancy; empty when it may."""
    if pk not in allowed:
        return NO_MANDATE
    if pk not in payers:
        return NO_ACCOUNT
    return RETURNED_TWICE if pk in twice else ""


def _due(keys: Sequence[int], month: date, collected_on: date, now: datetime) -> dict[int, int]:
    """Answer, by tenancy, the unpaid cents of what was charged for the month."""
    lock_tenancies(keys)
    due: dict[int, int] = {}
    for claim in open_claims(keys, on=collected_on, known_on=local_day(now)):
        if claim.month == month.year * 100 + month.month:
            due[claim.tenancy_id] = due.get(claim.tenancy_id, 0) + claim.cents
    return due


def _payers(parties: QuerySet[Party]) -> dict[int, Party]:
    """Choose, for each tenancy, from whose account is collected: a payer, an administrator, a tenant."""
    chosen: dict[int, Party] = {}
    possible = parties.filter(role__in=_WHO_PAYS).order_by("id")
    for party in sorted(possible, key=lambda each: _WHO_PAYS.index(PartyRole(each.role))):
        if has_check_digits(party.iban):
            chosen.setdefault(party.tenancy_id, party)
    return chosen


def _returned_twice(tenancy_ids: Iterable[int]) -> set[int]:
    """Find the tenancies whose last two collections were both sent back by the bank."""
    came_back = Q(entry__referred_by__kind=Kind.REVERSAL) & ~Q(
        entry__referred_by__bank_detail=F("entry__bank_detail")
    )
    items = DirectDebitItem.objects.filter(tenancy__in=tenancy_ids, entry__isnull=False)
    returned = set(items.filter(came_back).values_list("pk", flat=True))
    last: dict[int, list[bool]] = {}
    for pk, tenancy in items.order_by("-batch__collected_on", "-pk").values_list("pk", "tenancy"):
        if len(seen := last.setdefault(tenancy, [])) < RETURNS_IN_A_ROW:
            seen.append(pk in returned)
    return {tenancy for tenancy, seen in last.items() if len(seen) == RETURNS_IN_A_ROW and all(seen)}


def _file(batch: DirectDebitBatch, items: Sequence[DirectDebitItem], association: Association) -> bytes:
    """Write the file of a batch, each collection with the mandate by which it is made."""
    payers = _payers(Party.objects.filter(tenancy__collections__batch=batch))
    collections = tuple(
        pain008.DirectDebit(
            end_to_end=item.end_to_end,
            cents=item.cents,
            mandate=_mandate(item)[0],
            name=_name(payers[item.tenancy_id]),
            iban=payers[item.tenancy_id].iban,
            remittance=f"Huur, kenmerk {item.end_to_end}",
            mandate_signed_on=_mandate(item)[1],
        )
        for item in items
    )
    written = pain008.DirectDebitBatch(
        message_id=batch.reference,
        payment_information_id=batch.reference,
        collected_on=batch.collected_on,
        creditor_account=batch.account.number,
        items=collections,
    )
    creditor = pain008.Creditor(name=association.name, id=association.creditor)
    return pain008.write([written], creditor=creditor, created_at=batch.made_at.astimezone(AMSTERDAM))


def _mandate(item: DirectDebitItem) -> tuple[str, date]:
    """Answer reference and signature; a batch from before mandates were kept bears what stood in it then."""
    if item.mandate is None:
        return str(item.tenancy.number), item.tenancy.starts_on
    return item.mandate.reference, item.mandate.signed_on


def _name(party: Party) -> str:
    return party.full_name[:70]
