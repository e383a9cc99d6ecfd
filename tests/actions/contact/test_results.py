"""What the mail house sends back becomes work."""

from datetime import date

import pytest

from gewoon.actions.contact.dispatch import take_in_results
from gewoon.actions.rights import NIGHT
from gewoon.gateways.post import Result, Status, StatusReport
from gewoon.records.contact import Letter, LetterState
from stories import at, facts, sent, tenancy

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 9)


class House:
    """A mail house that has one answer."""

    def __init__(self, *results: Result) -> None:
        self._results = results

    def deliver(self, batch):
        raise AssertionError("nothing is sent here")

    def results(self) -> StatusReport:
        return StatusReport(results=self._results, problems=())


def test_a_letter_that_came_back_is_work_and_is_told_once():
    who = tenancy()
    sent(who, "reminder", DAY)
    letter = Letter.objects.get()
    back = Result(letter_id=f"letter-{letter.pk}", status=Status.RETURNED, on=DAY, reason="unknown")
    other = Result(letter_id="brochure-1", status=Status.RETURNED, on=DAY)
    fine = Result(letter_id=f"letter-{letter.pk}", status=Status.DELIVERED, on=DAY)
    assert take_in_results(post=House(back, other, fine), by=NIGHT, now=at(DAY)) == 1
    assert take_in_results(post=House(back), by=NIGHT, now=at(DAY)) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (LetterState.RETURNED, "unknown")
    assert facts(who, DAY)["delivery_failed"] is True
