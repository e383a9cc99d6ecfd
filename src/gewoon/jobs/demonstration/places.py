"""Made-up homes in the made-up town Waterrijk."""

from typing import NamedTuple

from gewoon.jobs.demonstration import identity, names

HOMES_PER_STREET_PART = 40


class Home(NamedTuple):
    """A home or parking place: code, street, house number, postcode."""

    code: str
    street: str
    house_number: str
    postcode: str


def home(index: int) -> Home:
    """Give the address of the home with this index (from 1); streets fill up one after the other."""
    part, place = divmod(index - 1, HOMES_PER_STREET_PART)
    row, street = divmod(part, len(names.STREETS))
    number = row * 2 * HOMES_PER_STREET_PART + 2 * place + 1 + street % 2
    return Home(f"W{index:05}", names.STREETS[street], str(number), identity.postcode(street % 30))


def parking(index: int) -> Home:
    """Give the parking place that goes with a home."""
    return Home(f"P{index:05}", "Parkeerhof Waterrijk", str(index), identity.postcode(29))
