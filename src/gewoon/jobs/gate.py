"""`gewoon gate TENANCY`: the five gates of a tenancy, duty by duty, and the file of one as PDF."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.jobs import environment

_SIGNS = {"met": "+", "not_met": "-", "not_applicable": "."}


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("gate", help="say whether the gates of a tenancy are open, duty by duty")
    parser.add_argument("tenancy", type=int, metavar="TENANCY", help="the number of the tenancy")
    parser.add_argument("--gate", choices=("signal", "costs", "bailiff", "summons", "eviction"))
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="today unless given")
    parser.add_argument("--language", choices=("nl", "en"), default="nl")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the file of one --gate here")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the gates; 0 when there is an answer, 1 when there is none, 2 for wrong use."""
    if arguments.pdf is not None and arguments.gate is None:
        print("--pdf writes the file of one gate: add --gate, such as --gate eviction.", file=sys.stderr)
        return 2
    environment.start()
    from gewoon.actions.policy import gates
    from gewoon.actions.rights import Refused
    from gewoon.records.queries.tenancies import keys
    from gewoon.rules.policy.policy import RESERVED

    on = arguments.on or environment.now().date()
    key = keys([arguments.tenancy]).get(arguments.tenancy)
    if key is None:
        print(f"There is no tenancy {arguments.tenancy}.", file=sys.stderr)
        return 1
    wanted = RESERVED if arguments.gate is None else (arguments.gate,)
    try:
        states = gates.states_of(key, wanted, on=on)
        if arguments.pdf is not None:
            _write(key, arguments, on)
    except (Refused, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _show(states, arguments)
    return 0


def _show(states: Any, arguments: argparse.Namespace) -> None:
    from gewoon.rules.policy.gate import as_json

    if arguments.json:
        gates = [as_json(state) for state in states.values()]
        print(json.dumps({"tenancy": arguments.tenancy, "gates": gates}, ensure_ascii=False))
        return
    for name, state in states.items():
        print(f"{name}: {'open' if state.is_open else 'shut'}")
        for duty in state.duties:
            lacks = f" [{', '.join(duty.lacking)}]" if duty.lacking else ""
            label = duty.label.get(arguments.language, "")
            print(f"  {_SIGNS[duty.verdict]} {duty.id:<6} {label}{lacks}")


def _write(key: int, arguments: argparse.Namespace, on: date) -> None:
    from gewoon.actions.court import dossier
    from gewoon.actions.rights import CONSOLE

    content = dossier.pdf(key, arguments.gate, by=CONSOLE, on=on, language=arguments.language)
    arguments.pdf.write_bytes(content)
