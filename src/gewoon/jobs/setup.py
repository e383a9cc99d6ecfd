"""`gewoon association`, `gewoon user` and `gewoon charge`: what IT does when going live."""

import argparse
import secrets
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.jobs import environment
from gewoon.rules.calendar import first_day, parse_month


def add(commands: Any) -> None:
    """Add the three commands."""
    association = commands.add_parser("association", help="say who the association is: a TOML file")
    association.add_argument("file", type=Path, metavar="FILE")
    association.set_defaults(run=_describe)
    user = commands.add_parser("user", help="the people who work with it")
    deeds = user.add_subparsers(dest="deed", metavar="DEED", required=True)
    adding = deeds.add_parser("add", help="give somebody an account; the password is printed once")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("role", metavar="ROLE")
    adding.add_argument("--first-name", default="")
    adding.add_argument("--last-name", default="")
    adding.add_argument("--phone", default="", help="stands on the letters")
    adding.set_defaults(run=_add_user)
    charge = commands.add_parser("charge", help="charge the rent of a month; the nights go on from there")
    charge.add_argument("month", type=_month, metavar="YYYY-MM")
    charge.set_defaults(run=_charge)


def _describe(arguments: argparse.Namespace) -> int:
    try:
        details = tomllib.loads(arguments.file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        print(f"{arguments.file}: {wrong}", file=sys.stderr)
        return 2
    environment.start()
    from gewoon.actions.people import describe_association
    from gewoon.actions.rights import CONSOLE

    def deed() -> str:
        found = describe_association(details=details, by=CONSOLE, now=environment.now())
        return f"{found.name}: this stands on the letters from now on."

    return _carry_out(deed)


def _add_user(arguments: argparse.Namespace) -> int:
    environment.start()
    from gewoon.actions.people import add_user
    from gewoon.actions.rights import CONSOLE

    def deed() -> str:
        password = secrets.token_urlsafe(12)
        add_user(
            username=arguments.name,
            role=arguments.role,
            first_name=arguments.first_name,
            last_name=arguments.last_name,
            phone=arguments.phone,
            password=password,
            by=CONSOLE,
            now=environment.now(),
        )
        return f"{arguments.name} signs in with the password {password}"

    return _carry_out(deed)


def _charge(arguments: argparse.Namespace) -> int:
    environment.start()
    from gewoon.actions.ledger.rent_run import charge_rent
    from gewoon.actions.rights import CONSOLE

    def deed() -> str:
        charged = charge_rent(month=arguments.month, by=CONSOLE, now=environment.now())
        return f"{charged} charges for {arguments.month:%Y-%m}; what was charged before is left as it is."

    return _carry_out(deed)


def _carry_out(deed: Callable[[], str]) -> int:
    from gewoon.actions.rights import Refused

    try:
        print(deed())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _month(text: str) -> date:
    try:
        return first_day(parse_month(text))
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None
