"""Takes in homes, tenancies, their people and their rents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import Model

from gewoon.actions.rights import Refused, Who, deed
from gewoon.gateways.erp.model import ComponentRow, PartyRow, RowError, TenancyRow
from gewoon.records import bulk
from gewoon.records.tenancy import Home, Party, RentComponent, Tenancy


class DeliveryRefused(Refused):
    """A delivery with errors: nothing of it was taken in."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        """Keep the errors; the text shows the first."""
        self.errors = tuple(errors)
        super().__init__(
            f"{len(errors)} rows cannot be taken in; the first: {errors[0].place}: {errors[0].message}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What a delivery changed."""

    new: int
    changed: int
    unchanged: int


@deed("tenancy.take_in", right="statement.import")
def take_in(*, rows: Sequence[TenancyRow], by: Who, now: datetime) -> TakenIn:
    """Take in tenancies: new ones are added, known ones brought up to date, none is ever removed.

    A repeated delivery changes nothing. Raises DeliveryRefused when two rows bear one number.
    """
    _refuse_twice(rows)
    known = {tenancy.number: tenancy for tenancy in Tenancy.objects.select_for_update().order_by("id")}
    homes = _homes(rows)
    fresh = [row for row in rows if row.number not in known]
    people = _people()
    changed = sum(
        _bring_up_to_date(known[row.number], row, homes, people[known[row.number].pk])
        for row in rows
        if row.number in known
    )
    _add(fresh, homes)
    return TakenIn(new=len(fresh), changed=changed, unchanged=len(rows) - len(fresh) - changed)


@deed("tenancy.take_in_rents", right="statement.import")
def take_in_rents(*, rows: Sequence[ComponentRow], by: Who, now: datetime) -> TakenIn:
    """Take in rent components with their periods; a component that is known keeps its amount.

    A changed amount for a known period would change the past without a trace: it is refused, and
    the sender must end the old component and start a new one. An end date may be added.
    """
    numbers = dict(Tenancy.objects.values_list("number", "id"))
    unknown = [row for row in rows if row.tenancy not in numbers]
    if unknown:
        raise DeliveryRefused([RowError(place=f"tenancy {row.tenancy}", message=_UNKNOWN) for row in unknown])
    twice = Counter((row.tenancy, row.kind, row.from_on) for row in rows)
    errors = [
        RowError(place=_place(row), message="this component stands twice in the delivery")
        for row in rows
        if twice[row.tenancy, row.kind, row.from_on] > 1
    ]
    known = {(each.tenancy_id, each.kind, each.from_on): each for each in RentComponent.objects.all()}
    fresh, changed = [], 0
    for row in rows:
        old = known.get((numbers[row.tenancy], row.kind, row.from_on))
        if old is None:
            fresh.append((numbers[row.tenancy], row.kind, int(row.cents), row.from_on, row.to_on))
        elif old.cents != row.cents:
            message = "another amount is known for this period: end it first"
            errors.append(RowError(place=_place(row), message=message))
        elif old.to_on != row.to_on:
            RentComponent.objects.filter(pk=old.pk).update(to_on=row.to_on)
            changed += 1
    if errors:
        raise DeliveryRefused(errors)
    bulk.insert(RentComponent, ("tenancy_id", "kind", "cents", "from_on", "to_on"), fresh)
    return TakenIn(new=len(fresh), changed=changed, unchanged=len(rows) - len(fresh) - changed)


_UNKNOWN = "no such tenancy: take in the tenancies first, or correct the number"


def _place(row: ComponentRow) -> str:
    return f"tenancy {row.tenancy}, {row.kind} from {row.from_on}"


def _refuse_twice(rows: Iterable[TenancyRow]) -> None:
    counted = Counter(row.number for row in rows)
    message = "this number stands twice in the delivery"
    twice = [
        RowError(place=f"tenancy {number}", message=message) for number, times in counted.items() if times > 1
    ]
    if twice:
        raise DeliveryRefused(twice)


def _homes(rows: Iterable[TenancyRow]) -> dict[str, int]:
    """Add the homes that are new, and answer the key of each by its number."""
    known = dict(Home.objects.values_list("number", "id"))
    fresh = {row.home: row for row in rows if row.home not in known}
    bulk.insert(
        Home,
        ("number", "street", "house_number", "postcode", "town"),
        [(row.home, row.street, row.house_number, row.postcode, row.town) for row in fresh.values()],
    )
    return dict(Home.objects.values_list("number", "id"))


def _add(rows: Sequence[TenancyRow], homes: dict[str, int]) -> None:
    keys = bulk.reserve(Tenancy, len(rows))
    bulk.insert(
        Tenancy,
        ("id", "number", "home_id", "starts_on", "ends_on", "rent_day", "way_of_paying"),
        [
            (key, row.number, homes[row.home], row.starts_on, row.ends_on, row.rent_day, row.way_of_paying)
            for key, row in zip(keys, rows, strict=True)
        ],
    )
    _add_parties((key, party) for key, row in zip(keys, rows, strict=True) for party in row.parties)


def _add_parties(parties: Iterable[tuple[int, PartyRow]]) -> None:
    columns = ("role", "name", "first_name", "language", "phone", "email", "iban", "address", "deceased_on")
    bulk.insert(
        Party,
        ("tenancy_id", *columns),
        [(tenancy, *(getattr(party, column) for column in columns)) for tenancy, party in parties],
    )


def _people() -> dict[int, Counter[PartyRow]]:
    """Read who is on each tenancy, in one question."""
    found: dict[int, Counter[PartyRow]] = defaultdict(Counter)
    for party in Party.objects.all().iterator():
        found[party.tenancy_id][_as_row(party)] += 1
    return found


def _bring_up_to_date(
    tenancy: Tenancy, row: TenancyRow, homes: dict[str, int], people: Counter[PartyRow]
) -> bool:
    """Change what differs; the people are replaced when any of them differs."""
    wanted: dict[str, int | str | date | None] = {
        "home_id": homes[row.home],
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "rent_day": row.rent_day,
        "way_of_paying": row.way_of_paying,
    }
    differs = _set(tenancy, wanted)
    if people != Counter(row.parties):
        tenancy.parties.all().delete()
        _add_parties((tenancy.pk, party) for party in row.parties)
        return True
    return differs


def _set(row: Model, wanted: dict[str, int | str | date | None]) -> bool:
    different = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.save(update_fields=list(different))
    return bool(different)


def _as_row(party: Party) -> PartyRow:
    return PartyRow(**{name: getattr(party, name) for name in _PARTY_FIELDS})


_PARTY_FIELDS = tuple(each.name for each in fields(PartyRow))
