"""`gewoon import` and `gewoon account`: files of banks and other systems, from the command line."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gewoon.jobs import environment


def add(commands: Any) -> None:
    """Add both commands."""
    imports = commands.add_parser("import", help="take in files of the bank or of another system")
    kinds = imports.add_subparsers(dest="kind", metavar="KIND", required=True)
    for kind, text, run in (
        ("bank", "bank statements: camt.053, MT940, CSV, zipped or not", _bank),
        ("batches", "direct debit batches: pain.008", _batches),
        ("tenancies", "tenancies and their people: CSV, XLSX, VERA JSON", _tables),
        ("charges", "rents and opening items: CSV, XLSX, VERA JSON", _tables),
    ):
        parser = kinds.add_parser(kind, help=text)
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--dry-run", action="store_true", help="say what the files hold; book nothing")
        parser.set_defaults(run=run)
    account = commands.add_parser("account", help="own bank accounts")
    deeds = account.add_subparsers(dest="deed", metavar="DEED", required=True)
    adding = deeds.add_parser("add", help="take statements of this account")
    adding.add_argument("number", metavar="ACCOUNT")
    adding.set_defaults(run=_add_account)


def _add_account(arguments: argparse.Namespace) -> int:
    environment.start()
    from gewoon.actions.ledger.accounts import add_account
    from gewoon.actions.rights import CONSOLE, Refused

    try:
        account = add_account(number=arguments.number, by=CONSOLE, now=environment.now())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Statements of {account.number} are taken from now on.")
    return 0


def _bank(arguments: argparse.Namespace) -> int:
    if arguments.dry_run:
        return _each(arguments, _dry_run)
    environment.start()
    from gewoon.actions.ledger.statements import import_statements
    from gewoon.actions.rights import CONSOLE

    def take(path: Path) -> list[dict[str, Any]]:
        report = import_statements(path=path, by=CONSOLE, now=environment.now())
        answer = {
            "file": report.name,
            "outcome": report.outcome,
            "entries": report.entries,
            "known_entries": report.known_entries,
            "cents_in": report.cents_in,
            "cents_out": report.cents_out,
            "matched": report.matched,
            "suspense": report.suspense,
            "reasons": {str(reason): count for reason, count in report.reasons.items()},
            "gaps": report.gaps,
        }
        return [answer]

    return _each(arguments, take)


def _dry_run(path: Path) -> list[dict[str, Any]]:
    """Say what a file holds: an answer for each bank file, of which a zip may have several."""
    from gewoon.gateways import bank

    return [{"file": path.name, "outcome": "read", **found} for found in bank.dry_run(path)]


def _batches(arguments: argparse.Namespace) -> int:
    if arguments.dry_run:
        return _each(arguments, _dry_run_batches)
    environment.start()
    from gewoon.actions.ledger.direct_debit import import_batches
    from gewoon.actions.rights import CONSOLE

    def take(path: Path) -> list[dict[str, Any]]:
        new = import_batches(path=path, by=CONSOLE, now=environment.now())
        return [{"file": path.name, "outcome": "accepted", "collections": new}]

    return _each(arguments, take)


def _dry_run_batches(path: Path) -> list[dict[str, Any]]:
    """Say what a file of direct debits holds."""
    from gewoon.gateways.bank import pain008

    return [
        {
            "file": path.name,
            "outcome": "read",
            "batch": batch.payment_information_id,
            "account": batch.creditor_account,
            "collected_on": str(batch.collected_on),
            "collections": len(batch.items),
            "cents": sum(item.cents for item in batch.items),
        }
        for batch in pain008.read(path)
    ]


def _tables(arguments: argparse.Namespace) -> int:
    """Read all files as one delivery: nothing is taken in while one of them has an error."""
    from gewoon.gateways.erp import preview, read_delivery

    found = read_delivery(arguments.files)
    shown = preview(found)
    if found.errors or arguments.dry_run:
        _show(arguments, shown)
        return 1 if found.errors else 0
    environment.start()
    from gewoon.actions.carry_out import take_in_delivery
    from gewoon.actions.rights import CONSOLE, Refused

    try:
        take_in_delivery(delivery=found, by=CONSOLE, now=environment.now())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _show(arguments, shown)
    return 0


def _each(arguments: argparse.Namespace, take: Callable[[Path], list[dict[str, Any]]]) -> int:
    """Take the files one by one; a refused file says why and does not stop the others."""
    from gewoon.gateways.bank import FileRefused

    answers, refused = [], False
    for path in arguments.files:
        try:
            answers.extend(take(path))
        except Exception as error:
            if not isinstance(error, FileRefused) and type(error).__name__ not in _REFUSALS:
                raise
            refused = True
            answers.append({"file": path.name, "outcome": "refused", "reasons": [str(error)]})
    _show(arguments, answers)
    return 1 if refused else 0


_REFUSALS = {"Refused", "NotAllowed", "DeliveryRefused"}


def _show(arguments: argparse.Namespace, answer: Any) -> None:
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for each in answer if isinstance(answer, list) else [answer]:
        parts = each.pop("statements", [])
        print(_line(each))
        for part in parts:
            print("    " + _line(part))


def _line(fields: dict[str, Any]) -> str:
    """Write fields on one line, leaving out what is empty."""
    return "  ".join(f"{name} {value}" for name, value in fields.items() if value not in ("", None, [], {}))
