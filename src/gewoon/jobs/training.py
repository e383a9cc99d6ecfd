"""`gewoon training`: the day's work, the groups, the draw and its check, and programmes as files."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.jobs import environment


def add(commands: Any) -> None:
    """Add the command with its parts."""
    parser = commands.add_parser("training", help="groups, reminders, the draw and its check")
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    daily = parts.add_parser("daily", help="ask for reminders for tomorrow, and finish who is done")
    daily.set_defaults(run=run_daily)
    groups = parts.add_parser("groups", help="list the groups with their seats")
    groups.add_argument("--json", action="store_true", help="answer for a machine")
    groups.set_defaults(run=run_groups)
    draw = parts.add_parser("draw", help="give the seats of a group, by lot when too many come forward")
    draw.add_argument("group", type=int, metavar="GROUP", help="number of the group, from `groups`")
    draw.set_defaults(run=run_draw)
    verify = parts.add_parser("verify-draw", help="do a draw again from its log, or from a file")
    verify.add_argument(
        "group", type=int, nargs="?", metavar="GROUP", help="number of the group; without: all"
    )
    verify.add_argument(
        "--log", type=Path, metavar="FILE", help="a log that was taken along, without database"
    )
    verify.add_argument("--commitment", metavar="SHA256", help="with --log: what the signed protocol says")
    verify.add_argument(
        "--seats", type=int, metavar="SEATS", help="with --log: what the signed protocol says"
    )
    verify.set_defaults(run=run_verify)
    dates = parts.add_parser("dates", help="propose the days of a group")
    dates.add_argument("first", type=date.fromisoformat, metavar="FIRST", help="first day, like 2026-12-08")
    dates.add_argument("--programme", default="geluk", help="name of the programme (geluk)")
    dates.add_argument("--region", default="midden", help="region of the school holidays (midden)")
    dates.set_defaults(run=run_dates)
    check = parts.add_parser("check", help="check a programme file")
    check.add_argument("file", type=Path, metavar="FILE", help="a TOML file such as data/training/geluk.toml")
    check.set_defaults(run=run_check)


def run_daily(_: argparse.Namespace) -> int:
    """Do the day's work; safe to repeat."""
    environment.start()
    from gewoon.actions.rights import NIGHT
    from gewoon.actions.training.daily import daily
    from gewoon.actions.training.writing import write_letters

    now = environment.now()
    done = daily(by=NIGHT, now=now)
    letters = write_letters(by=NIGHT, now=now)
    print(
        f"{done.reminded} to remind, {done.finished} finished, {done.to_decide} to decide about, "
        f"{letters} letters written"
    )
    return 0


def run_groups(arguments: argparse.Namespace) -> int:
    """List the groups."""
    environment.start()
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.queries.training.plans import groups
    from gewoon.rules.calendar import local_day

    found = groups(CONSOLE, on=local_day(environment.now()))
    if arguments.json:
        rows = [
            {
                "group": each.cohort_id,
                "name": each.name,
                "stage": each.stage,
                "seats": each.seats,
                "taken": each.taken,
                "days": [session.on.isoformat() for session in each.sessions],
            }
            for each in found
        ]
        print(json.dumps({"groups": rows}, ensure_ascii=False))
        return 0
    for each in found:
        days = ", ".join(session.on.isoformat() for session in each.sessions)
        print(f"{each.cohort_id:>5}  {each.name}: {each.stage}, {each.taken} of {each.seats} seats; {days}")
    return 0


def run_draw(arguments: argparse.Namespace) -> int:
    """Give the seats; 1 when that is refused."""
    environment.start()
    from gewoon.actions.rights import CONSOLE, Refused
    from gewoon.actions.training.seats import give_seats

    try:
        give_seats(arguments.group, by=CONSOLE, now=environment.now())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"The seats of group {arguments.group} are given.")
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Do draws again; 1 when one does not stand, 2 for wrong use."""
    if arguments.log is not None:
        return _verify_file(arguments)
    environment.start()
    from gewoon.actions.training.seats import drawn_cohorts, verify

    groups = drawn_cohorts() if arguments.group is None else [arguments.group]
    wrong = 0
    for group in groups:
        found = verify(group)
        wrong += bool(found)
        for each in found:
            print(f"group {group}: {each}")
        if not found:
            print(f"group {group}: the draw stands")
    if not groups:
        print("No draw is known.")
    return 1 if wrong else 0


def run_dates(arguments: argparse.Namespace) -> int:
    """Propose days; 1 when none are found, 2 for an unknown programme or region."""
    from gewoon.gateways.training_files import school_holidays, shipped_programmes
    from gewoon.rules.training.dates import plan

    programme = shipped_programmes().get(arguments.programme)
    school = school_holidays().get(arguments.region)
    if programme is None or school is None:
        print(
            f"Choose a programme of {', '.join(shipped_programmes())} "
            f"and a region of {', '.join(school_holidays())}.",
            file=sys.stderr,
        )
        return 2
    try:
        days = plan(
            arguments.first,
            sessions=len(programme.themes),
            interval_days=programme.interval_days,
            school=school,
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for each in days:
        doubt = "" if each.is_known else "  (school holidays of this day are not known)"
        why = f"  moved past {', '.join(dict.fromkeys(each.skipped))}" if each.skipped else ""
        print(f"{each.on.isoformat()}{why}{doubt}")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Check a programme; 1 with everything that is wrong, 2 when it cannot be read."""
    from gewoon.gateways.training_files import read_programme
    from gewoon.rules.training.programme import ProgrammeError

    try:
        made = read_programme(arguments.file)
    except ProgrammeError as error:
        print("\n".join(error.problems), file=sys.stderr)
        return 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{made.title['en']}: {len(made.themes)} sessions of {made.minutes} minutes, by {made.bureau}")
    return 0


def _verify_file(arguments: argparse.Namespace) -> int:
    from gewoon.rules.training.draw import problems

    if arguments.commitment is None or arguments.seats is None:
        print("Give --commitment and --seats as the signed protocol says them.", file=sys.stderr)
        return 2
    try:
        log = json.loads(arguments.log.read_text("utf-8"))
    except (OSError, ValueError) as error:
        print(f"{arguments.log}: {error}", file=sys.stderr)
        return 2
    found = problems(log, committed=arguments.commitment, seats=arguments.seats)
    print("\n".join(found) if found else "The draw stands.")
    return 1 if found else 0
