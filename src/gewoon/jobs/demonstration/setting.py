"""The association of the demonstration: what stands on its letters, and who works there."""

from datetime import datetime

from gewoon.actions.ledger.accounts import add_account
from gewoon.actions.people import add_user, describe_association, exists
from gewoon.actions.rights import CONSOLE
from gewoon.jobs.demonstration.world import World

OFFICERS = ("Noor Willems", "Sven Aalders")
_USERS = {
    "noor": ("Noor", "Willems", "collection_officer", "collection officer"),
    "sven": ("Sven", "Aalders", "collection_officer", "collection officer"),
    "anouk": ("Anouk", "de Vries", "social_worker", "social worker"),
    "tess": ("Tess", "Molenaar", "trainer", "trainer of Bureau Opstap"),
    "marit": ("Marit", "Hoekstra", "manager", "manager"),
    "robin": ("Robin", "Postma", "communications", "communications"),
    "yara": ("Yara", "Vos", "auditor", "auditor"),
    "ivo": ("Ivo", "Kok", "it_admin", "IT"),
}


def is_taken() -> bool:
    """Say whether the folder holds an association already."""
    return exists()


def describe(world: World, *, now: datetime) -> None:
    """Write down the association and its bank account."""
    describe_association(
        details={
            "name": "Stichting Wonen Waterrijk",
            "street": "Havenplein 1",
            "town": "9999 SA  Waterrijk",
            "mail": "huur@wonenwaterrijk.example",
            "website": "wonenwaterrijk.example",
            "contact_name": "Team Huur",
            "phone": "085 000 00 10",
            "hours": "werkdagen van 9 tot 17 uur",
            "iban": world.account,
            "creditor": "NL00ZZZ000000000000",
            "municipality": "Gemeente Waterrijk",
            "debt_help_name": "Loket Geldzaken Waterrijk",
            "debt_help_phone": "085 000 00 20",
            "note": "Demonstration: everything here is made up",
        },
        by=CONSOLE,
        now=now,
    )
    add_account(number=world.account, by=CONSOLE, now=now)


def add_users(*, password: str, now: datetime) -> dict[str, str]:
    """Give one user of each role an account; answer who they are."""
    for place, (name, (first_name, last_name, role, _)) in enumerate(_USERS.items()):
        add_user(
            username=name,
            first_name=first_name,
            last_name=last_name,
            role=role,
            phone=f"085 000 00 3{place}",
            password=password,
            by=CONSOLE,
            now=now,
        )
    return {name: what for name, (_, _, _, what) in _USERS.items()}
