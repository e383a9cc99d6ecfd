"""Signals arrears to the municipality, recalls a signal, and keeps the agreements that allow it."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from gewoon.actions.contact import letters
from gewoon.actions.contact.values import association, readers
from gewoon.actions.facts import Facts, facts_of, histories
from gewoon.actions.ledger.statements import has_gap
from gewoon.actions.policy import deciding, gates
from gewoon.actions.rights import Refused, Who, deed, name_of, on_row, require
from gewoon.gateways.municipality import MunicipalityGateway, NotHandedOver, shipped_layouts, written
from gewoon.records.contact import MunicipalityAgreement, Signal, SignalReceipt
from gewoon.records.policy import Step, StepState
from gewoon.records.tenancy import Tenancy
from gewoon.rules.calendar import local_day
from gewoon.rules.contact.signal import Layout, row

GATE = "signal"


@on_row(Tenancy, "signal.send", right="vroegsignaal.send", is_own=True)
def send_signal(
    tenancy: Tenancy, *, step_id: int, to: MunicipalityGateway, by: Who, now: datetime, key: str | None = None
) -> Signal:
    """Take the step `signal`: tell the municipality of the arrears of one tenancy.

    One file and one receipt per tenancy, and a letter that tells the tenant what was passed on. Raises
    GateShut while a duty is not met, Refused when the step is gone, the tenant declined, a signal runs
    already, no agreement holds, or the file could not be handed over: then nothing was sent.
    """
    on = local_day(now)
    step = Step.objects.filter(pk=step_id, tenancy=tenancy, state=StepState.OPEN, name=GATE).first()
    if step is None:
        raise Refused("This step is no longer open: somebody was before you, or a payment came in.")
    require(by, "vroegsignaal.send", is_own=step.owner == by.role)
    facts = facts_of(next(histories([tenancy.pk], on=on)), on=on, has_gap=has_gap())
    _check(tenancy, facts)
    gates.take(tenancy, GATE, by=by, now=now)
    step.refresh_from_db()
    agreement = agreement_for(tenancy, on=on)
    if agreement is None:
        raise Refused("No agreement with the municipality holds today: ask your manager to record it.")
    signal = _record(tenancy, step, agreement, facts, by=by, now=now)
    _hand_over(signal, to=to, now=now)
    letters.put_in_the_queue(tenancy, name="signal_announced", by=by, now=now, step=step, extra=_told(signal))
    return signal


@on_row(Tenancy, "signal.recall", right="vroegsignaal.send", is_own=True)
def recall_signal(
    tenancy: Tenancy, *, signal_id: int, reason: str, to: MunicipalityGateway, by: Who, now: datetime
) -> Signal:
    """Take a signal back with a reason; the municipality gets its number and the day of recall."""
    signal = tenancy.signals.select_for_update().filter(pk=signal_id).first()
    if signal is None:
        raise Refused("This signal does not exist.")
    if signal.recalled_at is not None:
        raise Refused("This signal was recalled already.")
    if not reason.strip():
        raise Refused("Write down in a few words why.")
    signal.recalled_at, signal.recall_reason = now, reason.strip()[:200]
    signal.save(update_fields=["recalled_at", "recall_reason"])
    line = f"number;recalled_on\r\n{signal.number};{local_day(now).isoformat()}\r\n"
    try:
        to.deliver(f"{signal.number}-recalled.csv", line.encode())
    except NotHandedOver as error:
        raise Refused(f"The recall was not handed over: {error}") from error
    deciding.decide_now([tenancy.pk], on=local_day(now), now=now, by=by)
    return signal


@deed("signal.agree", right="signal.agreement")
def record_agreement(  # noqa: PLR0913  what stands in the agreement
    *,
    municipality: str,
    towns: Sequence[str],
    layout: str,
    from_on: date,
    reference: str,
    by: Who,
    now: datetime,
    to_on: date | None = None,
    has_pause: bool = True,
) -> MunicipalityAgreement:
    """Record the agreement on early warning with a municipality, with its first and perhaps last day.

    Raises Refused for an unknown mapping of columns, days that run backward, or a town that has an
    agreement in that time.
    """
    if layout not in shipped_layouts():
        raise Refused(f"There is no mapping {layout!r}: choose from {', '.join(shipped_layouts())}.")
    if to_on is not None and to_on < from_on:
        raise Refused("The last day lies before the first: correct one of them.")
    if not municipality.strip() or not reference.strip():
        raise Refused("Give the name of the municipality and where the agreement can be found.")
    names = [town.strip() for town in towns if town.strip()]
    for other in MunicipalityAgreement.objects.select_for_update():
        if _overlap(other, names, from_on, to_on):
            raise Refused(f"{other.municipality} has an agreement for this time: end that one first.")
    return MunicipalityAgreement.objects.create(
        municipality=municipality.strip()[:80],
        towns=names,
        mapping=layout,
        from_on=from_on,
        to_on=to_on,
        reference=reference.strip()[:120],
        has_pause=has_pause,
        by_name=name_of(by),
        recorded_at=now,
    )


@on_row(MunicipalityAgreement, "signal.end_agreement", right="signal.agreement")
def end_agreement(
    agreement: MunicipalityAgreement, *, to_on: date, by: Who, now: datetime
) -> MunicipalityAgreement:
    """Give an agreement its last day."""
    if to_on < agreement.from_on:
        raise Refused("The last day lies before the first: correct one of them.")
    if agreement.to_on is not None and agreement.to_on <= local_day(now):
        raise Refused("This has ended already.")
    agreement.to_on = to_on
    agreement.save(update_fields=["to_on"])
    return agreement


def agreement_for(tenancy: Tenancy, *, on: date) -> MunicipalityAgreement | None:
    """Answer the agreement that holds for the town of a home on a day."""
    town = tenancy.home.town.casefold()
    for each in MunicipalityAgreement.objects.filter(from_on__lte=on).order_by("-from_on", "-pk"):
        if (each.to_on is None or each.to_on >= on) and covers(each.towns, town):
            return each
    return None


def covers(towns: Sequence[str], town: str) -> bool:
    """Say whether an agreement is for a town; one without towns is for all."""
    return not towns or town.casefold() in {each.casefold() for each in towns}


def payload_of(tenancy: Tenancy, *, number: str, amount: int, months: int, on: date) -> dict[str, Any]:
    """Gather what may be told, and nothing else; what is not known is left out."""
    house, home = association(), tenancy.home
    tenant = next(iter(readers(tenancy)), None)
    found = {
        "number": number,
        "landlord": house.name,
        "first_name": tenant.first_name if tenant is not None else "",
        "name": tenant.name if tenant is not None else "",
        "street": home.street,
        "house_number": home.house_number,
        "postcode": home.postcode,
        "town": home.town,
        "phone": tenant.phone if tenant is not None else "",
        "amount": amount,
        "months": months,
        "sent_on": on.isoformat(),
        "contact_name": house.contact_name,
        "contact_phone": house.phone,
    }
    return {name: value for name, value in found.items() if value}


def layout_of(agreement: MunicipalityAgreement) -> Layout:
    """Answer the columns of an agreement. Raises Refused when they are not shipped any more."""
    found = shipped_layouts().get(agreement.mapping)
    if found is None:
        raise Refused(
            f"There is no mapping {agreement.mapping!r}: choose from {', '.join(shipped_layouts())}."
        )
    return found


def _check(tenancy: Tenancy, facts: Facts) -> None:
    if facts.values.get("help_offer_declined"):
        raise Refused(
            "The tenant does not want the municipality to know: no signal may be sent (Bgs art. 2 d)."
        )
    running = Signal.objects.filter(tenancy=tenancy, recalled_at=None).order_by("-sent_on").first()
    if (
        running is not None
        and facts.values.get("signal_sent")
        and facts.position.overdue <= running.amount_cents
    ):
        raise Refused(
            f"These arrears were signalled on {running.sent_on} and did not grow: "
            "a second signal changes nothing."
        )


def _record(
    tenancy: Tenancy, step: Step, agreement: MunicipalityAgreement, facts: Facts, *, by: Who, now: datetime
) -> Signal:
    on, position = local_day(now), facts.position
    if position.months is None or position.oldest_due_on is None:
        raise Refused(
            "The rent of this tenancy is not known, so the months are not: complete the data first."
        )
    number = f"{on.year}-{tenancy.number}-{tenancy.signals.count() + 1}"
    payload = payload_of(tenancy, number=number, amount=position.overdue, months=position.months, on=on)
    return Signal.objects.create(
        number=number,
        tenancy=tenancy,
        step=step,
        agreement=agreement,
        sent_at=now,
        sent_on=on,
        amount_cents=position.overdue,
        months=position.months,
        oldest_due_on=position.oldest_due_on,
        payload=payload,
        by_name=name_of(by),
    )


def _hand_over(signal: Signal, *, to: MunicipalityGateway, now: datetime) -> None:
    layout = layout_of(signal.agreement)
    try:
        content = written(layout, [row(layout, signal.payload)])
        name = f"{signal.number}.{layout.format}"
        fingerprint = to.deliver(name, content)
    except (NotHandedOver, ValueError) as error:
        raise Refused(f"The signal was not handed over: {error}") from error
    if fingerprint != sha256(content).hexdigest():
        raise Refused("The signal was not handed over as it was written: look at the connection first.")
    SignalReceipt.objects.create(signal=signal, at=now, file=name, sha256=fingerprint)


def _told(signal: Signal) -> dict[str, Any]:
    return {
        "municipality": signal.agreement.municipality,
        "signal_amount": signal.amount_cents,
        "signal_months": f"{signal.months // 100},{signal.months % 100:02}",
    }


def _overlap(other: MunicipalityAgreement, towns: Sequence[str], from_on: date, to_on: date | None) -> bool:
    is_apart = (other.to_on is not None and other.to_on < from_on) or (
        to_on is not None and to_on < other.from_on
    )
    if is_apart:
        return False
    if not towns or not other.towns:
        return True
    return bool({town.casefold() for town in towns} & {town.casefold() for town in other.towns})
