"""Writes the made-up association to the files that the product imports."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gewoon.jobs.demonstration import collection, names, statements
from gewoon.jobs.demonstration.tenancies import Parking, Tenancy
from gewoon.jobs.demonstration.world import World
from gewoon.rules.money import Cents, euros

TENANCY_COLUMNS = (
    "number", "home", "street", "house_number", "postcode", "town", "starts_on", "ends_on", "tenant_name",
    "first_name", "second_tenant_name", "language", "phone", "email", "household", "way_of_paying", "iban",
    "mandate", "mandate_signed_on", "administrator_name", "administrator_address", "rent_day",
)  # fmt: skip
RENT_COLUMNS = ("tenancy", "kind", "from", "to", "amount")
OPENING_COLUMNS = ("tenancy", "kind", "due_on", "amount", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files, in the order in which they are imported."""

    tenancies: Path
    rents: Path
    opening_items: Path
    batches: tuple[Path, ...]
    statements: tuple[Path, ...]


def write(world: World, folder: Path) -> Written:
    """Write everything into a folder, which is made when it is not there; equal worlds give equal bytes."""
    for name in ("batches", "statements"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return Written(
        tenancies=_table(folder / "tenancies.csv", TENANCY_COLUMNS, _tenancy_rows(world)),
        rents=_table(folder / "rents.csv", RENT_COLUMNS, _rent_rows(world)),
        opening_items=_table(folder / "opening_items.csv", OPENING_COLUMNS, _opening_rows(world)),
        batches=tuple(collection.write(world, folder / "batches")),
        statements=tuple(statements.write(world, folder / "statements")),
    )


def _table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, delimiter=";", lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)
    return path


def _tenancy_rows(world: World) -> Iterator[tuple[str, ...]]:
    for tenancy in world.tenancies:
        yield _tenancy_row(tenancy, tenancy)
        if tenancy.parking is not None:
            yield _tenancy_row(tenancy, tenancy.parking)


def _tenancy_row(tenancy: Tenancy, let: Tenancy | Parking) -> tuple[str, ...]:
    tenant = tenancy.tenant
    administrator, address = tenant.administrator or ("", "")
    return (
        str(let.number),
        let.home.code,
        let.home.street,
        let.home.house_number,
        let.home.postcode,
        names.TOWN,
        let.starts_on.isoformat(),
        _day(let.ends_on),
        f"{tenant.first_name} {tenant.surname}",
        tenant.first_name,
        tenant.second_name,
        tenant.language,
        tenant.phone,
        tenant.email,
        tenant.household,
        "direct_debit" if tenancy.has_mandate else "transfer",
        tenant.iban,
        *(_mandate(let) if tenancy.has_mandate else ("", "")),
        administrator,
        address,
        str(tenancy.rent_day),
    )


def _mandate(let: Tenancy | Parking) -> tuple[str, str]:
    """Give what the batches say too: the reference, and the day of signature."""
    return f"M{let.number}", let.starts_on.isoformat()


def _rent_rows(world: World) -> Iterator[tuple[str, ...]]:
    for tenancy in world.tenancies:
        lets: tuple[Tenancy | Parking, ...] = (tenancy,)
        if tenancy.parking is not None:
            lets = (tenancy, tenancy.parking)
        for let in lets:
            for row in let.rent.rows(str(let.number)):
                yield row.tenancy, row.kind, row.starts_on.isoformat(), _day(row.ends_on), euros(row.cents)


def _opening_rows(world: World) -> Iterator[tuple[str, ...]]:
    for item in world.opening_items:
        yield str(item.tenancy), item.kind, item.due_on.isoformat(), euros(Cents(item.cents)), item.text


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
