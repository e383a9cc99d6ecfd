"""Reads the files of one VERA delivery together, because they refer to each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gewoon.gateways.erp.findings import Findings
from gewoon.gateways.erp.model import BalanceRow, ClaimRow, ComponentRow, PostRow, TenancyRow
from gewoon.gateways.erp.vera import agreements, control, debtors, homes, people, posts
from gewoon.gateways.erp.vera.posts import Signs
from gewoon.gateways.erp.vera.record import Record

RESOURCES = ("eenheden", "relaties", "overeenkomsten", "boekingen", "debiteuren")
NOT_TAKEN = (
    "contactmomenten", "betalingsregelingen", "externe-incassos", "signaleringen", "betaalgegevens", "zaken",
    "dossiers", "huurtoeslagen", "huuropzeggingen", "inkomens", "prijscomponenten", "betaalwijzen",
    "bankafschriften", "bankafschrift-regels", "afletteringen",
)  # fmt: skip
MOST_RECORDS = 500_000
_SIGNS_OF = {
    "boekingen": {"boekdatum", "afletteringen", "afletterstatus", "betalingskenmerk"},
    "debiteuren": {"vervaltermijn", "btwPlichtig", "kortingsdagen"},
    "overeenkomsten": {
        "eenheden",
        "prijscomponenten",
        "prolongatieInterval",
        "bewakingsstatus",
        "betaalwijzen",
    },
    "eenheden": {"adres", "zelfstandig", "inExploitatiedatum", "maatschappelijkLabel", "woonplaats"},
    "relaties": {"achternaam", "contactgegevens", "voornaam", "voorletters", "geboortedatum", "adressen"},
}


@dataclass(slots=True)
class Sorted:
    """The records of a delivery per resource, each once, by their key."""

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {name: {} for name in RESOURCES})
    files: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the VERA files of a delivery say."""

    tenancies: tuple[TenancyRow, ...] = ()
    components: tuple[ComponentRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    balances: tuple[BalanceRow, ...] = ()


def sort(name: str, value: Any, found: Findings, into: Sorted) -> None:
    """Put the records of one file with those of its resource; `value` is parsed JSON."""
    into.files += 1
    if not isinstance(value, list):
        found.refuse(f"{name} /", "expected an array of records, without anything around it")
        return
    resource = _resource(name, value)
    if resource in NOT_TAKEN:
        found.warn(name, f"{resource} are not taken in; the file was looked through only")
    elif not resource:
        known = ", ".join(RESOURCES)
        found.refuse(name, f"nobody can tell what these records are; name the file after one of {known}")
    elif into.count + len(value) > MOST_RECORDS:
        found.refuse(name, f"the delivery has more than {MOST_RECORDS} records; split it")
    else:
        into.count += len(value)
        _keep(name, value, found, into.records[resource])


def read(files: Sorted, found: Findings, *, on: date | None, signs: Signs) -> Outcome:
    """Read everything that was sorted; roles that ended before `on` are left out."""
    records = files.records
    around = agreements.Surroundings(
        homes=homes.read(records["eenheden"]), people=people.read(records["relaties"]), on=on
    )
    agreed = agreements.read(records["overeenkomsten"], around)
    owing = debtors.read(records["debiteuren"], records["relaties"])
    booked = posts.read(records["boekingen"], posts.Owners(agreements=agreed, debtors=owing, signs=signs))
    rows = control.settle_summaries(booked, owing)
    has_posts = bool(records["boekingen"])
    return Outcome(
        tenancies=tuple(each.tenancy for each in agreed.values() if each.tenancy is not None),
        components=tuple(row for each in agreed.values() for row in each.components),
        claims=control.claims(rows, found),
        posts=tuple(rows),
        balances=control.balances(rows, booked, owing, found) if has_posts else (),
    )


def _resource(name: str, records: Sequence[Any]) -> str:
    stem = re.sub(r"[\W_]", "", name.rsplit(".", 1)[0]).casefold()
    for resource in (*RESOURCES, *NOT_TAKEN):
        if resource.replace("-", "") in stem:
            return resource
    keys = {key for each in records[:20] if isinstance(each, dict) for key in each}
    best = max(RESOURCES, key=lambda resource: len(keys & _SIGNS_OF[resource]))
    return best if keys & _SIGNS_OF[best] else ""


def _keep(name: str, values: Sequence[Any], found: Findings, known: dict[str, Record]) -> None:
    for place, value in enumerate(values):
        if found.is_full():
            return
        where = f"{name} /{place}"
        if not isinstance(value, dict):
            found.refuse(where, "expected an object")
            continue
        record = Record(data=value, place=where, found=found)
        if not record.require("id"):
            continue
        key = record.text("id", 200)
        other = known.setdefault(key, record) if key else record
        if other is not record and other.data != value:
            found.refuse(
                f"{where}/id", f"this id stands in {other.place} too, with other content; which is right?"
            )
