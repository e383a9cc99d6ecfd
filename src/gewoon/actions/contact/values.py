"""The values that stand in a letter, gathered from the books; nothing is typed by hand."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from gewoon.actions.facts import History, histories
from gewoon.actions.rights import Refused, Who
from gewoon.gateways.law_files import shipped_law
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.records.contact import Channel, ContactPreference
from gewoon.records.people import Association, User
from gewoon.records.queries.accounts import order
from gewoon.records.tenancy import CircumstanceKind, Party, PartyRole, Tenancy
from gewoon.rules.contact import wording
from gewoon.rules.contact.peace import Why
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
BY_POST = frozenset({"fourteen_day", "last_warning"})
REPLY_DAYS = 14  # gate condition S7: the tenant has two weeks to decline
MOST_NAMES = 4  # an address has six lines
_PRINCIPAL = (Kind.RENT, Kind.OTHER_CHARGE)


def association() -> Association:
    """Answer the association; Refused when nobody has filled it in yet."""
    found = Association.objects.first()
    if found is None:
        raise Refused("The details of the association are missing: fill them in first.")
    return found


def language_of(tenancy: Tenancy) -> str:
    """Choose the language of letters: that of who reads them where we have it, else Dutch."""
    reader = next(iter(readers(tenancy)), None)
    return reader.language if reader is not None and reader.language in _LABELS else "nl"


def channel_of(tenancy: Tenancy, letter: str) -> str:
    """Choose the channel: what the reader prefers where we have the address; what is law goes by post.

    The arrival of the 14-day letter and of the last letter before court must be provable (BW 3:37).
    """
    reader = next(iter(readers(tenancy)), None)
    preference = ContactPreference.objects.filter(party=reader).first() if reader is not None else None
    if reader is None or preference is None or letter in BY_POST:
        return Channel.POST
    known = {Channel.EMAIL: reader.email, Channel.SMS: reader.phone}.get(Channel(preference.channel), "")
    return preference.channel if known else Channel.POST


def readers(tenancy: Tenancy) -> list[Party]:
    """Answer who letters go to: the administrator under bewind, else the tenants who live, first first."""
    parties = list(tenancy.parties.order_by("pk"))
    administrators = [party for party in parties if party.role == PartyRole.ADMINISTRATOR]
    if administrators:
        return administrators[:1]
    tenants = [party for party in parties if party.role in (PartyRole.TENANT, PartyRole.CO_TENANT)]
    alive = [party for party in tenants if party.deceased_on is None]
    if _has_died(tenancy) and alive == tenants:
        alive = [party for party in tenants if party.role == PartyRole.CO_TENANT]
    return sorted(alive, key=lambda party: (party.role != PartyRole.TENANT, party.pk))


def _has_died(tenancy: Tenancy) -> bool:
    return tenancy.circumstances.filter(kind=CircumstanceKind.DECEASED, to_on=None).exists()


def values(
    tenancy: Tenancy,
    letter: str,
    *,
    language: str,
    by: Who,
    on: date,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Gather the values of a letter as plain JSON. Raises Refused when something is missing or doubtful."""
    house, given = association(), dict(extra or {})
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
    wanted = _declared(letter, on) - set(given)
    known = {
        "debt_help_name": house.debt_help_name,
        "debt_help_phone": house.debt_help_phone,
        "municipality": house.municipality,
        "settled_on": on.isoformat(),
        "reply_by": (on + timedelta(days=REPLY_DAYS)).isoformat(),
    }
    found |= given | {name: known[name] for name in wanted & set(known)}
    return found | (_amounts(tenancy, letter, language=language, on=on) if "payment" in wanted else {})


def _declared(letter: str, on: date) -> set[str]:
    try:
        return set(shipped_letters().on(letter, on).values)
    except LookupError as error:
        raise Refused(f"The letter cannot be written: {error}") from error


def _amounts(tenancy: Tenancy, letter: str, *, language: str, on: date) -> dict[str, Any]:
    """Answer what is open, how it is paid, and for the letter of the law what it would cost."""
    items = asked_items(next(histories([tenancy.pk], on=on)), letter, language=language, on=on)
    if not items:
        raise Refused("Nothing is open any more: a payment came in.")
    principals = [Cents(item["amount"]) for item in items]
    house = association()
    found: dict[str, Any] = {
        "open_items": [{name: item[name] for name in ("label", "due_on", "amount")} for item in items],
        "payment": {
            "payee": house.name,
            "iban": house.iban,
            "reference": reference.make(tenancy.number, None),
            "amount": sum(principals),
        },
    }
    return found | ({"costs": _costs(principals, on=on)} if letter == "fourteen_day" else {})


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


def _address(tenancy: Tenancy) -> list[str]:
    """Address the administrator where there is one, else the tenants who live, at their home."""
    found = readers(tenancy)
    if found and found[0].role == PartyRole.ADMINISTRATOR:
        if not found[0].address:
            raise Refused("The administrator has no address: fill it in, letters go there.")
        return [found[0].name, *found[0].address.splitlines()][:6]
    if not found and tenancy.parties.filter(role=PartyRole.TENANT).exists():
        raise Refused(str(Why.DECEASED))
    if not found:
        raise Refused("No tenant is known for this tenancy: complete the data first.")
    home = tenancy.home
    names = [party.full_name for party in found[:MOST_NAMES]]
    return [*names, f"{home.street} {home.house_number}", f"{home.postcode}  {home.town}"]


def _salutation(tenancy: Tenancy, language: str) -> str:
    reader = next(iter(readers(tenancy)), None)
    name = reader.full_name if reader is not None else ""
    return f"{'Beste' if language == 'nl' else 'Dear'} {name}".strip()


def _contact(house: Association, by: Who) -> dict[str, str]:
    """Name who answers: the officer with an own number, else the desk of the association."""
    if isinstance(by, User) and by.phone:
        name = by.get_full_name() or by.get_username()
        return _filled(name=name, phone=by.phone, mail=by.email, hours=house.hours)
    return _filled(name=house.contact_name, phone=house.phone, mail=house.mail, hours=house.hours)


def _filled(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
