"""Deeds of several rooms that must happen now and together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar, cast

from django.db import transaction
from django.db.models import Max

from gewoon.actions.ledger.direct_debit import import_batches
from gewoon.actions.ledger.mandates import take_in as take_in_mandates
from gewoon.actions.ledger.opening import take_in_opening_items
from gewoon.actions.ledger.statements import import_statements
from gewoon.actions.policy import deciding
from gewoon.actions.rights import NotAllowed, Refused, Who, deed, name_of, patiently
from gewoon.actions.tenancy import DeliveryRefused, take_in, take_in_rents
from gewoon.gateways.bank import FileRefused
from gewoon.gateways.erp import read_delivery
from gewoon.gateways.erp.model import Delivery, RowError
from gewoon.records.ledger import Entry
from gewoon.rules.calendar import local_day

P = ParamSpec("P")
R = TypeVar("R")


@deed("carry_out.take_in_delivery", right="statement.import")
def take_in_delivery(*, delivery: Delivery, by: Who, now: datetime) -> None:
    """Take in tenancies, mandates, rents and open claims of one delivery: all of it, or nothing.

    Raises DeliveryRefused with every error of the delivery, or of the first part that does not fit.
    """
    if delivery.errors:
        raise DeliveryRefused(delivery.errors)
    if delivery.tenancies:
        take_in(rows=delivery.tenancies, by=by, now=now)
    if delivery.mandates:
        take_in_mandates(rows=delivery.mandates, by=by, now=now)
    if delivery.components:
        take_in_rents(rows=delivery.components, by=by, now=now)
    if delivery.claims:
        take_in_opening_items(rows=delivery.claims, by=by, now=now)


def and_decide(deed: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Do a deed on the books, and decide again at once for each tenancy whose account it changed.

    So the worklist never shows a step whose reason was just paid away. Both happen, or neither; a
    repeat of the deed (by its key) changes nothing and decides nothing.
    """
    by, now = cast(Who, kwargs["by"]), cast(datetime, kwargs["now"])

    def attempt() -> R:
        with transaction.atomic():
            last = Entry.objects.aggregate(last=Max("pk", default=0))["last"]
            result = deed(*args, **kwargs)
            mine = Entry.objects.filter(pk__gt=last, recorded_at=now, by_name=name_of(by))
            touched = mine.filter(tenancy__isnull=False).values_list("tenancy_id", flat=True).distinct()
            if keys := sorted(touched):
                deciding.decide_now(keys, on=local_day(now), now=now, by=by)
        return result

    return patiently(attempt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a file (of a delivery: of its files together): figures, or why it was refused.

    `outcome` is accepted, known (these bytes came in before) or refused. Cents end in `_cents`.
    """

    name: str
    outcome: str
    figures: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()
    warnings: tuple[RowError, ...] = ()


def rehearse(*, kind: str, paths: Sequence[Path], by: Who, now: datetime) -> tuple[Taken, ...]:
    """Say what taking these files in would do: it is done in one transaction, which is then undone."""
    with transaction.atomic():
        answers = take_in_files(kind=kind, paths=paths, by=by, now=now)
        transaction.set_rollback(True)
    return answers


def take_in_files(*, kind: str, paths: Sequence[Path], by: Who, now: datetime) -> tuple[Taken, ...]:
    """Take in files of the bank, batches of direct debits, or one delivery of tables.

    A bank file or batch that is refused says why and does not stop the others; a delivery comes in
    whole or not at all. Raises Refused for another kind, and NotAllowed.
    """
    if kind == "tables":
        return (_delivery(paths, by=by, now=now),)
    if kind not in _EACH:
        raise Refused("Choose what these files are: bank, batches or tables.")
    return tuple(_one(_EACH[kind], path, by=by, now=now) for path in paths)


def _one(take: "Take", path: Path, *, by: Who, now: datetime) -> Taken:
    try:
        return take(path, by=by, now=now)
    except NotAllowed:
        raise
    except (FileRefused, Refused) as refusal:
        message = str(refusal).removeprefix(path.name).lstrip(":, ")
        return Taken(name=path.name, outcome="refused", errors=(RowError(place=path.name, message=message),))


def _bank(path: Path, *, by: Who, now: datetime) -> Taken:
    report = and_decide(import_statements, path=path, by=by, now=now)
    figures = {
        "entries": report.entries,
        "known": report.known_entries,
        "in_cents": report.cents_in,
        "out_cents": report.cents_out,
        "matched": report.matched,
        "suspense": report.suspense,
        "gaps": report.gaps,
    }
    return Taken(name=path.name, outcome=report.outcome, figures=figures)


def _batch(path: Path, *, by: Who, now: datetime) -> Taken:
    new = import_batches(path=path, by=by, now=now)
    return Taken(name=path.name, outcome="accepted" if new else "known", figures={"collections": new})


def _delivery(paths: Sequence[Path], *, by: Who, now: datetime) -> Taken:
    found, name = read_delivery(paths), ", ".join(path.name for path in paths)
    figures = {
        "tenancies": len(found.tenancies),
        "mandates": len(found.mandates),
        "components": len(found.components),
        "claims": len(found.claims),
        "claims_cents": sum(row.cents for row in found.claims if row.kind != "credit"),
    }
    errors = found.errors
    if not errors:
        try:
            take_in_delivery(delivery=found, by=by, now=now)
        except DeliveryRefused as refusal:
            errors = refusal.errors
    outcome = "refused" if errors else "accepted"
    return Taken(name=name, outcome=outcome, figures=figures, errors=errors, warnings=found.warnings)


class Take(Protocol):
    """Takes in one file."""

    def __call__(self, path: Path, *, by: Who, now: datetime) -> Taken:
        """Answer what became of it, or raise why it was refused."""


_EACH: Mapping[str, Take] = {"bank": _bank, "batches": _batch}
