"""What a delivery of another system holds, whatever its format."""

from dataclasses import dataclass, field
from datetime import date

from gewoon.rules.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Somebody on a tenancy; `role` as in `records.tenancy.PartyRole`."""

    role: str
    name: str
    first_name: str = ""
    language: str = "nl"
    phone: str = ""
    email: str = ""
    iban: str = ""
    address: str = ""
    deceased_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyRow:
    """A tenancy with its home and its people."""

    number: int
    home: str
    street: str
    house_number: str
    postcode: str
    town: str
    starts_on: date
    ends_on: date | None = None
    rent_day: int = 1
    way_of_paying: str = "transfer"
    parties: tuple[PartyRow, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentRow:
    """A part of the rent; `kind` as in `records.tenancy.ComponentKind`."""

    tenancy: int
    kind: str
    cents: Cents
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim that is still open when going live, or a charge of another system.

    `kind` is rent, other, costs or interest; `cents` what is open.
    """

    tenancy: int
    kind: str
    due_on: date
    cents: Cents
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong with a row: where it stands, what was expected and what to do. No personal values."""

    place: str  # "tenancies.csv row 12, column starts_on", or a JSON pointer
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Everything a file says, or every error in it; a file with errors is not imported."""

    tenancies: tuple[TenancyRow, ...] = ()
    components: tuple[ComponentRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    errors: tuple[RowError, ...] = ()
    warnings: tuple[RowError, ...] = ()
