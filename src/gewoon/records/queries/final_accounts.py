"""What is left when a tenant leaves: the deposit that is held, what is open, and what goes back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, Sum, Value, When

from gewoon.records.ledger import Account, Entry
from gewoon.records.queries.rights import Hidden, Reader, reach, require
from gewoon.records.queries.tenancies import named
from gewoon.records.tenancy import Tenancy

RIGHT = "ledger.entries_and_balance"
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAccount:
    """Cents throughout. `owed` is the balance before, below zero when too much was paid.

    After settling `still_owed` or `goes_back` is left; at least one of the two is nothing.
    """

    deposit: int
    owed: int
    still_owed: int
    goes_back: int
    has_ended: bool
    can_be_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedRow:
    """A tenancy that ended and is not settled: something is owed, to go back, or held."""

    tenancy_id: int
    number: int
    name: str
    address: str
    ended_on: date
    owed: int
    deposit: int

    @property
    def can_be_settled(self) -> bool:
        """Say whether there is a deposit to settle or money to pay back; else it is plain arrears."""
        return self.deposit > 0 or self.owed < 0


def final_account(user: Reader, tenancy_id: int, *, on: date) -> FinalAccount:
    """Work out the final account of a tenancy with all that is booked. Raises Hidden."""
    require(user, RIGHT, tenancy_id=tenancy_id, on=on)
    ends_on = Tenancy.objects.values_list("ends_on", flat=True).get(pk=tenancy_id)
    owed, deposit = _sums([tenancy_id]).get(tenancy_id, (0, 0))
    has_ended = ends_on is not None and ends_on <= on
    return FinalAccount(
        deposit=deposit,
        owed=owed,
        still_owed=max(0, owed - deposit),
        goes_back=max(0, deposit - owed),
        has_ended=has_ended,
        can_be_settled=has_ended and (deposit > 0 or owed < 0),
    )


def unsettled(user: Reader, *, on: date) -> tuple[EndedRow, ...]:
    """List the tenancies that ended and are not settled, the longest ago first. Raises Hidden."""
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)
    ended = dict(
        Tenancy.objects.filter(ends_on__lte=on).order_by("ends_on", "pk").values_list("pk", "ends_on")
    )
    sums = _sums(list(ended))
    keys = [key for key in ended if any(sums.get(key, (0, 0)))]
    return tuple(
        EndedRow(
            tenancy_id=each.tenancy_id,
            number=each.number,
            name=each.name,
            address=each.address,
            ended_on=ended[each.tenancy_id],
            owed=sums[each.tenancy_id][0],
            deposit=sums[each.tenancy_id][1],
        )
        for each in named(keys[:MOST]).values()
    )


def _sums(tenancy_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Add up, by tenancy, what is owed and what is held."""
    sign = Case(When(debit=Account.TENANT, then=F("cents")), default=-F("cents"))
    deposit = Q(debit=Account.DEPOSIT) | Q(credit=Account.DEPOSIT)
    found = (
        Entry.objects.filter(tenancy__in=tenancy_ids)
        .values("tenancy_id")
        .annotate(owed=Sum(sign, default=Value(0)), held=Sum(sign, filter=deposit, default=Value(0)))
    )
    return {each["tenancy_id"]: (each["owed"], each["held"]) for each in found}
