"""The one program: reads the command line and hands it to the command's own module."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = (
    "demo",
    "serve",
    "setup",
    "nightly",
    "intake",
    "explain",
    "gate",
    "verify",
    "law",
    "policy",
    "signal",
    "arrears",
    "snapshot",
    "outcome",
    "bench",
    "backup",
    "casework",
    "training",
)


def parser() -> argparse.ArgumentParser:
    """Build the parser from the modules that are named in COMMANDS."""
    top = argparse.ArgumentParser(prog="gewoon", description="Keeps tenants in their homes.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"gewoon.jobs.{name}").add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; answer 0 done, 1 refused or found something, 2 wrong use."""
    arguments = parser().parse_args(argv)
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
