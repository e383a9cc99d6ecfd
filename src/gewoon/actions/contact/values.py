"""The values that stand in a letter, gathered from the books; nothing is typed by hand."""

from datetime import date, timedelta
from typing import Any

from gewoon.actions.facts import History, histories
from gewoon.actions.rights import Refused, Who
from gewoon.gateways.law_files import shipped_law
from gewoon.records.people import Association, User
from gewoon.records.queries.accounts import order
from gewoon.records.tenancy import Party, PartyRole, Tenancy
from gewoon.rules.contact import wording
from gewoon.rules.law.costs import Costs, costs_of_one_letter
from gewoon.rules.ledger import allocation, reference
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents

_LABELS = {
    "nl": {Kind.COSTS: "Kosten", Kind.INTEREST: "Rente", Kind.COURT_COSTS: "Kosten van de rechter"},
    "en": {Kind.COSTS: "Costs", Kind.INTEREST: "Interest", Kind.COURT_COSTS: "Costs of the court"},
}
_RENT = {"nl": "Huur", "en": "Rent"}
_OTHER = {"nl": "Overige kosten", "en": "Other charges"}
REPLY_DAYS = 14  # gate condition S7: the tenant has two weeks to decline
_PRINCIPAL = (Kind.RENT, Kind.OTHER_CHARGE)


def association() -> Association:
    """Answer the association; Refused when nobody has filled it in yet."""
    found = Association.objects.first()
    if found is None:
        raise Refused("The details of the association are missing: fill them in first.")
    return found


def language_of(tenancy: Tenancy) -> str:
    """Choose the language of letters: the tenant's own where we have it, else Dutch."""
    tenant = _addressee(tenancy)
    return tenant.language if tenant is not None and tenant.language in _LABELS else "nl"


def values(tenancy: Tenancy, letter: str, *, language: str, by: Who, on: date) -> dict[str, Any]:
    """Gather the values of a letter as plain JSON. Raises Refused when something is missing or doubtful."""
    house = association()
    history = next(histories([tenancy.pk], on=on))
    found: dict[str, Any] = {
        "sender": _filled(
            name=house.name, street=house.street, town=house.town, mail=house.mail, website=house.website
        ),
        "addressee": _address(tenancy),
        "contact": _contact(house, by),
        "dated_on": on.isoformat(),
        "reference": f"{tenancy.number}",
        "salutation": _salutation(tenancy, language),
    }
    if letter == "paid_off":
        return found | {"settled_on": on.isoformat()}
    items = asked_items(history, letter, language=language, on=on)
    if not items:
        raise Refused("Nothing is open any more: a payment came in.")
    principals = [Cents(item["amount"]) for item in items]
    found["open_items"] = [{name: item[name] for name in ("label", "due_on", "amount")} for item in items]
    found["payment"] = {
        "payee": house.name,
        "iban": house.iban,
        "reference": reference.make(tenancy.number, None),
        "amount": sum(principals),
    }
    found |= {"debt_help_name": house.debt_help_name, "debt_help_phone": house.debt_help_phone}
    if letter in {"second_reminder", "fourteen_day"}:
        found["municipality"] = house.municipality
    if letter == "second_reminder":
        found["reply_by"] = (on + timedelta(days=REPLY_DAYS)).isoformat()
    if letter == "fourteen_day":
        found["costs"] = _costs(principals, on=on)
    return found


def asked_items(history: History, letter: str, *, language: str, on: date) -> list[dict[str, Any]]:
    """List what a letter asks for: the law's letter speaks of the principal alone."""
    items = open_items(history, language=language, on=on)
    return [item for item in items if letter != "fourteen_day" or item["kind"] in _PRINCIPAL]


def open_items(history: History, *, language: str, on: date) -> list[dict[str, Any]]:
    """List what is overdue, oldest first: label, due date, cents and kind."""
    day, rows = on.toordinal(), history.rows
    opened = allocation.open_cents(rows, order(), on=day, known_on=day)
    return [
        {
            "label": _label(Kind(kind), date.fromordinal(due), language),
            "due_on": date.fromordinal(due).isoformat(),
            "amount": cents,
            "kind": Kind(kind),
        }
        for due, kind, cents in zip(rows.day, rows.kind, opened, strict=True)
        if cents > 0 and due < day and kind < Kind.PAYMENT
    ]


def _costs(principals: list[Cents], *, on: date) -> int:
    """Work out the costs that the letter announces; a number that is not verified is never printed."""
    costs = costs_of_one_letter(principals, shipped_law(), on=on)
    if not isinstance(costs, Costs) or costs.is_unverified:
        raise Refused("The tariff of collection costs for this day is not verified: ask the lawyer first.")
    return costs.total


def _label(kind: Kind, due_on: date, language: str) -> str:
    if kind != Kind.RENT:
        return _LABELS[language].get(kind, _OTHER[language])
    month = wording.day(due_on, language).split("\N{NO-BREAK SPACE}", 1)[1]
    return f"{_RENT[language]} {month}"


def _addressee(tenancy: Tenancy) -> Party | None:
    parties = sorted(tenancy.parties.all(), key=lambda party: (party.role != PartyRole.TENANT, party.pk))
    return next((party for party in parties if party.role in (PartyRole.TENANT, PartyRole.CO_TENANT)), None)


def _address(tenancy: Tenancy) -> list[str]:
    """Address the administrator where there is one, else the tenants at their home."""
    parties = list(tenancy.parties.order_by("pk"))
    administrator = next((party for party in parties if party.role == PartyRole.ADMINISTRATOR), None)
    if administrator is not None and administrator.address:
        return [administrator.name, *administrator.address.splitlines()][:6]
    tenants = [party for party in parties if party.role in (PartyRole.TENANT, PartyRole.CO_TENANT)]
    if not tenants:
        raise Refused("No tenant is known for this tenancy: complete the data first.")
    home = tenancy.home
    names = [party.full_name for party in tenants[:2]]
    return [*names, f"{home.street} {home.house_number}", f"{home.postcode}  {home.town}"]


def _salutation(tenancy: Tenancy, language: str) -> str:
    tenant = _addressee(tenancy)
    name = tenant.full_name if tenant is not None else ""
    return f"{'Beste' if language == 'nl' else 'Dear'} {name}".strip()


def _contact(house: Association, by: Who) -> dict[str, str]:
    """Name who answers: the officer with an own number, else the desk of the association."""
    if isinstance(by, User) and by.phone:
        name = by.get_full_name() or by.get_username()
        return _filled(name=name, phone=by.phone, mail=by.email, hours=house.hours)
    return _filled(name=house.contact_name, phone=house.phone, mail=house.mail, hours=house.hours)


def _filled(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
