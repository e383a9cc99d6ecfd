"""Makes up contact: an agreement with the municipality, calls that came in, cover, signals and answers."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from gewoon.actions.contact import attempts, chores, cover, replies, signal
from gewoon.actions.policy.deciding import open_steps
from gewoon.actions.rights import CONSOLE, NIGHT, Refused
from gewoon.gateways.municipality import SignalFolder, shipped_codes
from gewoon.jobs import environment
from gewoon.records.queries import contact
from gewoon.rules.contact.ways import WAY_OF_STEP

SHARE_CALLED = 0.06  # of the tenancies with something to do
SHARE_PROMISE = 0.4
SHARE_ANSWERED = 0.6
MOST_CALLED = 25
NOTES = (
    "Salaris komt vrijdag, betaalt dan.",
    "Vroeg hoe de betaling in delen gaat.",
    "Is verhuisd binnen de stad en zoekt haar papieren.",
    "Wil graag een keer langskomen.",
    "Heeft een nieuwe baan, kan volgende maand alles betalen.",
)
NEXT = ("Nabellen over de betaling", "Formulier opsturen", "Afspraak maken")


def agree(*, today: date, now: datetime) -> None:
    """Record the agreement with the municipality, as if signed two years ago."""
    signal.record_agreement(
        municipality="Gemeente Waterrijk",
        towns=(),
        layout="standaard",
        from_on=today - timedelta(days=730),
        reference="Convenant vroegsignalering, map Waterrijk",
        by=CONSOLE,
        now=now,
    )


def take_in(*, today: date, seed: int) -> None:
    """Let tenants call, colleagues stand in, and signals leave where the gate is open."""
    now = datetime.combine(today, time(6), UTC)
    random = Random(f"{seed} contact")  # noqa: S311  a demonstration, repeatable
    staff = contact.staff()
    noor, sven = staff["noor"], staff["sven"]
    _called(random, noor, today=today, now=now)
    cover.record_absence(
        user_id=sven.pk,
        stand_in_id=noor.pk,
        from_on=today,
        to_on=today + timedelta(days=6),
        by=sven,
        now=now,
    )
    cover.switch_step(step="good_news", sends_itself=True, by=staff["marit"], now=now)
    _signalled(random, noor, today=today, now=now)
    chores.run(on=today, by=NIGHT, now=now)


def _called(random: Random, by: Any, *, today: date, now: datetime) -> None:
    """Let some tenants with something to do call in, with a note, now and then a promise."""
    for tenancy_id, _, name, owner in open_steps()[: MOST_CALLED * 4]:
        if name in WAY_OF_STEP or owner != by.role or random.random() > SHARE_CALLED * 4:
            continue
        promise = today + timedelta(days=random.randrange(3, 15)) if random.random() < SHARE_PROMISE else None
        try:
            attempts.take_call(
                tenancy_id,
                note=random.choice(NOTES),
                promise_on=promise,
                follow_up=random.choice(NEXT),
                follow_up_on=today + timedelta(days=random.randrange(0, 8)),
                by=by,
                now=now,
            )
        except Refused:
            continue


def _signalled(random: Random, by: Any, *, today: date, now: datetime) -> None:
    """Send the signals whose gate is open, and answer the first ones as a municipality would."""
    folder = SignalFolder(environment.folder() / "municipality")
    numbers = []
    for tenancy_id, step_id, name, _ in open_steps():
        if name != signal.GATE:
            continue
        try:
            made = signal.send_signal(tenancy_id, step_id=step_id, to=folder, by=by, now=now)
        except Refused:
            continue
        numbers.append(made.number)
    codes = [code.literal for code in shipped_codes().results.values() if not code.is_private]
    lines = [
        f"{number};{random.choice(codes)};{today}" for number in numbers if random.random() < SHARE_ANSWERED
    ]
    if lines:
        replies.take_in_replies(content="\r\n".join(["number;code;on", *lines]).encode(), by=by, now=now)
