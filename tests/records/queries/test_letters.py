"""Letters that wait, and those of one tenancy."""

from datetime import date, timedelta

import pytest

from gewoon.records.people import Role
from gewoon.records.queries import letters
from gewoon.records.queries.rights import Hidden
from stories import association, at, sends, writes

TODAY = date(2026, 10, 5)


@pytest.fixture
def written(olga, late):
    """Two letters wait, one has left."""
    association()
    sends(late[2], olga, TODAY)
    return [writes(each, olga, at(TODAY, 14, 5 - place)) for place, each in enumerate(late[:2])]


def test_letters_that_wait_stand_in_the_order_in_which_they_leave(olga, written):
    found = letters.waiting(olga)
    assert [each.letter_id for each in found] == [written[1].pk, written[0].pk]
    assert found[0].leaves_at == at(TODAY, 14, 4) + timedelta(minutes=10)
    assert (found[0].tenant_name, found[0].letter, found[0].step) == (
        "Proef Verzonnen",
        "reminder",
        "reminder",
    )
    assert found[0].can_be_taken_back


def test_a_letter_that_left_has_its_day(olga, late, written):
    (letter,) = letters.of(olga, late[2].pk)
    assert (letter.state, letter.sent_on, letter.can_be_taken_back) == ("sent", TODAY, False)
    assert letter.address == "Nergensweg 103"


def test_the_list_takes_three_questions(olga, written, django_assert_num_queries):
    with django_assert_num_queries(3):
        letters.waiting(olga)


def test_no_letters_take_one(olga, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert letters.waiting(olga) == ()


def test_a_social_worker_sees_only_letters_of_the_own(social, late, written, give_to):
    assert letters.waiting(social) == ()
    late[0].steps.update(owner=Role.SOCIAL_WORKER, state="open", ended_at=None, ended_on=None, ended_by="")
    assert [each.letter_id for each in letters.waiting(social)] == [written[0].pk]
    assert letters.of(social, late[0].pk)
    with pytest.raises(Hidden):
        letters.of(social, late[1].pk)


def test_nobody_else_reads_letters(strangers, late, written):
    for who in strangers:
        with pytest.raises(Hidden):
            letters.waiting(who)
        with pytest.raises(Hidden):
            letters.of(who, late[0].pk)
