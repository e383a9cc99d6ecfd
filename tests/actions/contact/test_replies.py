"""What municipalities answer: by code, whole files, and acted on."""

from datetime import date, timedelta

import pytest

from actions.contact.municipal import DAY, Municipality, agrees, ready, signals
from gewoon.actions.contact import signal
from gewoon.actions.contact.replies import take_in_replies
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.records.contact import ContactTask, MunicipalityAgreement, SignalReply
from gewoon.records.people import Role
from gewoon.records.tenancy import Circumstance
from stories import association, at, facts, next_step, officer

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=9)
SHORT_HELP = "(Budget)advies en/of quick fix"


def _file(*lines: str) -> bytes:
    return ("number;code;on\r\n" + "\r\n".join(lines)).encode()


def _takes_in(content: bytes, on: date = LATER) -> int:
    return take_in_replies(content=content, by=CONSOLE, now=at(on))


@pytest.fixture
def signalled():
    who = ready()
    signals(who, officer(), Municipality())
    return who


def test_a_rest_of_thirty_days_from_the_answer(signalled):
    # November brings no rent in this story, so the rent of the month is paid on 4 November.
    assert _takes_in(_file(f"2026-101-1;{SHORT_HELP};2026-11-03")) == 1
    rest = Circumstance.objects.get(kind="pause")
    assert rest.to_on == date(2026, 12, 3)
    told = facts(signalled, LATER)
    assert (told["signal_answered"], told["pause_open"], next_step(signalled)) == (True, True, "wait")


def test_no_rest_while_this_months_rent_is_open_but_work(signalled):
    assert _takes_in(_file(f"2026-101-1;{SHORT_HELP};2026-10-28"), date(2026, 10, 29)) == 1
    assert not Circumstance.objects.filter(kind="pause").exists()
    assert "rent is not paid" in ContactTask.objects.get().text


def test_an_agreement_without_a_pause_gives_work_instead(signalled):
    MunicipalityAgreement.objects.update(has_pause=False)
    _takes_in(_file(f"2026-101-1;{SHORT_HELP};2026-11-03"))
    assert not Circumstance.objects.filter(kind="pause").exists()
    assert ContactTask.objects.get().kind == "municipality"


def test_an_answer_long_ago_gives_no_rest_any_more(signalled):
    _takes_in(_file(f"2026-101-1;{SHORT_HELP};2026-11-03"), date(2026, 12, 20))
    assert not Circumstance.objects.filter(kind="pause").exists()


def test_the_same_file_again_changes_nothing(signalled):
    content = _file(f"2026-101-1;{SHORT_HELP};2026-11-03")
    assert (_takes_in(content), _takes_in(content)) == (1, 0)
    assert (SignalReply.objects.count(), Circumstance.objects.filter(kind="pause").count()) == (1, 1)


@pytest.mark.parametrize(
    ("code", "owner"),
    [
        ("Inwoner is overleden", Role.COLLECTION_OFFICER),
        ("Verwijzing zonder contact", Role.SOCIAL_WORKER),
        ("Vervolghulp en/of verwijzing niet financieel", Role.SOCIAL_WORKER),
    ],
)
def test_an_answer_that_a_person_must_read_is_work_for_the_right_one(signalled, code, owner):
    _takes_in(_file(f"2026-101-1;{code};2026-11-03"))
    assert ContactTask.objects.get().owner == owner


def test_not_reached_is_an_answer_and_nothing_else(signalled):
    _takes_in(_file("2026-101-1;Definitief geen contact kunnen krijgen;2026-11-03"))
    assert facts(signalled, LATER)["signal_answered"] is True
    assert ContactTask.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2026-999-1;Inwoner is overleden;2026-11-03", "was not sent by us"),
        ("2026-101-1;Alles goed;2026-11-03", "does not stand in list 0.9"),
        ("2026-101-1;Inwoner is overleden;2026-10-01", "lies before the signal"),
        ("2026-101-1;Inwoner is overleden;2026-12-24", "lies in the future"),
        ("2026-101-1;Inwoner is overleden;gisteren", "expected a day"),
        ("2026-101-1;Inwoner is overleden", "expected 3 cells"),
        ('=HYPERLINK("http://x");Inwoner is overleden;2026-11-03', "was not sent by us|expected"),
    ],
)
def test_one_wrong_line_refuses_the_whole_file(signalled, line, why):
    with pytest.raises(Refused, match=why):
        _takes_in(_file(f"2026-101-1;{SHORT_HELP};2026-11-03", line))
    assert SignalReply.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"number;code;on\r\n", b"a;b\r\n1;2", b"number;code;on\0"]
)
def test_a_file_that_is_no_answer_is_refused(content):
    association()
    agrees()
    with pytest.raises(Refused, match="Nothing was taken in"):
        _takes_in(content)


def test_an_answer_to_a_recalled_signal_is_asked_about(signalled):
    made = signalled.signals.get()
    signal.recall_signal(
        signalled.pk, signal_id=made.pk, reason="fout", to=Municipality(), by=CONSOLE, now=at(DAY, 12)
    )
    with pytest.raises(Refused, match="was recalled"):
        _takes_in(_file(f"2026-101-1;{SHORT_HELP};2026-11-03"))


def test_only_the_desk_takes_in_answers():
    with pytest.raises(NotAllowed):
        take_in_replies(content=_file(), by=officer("sociaal", Role.SOCIAL_WORKER), now=at(LATER))
