"""Turns VERA dwellings into homes with an address."""

from collections.abc import Mapping
from dataclasses import dataclass

from gewoon.gateways.erp import cells
from gewoon.gateways.erp.vera.people import house_number, town
from gewoon.gateways.erp.vera.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home by its number (VHE) with its address; `is_dwelling` is False for a garage or a shop."""

    number: str
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    is_dwelling: bool = True


def read(dwellings: Mapping[str, Record]) -> dict[str, Home]:
    """Check every dwelling, and return the homes by the key of the sender."""
    return {key: _home(key, record) for key, record in dwellings.items()}


def _home(key: str, record: Record) -> Home:
    kind = record.code("soort", "EENHEIDSOORT") if record.require("soort") else ""
    record.code("status", "EENHEIDSTATUS")
    number = record.text("code", 32) if record.require("code") else key[:32]
    address = record.one("adres") if record.require("adres") else None
    if address is None:
        return Home(number=number)
    address.require("straatnaam")
    return Home(
        number=number,
        street=address.text("straatnaam", 80),
        house_number=house_number(address),
        postcode=_postcode(address),
        town=town(address),
        is_dwelling=kind == "WOO",
    )


def _postcode(address: Record) -> str:
    text = address.text("postcode", 10)
    try:
        return cells.postcode(text) if text else ""
    except cells.Unreadable as error:
        address.refuse("postcode", str(error))
        return ""
