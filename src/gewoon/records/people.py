"""The users, and what each role may: the matrix of rights is data."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth.models import AbstractUser
from django.db import models

MATRIX = Path(__file__).resolve().parents[1] / "data" / "rights" / "role-matrix.csv"


class Role(models.TextChoices):
    """The roles of the matrix that sign in; the exports are no users."""

    COLLECTION_OFFICER = "collection_officer"
    SOCIAL_WORKER = "social_worker"
    TRAINER = "trainer"
    MANAGER = "manager"
    COMMUNICATIONS = "communications"
    TENANT = "tenant"
    AUDITOR = "auditor"
    IT_ADMIN = "it_admin"


class User(AbstractUser):
    """Somebody who signs in; kept as long as the events that bear the name, without e-mail after leaving."""

    role = models.CharField(max_length=24, choices=Role, default=Role.AUDITOR)
    language = models.CharField(max_length=2, default="nl")
    phone = models.CharField(max_length=32, blank=True)  # stands on letters


class SavedView(models.Model):
    """A worklist that somebody gave a name, as its address; goes with the user."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300)

    class Meta:
        """A name once for each user."""

        constraints = (models.UniqueConstraint(fields=["user", "name"], name="view_once"),)


class Association(models.Model):
    """The housing association itself: one row, what stands on its letters."""

    name = models.CharField(max_length=70)
    street = models.CharField(max_length=80)
    town = models.CharField(max_length=80)
    mail = models.EmailField(blank=True)
    website = models.CharField(max_length=80, blank=True)
    contact_name = models.CharField(max_length=80)  # who answers when no officer is named
    phone = models.CharField(max_length=32)
    hours = models.CharField(max_length=80, blank=True)
    iban = models.CharField(max_length=34)
    creditor = models.CharField(max_length=35, blank=True)  # SEPA creditor identifier
    municipality = models.CharField(max_length=80)
    debt_help_name = models.CharField(max_length=80)
    debt_help_phone = models.CharField(max_length=32)
    note = models.CharField(max_length=200, blank=True)  # shown on every page: the demonstration says so


class Actor(NamedTuple):
    """Who does an unattended deed: the night, or the command line of whoever runs the server."""

    pk: int | None
    name: str
    role: str


NIGHT = Actor(None, "night", "system")
CONSOLE = Actor(None, "console", "system")


class RightsMatrixError(ValueError):
    """The shipped matrix does not hold together."""


@cache
def matrix() -> dict[str, dict[str, str]]:
    """Read the matrix: resource.action -> role -> scope.

    Scopes: a all, o own, g own groups, s suppressed aggregates, p the prescribed export, - nothing.
    """
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {row.pop("resource.action"): row for row in csv.DictReader(file)}


def scope(who: "User | Actor", right: str) -> str:
    """Answer the scope in which somebody has a right; `-` is none.

    The system (night, console) acts for the association and has what any role has,
    except what nobody has. An unknown right is a mistake in the program and raises.
    """
    try:
        row = matrix()[right]
    except KeyError:
        raise RightsMatrixError(f"the right {right!r} does not stand in {MATRIX.name}") from None
    if isinstance(who, Actor):
        return "a" if any(value != "-" for value in row.values()) else "-"
    if not who.is_active:
        return "-"
    return row.get(who.role, "-")
