"""Cases in a line or two: who guides whom, and what is written in them."""

from datetime import date, datetime

from gewoon.actions.casework import cases, content
from gewoon.actions.rights import CONSOLE
from gewoon.records.casework import Case
from gewoon.records.people import Role, User
from gewoon.records.tenancy import Tenancy
from stories import at, officer

TODAY = date(2026, 10, 5)
NOW = at(TODAY)
SECRET = "Zij vertelde over haar scheiding"


def worker(name: str = "anouk") -> User:
    """Employ a social worker."""
    return officer(name, Role.SOCIAL_WORKER, first_name=name.capitalize(), last_name="Verzonnen")


def case_of(who: Tenancy, by: User, now: datetime = NOW) -> Case:
    """Open a case for a worker, as the system does when it takes in the past."""
    return cases.open_case(who.pk, worker_id=by.pk, by=CONSOLE, now=now)


def writes_in(
    case: Case, name: str, by: User, *, version: int = 0, now: datetime = NOW, **typed: str
) -> Case:
    """Save a part of a case; `__` stands for the dash in the name of a row."""
    given = {key.replace("__", "-"): [value] for key, value in typed.items()}
    return content.save_part(
        case.tenancy_id, case_id=case.pk, name=name, typed=given, version=version, by=by, now=now
    )


def notes(case: Case, by: User, text: str = SECRET, now: datetime = NOW) -> int:
    """Write a note in a case."""
    return content.add_note(case.tenancy_id, case_id=case.pk, text=text, by=by, now=now)
