"""Money that came in and is not yet known for whom: work that ages, and an alarm when it is old."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Case, Exists, F, Min, OuterRef, Q, QuerySet, Sum, Value, When

from gewoon.records.ledger import Account, BankDetail, Entry
from gewoon.records.queries.rights import Hidden, Reader, reach
from gewoon.records.queries.tenancies import Named, matching, named
from gewoon.records.tenancy import Party, Tenancy
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.ledger.matching import normalise_name

RIGHT = "ledger.entries_and_balance"
ALARM = timedelta(days=14)
SURE = 90  # a payment matched with less says nothing about whose account it came from
MOST_CANDIDATES = 10
MOST_PAYMENTS = 20

Evidence = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody it could be for; `reasons` are codes of `rules.ledger.matching.Code`."""

    tenancy_id: int
    number: int
    name: str
    address: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspenseRow:
    """A payment with `cents` left to place; negative for money that went back for an unknown payment.

    `since` is the day on which it reached the bank, `is_old` says that it waits more than 14 days.
    `reasons` says why it could not be placed: pairs of code and parameters.
    """

    detail_id: int
    cents: int
    received: int
    since: date
    age_days: int
    is_old: bool
    name: str
    iban: str
    remittance: str
    reasons: tuple[Evidence, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment on an account that a return could have sent back."""

    entry_id: int
    tenancy_id: int
    name: str
    number: int
    on: date
    cents: int
    payer: str


def page(user: Reader, *, on: date) -> tuple[SuspenseRow, ...]:
    """List all money in suspense, oldest first, in some six queries. Raises Hidden."""
    _require(user)
    left = list(_left())
    details = BankDetail.objects.in_bulk([each["bank_detail_id"] for each in left])
    found = _Candidates(details.values())
    return tuple(_row(each, details[each["bank_detail_id"]], found, on) for each in left)


def row(user: Reader, detail_id: int, *, on: date) -> SuspenseRow:
    """Answer one payment in suspense. Raises Hidden, also when nothing of it is left."""
    _require(user)
    each = _left().filter(bank_detail_id=detail_id).first()
    if each is None:
        raise Hidden(RIGHT)
    detail = BankDetail.objects.get(pk=detail_id)
    return _row(each, detail, _Candidates([detail]), on)


def counts(user: Reader, *, on: date) -> dict[str, int]:
    """Count the payments in suspense (`all`), those over 14 days (`old`), and their `cents`."""
    _require(user)
    left = list(_left())
    return {
        "all": len(left),
        "old": sum(on - each["since"] > ALARM for each in left),
        "cents": sum(each["left"] for each in left),
    }


def payments_of(user: Reader, detail_id: int, *, text: str = "") -> tuple[Payment, ...]:
    """List which payments a return could be about: of as many cents, and not undone; the newest first.

    `text` narrows by tenant. Raises Hidden, also when nothing of the return is left.
    """
    _require(user)
    left = _left().filter(bank_detail_id=detail_id, left__lt=0).values_list("left", flat=True).first()
    if left is None:
        raise Hidden(RIGHT)
    undone = Entry.objects.filter(kind=Kind.REVERSAL, refers=OuterRef("pk"))
    found = Entry.objects.filter(
        ~Exists(undone), kind=Kind.PAYMENT, credit=Account.TENANT, cents=-left
    ).select_related("bank_detail")
    if text.strip():
        found = found.filter(matching(text, key="tenancy_id"))
    rows = list(found.order_by("-on", "-pk")[:MOST_PAYMENTS])
    people = named(each.tenancy_id for each in rows if each.tenancy_id is not None)
    return tuple(
        Payment(
            entry_id=each.pk,
            tenancy_id=each.tenancy_id or 0,
            name=people[each.tenancy_id or 0].name,
            number=people[each.tenancy_id or 0].number,
            on=each.on,
            cents=each.cents,
            payer=each.bank_detail.name if each.bank_detail else "",
        )
        for each in rows
    )


def _require(user: Reader) -> None:
    """Nobody's money is nobody's own: only who may see all accounts sees it."""
    if reach(user, RIGHT) != "a":
        raise Hidden(RIGHT)


def _left() -> QuerySet[Entry, Any]:
    """Add up, per payment, what came into suspense and what left it."""
    cents = Case(When(credit=Account.SUSPENSE, then=F("cents")), default=-F("cents"))
    # Debit first, word for word as in the index `entry_suspense`: SQLite uses it only then.
    moves = Entry.objects.filter(Q(debit=Account.SUSPENSE) | Q(credit=Account.SUSPENSE))
    return (
        moves.filter(bank_detail__isnull=False)
        .values("bank_detail_id")
        .annotate(left=Sum(cents, default=Value(0)), since=Min("on"))
        .exclude(left=0)
        .order_by("since", "bank_detail_id")
    )


def _row(each: Mapping[str, Any], detail: BankDetail, found: "_Candidates", on: date) -> SuspenseRow:
    return SuspenseRow(
        detail_id=detail.pk,
        cents=each["left"],
        received=detail.cents,
        since=each["since"],
        age_days=(on - each["since"]).days,
        is_old=on - each["since"] > ALARM,
        name=detail.name,
        iban=detail.iban,
        remittance=detail.remittance,
        reasons=tuple((code, parameters) for code, parameters in detail.reasons),
        candidates=found.of(detail),
    )


class _Candidates:
    """Whose the payments of a list could be, found for all of them at once."""

    def __init__(self, details: Iterable[BankDetail]) -> None:
        """Ask who bears these accounts, names and numbers."""
        listed = list(details)
        self._by_iban = _by_iban({each.iban for each in listed if each.iban})
        self._by_name = _by_name({_plain(each.name) for each in listed if each.name})
        self._by_number = _by_number({n for each in listed for n in _numbers(each)})
        self._people = named(sorted({key for each in listed for key in self._evidence(each)}))

    def of(self, detail: BankDetail) -> tuple[Candidate, ...]:
        """List who a payment could be for, most evidence first."""
        evidence = self._evidence(detail)
        ranked = sorted(evidence, key=lambda tenancy: (-len(evidence[tenancy]), tenancy))
        known = [self._people[tenancy] for tenancy in ranked if tenancy in self._people]
        return tuple(_candidate(each, evidence[each.tenancy_id]) for each in known[:MOST_CANDIDATES])

    def _evidence(self, detail: BankDetail) -> dict[int, list[str]]:
        """Say for each tenancy what speaks for it; what matching found comes first."""
        found: dict[int, list[str]] = defaultdict(list)
        for code, parameters in detail.reasons:
            for tenancy in parameters.get("tenancies", ()):
                found[tenancy].append(code)
        for number in _numbers(detail):
            if number in self._by_number:
                found[self._by_number[number]].append("number")
        for tenancy in self._by_iban.get(detail.iban, ()):
            found[tenancy].append("known_account")
        for tenancy in self._by_name.get(_plain(detail.name), ()):
            found[tenancy].append("name")
        return dict(found)


def _candidate(each: Named, reasons: Sequence[str]) -> Candidate:
    return Candidate(
        tenancy_id=each.tenancy_id,
        number=each.number,
        name=each.name,
        address=each.address,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _numbers(detail: BankDetail) -> set[int]:
    return {parameters["number"] for code, parameters in detail.reasons if code == "number"}


def _by_iban(ibans: set[str]) -> Mapping[str, set[int]]:
    """Find whose account it is, and for whom it paid before."""
    found: dict[str, set[int]] = defaultdict(set)
    if ibans:
        parties = Party.objects.filter(iban__in=ibans).values_list("iban", "tenancy_id")
        paid = BankDetail.objects.filter(
            iban__in=ibans, score__gte=SURE, ledger__credit=Account.TENANT
        ).values_list("iban", "ledger__tenancy_id")
        for iban, tenancy in [*parties, *paid.distinct()]:
            found[iban].add(tenancy)
    return found


def _by_name(names: set[str]) -> Mapping[str, set[int]]:
    """Find who bears a name, in whatever order and writing."""
    found: dict[str, set[int]] = defaultdict(set)
    if names - {""}:
        for tenancy, name in Party.objects.values_list("tenancy_id", "name"):
            if (plain := _plain(name)) in names:
                found[plain].add(tenancy)
    found.pop("", None)
    return found


def _by_number(numbers: set[int]) -> Mapping[int, int]:
    if not numbers:
        return {}
    return dict(Tenancy.objects.filter(number__in=numbers).values_list("number", "pk"))


@cache
def _plain(name: str) -> str:
    return normalise_name(name)
