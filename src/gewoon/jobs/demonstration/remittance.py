"""What people write beside a payment: references, months, house numbers, typing errors."""

from random import Random

from gewoon.jobs.demonstration.tenancies import Tenancy
from gewoon.rules.calendar import Month
from gewoon.rules.ledger import reference

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MISTYPED = 0.012
"""Share of references with one wrong digit."""


def with_reference(tenancy: Tenancy, month: Month, random: Random) -> tuple[str, str]:
    """Give (text, structured reference) for somebody who uses the 16 digits of the letter.

    A standing order always has the same digits, those of no month in particular.
    """
    digits = reference.make(tenancy.number, None if tenancy.has_standing_order else month)
    chance = random.random()
    if chance < MISTYPED:
        place = random.randrange(len(digits))
        wrong = str((int(digits[place]) + random.randint(1, 9)) % 10)
        return f"{digits[:place]}{wrong}{digits[place + 1 :]}", ""
    if chance < 0.40:
        return "", digits
    if chance < 0.70:
        return digits, ""
    if chance < 0.90:
        return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4)), ""
    return f"huur {digits}", ""


def without_reference(tenancy: Tenancy, month: Month, random: Random) -> str:
    """Give what somebody writes who uses no reference; some write nothing at all."""
    home, tenant = tenancy.home, tenancy.tenant
    name = MONTHS[month % 12]
    return random.choice(
        (
            f"huur {name}",
            f"Huur {name[:3]} {month // 12}",
            f"hurr {name}",
            f"huur {home.street} {home.house_number}",
            f"{home.street} {home.house_number}",
            f"nr {home.house_number}",
            f"huur {tenant.first_name} {tenant.surname}",
            f"huurnummer {tenancy.number}",
            f"rent {month % 12 + 1}-{month // 12}",
            "huur",
            "",
        )
    )


def for_two(tenancy: Tenancy, month: Month) -> str:
    """Give the text of one payment for a home and a parking place."""
    parking = tenancy.parking.number if tenancy.parking is not None else ""
    return f"huur en parkeerplaats {MONTHS[month % 12]} {tenancy.number} {parking}"


def by_another(tenancy: Tenancy, month: Month, by: str) -> str:
    """Give what an administrator, the municipality, the debt help office or a relative writes."""
    home, tenant = tenancy.home, tenancy.tenant
    if by == "administrator":
        return f"{reference.make(tenancy.number, month)} huur {tenant.surname} {MONTHS[month % 12]}"
    if by == "municipality":
        return f"DOORBETALING HUUR {tenant.surname.upper()} {home.street.upper()} {home.house_number}"
    if by == "office":
        return f"aflossing {tenant.surname} huurnummer {tenancy.number}"
    return (
        f"huur {'moeder' if tenant.is_woman else 'vader'} {tenant.surname} {home.street} {home.house_number}"
    )
