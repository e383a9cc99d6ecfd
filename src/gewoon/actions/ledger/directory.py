"""What is known of payers when a statement comes in: references, accounts, names and rents."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from django.db.models import Exists, OuterRef, Q

from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import Party, RentComponent, Tenancy
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.matching import Directory, normalise_name

SURE = 90  # a match below this teaches nothing about an account
_TAKEN_BACK = Entry.objects.filter(
    refers=OuterRef("pk"), kind=Kind.REVERSAL, bank_detail=OuterRef("bank_detail")
)


def directory() -> Directory:
    """Gather what matching may use of all tenancies; see `with_accounts` for who paid before."""
    tenancies = list(Tenancy.objects.values_list("id", "number", "ends_on"))
    accounts: dict[str, set[int]] = defaultdict(set)
    names: dict[str, set[int]] = defaultdict(set)
    for tenancy, name, iban in Party.objects.values_list("tenancy_id", "name", "iban"):
        names[_plain(name)].add(tenancy)
        if iban:
            accounts[iban].add(tenancy)
    rents: dict[int, int] = defaultdict(int)
    for tenancy, cents in RentComponent.objects.filter(to_on=None).values_list("tenancy_id", "cents"):
        rents[tenancy] += cents
    return Directory(
        by_number={number: tenancy for tenancy, number, _ in tenancies},
        by_iban=_sorted(accounts),
        by_name=_sorted(names),
        rent=dict(rents),
        overdue={},
        ended_on={tenancy: ends_on for tenancy, _, ends_on in tenancies if ends_on},
    )


def with_accounts(known: Directory, ibans: Iterable[str]) -> Directory:
    """Add, for these accounts, the tenancies for which a sure payment came from them before."""
    sure = Q(bank_detail__score__gte=SURE) | Q(debit=Account.SUSPENSE)  # by evidence, or by a person
    paid = (
        Entry.objects.filter(sure, credit=Account.TENANT, bank_detail__iban__in=set(ibans) - {""})
        .exclude(Exists(_TAKEN_BACK))
        .values_list("tenancy_id", "bank_detail__iban")
        .distinct()
    )
    accounts: dict[str, set[int]] = defaultdict(set)
    for tenancy, iban in paid:
        accounts[iban] |= {tenancy, *known.by_iban.get(iban, ())}
    return replace(known, by_iban={**known.by_iban, **_sorted(accounts)})


@cache
def _plain(name: str) -> str:
    return normalise_name(name)


def _sorted(found: dict[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(sorted(tenancies)) for key, tenancies in found.items()}
