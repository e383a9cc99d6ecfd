"""`gewoon law` on court and time: fees, periods of law, prescription, and any dated number by its name."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gewoon.jobs.answers import Answer, Refusal, day_of

AnswerWith = Callable[[ArgumentParser, Callable[[Namespace], Answer | Refusal]], None]


def add(questions: Any, answer_with: AnswerWith) -> None:
    """Add the questions to `gewoon law`."""
    fee = questions.add_parser("court-fee", help="the fee of the sub-district court over a claim")
    fee.add_argument("amount", metavar="AMOUNT", help="the claim in euros, like 1950.00")
    fee.add_argument("--on", metavar="DATE", help="the day of the summons (today)")
    fee.add_argument("--party", choices=("organisation", "natural_person"), default="organisation")
    answer_with(fee, _fee)

    wait = questions.add_parser("moratorium", help="until when a moratorium lasts at most")
    wait.add_argument("granted_on", metavar="GRANTED_ON", help="the day of the judgment, like 2026-03-01")
    answer_with(wait, _moratorium)

    writ = questions.add_parser("summons", help="the earliest day in court after a writ")
    writ.add_argument("served_on", metavar="SERVED_ON", help="the day the writ was served")
    answer_with(writ, _summons)

    signal = questions.add_parser("signal-window", help="when a summons may follow a signal")
    signal.add_argument("signal_on", metavar="SIGNAL_ON", help="the day of the signal")
    answer_with(signal, _signal)

    old = questions.add_parser("prescription", help="until when rent can be claimed")
    old.add_argument("due_on", metavar="DUE_ON", help="the day the rent was due")
    answer_with(old, _prescription)

    income = questions.add_parser("protected-income", help="what an attachment leaves of a low income")
    income.add_argument("amount", metavar="AMOUNT", help="net income a month with holiday pay, in euros")
    income.add_argument("--on", metavar="DATE", help="the month it is about (today)")
    answer_with(income, _protected)

    number = questions.add_parser("number", help="any dated number of law, with its source")
    number.add_argument(
        "id", metavar="ID", help="like eviction.order; without one that exists, all are named"
    )
    number.add_argument("--on", metavar="DATE", help="the day (today)")
    answer_with(number, _number)


def _day(text: str | None) -> date:
    return day_of(text) if text else datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def _fee(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.court import court_fee
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.money import display, euros, parse_euros

    on = _day(arguments.on)
    fee = court_fee(parse_euros(arguments.amount), shipped_law(), on=on, party=arguments.party)
    if isinstance(fee, Unknown):
        return Refusal(why=fee.why)
    return Answer(
        fields={"fee": euros(fee.cents)},
        sentence=f"The court fee over {display(fee.claim, 'en')} on {on} is {display(fee.cents, 'en')}.",
        is_unverified=fee.is_unverified,
    )


def _moratorium(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.court import moratorium
    from gewoon.rules.law.parameters import Unknown

    found = moratorium(day_of(arguments.granted_on), shipped_law())
    if isinstance(found, Unknown):
        return Refusal(why=found.why)
    return Answer(
        fields={"until": str(found.last)},
        sentence=f"A moratorium of {found.first} lasts until {found.last} at most.",
        is_unverified=found.is_unverified,
    )


def _summons(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.court import summons
    from gewoon.rules.law.parameters import Unknown

    found = summons(day_of(arguments.served_on), shipped_law())
    if isinstance(found, Unknown):
        return Refusal(why=found.why)
    return Answer(
        fields={"not_before": str(found.last)},
        sentence=f"After a writ of {found.first} the first day in court is {found.last} at the earliest.",
        is_unverified=found.is_unverified,
    )


def _signal(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.law.terms import signal_window

    window = signal_window(day_of(arguments.signal_on), shipped_law())
    if isinstance(window, Unknown):
        return Refusal(why=window.why)
    return Answer(
        fields={"summons_not_before": str(window.summons_not_before), "stale_after": str(window.stale_after)},
        sentence=f"After a signal of {window.signal_on} a summons waits until {window.summons_not_before};"
        f" the signal is old after {window.stale_after}.",
        is_unverified=window.is_unverified,
    )


def _prescription(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.law.terms import prescription_of_rent

    found = prescription_of_rent(day_of(arguments.due_on), shipped_law())
    if isinstance(found, Unknown):
        return Refusal(why=found.why)
    return Answer(
        fields={"prescribed_after": str(found.last_day)},
        sentence=f"Rent due on {found.due_on} prescribes after {found.last_day}.",
        is_unverified=found.is_unverified,
    )


def _protected(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.law.protected import low_income
    from gewoon.rules.money import display, euros, parse_euros

    found = low_income(parse_euros(arguments.amount), shipped_law(), on=_day(arguments.on))
    if isinstance(found, Unknown):
        return Refusal(why=found.why)
    return Answer(
        fields={"protected": euros(found.protected), "available": euros(found.available)},
        sentence=f"Of a net income of {display(found.income, 'en')}, if that is at most the assistance norm,"
        f" {display(found.protected, 'en')} is protected and {display(found.available, 'en')} is left.",
        is_unverified=found.is_unverified,
    )


def _number(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.policy.findings import nearest

    law, on = shipped_law(), _day(arguments.on)
    if arguments.id not in law.numbers:
        known = nearest(arguments.id, law.numbers) or f": choose one of {', '.join(sorted(law.numbers))}"
        raise ValueError(f"no number of law is called {arguments.id[:60]!r}{known}")
    number = law.on(arguments.id, on)
    if isinstance(number, Unknown):
        return Refusal(why=number.why)
    value = f"{float(number.value):.10g}"
    return Answer(
        fields={
            "id": number.id,
            "value": value,
            "unit": number.unit,
            "status": number.status.value,
            "source": number.source,
        },
        sentence=f"{number.id} on {on}: {value} {number.unit} ({number.status.value}; {number.source}).",
        is_unverified=number.is_unverified_on(on),
    )
