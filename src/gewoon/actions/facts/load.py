"""Reads what happened to tenancies: one query per kind of record, whatever their number."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from gewoon.records.contact import ContactAttempt, Letter, LetterState
from gewoon.records.ledger import Account, Entry
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import (
    Circumstance,
    ComponentKind,
    Party,
    PartyRole,
    RentComponent,
    Tenancy,
    WayOfPaying,
)
from gewoon.rules import columns
from gewoon.rules.ledger.allocation import read_order
from gewoon.rules.ledger.kernel import Order
from gewoon.rules.money import Cents

_ORDER = Path(__file__).resolve().parents[2] / "data" / "law" / "allocation.toml"


class Done(NamedTuple):
    """A step that was done."""

    id: int
    name: str
    on: date
    outcome: str


class Sent(NamedTuple):
    """A letter that left; `state` says whether it came back."""

    id: int
    name: str
    on: date
    state: str


class Attempt(NamedTuple):
    """A try at personal contact."""

    id: int
    kind: str
    on: date
    part_of_day: str
    reached: bool


class Known(NamedTuple):
    """A circumstance with its period."""

    id: int
    kind: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that the facts of one tenancy are made of."""

    tenancy_id: int
    starts_on: date
    ends_on: date | None
    has_direct_debit: bool
    has_administrator: bool
    is_deceased: bool
    monthly_rent: Cents | None
    rows: columns.Rows
    newest_entry: int
    done: tuple[Done, ...]
    sent: tuple[Sent, ...]
    attempts: tuple[Attempt, ...]
    circumstances: tuple[Known, ...]


@cache
def order() -> Order:
    """Read the lawful order of allocation that ships with the product."""
    return read_order(tomllib.loads(_ORDER.read_text("utf-8")))


def histories(tenancy_ids: Sequence[int], *, on: date) -> Iterator[History]:
    """Yield the history of each tenancy up to a day, in order of key; unknown keys give nothing."""
    accounts, newest = account_columns(tenancy_ids)
    rents = monthly_rents(tenancy_ids, on=on)
    done, sent, attempts, known = (
        _done(tenancy_ids, on),
        _sent(tenancy_ids, on),
        _attempts(tenancy_ids, on),
        _known(tenancy_ids),
    )
    administrators = _parties(tenancy_ids, role=PartyRole.ADMINISTRATOR)
    deceased = _parties(tenancy_ids, role=PartyRole.TENANT, deceased_on__lte=on)
    tenancies = Tenancy.objects.filter(pk__in=tenancy_ids).order_by("pk")
    for pk, starts_on, ends_on, paying in tenancies.values_list(
        "pk", "starts_on", "ends_on", "way_of_paying"
    ):
        yield History(
            tenancy_id=pk,
            starts_on=starts_on,
            ends_on=ends_on,
            has_direct_debit=paying == WayOfPaying.DIRECT_DEBIT,
            has_administrator=pk in administrators,
            is_deceased=pk in deceased,
            monthly_rent=rents.get(pk),
            rows=columns.find(accounts, pk),
            newest_entry=newest.get(pk, 0),
            done=tuple(done[pk]),
            sent=tuple(sent[pk]),
            attempts=tuple(attempts[pk]),
            circumstances=tuple(known[pk]),
        )


def account_columns(tenancy_ids: Sequence[int] | None = None) -> tuple[columns.Accounts, dict[int, int]]:
    """Read the accounts of tenancies (all when None) as columns, and the newest entry of each."""
    rows = Entry.objects.filter(tenancy__isnull=False)
    if tenancy_ids is not None:
        rows = rows.filter(tenancy__in=tenancy_ids)
    values = rows.values_list("tenancy_id", "id", "on", "recorded_on", "cents", "kind", "refers_id", "debit")
    entries = [
        columns.Entry(
            tenancy,
            key,
            on.toordinal(),
            recorded_on.toordinal(),
            cents if debit == Account.TENANT else -cents,
            kind,
            refers,
        )
        for tenancy, key, on, recorded_on, cents, kind, refers, debit in values.iterator(chunk_size=5_000)
    ]
    entries.sort(key=columns.sort_key)
    newest: dict[int, int] = {}
    for entry in entries:
        newest[entry.tenancy] = max(newest.get(entry.tenancy, 0), entry.id)
    return columns.build(entries), newest


def monthly_rents(tenancy_ids: Sequence[int] | None, *, on: date) -> dict[int, Cents | None]:
    """Add up the rent of each tenancy on a day: net rent and fixed service costs, in cents."""
    components = (
        RentComponent.objects.filter(from_on__lte=on).exclude(to_on__lt=on).exclude(kind=ComponentKind.OTHER)
    )
    if tenancy_ids is not None:
        components = components.filter(tenancy__in=tenancy_ids)
    rents: dict[int, int] = defaultdict(int)
    for tenancy, cents in components.values_list("tenancy_id", "cents"):
        rents[tenancy] += cents
    return {tenancy: Cents(cents) for tenancy, cents in rents.items()}


def _parties(tenancy_ids: Sequence[int], **condition: Any) -> set[int]:
    found = Party.objects.filter(tenancy__in=tenancy_ids, **condition)
    return set(found.values_list("tenancy_id", flat=True))


def _done(tenancy_ids: Sequence[int], on: date) -> dict[int, list[Done]]:
    rows = Step.objects.filter(tenancy__in=tenancy_ids, state=StepState.DONE, ended_on__lte=on).order_by(
        "ended_on", "id"
    )
    return _grouped(rows.values_list("tenancy_id", "id", "name", "ended_on", "outcome"), Done)


def _sent(tenancy_ids: Sequence[int], on: date) -> dict[int, list[Sent]]:
    rows = Letter.objects.filter(
        tenancy__in=tenancy_ids, state__in=(LetterState.SENT, LetterState.RETURNED), sent_on__lte=on
    ).order_by("sent_on", "id")
    return _grouped(rows.values_list("tenancy_id", "id", "name", "sent_on", "state"), Sent)


def _attempts(tenancy_ids: Sequence[int], on: date) -> dict[int, list[Attempt]]:
    rows = ContactAttempt.objects.filter(tenancy__in=tenancy_ids, on__lte=on, taken_back_at=None).order_by(
        "on", "id"
    )
    return _grouped(rows.values_list("tenancy_id", "id", "kind", "on", "part_of_day", "reached"), Attempt)


def _known(tenancy_ids: Sequence[int]) -> dict[int, list[Known]]:
    rows = Circumstance.objects.filter(tenancy__in=tenancy_ids).order_by("from_on", "id")
    return _grouped(rows.values_list("tenancy_id", "id", "kind", "from_on", "to_on"), Known)


def _grouped(rows: Iterable[tuple[Any, ...]], make: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for tenancy, *values in rows:
        found[tenancy].append(make(*values))
    return found
