"""Reads VERA debtors: the term in which they pay and the balance that controls their posts."""

from collections.abc import Mapping
from dataclasses import dataclass

from gewoon.gateways.erp.vera.record import Record
from gewoon.rules.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """A debtor with its term in days and the balance that the sender states."""

    place: str
    term_days: int
    stated: Cents | None


def read(debtors: Mapping[str, Record], relations: Mapping[str, Record]) -> dict[str, Debtor]:
    """Check every debtor, and return them by the key of the sender."""
    return {key: _debtor(record, relations) for key, record in debtors.items()}


def _debtor(record: Record, relations: Mapping[str, Record]) -> Debtor:
    record.code("soort", "DEBITEURSOORT")
    record.code("status", "DEBITEURSTATUS")
    if record.require("relatie") and record.id_of("relatie") not in relations:
        record.warn("relatie", "this relation is not in the delivery")
    stated = record.money("saldo") if record.require("saldo") else None
    return Debtor(place=record.place, term_days=record.whole("vervaltermijn") or 0, stated=stated)
