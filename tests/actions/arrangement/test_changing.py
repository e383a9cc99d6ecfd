"""A running arrangement changes by a new version; the old one stays."""

from datetime import date, timedelta

import pytest

from actions.arrangement.agreed import FIRST, TODAY, offer
from gewoon.actions.arrangement import agreeing, changing
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.records.arrangement import Arrangement, Instalment, Terms
from gewoon.records.queries.arrangement_books import books
from gewoon.rules.arrangement.changing import AfterLumpSum
from gewoon.rules.arrangement.terms import Rhythm
from stories import at, facts, pays

pytestmark = pytest.mark.django_db
NEXT = date(2026, 11, 25)


def parts(made, on):
    return [(each.due_on, each.cents) for each in books([made], on=on)[made.pk].version_on(on).parts]


def act(deed, who, made, *, on=TODAY, **given):
    return deed(
        who.pk,
        **{"arrangement_id": made.pk, "reason": "overleg", "by": CONSOLE, "now": at(on), "how": "spoken"}
        | given,
    )


def test_what_is_left_is_divided_anew_and_the_old_version_stays(running, late):
    pays(late, 10_000, FIRST)
    number = act(changing.change, late, running, on=FIRST, first_on=NEXT, count=4, rhythm=Rhythm.FOUR_WEEKLY)
    assert number == 2
    assert parts(running, FIRST) == [
        (FIRST, 10_000),
        *((NEXT + timedelta(28 * place), 27_500) for place in range(4)),
    ]
    assert Terms.objects.get(number=1).instalments.count() == 12


def test_a_change_waits_for_the_tenant_and_the_old_terms_hold(running, late):
    act(changing.rest, late, running, times=2, how="")
    assert parts(running, TODAY)[0][0] == FIRST
    agreeing.record_acceptance(
        late.pk, arrangement_id=running.pk, how="mail", by=CONSOLE, now=at(TODAY + timedelta(1))
    )
    assert parts(running, TODAY + timedelta(1))[0][0] == date(2026, 12, 25)
    assert parts(running, TODAY)[0][0] == FIRST


def test_a_rest_moves_what_is_unpaid(running, late):
    pays(late, 15_000, FIRST)
    act(changing.rest, late, running, on=FIRST, times=1)
    days = [day for day, _ in parts(running, FIRST)]
    assert days[:3] == [FIRST, date(2026, 12, 25), date(2027, 1, 25)]
    assert facts(late, NEXT + timedelta(10))["instalment_late"] is False


@pytest.mark.parametrize(
    ("then", "count", "last"), [(AfterLumpSum.SOONER, 8, 10_000), (AfterLumpSum.LOWER, 13, 5_837)]
)
def test_a_lump_sum_makes_it_shorter_or_lighter(running, late, then, count, last):
    act(changing.lump_sum, late, running, cents=50_000, paid_on=TODAY, then=then)
    now = parts(running, TODAY)
    assert (now[0], len(now), now[-1][1]) == ((TODAY, 50_000), count, last)
    assert sum(cents for _, cents in now) == 120_000


def test_an_early_end_needs_a_reason_and_is_no_breach(running, late):
    with pytest.raises(Refused, match="why"):
        changing.end_early(late.pk, arrangement_id=running.pk, reason="", by=CONSOLE, now=at(TODAY))
    changing.end_early(late.pk, arrangement_id=running.pk, reason="verhuisd", by=CONSOLE, now=at(TODAY))
    running.refresh_from_db()
    assert (running.state, running.end_reason) == ("ended", "verhuisd")
    assert facts(late, TODAY)["arrangement_status"] == "none"
    with pytest.raises(Refused, match="stands otherwise"):
        changing.end_early(late.pk, arrangement_id=running.pk, reason="weer", by=CONSOLE, now=at(TODAY))


def test_what_cannot_be_is_refused_and_nothing_is_written(running, late):
    tries = [
        (changing.change, {"first_on": NEXT, "count": 400, "rhythm": Rhythm.WEEKLY}, "too many"),
        (changing.change, {"first_on": NEXT, "count": 0, "rhythm": Rhythm.WEEKLY}, "cannot be"),
        (changing.change, {"first_on": TODAY - timedelta(1), "count": 2, "rhythm": Rhythm.WEEKLY}, "past"),
        (changing.change, {"first_on": NEXT, "count": 2, "rhythm": Rhythm.WEEKLY, "reason": ""}, "why"),
        (changing.change, {"first_on": NEXT, "count": 2, "rhythm": Rhythm.WEEKLY, "how": "portal"}, "list"),
        (changing.rest, {"times": 0}, "cannot be"),
        (changing.rest, {"times": 13}, "cannot be"),
        (changing.lump_sum, {"cents": 120_001, "paid_on": TODAY, "then": AfterLumpSum.LOWER}, "cannot be"),
        (changing.lump_sum, {"cents": -5, "paid_on": TODAY, "then": AfterLumpSum.LOWER}, "cannot be"),
        (
            changing.lump_sum,
            {"cents": 5, "paid_on": TODAY - timedelta(1), "then": AfterLumpSum.LOWER},
            "past",
        ),
    ]
    for deed, given, said in tries:
        with pytest.raises(Refused, match=said):
            act(deed, late, running, **given)
    assert Terms.objects.count() == 1 and Instalment.objects.count() == 12


def test_what_a_judge_ordered_is_not_changed_here(late):
    made = agreeing.record_court_ordered(
        late.pk, offer=offer(), judgment="VERZONNEN:1", by=CONSOLE, now=at(TODAY)
    )
    with pytest.raises(Refused, match="only a judge"):
        act(changing.rest, late, Arrangement.objects.get(pk=made), times=1)
