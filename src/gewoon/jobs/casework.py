"""`gewoon case erase`: drops the key of a closed case, so that nobody can open its content again."""

import argparse
import sys
from typing import Any

from gewoon.jobs import environment


def add(commands: Any) -> None:
    """Add the command."""
    case = commands.add_parser("case", help="the social worker's cases, as far as IT has to do with them")
    deeds = case.add_subparsers(dest="deed", metavar="DEED", required=True)
    erasing = deeds.add_parser("erase", help="erase what is in a closed case; it does not come back")
    erasing.add_argument("number", type=int, metavar="NUMBER", help="of the case, as the team page shows it")
    erasing.add_argument("--reason", required=True, help="why, such as the request of the tenant")
    erasing.set_defaults(run=_erase)


def _erase(arguments: argparse.Namespace) -> int:
    environment.start()
    from gewoon.actions.casework import cases, erasure
    from gewoon.actions.rights import CONSOLE, Refused

    try:
        tenancy = cases.tenancy_of(arguments.number)
        erasure.erase(
            tenancy, case_id=arguments.number, reason=arguments.reason, by=CONSOLE, now=environment.now()
        )
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"The content of case {arguments.number} is gone. Who looked into it, and when, stays.")
    return 0
