"""What else passes over the association's account: suppliers, salaries, bank costs, the savings account."""

from datetime import date
from random import Random

from gewoon.jobs.demonstration import identity, names
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.frame import Frame
from gewoon.jobs.demonstration.payments import Movement
from gewoon.rules.calendar import Month, first_day

OPENING_CENTS_PER_HOME = 40_000
"""Balance of the account when the books open."""
HOMES_PER_INVOICE = 60
HOMES_PER_EMPLOYEE = 90
WAGE_CENTS = 245_000
INTEREST_CENTS_PER_HOME = 9_000


def traffic(homes: int, frame: Frame, seed: int) -> list[Movement]:
    """Give all movements that are no rent, up to yesterday, in no order."""
    until = frame.today.toordinal()
    result: list[Movement] = []
    for number in range(frame.opens, frame.last + 1):
        random = stream(seed, "association", number)
        result += _month(homes, Month(number), frame, random)
    return [movement for movement in result if movement.day < until]


def _month(homes: int, month: Month, frame: Frame, random: Random) -> list[Movement]:
    start = first_day(month).toordinal()
    invoices = [_invoice(start, frame, random) for _ in range(max(2, homes // HOMES_PER_INVOICE))]
    employees = max(2, homes // HOMES_PER_EMPLOYEE)
    fixed = [
        _out(frame.on_or_after(start + 22), employees * WAGE_CENTS, "SALARISSEN", "salarissen personeel", 10),
        _out(frame.on_or_after(start + 4), 1500 + homes * 4, "Bank Gewoon", "kosten betalingsverkeer", 20),
        _out(
            frame.on_or_after(start + 14), homes * INTEREST_CENTS_PER_HOME, "Waterrijk Leenbank", "rente", 30
        ),
    ]
    if month % 3 == 0:
        fixed.append(
            _out(
                frame.on_or_after(start + 20), homes * 7_500, "Belastingen Waterrijk", "aanslag kwartaal", 40
            )
        )
    return invoices + fixed


def _invoice(start: int, frame: Frame, random: Random) -> Movement:
    firm = random.randrange(len(names.FIRMS))
    number = random.randrange(10_000, 99_999)
    day = frame.on_or_after(start + random.randrange(27))
    return _out(day, random.randint(4_000, 950_000), names.FIRMS[firm], f"factuur {number}", 100 + 10 * firm)


def _out(day: int, cents: int, name: str, text: str, account: int) -> Movement:
    return Movement(day, -cents, "other", name, identity.iban("TSTX", account * 1000), text)


def sweep(movements: list[Movement], opening_cents: int, frame: Frame) -> list[Movement]:
    """Bring the balance back to where it was on the last banking day of each month, to or from savings.

    `movements` are in order of day; the result is in the same order with the transfers added.
    """
    ends = [frame.before(frame.month_starts[m + 1]) for m in range(frame.opens, frame.last + 1)]
    ends = [end for end in ends if end < frame.today.toordinal()]
    result: list[Movement] = []
    cents = opening_cents
    place = 0
    for end in ends:
        while place < len(movements) and movements[place].day <= end:
            cents += movements[place].cents
            result.append(movements[place])
            place += 1
        if cents != opening_cents:
            moment = date.fromordinal(end)
            result.append(_savings(end, opening_cents - cents, moment))
            cents = opening_cents
    return result + movements[place:]


def _savings(day: int, cents: int, moment: date) -> Movement:
    text = f"saldo spaarrekening {moment:%m-%Y}"
    return Movement(day, cents, "other", names.ASSOCIATION, identity.iban(identity.OWN_BANK, 90_000), text)
