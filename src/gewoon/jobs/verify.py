"""`gewoon verify`: checks the books, the decisions and the database, and names what is wrong."""

import argparse
import json
import sys
from typing import Any

from gewoon.jobs import environment


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("verify", help="check that everything that must hold does")
    parser.add_argument("--json", action="store_true", help='answer {"findings": [...], "checked": {...}}')
    parser.add_argument("--all", action="store_true", help="settle and compute everything again, no sample")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print each finding with the record that breaks the rule; 1 when there is any."""
    environment.start()
    from gewoon.actions.policy.published import policy_of
    from gewoon.actions.rights import CONSOLE
    from gewoon.jobs.snapshot import FOLDER, differences
    from gewoon.records.queries.verify import verify

    def show(part: str) -> None:
        if not arguments.json and sys.stderr.isatty():
            print(f"  {part} …", file=sys.stderr, flush=True)

    report = verify(CONSOLE, policies=policy_of, now=environment.now(), is_complete=arguments.all, show=show)
    findings = [
        {"invariant": each.invariant, "record": str(each.record), "message": each.message}
        for each in report.findings
    ] + [
        {"invariant": "snapshot", "record": told.partition(":")[0], "message": told.partition(": ")[2]}
        for told in differences(environment.folder() / FOLDER, show=show)
    ]
    findings += _came_back()
    if arguments.json:
        print(json.dumps({"findings": findings, "checked": report.checked}, ensure_ascii=False))
        return 1 if findings else 0
    for each in findings:
        print(f"{each['invariant']}  {each['record']}: {each['message']}")
    print(", ".join(f"{count:,} {what}" for what, count in report.checked.items()))
    print(f"{len(findings)} findings" if findings else "Everything holds.")
    return 1 if findings else 0


def _came_back() -> list[dict[str, str]]:
    """Name the cases that were erased and can be opened again, as after an old backup was put back."""
    from gewoon.actions.casework import erasure

    message = "was erased, and its key is there again: run `gewoon restore`, which erases it once more"
    return [
        {"invariant": "erased", "record": f"case {case.pk}", "message": message}
        for case in erasure.came_back().order_by("pk")
    ]
