"""The worklist: who stands on it, in which order, and for whom."""

from datetime import date, timedelta

import pytest

from gewoon.records.people import CONSOLE, Role
from gewoon.records.policy import WorkItem
from gewoon.records.queries import worklist
from gewoon.records.queries.rights import Hidden
from stories import officer

TODAY = date(2026, 10, 5)
NUMBERS = [101, 102, 103]


def ask(who, **question):
    asked = {"view": "all", "search": "", "sort": "due", "after": None, "size": 50, "on": TODAY}
    return worklist.page(who, **asked | question)


def numbers(page):
    return [row.number for row in page.rows]


def test_a_row_says_who_what_why_and_before_when(olga, late):
    row = ask(olga).rows[0]
    assert (row.tenancy_id, row.number, row.name) == (late[0].pk, 101, "Proef Verzonnen")
    assert (row.address, row.overdue, row.months) == ("Nergensweg 101", 60_101, 100)
    assert (row.step, row.view, row.kind, row.is_gate) == ("reminder", "first_contact", "letter", False)
    assert row.label["nl"] and row.reason["en"]
    assert len(row.trend) == 13
    assert row.due_on > TODAY


def test_a_page_takes_two_questions(olga, late, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(ask(olga).rows) == 3
    with django_assert_num_queries(2):
        assert len(ask(olga, search="Verzonnen Nergensweg", sort="name").rows) == 3


def test_the_counts_take_one(olga, late, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = worklist.counts(olga, on=TODAY)
    assert counts == dict.fromkeys(worklist.VIEWS, 0) | {"week": 3, "first_contact": 3, "all": 3}


@pytest.mark.parametrize("sort", ["due", "-due", "name", "-name", "overdue", "-overdue"])
def test_pages_after_each_other_are_the_whole_list(olga, late, sort):
    WorkItem.objects.filter(pk=late[1].pk).update(due_on=TODAY, name="Ander")
    whole, seen, after = numbers(ask(olga, sort=sort)), [], None
    for first in (1, 2, 3):
        page = ask(olga, sort=sort, after=after, size=1)
        assert (page.total, page.shown_from) == (3, first)
        seen += numbers(page)
        after = page.next_after
    assert seen == whole
    assert after is None


def test_orders_go_both_ways(olga, late):
    assert numbers(ask(olga, sort="overdue")) == [103, 102, 101]
    assert numbers(ask(olga, sort="-overdue")) == NUMBERS
    WorkItem.objects.filter(pk=late[2].pk).update(due_on=TODAY, name="aa")
    assert numbers(ask(olga, sort="due"))[0] == numbers(ask(olga, sort="name"))[0] == 103
    assert numbers(ask(olga, sort="-due"))[2] == numbers(ask(olga, sort="-name"))[2] == 103


def test_somebody_who_leaves_the_list_shifts_no_page(olga, late):
    first = ask(olga, size=1)
    WorkItem.objects.filter(pk=late[0].pk).delete()
    second = ask(olga, size=1, after=first.next_after)
    assert numbers(second) == [102]
    assert (second.shown_from, second.total) == (1, 2)


def test_the_week_holds_what_is_due_within_seven_days(olga, late):
    WorkItem.objects.filter(pk=late[0].pk).update(due_on=TODAY + timedelta(days=8))
    WorkItem.objects.filter(pk=late[1].pk).update(due_on=TODAY - timedelta(days=90))
    assert numbers(ask(olga, view="week")) == [102, 103]
    assert worklist.counts(olga, on=TODAY)["week"] == 2


@pytest.mark.parametrize("view", ["arrangement_trouble", "at_the_gate", "waiting", "good_news"])
def test_each_view_shows_its_own(olga, late, view):
    WorkItem.objects.filter(pk=late[1].pk).update(view=view)
    assert numbers(ask(olga, view=view)) == [102]
    assert worklist.counts(olga, on=TODAY)[view] == 1


def test_a_search_narrows_the_list(olga, late):
    assert numbers(ask(olga, search="102")) == [102]
    assert ask(olga, search="nobody").rows == ()
    assert ask(olga, search="nobody").shown_from == 0


@pytest.mark.parametrize(
    "after", ["x", "é", "W10", "WyJkdWUiLCJ4Iiwx", "WyJkdWUiLCIyMDI2LTEwLTA1Iiwic3EiXQ", "=" * 9, "bnVsbA"]
)
def test_a_place_that_nobody_gave_out_means_the_start(olga, late, after):
    assert numbers(ask(olga, after=after)) == NUMBERS


def test_a_place_in_another_order_means_the_start(olga, late):
    place = ask(olga, sort="overdue", size=1).next_after
    assert numbers(ask(olga, sort="due", after=place)) == NUMBERS


def test_an_unknown_view_or_order_is_a_mistake(olga):
    with pytest.raises(ValueError, match="view"):
        ask(olga, view="mine")
    with pytest.raises(ValueError, match="order"):
        ask(olga, sort="months")


def test_a_social_worker_sees_only_the_own_steps(social, late, give_to):
    give_to(late[1], Role.SOCIAL_WORKER)
    assert numbers(ask(social)) == [102]
    assert worklist.counts(social, on=TODAY)["all"] == 1
    assert worklist.row(social, late[1].pk).number == 102
    assert worklist.row(social, late[0].pk) is None


def test_the_auditor_and_the_console_see_the_list(late):
    assert numbers(ask(officer("ada", Role.AUDITOR))) == NUMBERS
    assert numbers(ask(CONSOLE)) == NUMBERS


def test_nobody_else_sees_the_list(strangers, late):
    for who in strangers:
        with pytest.raises(Hidden):
            ask(who)
        with pytest.raises(Hidden):
            worklist.counts(who, on=TODAY)
        with pytest.raises(Hidden):
            worklist.row(who, late[0].pk)
