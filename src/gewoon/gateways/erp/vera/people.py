"""Turns VERA relations into the people on a tenancy, and leaves out what this system must not hold."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gewoon.gateways.erp.cells import has_check_digits
from gewoon.gateways.erp.model import PartyRow
from gewoon.gateways.erp.vera.codes import lists
from gewoon.gateways.erp.vera.record import Record, period

ROLES = {
    "HUU": "tenant",
    "MDH": "co_tenant",
    "BWI": "administrator",
    "CUR": "administrator",
    "BET": "payer",
}
NOT_STORED = (
    "nationaliteit", "burgerlijkeStaat", "opleiding", "opleidingen", "account", "startBrutoJaarinkomen",
    "startLeeftijd",
)  # fmt: skip
_KINDS_OF_ADDRESS = ("POS", "FAC", "BEZ", "WOO")
_LANGUAGES = {
    "NLD": "nl", "DUT": "nl", "ENG": "en", "DUI": "de", "DEU": "de", "FRA": "fr", "SPA": "es", "TUR": "tr",
    "POL": "pl", "ARA": "ar", "TIR": "ti", "UKR": "uk", "RUS": "ru", "FAS": "fa", "SOM": "so", "POR": "pt",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A relation as it can stand on a tenancy, and any address for who has no home there."""

    party: PartyRow
    any_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Somebody who acts for another relation: an administrator or curator named on the relation itself."""

    role: Record
    ward: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Every relation of a delivery by its key, and who acts for whom."""

    persons: Mapping[str, Person]
    agencies: tuple[Agency, ...]

    def party(self, role: str, key: str, embedded: Record) -> PartyRow:
        """Describe one person on a tenancy; an unknown one as far as the agreement names it."""
        person = self.persons.get(key)
        if person is None:
            embedded.warn("", "this relation is not in the delivery: telephone, mail and language stay empty")
            person = _person(embedded)
        name = person.party.name or _name(embedded) or f"relatie {key}"
        address = person.any_address if role == "administrator" else person.party.address
        return replace(person.party, role=role, name=name, address=address)

    def administrators(self, wards: Collection[str], reference: date | None) -> Iterator[PartyRow]:
        """Yield who acts for these relations on a day, by a role on the relation itself."""
        for agency in self.agencies:
            if agency.ward in wards and is_current(agency.role, reference):
                yield self.party("administrator", agency.key, agency.role)


def read(relations: Mapping[str, Record]) -> People:
    """Check and describe every relation."""
    agencies: list[Agency] = []
    for key, record in relations.items():
        for name in NOT_STORED:
            if record.has(name):
                message = f"{name} is not stored: this system does not need it; better leave it out"
                record.found.warn_once(record.place, message)
        if record.require("soort") and record.code("soort", "RELATIESOORT") == "NAT":
            record.require("achternaam")
        agencies += [Agency(role=role, ward=ward, key=key) for role, ward in _wards(record)]
    persons = {key: _person(record) for key, record in relations.items()}
    return People(persons=persons, agencies=tuple(agencies))


def is_current(role: Record, reference: date | None) -> bool:
    """Tell whether a role holds on a day; without a day, whether it has no end."""
    first, last = role.day("begindatum"), role.day("einddatum")
    period(role, first, last)
    return last is None or (reference is not None and last >= reference)


def account(record: Record) -> str:
    """Read the IBAN of a payment detail; wrong check digits are a warning."""
    iban = record.text("iban", 42).replace(" ", "").upper()
    if len(iban) > 34 or not iban.isalnum():
        if iban:
            record.refuse("iban", "expected an IBAN of letters and digits, 34 at most")
        return ""
    if not has_check_digits(iban):
        record.warn("iban", "the check digits of the IBAN are wrong; payments may not be recognised")
    return iban


def _wards(record: Record) -> Iterator[tuple[Record, str]]:
    for role in record.many("rollen"):
        if role.require("soort") and ROLES.get(role.code("soort", "RELATIEROLSOORT")) == "administrator":
            ward = role.id_of("rolRelatie")
            if ward:
                yield role, ward


def _person(record: Record) -> Person:
    reach = _reach(record)
    addresses = _addresses(record)
    party = PartyRow(
        role="",
        name=_name(record),
        first_name=_first_name(record),
        language=_language(record),
        phone=reach.get("MOB") or reach.get("TEL", ""),
        email=reach.get("EMA", ""),
        address=addresses.get("POS", ""),
        deceased_on=record.day("overlijdensdatum"),
    )
    any_address = next((addresses[kind] for kind in _KINDS_OF_ADDRESS if addresses.get(kind)), "")
    return Person(party=party, any_address=any_address)


def _name(record: Record) -> str:
    if not record.has("achternaam"):
        return record.text("naam", 120)
    first = _first_name(record) or record.text("voorletters", 20)
    parts = (first, record.text("tussenvoegsels", 40), record.text("achternaam", 79))
    return " ".join(part for part in parts if part)[:120]


def _first_name(record: Record) -> str:
    return record.text("roepnaam", 80) or record.text("voornaam", 80)


def _language(record: Record) -> str:
    """Read the language: the list TAAL or ISO 639-3, any case."""
    value = record.data.get("voorkeurstaal")
    code = value.get("code") if isinstance(value, dict) else None
    if value is None:
        return "nl"
    if not isinstance(code, str) or len(code) != 3 or not (code.isascii() and code.isalpha()):
        record.refuse("voorkeurstaal", f"expected a code of {', '.join(lists()['TAAL'])} or of ISO 639-3")
        return "nl"
    return _LANGUAGES.get(code.upper(), code.lower())


def _reach(record: Record) -> dict[str, str]:
    """Return the best telephone and mail; one that is known to be invalid is no channel."""
    best: dict[str, tuple[int, str]] = {}
    for detail in record.many("contactgegevens"):
        kind = detail.code("soort", "CONTACTGEGEVENSOORT") if detail.require("soort") else ""
        is_invalid = detail.code("status", "CONTACTGEGEVENSTATUS") == "ONG"
        preference = detail.code("voorkeur", "CONTACTGEGEVENVOORKEUR")
        rank = {"EER": 0, "TWE": 1}.get(preference, 2)
        value = detail.text("waarde", 254 if kind == "EMA" else 32)
        if value and not is_invalid and rank < best.get(kind, (3, ""))[0]:
            best[kind] = rank, value
    return {kind: value for kind, (_, value) in best.items()}


def _addresses(record: Record) -> dict[str, str]:
    """Return the running address of each kind."""
    found: dict[str, str] = {}
    for row in record.many("adressen"):
        kind = row.code("soort", "RELATIEADRESSOORT") if row.require("soort") else ""
        address = row.one("adres")
        first, last = row.day("begindatum"), row.day("einddatum")
        if period(row, first, last) and last is None and address is not None:
            found.setdefault(kind, _line(address))
    return found


def _line(address: Record) -> str:
    if address.has("adresregel1"):
        return ", ".join(filter(None, (address.text("adresregel1", 120), address.text("adresregel2", 120))))
    box = address.text("postbusnummer", 16)
    street = f"Postbus {box}" if box else f"{address.text('straatnaam', 80)} {house_number(address)}"
    return f"{street.strip()}, {address.text('postcode', 10)} {town(address)}".strip(", ")


def house_number(address: Record) -> str:
    """Write number, letter and addition as on a letter: `7a`, `12-B`."""
    number = f"{address.text('huisnummer', 10)}{address.text('huisletter', 2)}"
    addition = address.text("huisnummerToevoeging", 6)
    return f"{number}-{addition}" if addition else number


def town(address: Record) -> str:
    """Return the name of the town."""
    place = address.one("woonplaats")
    return place.text("naam", 80) if place else ""
