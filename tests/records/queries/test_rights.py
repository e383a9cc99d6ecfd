"""Who may read what."""

from datetime import date, timedelta

import pytest

from gewoon.records.people import CONSOLE, Role
from gewoon.records.policy import Step
from gewoon.records.queries import rights
from stories import does

RIGHT = "ledger.entries_and_balance"
TODAY = date(2026, 10, 5)


def test_an_officer_reads_every_account(olga, late):
    rights.require(olga, RIGHT, tenancy_id=late[0].pk)
    assert rights.reach(olga, RIGHT) == "a"


def test_the_console_reads_everything(late):
    rights.require(CONSOLE, RIGHT, tenancy_id=late[0].pk)


def test_a_social_worker_reads_only_where_a_step_is_theirs(social, late, give_to):
    give_to(late[1], Role.SOCIAL_WORKER)
    rights.require(social, RIGHT, tenancy_id=late[1].pk)
    with pytest.raises(rights.Hidden):
        rights.require(social, RIGHT, tenancy_id=late[0].pk)


def test_who_did_a_step_sees_it_for_the_rest_of_the_day_only(social, late, give_to):
    give_to(late[0], Role.SOCIAL_WORKER)
    does(late[0], social, TODAY)
    assert list(rights.own_tenancies(social)) == []
    assert [each["tenancy_id"] for each in rights.own_tenancies(social, on=TODAY)] == [late[0].pk]
    assert list(rights.own_tenancies(social, on=TODAY + timedelta(days=1))) == []


def test_nobody_else_reads_an_account(strangers, late):
    for who in strangers:
        with pytest.raises(rights.Hidden):
            rights.require(who, RIGHT, tenancy_id=late[0].pk)


def test_who_has_left_reads_nothing(olga):
    olga.is_active = False
    assert not rights.may_read(olga, RIGHT)
    with pytest.raises(rights.Hidden):
        rights.reach(olga, RIGHT)


def test_who_may_read_everything_costs_no_question(olga, late, django_assert_num_queries):
    with django_assert_num_queries(0):
        rights.require(olga, RIGHT, tenancy_id=late[0].pk)
    assert Step.objects.count() == 3
