"""Three hundred made-up tenancies, a bank file of some four hundred entries, and what the books say."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.actions.ledger import rent_run, statements
from gewoon.actions.rights import CONSOLE
from gewoon.actions.tenancy import take_in, take_in_rents
from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite, StatementToWrite, write_statements
from gewoon.gateways.erp.model import ComponentRow, PartyRow, TenancyRow
from gewoon.records import models
from gewoon.rules.ledger import reference
from gewoon.rules.money import Cents
from stories import LONG_AGO, OWN_ACCOUNT, at, iban, night, own_account

TENANCIES = 300
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 6)
FIRST_NIGHT, SECOND_NIGHT = date(2026, 11, 5), date(2026, 11, 9)
RENT = 50_000


def build(folder: Path) -> Path:
    """Let the homes, charge two months, take in a first statement, run a night; answer the next file."""
    own_account()
    numbers = range(1, TENANCIES + 1)
    take_in(rows=[_tenancy(number) for number in numbers], by=CONSOLE, now=at(LONG_AGO))
    rents = [
        ComponentRow(tenancy=number, kind="net", cents=Cents(RENT + number), from_on=LONG_AGO)
        for number in numbers
    ]
    take_in_rents(rows=rents, by=CONSOLE, now=at(LONG_AGO))
    for month in (date(2026, 10, 1), date(2026, 11, 1)):
        rent_run.charge_rent(month=month, by=CONSOLE, now=at(month, 3))
    first = [_pays(number, "A", FIRST) for number in numbers for _ in range(2) if number > 120]
    place = folder / "first.xml"
    closing = write(place, [(FIRST, first)], opening=0)
    statements.import_statements(path=place, by=CONSOLE, now=at(FIRST, 20))
    night(FIRST_NIGHT)
    second = folder / "second.xml"
    write(second, [(date(2026, 11, 5), _second_day()), (LAST, _third_day())], opening=closing)
    return second


def _tenancy(number: int) -> TenancyRow:
    tenant = PartyRow(role="tenant", name=f"Verzonnen {number:03}", iban=iban("TSTA", number))
    return TenancyRow(
        number=number,
        home=f"VHE-{number}",
        street="Nergensweg",
        house_number=str(number),
        postcode="1000 AB",
        town="Waterrijk",
        starts_on=LONG_AGO,
        parties=(tenant,),
        way_of_paying="direct_debit" if number % 5 == 0 else "transfer",
    )


def _pays(
    number: int, letter: str, on: date, *, cents: int | None = None, text: str | None = None
) -> EntryToWrite:
    _pays.count += 1  # type: ignore[attr-defined]
    payment = PaymentToWrite(
        cents=RENT + number if cents is None else cents,
        name=f"Verzonnen {number:03}",
        iban=iban("TSTA", number),
        remittance=reference.make(number, None) if text is None else text,
        end_to_end=f"E{letter}{number}",
    )
    return EntryToWrite(reference=f"R{_pays.count:06}", booked_on=on, payments=(payment,))  # type: ignore[attr-defined]


_pays.count = 0  # type: ignore[attr-defined]


def _second_day() -> list[EntryToWrite]:
    """Most latecomers pay, some by name alone; strangers and doubtful amounts go to suspense."""
    day = date(2026, 11, 5)
    paid = [_pays(number, "B", day) for number in range(1, 41)]
    ahead = [_pays(number, "C", day, text="huur") for number in range(100, 250)]
    strangers = [_pays(900 + number, "D", day, cents=1_000 + number, text="feest") for number in range(40)]
    return paid + ahead + strangers


def _third_day() -> list[EntryToWrite]:
    """Some payments come back, and the last ones come in."""
    back = [
        EntryToWrite(
            reference=f"B{number}",
            booked_on=LAST,
            payments=(PaymentToWrite(cents=-(RENT + number), end_to_end=f"EC{number}", reason_code="AM04"),),
        )
        for number in range(200, 230)
    ]
    return (
        [_pays(number, "F", LAST) for number in range(250, 301)]
        + back
        + [_pays(number, "G", LAST, cents=500) for number in range(1, 121)]
    )


def more(folder: Path) -> Path:
    """Write a third file: everybody pays, and in between the strangers' money goes back to them."""
    day = date(2026, 11, 9)
    paid: list[EntryToWrite] = []
    for number in range(300, 60, -1):
        paid.append(_pays(number, "H", day))
        if number % 6 == 0:
            back = PaymentToWrite(
                cents=-(1_000 + number // 6 - 11),
                end_to_end=f"ED{900 + number // 6 - 11}",
                reason_code="AM04",
            )
            paid.append(EntryToWrite(reference=f"D{number}", booked_on=day, payments=(back,)))
    place = folder / "third.xml"
    write(place, [(day, paid)], opening=models.Statement.objects.order_by("-closing_on")[0].closing_cents)
    return place


def write(place: Path, days: Sequence[tuple[date, Sequence[EntryToWrite]]], *, opening: int) -> int:
    """Write a file with a statement for each day; answer the closing balance."""
    written = []
    for number, (day, entries) in enumerate(days, start=1):
        closing = opening + sum(payment.cents for entry in entries for payment in entry.payments)
        written.append(
            StatementToWrite(
                account=OWN_ACCOUNT,
                id=f"{day}",
                sequence=number,
                created_on=day,
                opening_on=day,
                closing_on=day,
                opening_cents=opening,
                closing_cents=closing,
                entries=entries,
            )
        )
        opening = closing
    with place.open("wb") as stream:
        write_statements(stream, written)
    return opening


def books() -> dict[str, Any]:
    """Tell everything an import writes, without keys."""
    refers = ("refers__on", "refers__cents", "refers__kind")
    return {
        "files": sorted(models.StatementFile.objects.values_list("sha256", "name")),
        "statements": sorted(
            models.Statement.objects.values_list(
                "identifier", "opening_cents", "closing_cents", "file__sha256"
            )
        ),
        "lines": sorted(models.BankEntry.objects.values_list("key", "cents", "statement__identifier")),
        "details": sorted(models.BankDetail.objects.values_list("bank_entry__key", "cents", "iban", "score")),
        "entries": sorted(
            models.Entry.objects.values_list(
                "tenancy__number",
                "on",
                "cents",
                "kind",
                "debit",
                "credit",
                *refers,
                "bank_detail__bank_entry__key",
            ),
            key=repr,
        ),
        "deeds": sorted(
            set(models.Event.objects.values_list("deed", "at")), key=repr
        ),  # a repeat is a deed too
    }


def decided() -> dict[int, Any]:
    """Tell per tenancy everything a night writes, without keys."""
    found: dict[int, Any] = {key: ([], [], []) for key in models.Tenancy.objects.values_list("pk", flat=True)}
    steps = models.Step.objects.values_list(
        "tenancy_id", "name", "state", "opened_on", "due_on", "ended_on", "ended_by", "decision__step"
    )
    decisions = models.Decision.objects.values_list("tenancy_id", "on", "step", "rule", "receipt")
    items = models.WorkItem.objects.values_list(
        "tenancy_id", "step__name", "view", "due_on", "overdue_cents", "months", "label", "reasons"
    )
    for place, rows in enumerate((steps, decisions, items)):
        for tenancy, *values in rows:
            found[tenancy][place].append(values)
    return {key: tuple(sorted(rows, key=repr) for rows in three) for key, three in found.items()}
