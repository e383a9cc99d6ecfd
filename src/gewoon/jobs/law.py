"""The command `gewoon law`: the law's arithmetic on its own, dated."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from gewoon.jobs import household, law_periods
from gewoon.jobs.answers import Answer, Refusal, day_of


def add(commands: Any) -> None:
    """Add `law` with its questions to the command line."""
    law: ArgumentParser = commands.add_parser("law", help="collection costs, interest and terms, dated")
    questions = law.add_subparsers(dest="question", metavar="QUESTION", required=True)

    costs = questions.add_parser("costs", help="the tariff for collection costs over a principal")
    costs.add_argument("amount", metavar="AMOUNT", help="principal without interest, in euros, like 1950.00")
    costs.add_argument("--on", metavar="DATE", help="the day whose tariff applies (today)")
    costs.add_argument("--vat", action="store_true", help="add VAT, for a creditor who cannot deduct it")
    _answer_with(costs, _costs)

    interest = questions.add_parser("interest", help="statutory interest over a principal")
    interest.add_argument("amount", metavar="AMOUNT", help="principal in euros, like 650.00")
    interest.add_argument(
        "--from", metavar="DATE", dest="first_day", required=True, help="first day of default"
    )
    interest.add_argument(
        "--to", metavar="DATE", dest="paid_on", required=True, help="day of payment, not counted"
    )
    _answer_with(interest, _interest)

    term = questions.add_parser("letter-term", help="the free term of a fourteen-day letter")
    term.add_argument("sent_on", metavar="SENT_ON", help="the day the letter was posted, like 2026-02-02")
    _answer_with(term, _letter_term)

    law_periods.add(questions, _answer_with)
    household.add(questions, _answer_with)


def _answer_with(parser: ArgumentParser, question: Callable[[Namespace], Answer | Refusal]) -> None:
    parser.add_argument("--json", action="store_true", help="answer for a machine")
    parser.set_defaults(run=lambda arguments: run(arguments, question))


def run(arguments: Namespace, question: Callable[[Namespace], Answer | Refusal]) -> int:
    """Ask one question; answer 0, 1 where the law's numbers do not reach, 2 for wrong use."""
    try:
        answer = question(arguments)
    except ValueError as error:
        print(f"gewoon law {arguments.question}: {error}", file=sys.stderr)
        return 2
    if isinstance(answer, Refusal):
        print(json.dumps({"refused": answer.why}) if arguments.json else f"Not known: {answer.why}.")
        return 1
    if arguments.json:
        print(json.dumps(answer.fields | ({"unverified": True} if answer.is_unverified else {})))
    else:
        print(answer.sentence + (_WARNING if answer.is_unverified else ""))
    return 0


_WARNING = " Unverified: do not charge or print this before the number of law is checked."


def _costs(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.costs import collection_costs
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.money import display, euros, parse_euros

    on = day_of(arguments.on) if arguments.on else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    costs = collection_costs(parse_euros(arguments.amount), shipped_law(), on=on, has_vat=arguments.vat)
    if isinstance(costs, Unknown):
        return Refusal(why=costs.why)
    return Answer(
        fields={"costs": euros(costs.total)},
        sentence=f"Collection costs over {display(costs.principal, 'en')} on {on} are at most"
        f" {display(costs.total, 'en')}{' with VAT' if arguments.vat else ''}.",
        is_unverified=costs.is_unverified,
    )


def _interest(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.interest import statutory_interest
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.money import display, euros, parse_euros

    first_day, paid_on = day_of(arguments.first_day), day_of(arguments.paid_on)
    principal = parse_euros(arguments.amount)
    interest = statutory_interest(principal, shipped_law(), first_day=first_day, paid_on=paid_on)
    if isinstance(interest, Unknown):
        return Refusal(why=interest.why)
    return Answer(
        fields={"interest": euros(interest.interest)},
        sentence=f"Statutory interest over {display(principal, 'en')} from {first_day} until payment on"
        f" {paid_on} is {display(interest.interest, 'en')}.",
        is_unverified=interest.is_unverified,
    )


def _letter_term(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.law.terms import letter_term

    term = letter_term(day_of(arguments.sent_on), shipped_law())
    if isinstance(term, Unknown):
        return Refusal(why=term.why)
    return Answer(
        fields={
            "delivered_on": str(term.delivered_on),
            "last_free_day": str(term.last_free_day),
            "costs_from": str(term.costs_from),
        },
        sentence=f"A letter posted on {term.sent_on} counts as delivered on {term.delivered_on};"
        f" the last free day is {term.last_free_day}, and costs are due from {term.costs_from}.",
        is_unverified=term.is_unverified,
    )
