"""`gewoon demo`: a made-up association, made by importing its own bank files, ready to look at."""

import argparse
import json
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from gewoon.jobs import environment
from gewoon.rules.calendar import AMSTERDAM

NIGHTS = 14
CARD = "demo.json"


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("demo", help="make a made-up association and show it")
    parser.add_argument("--homes", type=int, default=3_000, metavar="N")
    parser.add_argument("--years", type=int, metavar="N", help="3, or 5 from 12,000 homes on")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--no-serve", action="store_true", help="make it, and stop")
    parser.add_argument("--port", type=int, default=8000)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the association unless it is there, say how to sign in, and serve the pages."""
    environment.start()
    from django.conf import settings

    from gewoon.actions.rights import Refused

    card = Path(settings.GEWOON_HOME) / CARD
    try:
        if not card.exists():
            _make(arguments, Path(settings.GEWOON_HOME), card)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    _invite(json.loads(card.read_text("utf-8")), arguments.port, Path(settings.GEWOON_HOME) / "mail")
    if arguments.no_serve:
        return 0
    from gewoon.jobs import serve

    return serve.run(arguments)


def _make(arguments: argparse.Namespace, home: Path, card: Path) -> None:
    """Walk through everything an association does in its first years, in order."""
    from gewoon.actions.rights import Refused
    from gewoon.jobs.demonstration import (
        arrangements,
        contact,
        court,
        files,
        portal,
        setting,
        story,
        training,
        world,
    )

    if setting.is_taken():
        raise Refused(
            f"{home} holds an association already, and it is not the demonstration. "
            "Give the demonstration a folder of its own: GEWOON_HOME=/another/folder gewoon demo"
        )
    today = arguments.today or datetime.now(AMSTERDAM).date()
    years = arguments.years or (5 if arguments.homes >= 12_000 else 3)
    folder = home / "demonstration"
    with _step(f"Make up {arguments.homes:,} homes and {years} years of life"):
        made = world.build(arguments.homes, years, today, arguments.seed)
        written = files.write(made, folder)
    with _step("Take in tenancies, rents and opening items"):
        setting.describe(made, now=_at(made.frame.opens_on))
        story.take_in(written, now=_at(made.frame.opens_on))
        contact.agree(today=today, now=_at(made.frame.opens_on))
    with _step("Charge the rents and read the bank's files") as show:
        story.live(made, written, until=today - timedelta(days=NIGHTS), show=show)
    with _step("Take over the groups of the training"):
        training.take_over(made, now=_at(today - timedelta(days=NIGHTS)))
    with _step("Take over arrangements"):
        arrangements.make(today=today, seed=arguments.seed)
    with _step("Decide what was done in the past year, event by event") as show:
        story.remember(made, until=today - timedelta(days=NIGHTS), seed=arguments.seed, show=show)
    with _step("Take over what bailiff and judge did before"):
        first = today - timedelta(days=NIGHTS - 1)
        court.take_over(made, before=first, now=_at(first - timedelta(days=1)))
    with _step(f"Run the last {NIGHTS} nights") as show:
        story.nights(made, written, nights=NIGHTS, today=today, show=show)
    words = secrets.token_urlsafe(9)
    users = _open_the_doors(made, today, arguments.seed, words)
    shutil.rmtree(folder / "batches", ignore_errors=True)
    card.touch(mode=0o600)
    tenant = portal.tenant(today=today)
    told = {"users": users, "password": words, "today": str(today), "tenant": tenant}
    card.write_text(json.dumps(told), "utf-8")


def _open_the_doors(made: Any, today: date, seed: int, words: str) -> dict[str, str]:
    """Give everybody a key, and let the first days be lived by real deeds; answer who works there."""
    from gewoon.jobs.demonstration import arrangements, casework, contact, court, outcome, setting, training

    with _step("Let tenants propose arrangements"):
        arrangements.propose(today=today, seed=seed)
    with _step("Give everybody a key"):
        users = setting.add_users(password=words, now=environment.now())
    with _step("Lay a few files before those who decide"):
        court.prepare(now=_at(today) + timedelta(hours=4))
    with _step("Write down the cases of the social worker"):
        casework.take_in(made, today=today, seed=seed, now=_at(today))
    with _step("Let tenants call, and signals leave"):
        contact.take_in(today=today, seed=seed)
    with _step("Let new groups of the training come"):
        training.make(today=today)
    with _step("Work out the figures, and release those of last year"):
        outcome.promise(now=_at(made.frame.opens_on))
        outcome.tell(today=today, now=_at(today) + timedelta(hours=6))
    return users


def _invite(card: dict[str, Any], port: int, mail: Path) -> None:
    """Say how to sign in."""
    print(f"\nStichting Wonen Waterrijk, as of {card['today']}. Everything in it is made up.\n")
    print(f"  Open http://localhost:{port}/ and sign in as one of these.")
    print(f"  The password of each is {card['password']}\n")
    for name, what in card["users"].items():
        print(f"    {name:<10} {what}")
    if tenant := card.get("tenant"):
        print(f"\n  A tenant: http://localhost:{port}/mijn/ with number {tenant['number']}", end="")
        print(f" and postcode {tenant['postcode']}.")
        print(f"  While the pages are served, the code comes as a file in {mail}, within half a minute.")
    print()


@contextmanager
def _step(what: str) -> Iterator[Any]:
    """Show a step, how far it is, and how long it took."""
    begin = perf_counter()
    is_terminal = sys.stdout.isatty()

    def show(done: int, total: int) -> None:
        if is_terminal:
            print(f"\r  {what} … {100 * done // max(1, total)}%", end="", flush=True)

    print(f"  {what} …", end="" if is_terminal else "\n", flush=True)
    yield show
    done = f"  {what}: {perf_counter() - begin:.1f} s"
    print(f"\r{done}      " if is_terminal else done, flush=True)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(6), tzinfo=UTC)
