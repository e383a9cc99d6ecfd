"""The larger questions about policies: what changes between two of them."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gewoon.gateways.policy_files import read_text, shipped
from gewoon.rules.policy.difference import count_changes, difference
from gewoon.rules.policy.difference_in_words import difference_as_json, difference_in_words
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.grid import TooMuchWork
from gewoon.rules.policy.policy import Policy
from gewoon.rules.policy.reading import read_policy

DONE, REFUSED, WRONG_USE = 0, 1, 2


def add(deeds: Any) -> Sequence[argparse.ArgumentParser]:
    """Add the deeds to `gewoon policy`; answer their parsers."""
    differing = deeds.add_parser("diff", help="say which tenancies a new policy treats differently")
    differing.add_argument("old", type=Path, metavar="OLD")
    differing.add_argument("new", type=Path, metavar="NEW")
    differing.add_argument("--today", action="store_true", help="count them among the tenancies of today")
    differing.add_argument("--json", action="store_true", help='answer {"changes": [...]}')
    differing.set_defaults(run=run_diff)
    return (differing,)


def run_diff(arguments: argparse.Namespace) -> int:
    """Print every change; 0 also when there are some, 1 when a policy is not sound or cannot be compared."""
    policies = sound([arguments.old, arguments.new], arguments.on)
    if isinstance(policies, int):
        return policies
    old, new = policies
    if arguments.today and not (old.is_bound and new.is_bound):
        return wrong_use(ValueError("--today asks the association; a policy on facts of its own is not its"))
    try:
        changes = difference(old, new)
    except ValueError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except TooMuchWork:
        print(
            "the two policies are too large to compare by the grid; split their conditions", file=sys.stderr
        )
        return REFUSED
    counts = _today(old, new, arguments.on) if arguments.today else None
    if arguments.json:
        print(json.dumps(difference_as_json(changes, arguments.language, counts), ensure_ascii=False))
    else:
        print("\n".join(difference_in_words(changes, old, new, arguments.language, counts)))
    return DONE


def sound(paths: Sequence[Path], on: date | None) -> list[Policy] | int:
    """Read policies; the exit status when one cannot be read or is not sound."""
    policies: list[Policy] = []
    for path in paths:
        try:
            policy, wrong = read(path, on)
        except (OSError, ValueError) as error:
            return wrong_use(error)
        if policy is None:
            print_findings(wrong)
            return REFUSED
        policies.append(policy)
    return policies


def read(path: Path, on: date | None) -> tuple[Policy | None, Sequence[Finding]]:
    """Read a policy against the law of a date: the one given, or today's."""
    reading = read_policy(read_text(path), shipped(on or date.today()))  # noqa: DTZ011  # the law of the local day
    return reading.policy, reading.findings


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings as editors understand them."""
    for finding in findings:
        print(f"{finding.place}: {finding.kind}: {finding.message}", file=sys.stderr)


def wrong_use(error: Exception) -> int:
    """Say why a file cannot be read."""
    print(error, file=sys.stderr)
    return WRONG_USE


def _today(old: Policy, new: Policy, on: date | None) -> dict[tuple[str, str], int]:
    """Count over the tenancies of the association; only now is its database needed."""
    from gewoon.jobs import environment

    environment.start()
    from gewoon.actions.policy.portfolio import rows_on

    rows = rows_on(on or date.today())  # noqa: DTZ011  # the association's own day
    return count_changes(old, new, list(rows.values()))
