"""The door: one transaction, the right, the key against repeats, and the event."""

from datetime import date, datetime

import pytest

from gewoon.actions.rights import CONSOLE, NotAllowed, Refused, Who, deed, name_of
from gewoon.records.events import Event
from gewoon.records.people import Role
from stories import at, officer

pytestmark = pytest.mark.django_db
NOW = at(date(2026, 10, 5))
done: list[str] = []


@deed("test.write", right="contact.record_attempt")
def write(*, word: str, by: Who, now: datetime, key: str | None = None, reason: str = "") -> dict[str, str]:
    if word == "refuse":
        raise Refused("no")
    done.append(word)
    return {"word": word}


@deed("test.other", right="contact.record_attempt")
def other(*, by: Who, now: datetime, key: str | None = None) -> dict[str, str]:
    return {}


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def test_a_deed_leaves_who_what_when_and_why():
    olga = officer()
    write(word="x", by=olga, now=NOW, reason="asked for")
    event = Event.objects.get(deed="test.write")
    assert (event.by_id, event.by_name, event.role) == (olga.pk, "olga", Role.COLLECTION_OFFICER)
    assert (event.at, event.reason, event.idempotency_key) == (NOW, "asked for", None)


def test_a_repeat_with_the_same_key_answers_the_first_result_and_does_nothing():
    olga = officer()
    first = write(word="x", by=olga, now=NOW, key="k1")
    assert write(word="y", by=olga, now=NOW, key="k1") == first
    assert done == ["x"]


def test_the_same_deed_without_a_key_is_done_twice():
    olga = officer()
    write(word="x", by=olga, now=NOW)
    write(word="x", by=olga, now=NOW)
    assert done == ["x", "x"]


def test_a_key_of_another_deed_or_person_is_refused():
    olga = officer()
    write(word="x", by=olga, now=NOW, key="k1")
    with pytest.raises(Refused, match="something else"):
        other(by=olga, now=NOW, key="k1")
    with pytest.raises(Refused, match="something else"):
        write(word="x", by=officer("otto"), now=NOW, key="k1")


def test_a_repeat_that_ran_beside_the_first_gets_the_first_answer(monkeypatch):
    """The look at the key is a moment too early; writing the event finds the other."""
    from gewoon.actions import rights

    olga, looked = officer(), rights._done_before
    write(word="first", by=olga, now=NOW, key="k1")

    def too_early(*_):
        monkeypatch.setattr(rights, "_done_before", looked)

    for word in ("second", "refuse"):
        monkeypatch.setattr(rights, "_done_before", too_early)
        assert write(word=word, by=olga, now=NOW, key="k1") == {"word": "first"}
    assert Event.objects.filter(deed="test.write").count() == 1


def test_a_refusal_is_passed_on_and_leaves_no_event():
    with pytest.raises(Refused, match="no"):
        write(word="refuse", by=CONSOLE, now=NOW, key="k1")
    assert not Event.objects.exists()


def test_who_lacks_the_right_or_has_left_is_stopped_at_the_door():
    gone = officer()
    gone.is_active = False
    for who in (officer("tom", Role.TRAINER), officer("ann", Role.AUDITOR), gone):
        with pytest.raises(NotAllowed):
            write(word="x", by=who, now=NOW)
    assert done == []


def test_a_name_is_the_full_one_where_it_is_known():
    assert name_of(officer(first_name="Olga", last_name="Verzonnen")) == "Olga Verzonnen"
    assert (name_of(officer("otto")), name_of(CONSOLE)) == ("otto", "console")
