"""Small stories: a home, a tenancy, its rent and what its tenant pays, each in one line.

anna = tenancy()
rent(anna, date(2026, 10, 1))
pays(anna, 60_000, date(2026, 10, 5))
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from gewoon.actions import nightly, people
from gewoon.actions.contact import attempts, dispatch, letters
from gewoon.actions.facts import facts_of, histories
from gewoon.actions.ledger import accounts
from gewoon.actions.ledger.booking import Transfer, book, reversal
from gewoon.actions.policy import steps
from gewoon.actions.rights import CONSOLE, NIGHT
from gewoon.actions.tenancy import take_in, take_in_rents
from gewoon.gateways.erp.model import ComponentRow, PartyRow, TenancyRow
from gewoon.gateways.post import Batch, Parcel, Receipt, StatusReport
from gewoon.records.contact import Letter, LetterState
from gewoon.records.ledger import Account, BankAccount, Entry
from gewoon.records.people import Association, Role, User
from gewoon.records.policy import Decision, Step, StepState
from gewoon.records.tenancy import Circumstance, Tenancy
from gewoon.rules.calendar import AMSTERDAM
from gewoon.rules.ledger.kinds import Kind

RENT = 60_000
LONG_AGO = date(2020, 1, 1)


def iban(bank: str, number: int) -> str:
    """Make up an account at a bank that does not exist; the check digits are right."""
    body = f"{bank}{number:010}"
    digits = "".join(str(int(letter, 36)) for letter in f"{body}NL00")
    return f"NL{98 - int(digits) % 97:02}{body}"


OWN_ACCOUNT = iban("GWNB", 1)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Give a moment on a day, on the clock of Amsterdam."""
    return datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM)


def association(**details: Any) -> Association:
    """Fill in who sends the letters."""
    given = {
        "name": "Stichting Wonen Waterrijk",
        "street": "Verzonnenplein 1",
        "town": "1000 AA  Waterrijk",
        "contact_name": "Team Huur",
        "phone": "000-0000000",
        "iban": OWN_ACCOUNT,
        "municipality": "Waterrijk",
        "debt_help_name": "Schuldhulp Waterrijk",
        "debt_help_phone": "000-1111111",
    }
    return people.describe_association(details=given | details, by=CONSOLE, now=at(LONG_AGO))


def officer(name: str = "olga", role: str = Role.COLLECTION_OFFICER, **more: str) -> User:
    """Employ somebody."""
    now = at(LONG_AGO)
    return people.add_user(
        username=name, role=role, password="een lang wachtwoord", by=CONSOLE, now=now, **more
    )


def tenancy(number: int = 101, *, cents: int = RENT, name: str = "Verzonnen", **more: Any) -> Tenancy:
    """Let a home to one tenant, since 2020 and for one rent unless told otherwise."""
    people_on_it = more.pop("parties", (PartyRow(role="tenant", name=name, first_name="Proef"),))
    row = TenancyRow(
        number=number,
        home=f"VHE-{number}",
        street="Nergensweg",
        house_number=str(number),
        postcode="1000 AB",
        town="Waterrijk",
        parties=people_on_it,
        **{"starts_on": LONG_AGO} | more,
    )
    take_in(rows=[row], by=CONSOLE, now=at(LONG_AGO))
    if cents:
        component = ComponentRow(tenancy=number, kind="net", cents=cents, from_on=LONG_AGO)
        take_in_rents(rows=[component], by=CONSOLE, now=at(LONG_AGO))
    return Tenancy.objects.get(number=number)


def own_account() -> BankAccount:
    """Give the account on which the rent comes in."""
    return accounts.add_account(number=OWN_ACCOUNT, by=CONSOLE, now=at(LONG_AGO))


def claim(who: Tenancy, cents: int, due: date, kind: Kind = Kind.RENT, known: date | None = None) -> int:
    """Charge something; answer its key."""
    transfer = Transfer(Account.TENANT, Account.INCOME, cents, kind, due, tenancy_id=who.pk)
    return book([transfer], by=CONSOLE, now=at(known or due - timedelta(days=7)))[0]


def rent(who: Tenancy, *due: date, cents: int = RENT) -> None:
    """Charge the rent of some months."""
    for day in due:
        claim(who, cents, day)


def pays(
    who: Tenancy, cents: int, on: date, *, now: datetime | None = None, refers: int | None = None
) -> int:
    """Receive money from the tenant; answer its key."""
    transfer = Transfer(
        Account.BANK,
        Account.TENANT,
        cents,
        Kind.PAYMENT,
        on,
        tenancy_id=who.pk,
        bank_account_id=own_account().pk,
        refers_id=refers,
    )
    return book([transfer], by=CONSOLE, now=now or at(on, 8))[0]


def comes_back(payment: int, on: date) -> None:
    """Let the bank take a payment back."""
    turned = reversal(Entry.objects.get(pk=payment), on=on, reason="returned MD06")
    book([turned], by=CONSOLE, now=at(on, 8))


def night(on: date) -> nightly.Outcome:
    """Let the night decide."""
    return nightly.run(on=on, now=at(on, 3), by=NIGHT)


def nights(first: date, last: date) -> Iterator[date]:
    """Let one night after the other decide, and give its day back each time."""
    for number in range((last - first).days + 1):
        night(first + timedelta(days=number))
        yield first + timedelta(days=number)


def open_step(who: Tenancy) -> Step | None:
    """Give what is to be done now."""
    return Step.objects.filter(tenancy=who, state=StepState.OPEN).first()


def next_step(who: Tenancy) -> str | None:
    """Name what is to be done now."""
    found = open_step(who)
    return found.name if found is not None else None


def writes(who: Tenancy, by: User, now: datetime) -> Letter:
    """Write the letter of the open step."""
    return letters.write_letter(who.pk, step_id=open_step(who).pk, by=by, now=now)


def sends(who: Tenancy, by: User, on: date) -> Letter:
    """Write the letter of the open step and let it leave."""
    letter = writes(who, by, at(on))
    dispatch.dispatch(post=Post(), by=CONSOLE, now=at(on, 11))
    letter.refresh_from_db()
    return letter


def calls(who: Tenancy, by: User, now: datetime, *, reached: bool = False, kind: str = "call") -> None:
    """Seek contact, as the open step asks or unasked."""
    found = open_step(who)
    asked = found.pk if found is not None and attempts.kind_of(found) == kind else None
    attempts.record_attempt(who.pk, kind=kind, reached=reached, by=by, now=now, step_id=asked)


def does(who: Tenancy, by: User, on: date, outcome: str = "done") -> Step:
    """Finish the task that is open."""
    return steps.finish_step(who.pk, step_id=open_step(who).pk, outcome=outcome, by=by, now=at(on))


def happens(who: Tenancy, kind: str, by: User, on: date, until: date | None = None) -> Any:
    """Record a circumstance."""
    return steps.record_circumstance(
        who.pk, kind=kind, reason="verteld aan de telefoon", to_on=until, by=by, now=at(on)
    )


def facts(who: Tenancy, on: date, *, has_gap: bool = False) -> dict[str, Any]:
    """Tell the facts of a day."""
    return facts_of(next(histories([who.pk], on=on)), on=on, has_gap=has_gap).values


def sent(who: Tenancy, name: str, on: date, state: str = LetterState.SENT) -> Letter:
    """Let a letter have left on a day, or wait since."""
    left = on if state != LetterState.WAITING else None
    return Letter.objects.create(
        tenancy=who, name=name, language="nl", values={}, state=state, sent_on=left,
        written_at=at(on), leaves_at=at(on), ended_at=at(on),
    )  # fmt: skip


def tried(who: Tenancy, on: date, *, kind: str = "call", hour: int = 10, reached: bool = False) -> None:
    """Seek contact."""
    by = officer(f"user{on}{kind}{hour}")
    attempts.record_attempt(who.pk, kind=kind, reached=reached, by=by, now=at(on, hour))


def did(who: Tenancy, name: str, on: date, outcome: str = "done") -> None:
    """Let a step have been done on a day."""
    decision = Decision.objects.create(tenancy=who, on=on, step=name, policy_hash="", receipt="")
    Step.objects.create(
        tenancy=who, decision=decision, name=name, owner=Role.COLLECTION_OFFICER, opened_on=on, due_on=on,
        state="done", ended_at=at(on), ended_on=on, ended_by="olga", outcome=outcome,
    )  # fmt: skip


def knows(who: Tenancy, kind: str, first: date, last: date | None = None) -> None:
    """Know something of a tenancy."""
    Circumstance.objects.create(
        tenancy=who, kind=kind, from_on=first, to_on=last, reason="x", by_name="olga", recorded_at=at(first)
    )


class Post:
    """Post that remembers what it was handed."""

    def __init__(self) -> None:
        """Begin with an empty bag."""
        self.parcels: list[Parcel] = []

    def deliver(self, batch: Batch) -> Receipt:
        """Take letters, each once."""
        known = {parcel.letter_id for parcel in self.parcels}
        new = [parcel for parcel in batch.parcels if parcel.letter_id not in known]
        self.parcels.extend(new)
        return Receipt(delivered=tuple(parcel.letter_id for parcel in new), known=tuple(known))

    def results(self) -> StatusReport:
        """Know nothing."""
        return StatusReport(results=(), problems=())
