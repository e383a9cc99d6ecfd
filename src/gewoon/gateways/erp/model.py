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
    source_id: str = ""  # key in the system that delivers it


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow:
    """What a tenant signed so that the rent may be collected; the reference is known to the bank."""

    tenancy: int
    reference: str
    signed_on: date


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

    `kind` is rent, other, costs, interest, or credit: what the association owes the tenant.
    `cents` is what is open and always positive.
    """

    tenancy: int
    kind: str
    due_on: date
    cents: Cents
    text: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post of another system's ledger, with our sign: `cents` above zero raises the debt.

    `kind` is rent, other, credit, payment, reversal or refund. A post that `counts` not restates
    debt that stands in the ledger already, or is provisional.
    """

    source_id: str
    tenancy: int | None  # None: it belongs to a debtor, or to an agreement that is no tenancy
    debtor: str
    kind: str
    booked_on: date
    due_on: date
    cents: Cents
    open_cents: Cents | None = None
    reference: str = ""
    text: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """The control of one debtor: what its posts add up to beside what the sender says.

    Where they do not `agree`, no automatic letter may leave for these tenancies.
    """

    debtor: str
    tenancies: tuple[int, ...]
    posts_cents: Cents
    open_cents: Cents | None  # None: some post does not say what is open
    stated_cents: Cents
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong with a row: where it stands, what was expected and what to do. No personal values."""

    place: str  # "tenancies.csv row 12, column starts_on", or a JSON pointer
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Everything a file says, or every error in it; a file with errors is not imported."""

    tenancies: tuple[TenancyRow, ...] = ()
    mandates: tuple[MandateRow, ...] = ()
    components: tuple[ComponentRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    balances: tuple[BalanceRow, ...] = ()
    errors: tuple[RowError, ...] = ()
    warnings: tuple[RowError, ...] = ()
    formats: tuple[str, ...] = ()  # what was read: "CSV", "XLSX", "VERA"

    def held(self) -> tuple[int, ...]:
        """Return the tenancies whose automatic letters must wait, because their balance does not agree."""
        return tuple(sorted({number for row in self.balances if not row.agrees for number in row.tenancies}))
