"""Turns VERA ledger posts into posts with our sign; each belongs to a known tenancy or debtor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gewoon.gateways.erp.model import PostRow
from gewoon.gateways.erp.vera.agreements import Agreement
from gewoon.gateways.erp.vera.debtors import Debtor
from gewoon.gateways.erp.vera.record import Record
from gewoon.rules.money import Cents

Signs = Literal["by_kind", "as_sent"]
_SIGN = {"VOR": 1, "UIT": 1, "ONT": -1, "MEM": 1, "SKS": 1}
"""VERA does not say what a positive amount does: by kind it raises the debt or lowers it."""
_NOT_OURS = f"this kind of post is not of a tenant; expected one of {', '.join(_SIGN)}"
_RESTATED = ("BET", "BRT", "AAN")
_SUMMARY = ("EIN", "EVN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post, what it would be if its sign were taken as sent, and whether it may only sum up others."""

    row: PostRow
    sent: Cents
    is_summary: bool
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """To whom posts can belong, and how their signs are read."""

    agreements: Mapping[str, Agreement]
    debtors: Mapping[str, Debtor]
    signs: Signs


def read(posts: Mapping[str, Record], owners: Owners) -> list[Post]:
    """Check every post, and return those that are booked."""
    found = [_post(key, record, owners) for key, record in posts.items()]
    return [post for post in found if post is not None]


def _post(key: str, record: Record, owners: Owners) -> Post | None:
    kind = record.code("soort", "BOEKINGSOORT") if record.require("soort") else ""
    detail = record.code("detailSoort", "BOEKINGDETAILSOORT")
    status = record.code("status", "BOEKINGSTATUS")
    record.code("afletterstatus", "AFLETTERSTATUS")
    booked_on = record.day("boekdatum") if record.require("boekdatum") else None
    amount = record.money("bedrag") if record.require("bedrag") else None
    is_owned = _check_owner(record, owners)
    if kind and kind not in _SIGN:
        record.refuse("soort/code", _NOT_OURS)
    if booked_on is None or amount is None or kind not in _SIGN or not is_owned:
        return None
    due_on = _due_on(kind, booked_on, record, owners)
    restated = kind == "VOR" and detail in _RESTATED
    if status == "VRL":
        record.found.warn_once(record.place, "provisional posts (VRL) are not booked")
        return None
    if restated:
        record.warn(
            "detailSoort", f"VOR with {detail} restates debt that is in the ledger already: it does not count"
        )
    sign = 1 if owners.signs == "as_sent" else _SIGN[kind]
    open_sent = record.money("saldo")
    row = PostRow(
        source_id=key,
        tenancy=_tenancy(record, owners),
        debtor=record.id_of("debiteur"),
        kind=_kind(kind, detail, sign * amount),
        booked_on=booked_on,
        due_on=due_on,
        cents=Cents(sign * amount),
        open_cents=None if open_sent is None else Cents(sign * open_sent),
        reference=record.text("betalingskenmerk", 140),
        text=record.text("omschrijving", 500)[:140],
        counts=not restated,
    )
    return Post(row=row, sent=amount, is_summary=kind == "VOR" and detail in _SUMMARY, place=record.place)


def _check_owner(record: Record, owners: Owners) -> bool:
    """Refuse a post without owner or with an unknown one: it is never attached to another."""
    agreement, debtor = record.id_of("overeenkomst"), record.id_of("debiteur")
    if not agreement and not debtor:
        record.refuse("overeenkomst", "expected an agreement or a debtor; a post belongs to somebody")
    if agreement and agreement not in owners.agreements:
        record.refuse("overeenkomst", "this agreement is not in the delivery; send it along with its posts")
    if debtor and debtor not in owners.debtors:
        record.refuse("debiteur", "this debtor is not in the delivery; send it along with its posts")
    return (agreement in owners.agreements or not agreement) and (debtor in owners.debtors or not debtor)


def _tenancy(record: Record, owners: Owners) -> int | None:
    agreement = owners.agreements.get(record.id_of("overeenkomst"))
    if agreement is None or agreement.number is None:
        message = "posts that belong to no tenancy stay out of the accounts of tenants until a person decides"
        record.found.warn_once(record.place, message)
        return None
    return agreement.number


def _due_on(kind: str, booked_on: date, record: Record, owners: Owners) -> date:
    due_on = record.day("vervaldatum")
    if due_on is not None or kind != "VOR":
        return due_on or booked_on
    debtor = owners.debtors.get(record.id_of("debiteur"))
    message = "where a claim has no due date, the booking date and the term of its debtor give it"
    record.found.warn_once(f"{record.place}/vervaldatum", message)
    return booked_on + timedelta(days=debtor.term_days if debtor else 0)


def _kind(kind: str, detail: str, cents: int) -> str:
    """Name the post: only a prolongation is rent, so that nothing unknown counts as months."""
    if kind == "ONT" or (kind == "UIT" and detail == "STO"):
        return "payment" if cents < 0 else "reversal"
    if cents < 0:
        return "credit"
    if kind == "UIT":
        return "refund"
    return "rent" if (kind, detail) == ("VOR", "PRO") else "other"
