"""Made-up tenants and their households."""

from dataclasses import dataclass
from random import Random

from gewoon.jobs.demonstration import identity, names
from gewoon.jobs.demonstration.fates import Habit

SINGLE_PARENT_SHARE = {
    Habit.RELIABLE: 0.07,
    Habit.LATE: 0.13,
    Habit.PARTIAL: 0.22,
    Habit.EPISODIC: 0.28,
    Habit.CHRONIC: 0.32,
}
"""Single parents are over-represented among those who get stuck, as in the figures of the sector."""
OTHER_HOUSEHOLDS = (("single", 52), ("couple", 26), ("family", 22))
INCOME_SOURCES = (("work", 48), ("pension", 24), ("benefit", 22), ("mixed", 6))
ADMINISTERED_SHARE = 0.012
ADMINISTERED_AFTER_COURT_SHARE = 0.25

_ORIGIN_WEIGHTS = [origin[0] for origin in names.ORIGINS]
_PLAIN = [row[0] for row in OTHER_HOUSEHOLDS], [row[1] for row in OTHER_HOUSEHOLDS]
_INCOMES = [row[0] for row in INCOME_SOURCES], [row[1] for row in INCOME_SOURCES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """A made-up tenant; nothing here belongs to anybody."""

    first_name: str
    surname: str
    is_woman: bool
    second_name: str
    language: str
    household: str
    income_source: str
    phone: str
    email: str
    iban: str
    bank_name: str
    administrator: tuple[str, str] | None


def make(number: int, habit: Habit, has_been_in_court: bool, random: Random) -> Tenant:
    """Make the tenant of one tenancy; `number` makes account, telephone and mail unlike any other."""
    _, language, women, men, surnames = random.choices(names.ORIGINS, _ORIGIN_WEIGHTS)[0]
    is_single_parent = random.random() < SINGLE_PARENT_SHARE[habit]
    household = "single_parent" if is_single_parent else random.choices(*_PLAIN)[0]
    is_woman = random.random() < (0.92 if is_single_parent else 0.5)
    first_name = random.choice(women if is_woman else men)
    surname = random.choice(surnames)
    partner = random.choice(men if is_woman else women)
    has_second = household in ("couple", "family") and random.random() < 0.6
    share = ADMINISTERED_AFTER_COURT_SHARE if has_been_in_court else ADMINISTERED_SHARE
    is_administered = random.random() < share
    return Tenant(
        first_name=first_name,
        surname=surname,
        is_woman=is_woman,
        second_name=f"{partner} {random.choice(surnames)}" if has_second else "",
        language=language,
        household=household,
        income_source=random.choices(*_INCOMES)[0],
        phone=identity.phone(number) if random.random() < 0.92 else "",
        email=identity.email(first_name, surname, number) if random.random() < 0.78 else "",
        iban=identity.iban(random.choice(identity.TENANT_BANKS), number * 100 + 10),
        bank_name=_bank_name(first_name, surname, random),
        administrator=random.choice(names.ADMINISTRATORS) if is_administered else None,
    )


def _bank_name(first_name: str, surname: str, random: Random) -> str:
    shape = random.choice(("{0} {1}", "{0}. {1}", "{2} {1}", "Hr/Mw {0} {1}", "{0} {1} EO", "{3}"))
    text = shape.format(first_name[0], surname, first_name, f"{surname}, {first_name[0]}.")
    return text.upper() if random.random() < 0.5 else text
