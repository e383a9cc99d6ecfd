"""Reads arrangements with all that says how they stand, in bulk; whoever shows them checks rights first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from gewoon.records.arrangement import (
    Acceptance,
    Arrangement,
    ArrangementState,
    Instalment,
    Terms,
    Word,
)
from gewoon.records.ledger import Account, Entry
from gewoon.records.policy import Step, StepState
from gewoon.records.queries.accounts import monthly_rents
from gewoon.rules.arrangement.keeping import Agreed, Row, Standing, standing
from gewoon.rules.arrangement.terms import Part
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents

WORD_STEP = "call_instalment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the terms, its schedule, and on which day each party agreed."""

    terms: Terms
    parts: tuple[Part, ...]
    agreed: dict[str, Acceptance]

    @property
    def holds_from(self) -> date | None:
        """Answer the day on which both had agreed; None while one has not."""
        return max(each.on for each in self.agreed.values()) if len(self.agreed) == 2 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An arrangement with its versions, the words that were had, and the rows of the account that matter."""

    arrangement: Arrangement
    versions: tuple[Version, ...]
    words: tuple[date, ...]
    rows: tuple[Row, ...]
    recorded: tuple[date, ...]  # beside `rows`: the day on which each came to be known
    monthly_rent: Cents | None

    def version_on(self, on: date) -> Version:
        """Answer the newest version that both agreed to by a day; else the first."""
        held = [each for each in self.versions if each.holds_from is not None and each.holds_from <= on]
        return held[-1] if held else self.versions[0]

    @property
    def waiting(self) -> Version | None:
        """Answer the newest version when not both have agreed to it."""
        last = self.versions[-1]
        return last if last.holds_from is None else None

    def word_on(self, on: date, others: Iterable[date] = ()) -> date | None:
        """Answer the last day up to `on` on which somebody spoke with the tenant about an instalment."""
        return max((day for day in (*self.words, *others) if day <= on), default=None)

    def agreed_on(self, on: date) -> Agreed:
        """Answer what holds on a day."""
        version, row = self.version_on(on), self.arrangement
        return Agreed(
            parts=version.parts,
            as_of=row.as_of,
            after_entry=row.after_entry,
            tolerance_days=version.terms.tolerance_days,
            tolerance_cents=Cents(version.terms.tolerance_cents),
            monthly_rent=self.monthly_rent,
        )

    def standing(self, on: date) -> Standing:
        """Say how it stands on a day, with what was known on it."""
        known = [row for row, day in zip(self.rows, self.recorded, strict=True) if day <= on]
        return standing(self.agreed_on(on), known, on=on)

    def state_on(self, on: date) -> str | None:
        """Answer the state as it was at the end of a day; None before it was proposed."""
        row = self.arrangement
        if row.proposed_on > on:
            return None
        if row.ended_on is not None and row.ended_on <= on:
            return row.state
        if row.started_on is not None and row.started_on <= on:
            return ArrangementState.RUNNING
        return ArrangementState.PROPOSED


def books(arrangements: Iterable[Arrangement], *, on: date) -> dict[int, Book]:
    """Read the books of arrangements, by their key: seven queries, whatever their number."""
    rows = {each.pk: each for each in arrangements}
    if not rows:
        return {}
    tenancies = sorted({each.tenancy_id for each in rows.values()})
    versions = _versions(list(rows))
    words = _words(rows)
    entries = _entries(rows.values(), tenancies)
    rents = monthly_rents(tenancies, on=on)
    return {
        pk: Book(
            arrangement=row,
            versions=tuple(versions[pk]),
            words=tuple(sorted(words[pk])),
            rows=tuple(each for each, _ in entries[row.tenancy_id]),
            recorded=tuple(day for _, day in entries[row.tenancy_id]),
            monthly_rent=rents.get(row.tenancy_id),
        )
        for pk, row in rows.items()
    }


def _versions(keys: Sequence[int]) -> dict[int, list[Version]]:
    terms = list(Terms.objects.filter(arrangement__in=keys).order_by("arrangement_id", "number"))
    parts: dict[int, list[Part]] = defaultdict(list)
    schedule = Instalment.objects.filter(terms__arrangement__in=keys).order_by("terms_id", "place")
    for key, due_on, cents in schedule.values_list("terms_id", "due_on", "cents"):
        parts[key].append(Part(due_on=due_on, cents=Cents(cents)))
    agreed: dict[int, dict[str, Acceptance]] = defaultdict(dict)
    for each in Acceptance.objects.filter(terms__arrangement__in=keys):
        agreed[each.terms_id][each.party] = each
    found: dict[int, list[Version]] = defaultdict(list)
    for row in terms:
        found[row.arrangement_id].append(
            Version(terms=row, parts=tuple(parts[row.pk]), agreed=agreed[row.pk])
        )
    return found


def _words(rows: dict[int, Arrangement]) -> dict[int, list[date]]:
    """Gather the words that were recorded, and the steps of the policy that ask for one."""
    found: dict[int, list[Any]] = defaultdict(list)
    for key, day in Word.objects.filter(arrangement__in=rows).values_list("arrangement_id", "on"):
        found[key].append(day)
    of_tenancy: dict[int, list[int]] = defaultdict(list)
    for pk, row in rows.items():
        of_tenancy[row.tenancy_id].append(pk)
    steps = Step.objects.filter(tenancy__in=of_tenancy, name=WORD_STEP, state=StepState.DONE)
    for tenancy, ended_on in steps.values_list("tenancy_id", "ended_on"):
        for pk in of_tenancy[tenancy]:
            found[pk].append(ended_on)
    return found


def _entries(rows: Iterable[Arrangement], tenancies: Sequence[int]) -> dict[int, list[tuple[Row, date]]]:
    """Read the rows of the accounts from the oldest arrangement on."""
    rows = list(rows)
    since, after = min(row.as_of for row in rows), min(row.after_entry for row in rows)
    wanted = Entry.objects.filter(Q(on__gte=since) | Q(pk__gt=after), tenancy__in=tenancies)
    wanted = wanted.filter(Q(debit=Account.TENANT) | Q(credit=Account.TENANT)).order_by("tenancy", "pk")
    found: dict[int, list[tuple[Row, date]]] = defaultdict(list)
    for tenancy, pk, on, recorded_on, kind, cents, refers in wanted.values_list(
        "tenancy_id", "pk", "on", "recorded_on", "kind", "cents", "refers_id"
    ):
        row = Row(id=pk, on=on, kind=Kind(kind), cents=Cents(cents), refers=refers)
        found[tenancy].append((row, recorded_on))
    return found
