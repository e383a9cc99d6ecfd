"""Reading a bank file: the product's reader beside the bare parser that it is built on."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

from gewoon.gateways.bank.camt_writer import EntryToWrite, PaymentToWrite, StatementToWrite, write_statements
from gewoon.jobs.benchmarks.measure import Answer, Settings, Task
from gewoon.jobs.demonstration.identity import iban

_DAY = date(2026, 11, 2)
_OPENING_CENTS = 100_000_000
_SAMPLE = 1_000


def file_of(settings: Settings) -> Path:
    """Name the bank file of a run."""
    return settings.folder / "statement.xml"


def entries_in(megabytes: int) -> int:
    """Answer how many entries make a file of so many megabytes."""
    sample = io.BytesIO()
    _write(sample, _SAMPLE)
    return megabytes * 1_000_000 * _SAMPLE // sample.tell()


def make(settings: Settings) -> Task:
    """Write one statement with made-up payments; what is in it is known by arithmetic."""

    def work() -> Answer:
        with file_of(settings).open("wb") as stream:
            _write(stream, settings.entries)
        amounts = [_cents(place) for place in range(settings.entries)]
        return {
            "entries": len(amounts),
            "credit_cents": sum(cents for cents in amounts if cents > 0),
            "debit_cents": -sum(cents for cents in amounts if cents < 0),
        }

    return Task(work=work, size=f"{settings.entries:,} entries")


def bare(settings: Settings) -> Task:
    """Walk through every element with lxml and forget it: nothing is read from the file."""
    return _walk(settings, tag=None)


def bare_by_entry(settings: Settings) -> Task:
    """Let lxml tell of the entries only, and forget each: the least that lxml can do."""
    return _walk(settings, tag="{*}Ntry")


def _walk(settings: Settings, *, tag: str | None) -> Task:
    from lxml import etree

    path = file_of(settings)

    def work() -> Answer:
        entries = 0
        parser: Any = etree.iterparse(str(path), events=("end",), tag=tag)
        for _, element in parser:
            if tag is not None or element.tag.endswith("}Ntry"):
                entries += 1
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        return {"entries": entries}

    return Task(work=work, size=_size(settings))


def ours(settings: Settings) -> Task:
    """Read the file as an import does: every field, every check, and the balances."""
    from gewoon.gateways import bank

    path = file_of(settings)

    def work() -> Answer:
        answer: dict[str, int] = {}
        for record in bank.read(path):
            if isinstance(record, bank.StatementEnd):
                answer = {
                    "entries": record.entries,
                    "credit_cents": record.credit_cents,
                    "debit_cents": record.debit_cents,
                }
        return answer

    return Task(work=work, size=_size(settings))


def _size(settings: Settings) -> str:
    megabytes = file_of(settings).stat().st_size / 1_000_000
    return f"{settings.entries:,} entries, {megabytes:.1f} MB"


def _write(stream: IO[bytes], entries: int) -> None:
    total = sum(_cents(place) for place in range(entries))
    statement = StatementToWrite(
        account=iban("GWNB", 10_000),
        id="BENCH-1",
        sequence=1,
        created_on=_DAY + timedelta(days=1),
        opening_on=_DAY,
        closing_on=_DAY,
        opening_cents=_OPENING_CENTS,
        closing_cents=_OPENING_CENTS + total,
        entries=_entries(entries),
    )
    write_statements(stream, [statement])


def _entries(count: int) -> Iterator[EntryToWrite]:
    for place in range(count):
        cents = _cents(place)
        payment = PaymentToWrite(
            cents=cents,
            name=f"A. Voorbeeld-{place % 9973}",
            iban=iban("TSTA", place * 13),
            remittance=f"huur november 2026 contract {1_000_000 + place}",
            end_to_end="" if place % 3 else f"E2E-{place}",
            reason_code="AM04" if cents < 0 else "",
        )
        yield EntryToWrite(reference=f"REF{place:09}", booked_on=_DAY, payments=(payment,))


def _cents(place: int) -> int:
    """One in fifty is a direct debit that comes back."""
    cents = 40_000 + place * 7_919 % 60_000
    return -cents if place % 50 == 49 else cents
