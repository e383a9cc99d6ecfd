"""The facts of contact: the 14-day letter as the law wants it, the plain warning, and the signal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gewoon.actions.facts.history import Asked, History
from gewoon.gateways.law_files import shipped_law
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.gateways.municipality import shipped_layouts
from gewoon.records.contact import Letter, LetterState, MunicipalityAgreement, Signal
from gewoon.records.people import Association
from gewoon.records.queries.accounts import order
from gewoon.records.tenancy import Party, PartyRole, Tenancy, full_name
from gewoon.rules.contact.letters import LetterError, fill
from gewoon.rules.contact.signal import is_minimal
from gewoon.rules.law.costs import Costs, costs_of_one_letter
from gewoon.rules.ledger import allocation
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.money import Cents
from gewoon.rules.policy.facts import FactValue

_PRINCIPAL = (Kind.RENT, Kind.OTHER_CHARGE)
_LEGAL = ("fourteen_day", "last_warning")
_NOT_THERE: dict[str, FactValue] = {
    "letter14_to_all_parties": None,
    "letter14_exact": None,
    "letter14_wording_safe": None,
    "letter14_all_claims": None,
}


@dataclass(slots=True, kw_only=True)
class Found:
    """What the room holds of one tenancy."""

    letters: list[Letter] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    home: tuple[str, str, str, str] = ("", "", "", "")
    agreement: MunicipalityAgreement | None = None
    has_association: bool = False


def load(tenancy_ids: Sequence[int], *, on: date) -> Mapping[int, Found]:
    """Read letters of the law, signals, parties and agreements: one query each."""
    found: dict[int, Found] = defaultdict(Found)
    left = Letter.objects.filter(
        tenancy__in=tenancy_ids,
        name__in=_LEGAL,
        state__in=(LetterState.SENT, LetterState.RETURNED),
        sent_on__lte=on,
    )
    for letter in left.order_by("sent_on", "pk"):
        found[letter.tenancy_id].letters.append(letter)
    signals = Signal.objects.filter(tenancy__in=tenancy_ids, sent_on__lte=on).select_related("receipt")
    for signal in signals.prefetch_related("replies").order_by("sent_on", "pk"):
        found[signal.tenancy_id].signals.append(signal)
    agreements = [
        each
        for each in MunicipalityAgreement.objects.filter(from_on__lte=on).order_by("-from_on", "-pk")
        if each.to_on is None or each.to_on >= on
    ]
    if agreements:
        _with_homes(found, tenancy_ids, agreements)
    with_law = [pk for pk, each in found.items() if each.letters or each.agreement]
    for party in Party.objects.filter(tenancy__in=with_law).order_by("pk"):
        found[party.tenancy_id].parties.append(party)
    return found


def facts(found: Found | None, asked: Asked) -> dict[str, FactValue]:
    """Answer the facts; what nobody recorded is unknown."""
    mine = found or Found()
    return {
        **_law_letter(mine, asked),
        "tenant_warned_plainly": _warned(mine, asked),
        **_signal(mine, asked),
        "municipality_agreement": mine.agreement is not None,
        "signal_payload_minimal": _is_minimal(mine, asked),
    }


def sources(found: Found | None, asked: Asked) -> dict[str, str]:
    """Name the letters, signals and agreement behind the facts."""
    mine = found or Found()
    told: dict[str, str] = {}
    letter = _last(mine, "fourteen_day", asked)
    if letter is not None:
        told |= {name: f"letter {letter.pk}" for name in _NOT_THERE}
    warning = _last(mine, "last_warning", asked)
    if warning is not None:
        told["tenant_warned_plainly"] = f"letter {warning.pk}"
    if mine.agreement is not None:
        told["municipality_agreement"] = f"agreement {mine.agreement.pk}"
    signal = _running(mine, asked)
    if signal is not None:
        told |= {name: f"signal {signal.number}" for name in ("signal_sent", "days_since_signal")}
        told["signal_receipt_kept"] = f"receipt of signal {signal.number}"
    return told


def _with_homes(
    found: dict[int, Found], tenancy_ids: Sequence[int], agreements: Sequence[MunicipalityAgreement]
) -> None:
    has_association = Association.objects.exists()
    homes = Tenancy.objects.filter(pk__in=tenancy_ids).values_list(
        "pk", "home__street", "home__house_number", "home__postcode", "home__town"
    )
    for pk, *home in homes:
        town = home[3].casefold()
        for each in agreements:
            if not each.towns or town in {name.casefold() for name in each.towns}:
                found[pk].agreement = each
                break
        found[pk].home = tuple(home)  # type: ignore[assignment]  # four columns were asked
        found[pk].has_association = has_association


def _last(found: Found, name: str, asked: Asked) -> Letter | None:
    lately = [
        each for each in found.letters if each.name == name and each.sent_on and each.sent_on >= asked.began
    ]
    return lately[-1] if lately else None


def _law_letter(found: Found, asked: Asked) -> dict[str, FactValue]:
    """Hold the newest 14-day letter against the law; one that another system sent says nothing."""
    letter = _last(found, "fourteen_day", asked)
    if letter is None or not letter.values or not letter.sha256:
        return dict(_NOT_THERE)
    arrived = letter.state == LetterState.SENT
    return {
        "letter14_to_all_parties": arrived and _names_everybody(letter, found.parties),
        "letter14_exact": _is_exact(letter),
        "letter14_wording_safe": _is_worded_safely(letter),
        "letter14_all_claims": _holds_all_claims(letter, asked.history),
    }


def _names_everybody(letter: Letter, parties: Sequence[Party]) -> bool:
    """Every tenant stands in the address; under bewind the administrator does, for a single tenant."""
    lines = {line.casefold() for line in letter.values["addressee"]}
    tenants = [each for each in parties if each.role in (PartyRole.TENANT, PartyRole.CO_TENANT)]
    administrators = [each for each in parties if each.role == PartyRole.ADMINISTRATOR]
    if administrators and len(tenants) == 1:
        return administrators[0].name.casefold() in lines
    names = {full_name(each.first_name, each.name).casefold() for each in tenants}
    return bool(names) and names <= lines


def _is_exact(letter: Letter) -> bool:
    principals = [Cents(item["amount"]) for item in letter.values["open_items"]]
    costs = costs_of_one_letter(principals, shipped_law(), on=date.fromisoformat(letter.values["dated_on"]))
    return isinstance(costs, Costs) and not costs.is_unverified and costs.total == letter.values.get("costs")


def _is_worded_safely(letter: Letter) -> bool:
    """The text is one of ours, which is held to the words of the law when it is read, and names no date."""
    try:
        version = shipped_letters().on(letter.name, date.fromisoformat(letter.values["dated_on"]))
        fill(version, letter.language, letter.values)
    except (LookupError, LetterError):
        return False
    return version.is_legal


def _holds_all_claims(letter: Letter, history: History) -> bool:
    """All principal that could be demanded on the day of the letter stands in it (BW 6:96(7))."""
    day, rows = date.fromisoformat(letter.values["dated_on"]).toordinal(), history.rows
    opened = allocation.open_cents(rows, order(), on=day, known_on=day)
    due = sum(
        cents
        for on, kind, cents in zip(rows.day, rows.kind, opened, strict=True)
        if cents > 0 and kind in _PRINCIPAL and on < day
    )
    return bool(due == sum(item["amount"] for item in letter.values["open_items"]))


def _warned(found: Found, asked: Asked) -> bool | None:
    letter = _last(found, "last_warning", asked)
    if letter is None:
        return False
    return letter.state == LetterState.SENT if letter.sha256 else None


def _running(found: Found, asked: Asked) -> Signal | None:
    lately = [each for each in found.signals if each.recalled_at is None and each.sent_on >= asked.began]
    return lately[-1] if lately else None


def _signal(found: Found, asked: Asked) -> dict[str, FactValue]:
    signal = _running(found, asked)
    answers = [] if signal is None else [each for each in signal.replies.all() if each.replied_on <= asked.on]
    return {
        "signal_sent": signal is not None,
        "days_since_signal": None if signal is None else (asked.on - signal.sent_on).days,
        "signal_answered": bool(answers),
        # Before a first signal: none went out without its receipt, as the deed makes both or neither.
        "signal_receipt_kept": all(_has_receipt(each) for each in found.signals),
    }


def _has_receipt(signal: Signal) -> bool:
    return hasattr(signal, "receipt") and len(signal.receipt.sha256) == 64


def _is_minimal(found: Found, asked: Asked) -> FactValue:
    """Say whether what would be sent is complete and holds nothing else; unknown without an agreement."""
    if found.agreement is None:
        return None
    layout = shipped_layouts().get(found.agreement.mapping)
    tenant = next((each for each in found.parties if each.role == PartyRole.TENANT), None)
    if layout is None or tenant is None or not found.has_association:
        return False
    street, house_number, postcode, town = found.home
    payload: dict[str, Any] = {
        "number": "1",
        "name": tenant.name,
        "street": street,
        "house_number": house_number,
        "postcode": postcode,
        "town": town,
        "amount": max(asked.position.overdue, 1),
    }
    return is_minimal(layout, payload)
