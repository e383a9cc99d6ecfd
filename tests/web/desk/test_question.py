"""The worklist's question as it stands in the address."""

from hypothesis import given
from hypothesis import strategies as st

from gewoon.web.desk.listing import columns, tabs
from gewoon.web.desk.question import LARGEST, SIZE, Question, read


def test_an_empty_address_asks_for_the_own_week():
    assert read({}) == Question()
    assert Question().address == "?"


def test_a_search_looks_among_everybody():
    assert read({"q": " Testdam "}) == Question(view="all", search="Testdam")


def test_what_is_not_understood_falls_back():
    asked = {"view": "nowhere", "sort": "'; drop", "size": "-3", "after": ""}
    assert read(asked) == Question()
    assert read({"size": "99999"}).size == LARGEST
    assert [read({"size": size}).size for size in ("0", "12", "³", "1" * 30)] == [1, 12, SIZE, SIZE]


def test_another_view_or_order_starts_at_the_top():
    there = Question(view="waiting", search="x", after="2026-11-23,8")
    assert there.in_view("all").address == "?view=all&q=x"
    assert there.sorted_by("name").address == "?view=waiting&q=x&sort=name"
    assert Question().from_place("2026-11-23,8").address == "?after=2026-11-23%2C8"


@given(
    view=st.sampled_from(["week", "all", "good_news"]),
    sort=st.sampled_from(["due", "name", "overdue"]),
    after=st.none() | st.text("abc0123,-", min_size=1, max_size=20),
    size=st.integers(1, LARGEST),
)
def test_an_address_reads_back_as_the_question_it_came_from(view, sort, after, size):
    from urllib.parse import parse_qsl

    question = Question(view=view, sort=sort, after=after, size=size)
    assert read(dict(parse_qsl(question.address[1:]))) == question


def test_each_tab_shows_its_count_and_the_current_one():
    shown = tabs(Question(view="at_the_gate"), {"at_the_gate": 3})
    assert [(tab.url, tab.count) for tab in shown if tab.is_current] == [("?view=at_the_gate", 3)]
    assert sum(tab.count for tab in shown) == 3


def test_the_column_that_orders_the_list_says_so():
    assert [column.url for column in columns(Question(sort="name")) if column.is_current] == ["?sort=name"]
