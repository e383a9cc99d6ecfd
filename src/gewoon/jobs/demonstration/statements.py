"""Writes the association's bank account as camt.053 files whose balances follow on each other."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite, StatementToWrite, write_statements
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.payments import Batch, Movement
from gewoon.jobs.demonstration.world import World
from gewoon.rules.calendar import last_day, month_of

DAILY_DAYS = 14
"""The last days have a file each, the time before has a file a month."""

_CODES = {"transfer": "PMNT-RCDT-ESCT", "batch": "PMNT-IDDT-ESDD", "returned": "PMNT-IDDT-UPDD"}


class Period(NamedTuple):
    """First and last day of one statement."""

    first: date
    last: date


def periods(frame: Frame) -> list[Period]:
    """Cut the time from the opening of the books to yesterday: months, then banking days."""
    daily = max(frame.opens_on, frame.today - timedelta(days=DAILY_DAYS))
    result = []
    first = frame.opens_on
    while first < daily:
        last = min(last_day(month_of(first)), daily - timedelta(days=1))
        result.append(Period(first, last))
        first = last + timedelta(days=1)
    days = frame.between(daily, frame.today - timedelta(days=1))
    return result + [Period(day, day) for day in days]


def write(world: World, folder: Path) -> list[Path]:
    """Write all statements into a folder, oldest first; gives the files in that order."""
    batches = {batch.reference: batch for batch in world.batches}
    paths = []
    cents = world.opening_cents
    place = 0
    for sequence, period in enumerate(periods(world.frame), start=1):
        until = period.last.toordinal()
        end = place
        while end < len(world.movements) and world.movements[end].day <= until:
            end += 1
        chosen = world.movements[place:end]
        closing = cents + sum(movement.cents for movement in chosen)
        statement = StatementToWrite(
            account=world.account,
            id=f"GWN-{sequence:05}",
            sequence=sequence,
            created_on=period.last + timedelta(days=1),
            opening_on=period.first,
            closing_on=period.last,
            opening_cents=cents,
            closing_cents=closing,
            entries=_entries(chosen, place, batches),
        )
        path = folder / f"{period.last.isoformat()}.xml"
        with path.open("wb") as stream:
            write_statements(stream, (statement,))
        paths.append(path)
        place, cents = end, closing
    return paths


def _entries(chosen: Sequence[Movement], place: int, batches: dict[str, Batch]) -> Iterator[EntryToWrite]:
    for number, movement in enumerate(chosen, start=place + 1):
        reference = f"GWN-{number:07}"
        booked_on = date.fromordinal(movement.day)
        if movement.batch:
            yield _batch(batches[movement.batch], reference, booked_on)
        else:
            yield EntryToWrite(
                reference=reference, booked_on=booked_on, payments=(_payment(movement),), code=_code(movement)
            )


def _payment(movement: Movement) -> PaymentToWrite:
    return PaymentToWrite(
        cents=movement.cents,
        name=movement.name,
        iban=movement.iban,
        remittance=movement.text,
        structured=movement.structured,
        end_to_end=movement.end_to_end,
        reason_code=movement.reason,
    )


def _code(movement: Movement) -> str:
    if movement.kind == "other" and movement.cents < 0:
        return "PMNT-ICDT-ESCT"
    return _CODES.get(movement.kind, "PMNT-RCDT-ESCT")


def _batch(batch: Batch, reference: str, booked_on: date) -> EntryToWrite:
    if batch.shows_details:
        payments = tuple(
            PaymentToWrite(
                cents=debit.cents,
                name=debit.name,
                iban=debit.iban,
                remittance=debit.text,
                end_to_end=debit.end_to_end,
                mandate=debit.mandate,
            )
            for debit in batch.debits
        )
    else:
        payments = (PaymentToWrite(cents=batch.cents),)
    return EntryToWrite(
        reference=reference,
        booked_on=booked_on,
        payments=payments,
        batch_reference=batch.reference,
        batch_announced=len(batch.debits),
        shows_details=batch.shows_details,
        code=_CODES["batch"],
    )
