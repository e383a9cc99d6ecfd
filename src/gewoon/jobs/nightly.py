"""`gewoon nightly`: charges the rent of a new month, decides for every tenancy, sends what is due."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from gewoon.jobs import environment
from gewoon.jobs.ways import ways


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("nightly", help="decide the next step of every tenancy")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--after-pause", action="store_true", help="more than a week since the last night")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the night of today, or of another day."""
    environment.start()
    from gewoon.actions import nightly
    from gewoon.actions.arrangement import telling
    from gewoon.actions.contact import chores
    from gewoon.actions.contact.dispatch import dispatch, take_in_results
    from gewoon.actions.ledger.rent_run import charge_what_is_due
    from gewoon.actions.rights import NIGHT, Refused
    from gewoon.actions.training.daily import daily
    from gewoon.actions.training.writing import write_letters
    from gewoon.rules.calendar import local_day

    now = environment.now()
    on = arguments.on or local_day(now)
    try:
        messages = ways()
        charged = charge_what_is_due(on=on, by=NIGHT, now=now)
        returned = take_in_results(post=messages["post"], by=NIGHT, now=now)
        show = _progress if sys.stderr.isatty() else None
        done = nightly.run(on=on, now=now, by=NIGHT, after_pause=arguments.after_pause, progress=show)
        done_beside = chores.run(on=on, by=NIGHT, now=now)
        told = telling.write_letters(on=on, by=NIGHT, now=now)
        trained = daily(by=NIGHT, now=now)
        told_of_training = write_letters(by=NIGHT, now=now)
        left, stopped = dispatch(**messages, by=NIGHT, now=now)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    answer = {
        "on": str(done.on),
        "decided": done.decided,
        "in_arrears": done.in_arrears,
        "charges": charged,
        "letters_returned": returned,
        "letters_sent": left,
        "letters_stopped": stopped,
        "letters_written": done_beside.written + told.written + told_of_training,
        "letters_asked": told.asked,
        "contacts_overdue": done_beside.overdue,
        "stops_ended": done_beside.ended,
        "trainings_finished": trained.finished,
        "trainings_to_decide": trained.to_decide,
        "policy": done.policy_hash,
    }
    print(json.dumps(answer) if arguments.json else _in_words(answer))
    return 0


def _in_words(answer: Mapping[str, Any]) -> str:
    """Say what the night did in one line."""
    told = "{on}: {decided} tenancies, {in_arrears} in arrears, {letters_sent} letters left."
    return told.format_map(answer)


def _progress(done: int, total: int) -> None:
    print(f"\r{done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
