"""What is known of payers when a statement comes in: references, accounts, names and rents."""

from collections import defaultdict
from collections.abc import Iterable

from gewoon.records.ledger import Account, Entry
from gewoon.records.tenancy import Party, RentComponent, Tenancy
from gewoon.rules.ledger.matching import Directory, normalise_name


def directory() -> Directory:
    """Gather what matching may use: four queries, whatever the size of the statement."""
    tenancies = list(Tenancy.objects.values_list("id", "number", "ends_on"))
    accounts: dict[str, set[int]] = defaultdict(set)
    names: dict[str, set[int]] = defaultdict(set)
    for tenancy, name, iban in Party.objects.values_list("tenancy_id", "name", "iban"):
        names[normalise_name(name)].add(tenancy)
        if iban:
            accounts[iban].add(tenancy)
    for tenancy, iban in _paid_before():
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


def _paid_before() -> Iterable[tuple[int, str]]:
    """Pairs of tenancy and account from which a payment for it came before."""
    return (
        Entry.objects.filter(credit=Account.TENANT, bank_detail__score__gte=90)
        .exclude(bank_detail__iban="")
        .values_list("tenancy_id", "bank_detail__iban")
        .distinct()
    )


def _sorted(found: dict[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(sorted(tenancies)) for key, tenancies in found.items()}
