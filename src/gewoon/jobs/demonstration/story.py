"""Lets the association live: its files come in, its nights run, its staff do what was decided."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from gewoon.actions import nightly
from gewoon.actions.carry_out import take_in_delivery
from gewoon.actions.contact import attempts, dispatch, letters, past
from gewoon.actions.ledger import direct_debit, rent_run, statements
from gewoon.actions.policy.deciding import open_steps
from gewoon.actions.policy.steps import finish_step
from gewoon.actions.rights import CONSOLE, NIGHT, Refused
from gewoon.gateways.erp.delivery import read_delivery
from gewoon.gateways.post import FileDrop
from gewoon.jobs import environment
from gewoon.jobs.demonstration.files import Written
from gewoon.jobs.demonstration.past import LOOK_BACK_DAYS, REACHED, Period, live_through
from gewoon.jobs.demonstration.setting import OFFICERS
from gewoon.jobs.demonstration.suspense import Desk
from gewoon.jobs.demonstration.world import World
from gewoon.rules.contact.ways import WAY_OF_STEP

Show = Callable[[int, int], None]
_SHARE_DONE = 0.2  # of the open steps, on a working day: the rest waits on the worklist


def take_in(written: Written, *, now: datetime) -> None:
    """Take in the tables of the system that was there before."""
    delivery = read_delivery([written.tenancies, written.rents, written.opening_items])
    take_in_delivery(delivery=delivery, by=CONSOLE, now=now)


def live(world: World, written: Written, *, until: date, show: Show) -> None:
    """Charge each month and take in each file on its day, up to and including a day."""
    days = _days(world, written, first=world.frame.opens_on, last=until)
    desk = Desk(world)
    for place, (day, deeds) in enumerate(days):
        for deed in deeds:
            deed(now=_at(day, 5))
        if any(_day_of(file) == day for file in written.statements):
            desk.work_off(now=_at(day, 9))
        show(place, len(days))


def remember(world: World, *, until: date, seed: int, show: Show) -> None:
    """Live through the past year again, decision by decision, and write down what was done."""
    ids = nightly.all_tenancies()
    first = max(world.frame.opens_on, until - timedelta(days=LOOK_BACK_DAYS))
    period = Period(first=first, last=until, known_on=until)
    pieces = [ids[start : start + 200] for start in range(0, len(ids), 200)]
    ask = partial(_lived, period=period, seed=seed)
    workers = min(len(pieces), os.cpu_count() or 1)
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=environment.attach) as pool:
        for place, steps in enumerate(pool.map(ask, pieces)):
            past.take_in(steps=steps, by=CONSOLE, now=_at(until, 6))
            show(place, len(pieces))


def nights(world: World, written: Written, *, nights: int, today: date, show: Show) -> None:
    """Run real nights; on working days the staff do a part of what is on the worklist."""
    first = today - timedelta(days=nights - 1)
    days = dict(_days(world, written, first=first, last=today))
    post = FileDrop(environment.folder() / "letters")
    for place in range(nights):
        day = first + timedelta(days=place)
        for deed in days.get(day, ()):
            deed(now=_at(day, 1))
        nightly.run(on=day, now=_at(day, 2), by=NIGHT, after_pause=True)
        if day.weekday() < 5 and day < today:
            _work(day, Random(f"{day} staff"))  # noqa: S311  a demonstration, repeatable
            dispatch.dispatch(post=post, by=NIGHT, now=_at(day, 15))
        show(place + 1, nights)


def _work(day: date, random: Random) -> None:
    """Do some of the open steps, as the staff would."""
    for tenancy, step, name, owner in open_steps():
        if random.random() > _SHARE_DONE:
            continue
        moment = _at(day, random.choice((8, 9, 10, 13, 14)))
        by = CONSOLE._replace(name=random.choice(OFFICERS), role=owner)
        kind = WAY_OF_STEP.get(name)
        try:
            if letters.letter_of(name):
                letters.write_letter(tenancy, step_id=step, by=by, now=moment)
            elif kind:
                reached = random.random() < REACHED.get(kind, 0.6)
                attempts.record_attempt(tenancy, kind=kind, reached=reached, step_id=step, by=by, now=moment)
            elif not name.startswith("wait"):
                finish_step(tenancy, step_id=step, by=by, now=moment)
        except Refused:
            continue  # paid meanwhile, or a gate: it stays for a person


def _days(
    world: World, written: Written, *, first: date, last: date
) -> list[tuple[date, list[Callable[..., object]]]]:
    """Say what happens on which day: the rent run first, then batches, then statements."""
    found: dict[date, list[Callable[..., object]]] = {}
    month = world.frame.opens_on
    while month <= last:
        found.setdefault(month, []).append(partial(rent_run.charge_rent, month=month, by=NIGHT))
        month = (month + timedelta(days=31)).replace(day=1)
    for take, files in (
        (direct_debit.import_batches, written.batches),
        (statements.import_statements, written.statements),
    ):
        for file in files:
            found.setdefault(_day_of(file), []).append(partial(take, path=file, by=CONSOLE))
    return sorted((day, deeds) for day, deeds in found.items() if first <= day <= last)


def _lived(ids: Sequence[int], *, period: Period, seed: int) -> list[past.PastStep]:
    return list(live_through(ids, period, seed, OFFICERS))


def _day_of(file: Path) -> date:
    return date.fromisoformat(file.stem[:10])


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)
