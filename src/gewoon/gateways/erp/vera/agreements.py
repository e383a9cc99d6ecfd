"""Turns VERA agreements into tenancies; what is no tenancy is known by its key and left out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gewoon.gateways.erp.cells import MOST_NUMBER
from gewoon.gateways.erp.model import ComponentRow, PartyRow, TenancyRow
from gewoon.gateways.erp.vera import people, rent
from gewoon.gateways.erp.vera.homes import Home
from gewoon.gateways.erp.vera.people import ROLES, People, is_current
from gewoon.gateways.erp.vera.record import Record, period

_ENDED = ("BEE", "ONT", "VER")
_NOT_YET = {"VOO": "is provisional", "GOE": "is approved, but does not run yet", "GEA": "was cancelled"}
_BUSINESS = "BOG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What an agreement became; `number` is None for what is no tenancy of ours."""

    number: int | None
    tenancy: TenancyRow | None = None
    components: tuple[ComponentRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an agreement refers to, and the day on which the delivery is read, if that is known."""

    homes: Mapping[str, Home]
    people: People
    on: date | None


def read(agreements: Mapping[str, Record], around: Surroundings) -> dict[str, Agreement]:
    """Check every agreement, and return what it became by the key of the sender."""
    numbers: dict[int, str] = {}
    return {key: _agreement(key, record, around, numbers) for key, record in agreements.items()}


def _agreement(key: str, record: Record, around: Surroundings, numbers: dict[int, str]) -> Agreement:
    why_not = _why_no_tenancy(record)
    if why_not:
        record.warn("", f"left out: {why_not}")
        return Agreement(number=None)
    number = _number(key, record)
    first, last = _dates(record)
    if number is None or first is None:
        return Agreement(number=None)
    other = numbers.setdefault(number, record.place)
    if other != record.place:
        record.refuse(
            "code", f"this gives tenancy number {number}, which {other} gives too; number them apart"
        )
    rows = rent.components(record, number)
    _compare_rent(record, rows, around.on or max((row.from_on for row in rows), default=first))
    tenancy = replace(_tenancy(number, first, record, around), ends_on=last, source_id=key)
    return Agreement(number=number, tenancy=tenancy, components=tuple(rows))


def _why_no_tenancy(record: Record) -> str:
    kind = record.code("soort", "OVEREENKOMSTSOORT") if record.require("soort") else ""
    detail = record.code("detailSoort", "OVEREENKOMSTDETAILSOORT")
    status = record.code("status", "OVEREENKOMSTSTATUS") if record.require("status") else ""
    record.code("bewakingsstatus", "BEWAKINGSSTATUS")
    record.code("eindeReden", "EINDEREDEN")
    record.code("eindeDetailReden", "EINDEDETAILREDEN")
    if kind and kind != "HUU":
        return f"an agreement of kind {kind} is no tenancy"
    if detail == _BUSINESS:
        return "business premises fall outside the rules for homes"
    if status in _NOT_YET:
        return f"the agreement {_NOT_YET[status]}"
    return ""


def _dates(record: Record) -> tuple[date | None, date | None]:
    first = record.day("begindatum") if record.require("begindatum") else None
    last = record.day("einddatum")
    status = record.data.get("status")
    if last is None and isinstance(status, dict) and status.get("code") in _ENDED:
        record.require("einddatum")
    return (first, last) if period(record, first, last) else (None, None)


def _number(key: str, record: Record) -> int | None:
    """Find the number in the code of the agreement (`HUUR-1001`), or in its key when it has no code."""
    groups = re.findall(r"[0-9]+", record.text("code", 60) or key, re.ASCII)
    if len(groups) == 1 and len(groups[0]) <= 12 and 0 < int(groups[0]) <= MOST_NUMBER:
        return int(groups[0])
    record.refuse("code", f"expected a code with one number from 1 to {MOST_NUMBER} in it, such as HUUR-1001")
    return None


def _compare_rent(record: Record, rows: list[ComponentRow], on: date) -> None:
    stated = record.money("brutohuur")
    record.money("rekenhuur")
    if stated is not None and rows and stated != rent.monthly(rows, on):
        record.warn("brutohuur", "the components do not add up to this rent; the components are taken in")


def _tenancy(number: int, starts_on: date, record: Record, around: Surroundings) -> TenancyRow:
    home = _home(record, around.homes)
    iban, way = _paying(record, around.on)
    parties = _parties(record, around)
    if iban and parties:
        parties = [replace(parties[0], iban=iban), *parties[1:]]
    return TenancyRow(
        number=number,
        home=home.number,
        street=home.street,
        house_number=home.house_number,
        postcode=home.postcode,
        town=home.town,
        starts_on=starts_on,
        way_of_paying=way,
        parties=tuple(parties),
    )


def _home(record: Record, homes: Mapping[str, Home]) -> Home:
    keys = [(each, each.text("id", 200)) for each in record.many("eenheden")]
    if not keys:
        record.refuse("eenheden", "this field is missing or empty; a tenancy has a home")
        return Home(number="")
    known = [homes[key] for _, key in keys if key in homes]
    if len(known) < len(keys):
        record.warn("eenheden", "a dwelling is not in the delivery: its address stays empty")
    if len(keys) > 1:
        record.warn("eenheden", "there is more than one dwelling; the first home is kept")
    if not known:
        reference, key = keys[0]
        return Home(number=reference.text("code", 32) or key[:32])
    chosen = next((home for home in known if home.is_dwelling), known[0])
    if not chosen.is_dwelling:
        record.warn("eenheden", "this is no dwelling: the rules for homes may not fit it")
    return chosen


def _parties(record: Record, around: Surroundings) -> list[PartyRow]:
    """Return the tenants first, then who acts or pays for them; others are no party."""
    reference = min(filter(None, (around.on, record.day("einddatum"))), default=None)
    found: list[PartyRow] = []
    tenants: set[str] = set()
    for each in record.many("relaties"):
        key = each.text("id", 200)
        for role in _roles(each, reference):
            found.append(around.people.party(role, key, each))
            if role in ("tenant", "co_tenant"):
                tenants.add(key)
    if not any(party.role == "tenant" for party in found):
        record.refuse("relaties", "expected at least one relation with the running role HUU, the tenant")
    found += around.people.administrators(tenants, reference)
    order = ("tenant", "co_tenant", "administrator", "payer")
    return sorted(dict.fromkeys(found), key=lambda party: order.index(party.role))


def _roles(relation: Record, reference: date | None) -> Iterator[str]:
    for role in relation.many("rollen"):
        code = role.code("soort", "RELATIEROLSOORT") if role.require("soort") else ""
        if code in ROLES and is_current(role, reference):
            yield ROLES[code]


def _paying(record: Record, on: date | None) -> tuple[str, str]:
    """Return the tenant's IBAN and the way of paying; the old single field counts when the new is absent."""
    old = record.one("betaalwijze") if not record.has("betaalwijzen") else None
    iban, way = "", "transfer"
    for each in [old] if old else record.many("betaalwijzen"):
        code = each.code("soort", "BETAALWIJZESOORT")
        each.code("incassomoment", "INCASSOMOMENT")
        detail = each.one("betaalgegeven")
        found = people.account(detail) if detail else ""
        if is_current(each, on):
            iban = iban or found
            way = "direct_debit" if code == "INC" else way
    return iban, way
