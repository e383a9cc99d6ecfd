"""The figures of the demonstration: a protocol signed first, a report that knows the truth, a release."""

from datetime import date, datetime

from gewoon.actions.outcome import protocols, releases, reports
from gewoon.actions.rights import Actor, Refused
from gewoon.jobs.demonstration.programme import RELAPSE_WITH, RELAPSE_WITHOUT

MANAGER = Actor(None, "Marit Hoekstra", "manager")
SPOKESWOMAN = Actor(None, "Robin Postma", "communications")


def promise(*, now: datetime) -> None:
    """Sign what will be compared, before there is anything to look at."""
    protocols.sign_protocol(by=MANAGER, now=now)


def tell(*, today: date, now: datetime) -> None:
    """Make the report of today, and release the figures of last year with two persons.

    What joining truly does here is a setting of the demonstration, and stands beside the estimate.
    """
    truth = RELAPSE_WITH - RELAPSE_WITHOUT
    report = reports.make_report(on=today, by=MANAGER, now=now, truth=truth)
    try:
        release = releases.propose_release(report=report, year=today.year - 1, by=SPOKESWOMAN, now=now)
        releases.approve_release(release.pk, by=MANAGER, now=now)
    except Refused:
        return  # too little to publish: the page says so
