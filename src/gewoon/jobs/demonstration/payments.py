"""Turns what tenants pay into bank movements and direct debit batches."""

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import NamedTuple

from gewoon.jobs.demonstration import identity, names, remittance
from gewoon.jobs.demonstration.behaviour import Course, Pay
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.tenancies import FIRST_NUMBER, Tenancy, relative_account
from gewoon.rules.calendar import Month, month_text

BATCHES_WITH_DETAILS = 0.2
"""The bank books most batches as one amount; a few with every payment in it."""
HOMES_PER_OFFICE_PAYMENT = 100
"""The debt help office pays once a month for all its clients in so many homes."""


class Movement(NamedTuple):
    """One booking on the association's account; a light tuple, there are hundreds of thousands."""

    day: int  # ordinal; value date and date of booking
    cents: int  # money in is positive
    kind: str  # transfer, batch, returned, other
    name: str
    iban: str
    text: str = ""
    structured: str = ""
    end_to_end: str = ""
    batch: str = ""
    reason: str = ""
    tenancies: tuple[int, ...] = ()  # for whom it truly is


class Debit(NamedTuple):
    """One collection inside a batch."""

    tenancy: int
    cents: int
    name: str
    iban: str
    mandate: str
    signed_on: int
    end_to_end: str
    text: str


class Batch(NamedTuple):
    """One direct debit batch, collected on one day."""

    reference: str
    day: int
    shows_details: bool
    debits: tuple[Debit, ...]

    @property
    def cents(self) -> int:
        """The total of the batch."""
        return sum(debit.cents for debit in self.debits)


def movements(courses: Iterable[Course], frame: Frame, seed: int) -> tuple[list[Movement], list[Batch]]:
    """Give all movements from tenants up to yesterday, in no order, and the batches in order."""
    until = frame.today.toordinal()
    result: list[Movement] = []
    collected: dict[int, list[Debit]] = {}
    office: dict[tuple[int, int], list[tuple[Tenancy, Pay]]] = {}
    for course in courses:
        tenancy = course.tenancy
        random = stream(seed, "text", tenancy.number)
        for pay in course.pays:
            if pay.day >= until:
                continue
            if pay.how == "debit":
                debit = _debit(tenancy, pay)
                collected.setdefault(pay.day, []).append(debit)
                if 0 < pay.returned < until:
                    result.append(_returned(debit, pay))
            elif pay.by == "office":
                group = (tenancy.number - FIRST_NUMBER) // 10 // HOMES_PER_OFFICE_PAYMENT
                office.setdefault((group, pay.month), []).append((tenancy, pay))
            else:
                result.append(_transfer(tenancy, pay, random))
    result += (_from_office(pays) for pays in office.values())
    batches = _batches(collected, seed)
    result += (_booked(batch) for batch in batches)
    return result, batches


def _debit(tenancy: Tenancy, pay: Pay) -> Debit:
    month = Month(pay.month)
    return Debit(
        tenancy=tenancy.number,
        cents=pay.cents,
        name=tenancy.tenant.bank_name,
        iban=tenancy.tenant.iban,
        mandate=f"M{tenancy.number}",
        signed_on=tenancy.starts_on.toordinal(),
        end_to_end=f"{tenancy.number}-{month_text(month)}",
        text=f"Huur {remittance.MONTHS[month % 12]} {month // 12} huurnummer {tenancy.number}",
    )


def _returned(debit: Debit, pay: Pay) -> Movement:
    return Movement(
        day=pay.returned,
        cents=-pay.cents,
        kind="returned",
        name=debit.name,
        iban=debit.iban,
        text=debit.text,
        end_to_end=debit.end_to_end,
        reason=pay.reason,
        tenancies=(debit.tenancy,),
    )


def _transfer(tenancy: Tenancy, pay: Pay, random: Random) -> Movement:
    month = Month(pay.month)
    text, structured = "", ""
    tenancies: tuple[int, ...] = (tenancy.number,)
    name, iban = tenancy.tenant.bank_name, tenancy.tenant.iban
    if pay.by != "tenant":
        name, iban = _other_payer(tenancy, pay.by)
        text = remittance.by_another(tenancy, month, pay.by)
    elif tenancy.parking is not None:
        text = remittance.for_two(tenancy, month)
        tenancies = (tenancy.number, tenancy.parking.number)
    elif tenancy.writes_reference:
        text, structured = remittance.with_reference(tenancy, month, random)
    else:
        text = remittance.without_reference(tenancy, month, random)
    return Movement(
        day=pay.day,
        cents=pay.cents,
        kind="transfer",
        name=name,
        iban=iban,
        text=text,
        structured=structured,
        tenancies=tenancies,
    )


def _other_payer(tenancy: Tenancy, by: str) -> tuple[str, str]:
    if by == "municipality":
        return names.MUNICIPALITY.upper(), identity.iban("TSTG", 1000)
    if by == "administrator" and tenancy.tenant.administrator is not None:
        name = tenancy.tenant.administrator[0]
        return f"{name} inz {tenancy.tenant.surname}", identity.iban("TSTW", tenancy.number * 100 + 40)
    return tenancy.tenant.surname.upper(), relative_account(tenancy.number)


def _from_office(pays: list[tuple[Tenancy, Pay]]) -> Movement:
    """One payment for all clients in a part of the homes; the text names their tenancies."""
    numbers = tuple(dict.fromkeys(tenancy.number for tenancy, _ in pays))
    if len(numbers) == 1:
        text = remittance.by_another(pays[0][0], Month(pays[0][1].month), "office")
    else:
        text = f"aflossing {len(numbers)} klanten huurnummers {' '.join(map(str, numbers))}"
    return Movement(
        day=max(pay.day for _, pay in pays),
        cents=sum(pay.cents for _, pay in pays),
        kind="transfer",
        name=names.DEBT_HELP_OFFICE,
        iban=identity.iban("TSTG", 2000),
        text=text,
        tenancies=numbers,
    )


def _batches(collected: dict[int, list[Debit]], seed: int) -> list[Batch]:
    batches = []
    for day, debits in sorted(collected.items()):
        random = stream(seed, "batch", day)
        shows_details = random.random() < BATCHES_WITH_DETAILS
        reference = f"INC-{date.fromordinal(day):%Y%m%d}"
        batches.append(Batch(reference, day, shows_details, tuple(debits)))
    return batches


def _booked(batch: Batch) -> Movement:
    numbers = tuple(debit.tenancy for debit in batch.debits)
    return Movement(
        day=batch.day,
        cents=batch.cents,
        kind="batch",
        name="",
        iban="",
        text=f"INCASSO {batch.reference} {len(numbers)} posten",
        batch=batch.reference,
        tenancies=numbers,
    )
