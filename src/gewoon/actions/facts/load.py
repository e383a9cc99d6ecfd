"""Reads what happened to tenancies: one query per kind of record, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from gewoon.actions.facts.history import Attempt, Done, History, Known, Sent
from gewoon.actions.facts.rooms import ROOMS
from gewoon.records.contact import ContactAttempt, Letter, LetterState
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.accounts import account_columns, monthly_rents
from gewoon.records.tenancy import (
    Circumstance,
    Party,
    PartyRole,
    Tenancy,
    WayOfPaying,
)
from gewoon.rules import columns


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
    rooms = {name: room.load(tenancy_ids, on=on) for name, room in ROOMS.items()}
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
            rooms={name: found[pk] for name, found in rooms.items() if pk in found},
        )


def _parties(tenancy_ids: Sequence[int], **condition: Any) -> set[int]:
    found = Party.objects.filter(tenancy__in=tenancy_ids, **condition)
    return set(found.values_list("tenancy_id", flat=True))


def _done(tenancy_ids: Sequence[int], on: date) -> dict[int, list[Done]]:
    rows = Step.objects.filter(tenancy__in=tenancy_ids, state=StepState.DONE, ended_on__lte=on).order_by(
        "ended_on", "id"
    )
    return _grouped(rows.values_list("tenancy_id", "id", "name", "ended_on", "outcome"), Done)


def _sent(tenancy_ids: Sequence[int], on: date) -> dict[int, list[Sent]]:
    left = Q(state__in=(LetterState.SENT, LetterState.RETURNED), sent_on__lte=on)
    waits = Q(state=LetterState.WAITING, written_at__date__lte=on)
    letters = Letter.objects.filter(left | waits, tenancy__in=tenancy_ids)
    rows = [
        (tenancy, key, name, sent_on or on, state)
        for tenancy, key, name, sent_on, state in letters.values_list(
            "tenancy_id", "id", "name", "sent_on", "state"
        )
    ]
    return _grouped(sorted(rows, key=lambda row: (row[3], row[1])), Sent)


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
