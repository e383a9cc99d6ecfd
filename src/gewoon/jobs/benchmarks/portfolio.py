"""A whole association: made in a throw-away folder, then its nights and its worklist are measured."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from gewoon.jobs import environment
from gewoon.jobs.benchmarks.measure import Answer, Settings, Task

_TODAY = date(2026, 11, 22)
_SEED = 1


def make(settings: Settings) -> Task:
    """Let a made-up association live: its tables, rents, batches and statements come in day by day."""
    environment.start()
    from gewoon.actions.nightly import all_tenancies
    from gewoon.jobs.demonstration import files, setting, story, world

    def work() -> Answer:
        made = world.build(settings.homes, settings.years, _TODAY, _SEED)
        written = files.write(made, settings.folder / "files")
        opens = made.frame.opens_on
        setting.describe(made, now=_at(opens))
        story.take_in(written, now=_at(opens))
        story.live(made, written, until=_TODAY, show=lambda _done, _total: None)
        return {"tenancies": len(all_tenancies())}

    return Task(work=work, size=_size(settings))


def first_night(settings: Settings) -> Task:
    """Decide for everybody for the first time: every step is new."""
    return _night(settings, iter([_TODAY]))


def next_nights(settings: Settings) -> Task:
    """Decide for everybody on the days after: only what changed is written."""
    return _night(settings, (_TODAY + timedelta(days=after) for after in count(1)))


def one_tenancy(settings: Settings) -> Task:
    """Read the facts of one tenancy from the database and decide, as a page does."""
    environment.attach()
    from gewoon.actions.facts import facts_of, histories
    from gewoon.actions.nightly import all_tenancies
    from gewoon.actions.policy.deciding import open_steps, policy_on
    from gewoon.rules.policy.decide import decide

    policy = policy_on(_TODAY)
    tenancy = min((tenancy for tenancy, *_ in open_steps()), default=all_tenancies()[0])

    def work() -> Answer:
        history = next(histories([tenancy], on=_TODAY))
        facts = facts_of(history, on=_TODAY, has_gap=False)
        return {"step": decide(policy, [facts.values])[0].step}

    return Task(work=work, size=_size(settings))


def worklist_query(settings: Settings) -> Task:
    """Ask for a page of the worklist: 50 rows, and how many there are."""
    environment.attach()
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.queries import worklist

    def work() -> Answer:
        page = worklist.page(CONSOLE, view="all", search="", sort="due", after=None, size=50, on=_TODAY)
        return {"rows": page.total}

    return Task(work=work, size=_size(settings))


def worklist_page(settings: Settings) -> Task:
    """Ask for the page itself, as a signed-in officer; without the web server and the network."""
    environment.attach()
    environment.collect_static()
    from django.conf import settings as configured
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from gewoon.actions.people import add_user
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.queries import worklist

    configured.ALLOWED_HOSTS = ["testserver"]
    name = "noor"
    if not get_user_model().objects.filter(username=name).exists():
        add_user(
            username=name,
            role="collection_officer",
            password=secrets.token_urlsafe(),
            by=CONSOLE,
            now=_at(_TODAY),
        )
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=name), "django.contrib.auth.backends.ModelBackend"
    )
    address = reverse("desk:worklist") + "?view=all"
    total = worklist.counts(CONSOLE, on=_TODAY)["all"]

    def work() -> Answer:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return {"rows": total}

    return Task(work=work, size=_size(settings))


def _night(settings: Settings, days: Iterator[date]) -> Task:
    environment.attach()
    from gewoon.actions import nightly
    from gewoon.actions.policy.deciding import open_steps
    from gewoon.actions.rights import NIGHT
    from gewoon.jobs.benchmarks.measure import digest

    def work() -> Answer:
        day = next(days)
        done = nightly.run(on=day, now=_at(day), by=NIGHT)
        return {"decided": done.decided, "in_arrears": done.in_arrears, "steps": digest(open_steps())}

    return Task(work=work, size=_size(settings))


def _size(settings: Settings) -> str:
    return f"{settings.homes:,} homes, {settings.years} years"


def _at(day: date) -> datetime:
    return datetime.combine(day, time(6), tzinfo=UTC)
