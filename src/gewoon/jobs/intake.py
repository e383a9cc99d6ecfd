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

    def take(path: Path) -> dict[str, Any]:
        report = import_statements(path=path, by=CONSOLE, now=environment.now())
        return {
            "file": report.name,
            "outcome": report.outcome,
            "entries": report.entries,
            "known_entries": report.known_entries,
            "cents_in": report.cents_in,
            "cents_out": report.cents_out,
            "matched": report.matched,
            "suspense": report.suspense,
            "reasons": dict(report.reasons),
            "gaps": report.gaps,
        }

    return _each(arguments, take)


def _dry_run(path: Path) -> dict[str, Any]:
    from gewoon.gateways import bank

    return {"file": path.name, "outcome": "read", "contents": bank.dry_run(path)}


def _batches(arguments: argparse.Namespace) -> int:
    environment.start()
    from gewoon.actions.ledger.direct_debit import import_batches
    from gewoon.actions.rights import CONSOLE

    def take(path: Path) -> dict[str, Any]:
        new = import_batches(path=path, by=CONSOLE, now=environment.now())
        return {"file": path.name, "outcome": "accepted", "collections": new}

    return _each(arguments, take)


def _tables(arguments: argparse.Namespace) -> int:
    """Read all files as one delivery: nothing is taken in while one of them has an error."""
    from gewoon.gateways.erp import delivery, preview

    found = delivery.read_delivery(arguments.files)
    shown = preview.preview(found)
    if found.errors or arguments.dry_run:
        _show(arguments, shown)
        return 1 if found.errors else 0
    environment.start()
    from gewoon.actions.ledger.opening import take_in_opening_items
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.actions.tenancy import take_in, take_in_rents

    now = environment.now()
    try:
        if found.tenancies:
            take_in(rows=found.tenancies, by=CONSOLE, now=now)
        if found.components:
            take_in_rents(rows=found.components, by=CONSOLE, now=now)
        if found.claims:
            take_in_opening_items(rows=found.claims, by=CONSOLE, now=now)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _show(arguments, shown)
    return 0


def _each(arguments: argparse.Namespace, take: Callable[[Path], dict[str, Any]]) -> int:
    """Take the files one by one; a refused file says why and does not stop the others."""
    from gewoon.gateways.bank import FileRefused

    answers, refused = [], False
    for path in arguments.files:
        try:
            answers.append(take(path))
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
        print("  ".join(f"{name} {value}" for name, value in each.items() if value not in ("", 0, [], {})))
