"""`gewoon signal`: tell the municipality, take in its answers, recall, and export what was sent."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.jobs import environment


def add(commands: Any) -> None:
    """Add the command with its parts."""
    parts = commands.add_parser("signal", help="early warning: signals to the municipality").add_subparsers(
        dest="part", metavar="PART", required=True
    )
    send = _part(parts, "send", _send, "send the signal of a tenancy whose gate is open")
    send.add_argument("tenancy", type=int, metavar="TENANCY", help="its number")
    replies = _part(parts, "replies", _replies, "take in a file with answers")
    replies.add_argument("file", type=Path, metavar="FILE")
    recall = _part(parts, "recall", _recall, "take a signal back")
    recall.add_argument("number", metavar="NUMBER")
    recall.add_argument("--reason", required=True)
    export = _part(parts, "export", _export, "write again what was sent, in the columns of a municipality")
    export.add_argument("--mapping", default="standaard")
    export.add_argument("--format", choices=("csv", "xlsx", "json"))
    ddas = _part(parts, "ddas", _ddas, "write signals and contact attempts in the words of DDAS, no names")
    for each in (export, ddas):
        each.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
        each.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="DATE")
        each.add_argument("--out", type=Path, required=True, metavar="FILE")
    agree = _part(parts, "agree", _agree, "record the agreement with a municipality")
    agree.add_argument("municipality", metavar="MUNICIPALITY")
    agree.add_argument("--town", action="append", default=[], help="a town it covers; none covers all")
    agree.add_argument("--mapping", default="standaard")
    agree.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
    agree.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE")
    agree.add_argument("--reference", required=True, help="where the signed agreement can be found")
    agree.add_argument("--no-pause", action="store_true", help="no thirty days of rest were agreed")


def run(arguments: argparse.Namespace) -> int:
    """Do one part; 1 when it was refused."""
    environment.start()
    from gewoon.actions.rights import Refused
    from gewoon.records.queries.rights import Hidden

    try:
        answer: dict[str, Any] = arguments.part_run(arguments)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except Hidden:
        print("There is no such tenancy or signal: check the number.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The file cannot be used: {error}", file=sys.stderr)
        return 1
    print(
        json.dumps(answer)
        if arguments.json
        else ", ".join(f"{name}: {value}" for name, value in answer.items())
    )
    return 0


def _part(parts: Any, name: str, deed: Callable[[argparse.Namespace], dict[str, Any]], help_: str) -> Any:
    parser = parts.add_parser(name, help=help_)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run, part_run=deed)
    return parser


def _gateway() -> Any:
    from gewoon.gateways.municipality import SignalFolder

    return SignalFolder(environment.folder() / "municipality")


def _send(arguments: argparse.Namespace) -> dict[str, Any]:
    from gewoon.actions.contact.signal import send_signal
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.records.queries.account import open_step, receipt

    tenancy_id, _ = receipt(CONSOLE, arguments.tenancy)
    step = open_step(tenancy_id, policies=lambda _: None)
    if step is None or step.name != "signal":
        raise Refused("The next step of this tenancy is not a signal to the municipality.")
    made = send_signal(tenancy_id, step_id=step.step_id, to=_gateway(), by=CONSOLE, now=environment.now())
    return {"signal": made.number, "file": made.receipt.file, "sha256": made.receipt.sha256}


def _replies(arguments: argparse.Namespace) -> dict[str, Any]:
    from gewoon.actions.contact.replies import take_in_replies
    from gewoon.actions.rights import CONSOLE

    content = arguments.file.read_bytes()
    return {"new": take_in_replies(content=content, by=CONSOLE, now=environment.now())}


def _recall(arguments: argparse.Namespace) -> dict[str, Any]:
    from gewoon.actions.contact.signal import recall_signal
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.queries.signals import find

    tenancy_id, signal_id = find(CONSOLE, arguments.number)
    recall_signal(
        tenancy_id,
        signal_id=signal_id,
        reason=arguments.reason,
        to=_gateway(),
        by=CONSOLE,
        now=environment.now(),
    )
    return {"recalled": arguments.number}


def _export(arguments: argparse.Namespace) -> dict[str, Any]:
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.gateways.municipality import shipped_layouts, written
    from gewoon.records.queries.signals import payloads
    from gewoon.rules.contact.signal import row

    layout = shipped_layouts().get(arguments.mapping)
    if layout is None:
        raise Refused(
            f"There is no mapping {arguments.mapping!r}: choose from {', '.join(shipped_layouts())}."
        )
    rows = [row(layout, each) for each in payloads(CONSOLE, first=arguments.first, last=arguments.last)]
    arguments.out.write_bytes(written(layout, rows, kind=arguments.format))
    return {"signals": len(rows), "file": str(arguments.out)}


def _ddas(arguments: argparse.Namespace) -> dict[str, Any]:
    from gewoon.actions.rights import CONSOLE
    from gewoon.gateways.municipality import shipped_codes
    from gewoon.records.queries.signals import in_ddas_words

    codes = shipped_codes()
    told = in_ddas_words(
        CONSOLE,
        first=arguments.first,
        last=arguments.last,
        codes=codes,
    )
    content = json.dumps({"versie": codes.version, **told}, ensure_ascii=False, indent=1)
    arguments.out.write_text(content, encoding="utf-8")
    return {"signals": len(told["vroegsignalen"]), "file": str(arguments.out)}


def _agree(arguments: argparse.Namespace) -> dict[str, Any]:
    from gewoon.actions.contact.signal import record_agreement
    from gewoon.actions.rights import CONSOLE

    made = record_agreement(
        municipality=arguments.municipality,
        towns=arguments.town,
        layout=arguments.mapping,
        from_on=arguments.first,
        to_on=arguments.last,
        reference=arguments.reference,
        has_pause=not arguments.no_pause,
        by=CONSOLE,
        now=environment.now(),
    )
    return {"agreement": made.pk, "municipality": made.municipality}
