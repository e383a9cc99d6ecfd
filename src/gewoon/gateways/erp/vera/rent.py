"""Turns VERA price components into the parts of a rent, one amount per part and period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gewoon.gateways.erp.model import ComponentRow
from gewoon.gateways.erp.vera.record import Record, period
from gewoon.rules.money import Cents

KINDS = {"NET": "net", "HUA": "net", "SER": "service", "DIE": "service", "VER": "service", "PAR": "service"}
"""All that one monthly charge holds counts in the rent of a month, or a charge would be more than a month.

KOO and STA are no rent and EEN is no monthly amount: they are left out.
"""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    kind: str
    name: tuple[str, str]
    cents: int
    from_on: date
    to_on: date | None


def components(agreement: Record, tenancy: int) -> list[ComponentRow]:
    """Return the periods of net rent and service costs of one agreement, without gaps that are none."""
    parts = _without_touching_ends(
        [part for each in agreement.many("prijscomponenten") for part in _part(each)]
    )
    return [
        ComponentRow(tenancy=tenancy, kind=kind, cents=Cents(cents), from_on=first, to_on=last)
        for kind in ("net", "service")
        for cents, first, last in _periods([part for part in parts if part.kind == kind])
    ]


def monthly(rows: list[ComponentRow], on: date) -> Cents:
    """Add up the components of a day."""
    return Cents(
        sum(row.cents for row in rows if row.from_on <= on and (row.to_on is None or on <= row.to_on))
    )


def _part(record: Record) -> Iterator[_Part]:
    kind = record.code("soort", "PRIJSCOMPONENTSOORT") if record.require("soort") else ""
    detail = record.code("detailSoort", "PRIJSCOMPONENTDETAILSOORT")
    record.code("subsidieSoort", "PRIJSCOMPONENTSUBSIDIESOORT")
    first = record.moment_day("begindatum") if record.require("begindatum") else None
    last = record.moment_day("einddatum")
    cents = record.money("bedrag") if record.require("bedrag") else None
    if record.code("btw", "BTW") not in ("", "VRI", "NUL"):
        record.warn("btw", "the amount is without VAT; homes are let without VAT, so check this component")
    if first is None or cents is None or not period(record, first, last) or kind not in KINDS:
        return
    yield _Part(kind=KINDS[kind], name=(kind, detail), cents=cents, from_on=first, to_on=last)


def _without_touching_ends(parts: list[_Part]) -> list[_Part]:
    """End a part the day before its successor begins, where a sender ends it at midnight of that day."""
    begins = {(part.name, part.from_on) for part in parts}
    return [
        _Part(kind=part.kind, name=part.name, cents=part.cents, from_on=part.from_on, to_on=part.to_on - _DAY)
        if part.to_on is not None and part.to_on > part.from_on and (part.name, part.to_on) in begins
        else part
        for part in parts
    ]


def _periods(parts: list[_Part]) -> Iterator[tuple[int, date, date | None]]:
    """Cut time where a part begins or ends, and add up what holds between two cuts."""
    cuts = sorted({part.from_on for part in parts} | {part.to_on + _DAY for part in parts if part.to_on})
    running: tuple[int, date] | None = None
    for cut in cuts:
        cents = sum(p.cents for p in parts if p.from_on <= cut and (p.to_on is None or cut <= p.to_on))
        if running is not None and running[0] == cents:
            continue
        if running is not None and running[0]:
            yield running[0], running[1], cut - _DAY
        running = cents, cut
    if running is not None and running[0]:
        yield running[0], running[1], None
