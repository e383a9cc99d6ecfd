"""How letters leave: by the channel somebody prefers, and never past a death, a rest or a training."""

from datetime import date, timedelta

import pytest

from gewoon.actions.contact import cover, dispatch, letters
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.gateways.erp.model import PartyRow
from gewoon.gateways.mail import NotNow, Undeliverable
from gewoon.records.contact import ContactTask, Letter, LetterState
from gewoon.records.people import Association
from gewoon.records.tenancy import Party
from stories import Post, association, at, happens, night, officer, open_step, rent, tenancy, writes

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)


class Way:
    """E-mail or text messages that are remembered, or refused."""

    def __init__(self, error: Exception | None = None) -> None:
        """Refuse with an error, where one is given."""
        self.sent, self.error = [], error

    def send(self, message) -> None:
        """Take a message."""
        if self.error is not None:
            raise self.error
        self.sent.append(message)


@pytest.fixture
def reachable(late):
    Party.objects.update(email="proef@voorbeeld.example", phone="06 0000 0000")
    Association.objects.update(mail="huur@wonenwaterrijk.example")
    return late


def _prefers(who, channel):
    return cover.prefer(
        who.pk, party_id=who.parties.get().pk, channel=channel, language="nl", by=officer("p"), now=at(TODAY)
    )


def _leaves(**ways):
    given = {"post": Post(), "mail": Way(), "sms": Way()} | ways
    dispatch.dispatch(**given, by=CONSOLE, now=at(TODAY, 11))
    return given


def test_a_letter_goes_by_e_mail_to_who_likes_that_and_says_nothing_of_money(reachable):
    _prefers(reachable, "email")
    letter = writes(reachable, officer(), at(TODAY))
    ways = _leaves()
    (mail,) = ways["mail"].sent
    letter.refresh_from_db()
    assert (letter.state, letter.channel, ways["post"].parcels) == (LetterState.SENT, "email", [])
    assert (mail.to, mail.subject) == ("proef@voorbeeld.example", "Een bericht van Stichting Wonen Waterrijk")
    assert "huur" not in mail.text.lower().replace("team huur", "")
    assert letter.sha256 and mail.attachments[0].pdf.startswith(b"%PDF")


@pytest.mark.parametrize(("error", "count"), [(Undeliverable("550 weg"), 1), (NotNow("451 straks"), 0)])
def test_a_letter_that_e_mail_does_not_take_goes_by_post_and_a_wrong_address_is_work(reachable, error, count):
    _prefers(reachable, "email")
    letter = writes(reachable, officer(), at(TODAY))
    ways = _leaves(mail=Way(error))
    letter.refresh_from_db()
    assert (letter.state, letter.channel, len(ways["post"].parcels)) == (LetterState.SENT, "post", 1)
    assert ContactTask.objects.filter(kind="not_delivered").count() == count


def test_a_text_message_tells_that_a_letter_comes_by_post(reachable):
    _prefers(reachable, "sms")
    writes(reachable, officer(), at(TODAY))
    ways = _leaves()
    (text,) = ways["sms"].sent
    assert (text.to, len(ways["post"].parcels)) == ("+31600000000", 1)
    assert "000-0000000" in text.text


@pytest.mark.parametrize(("error", "count"), [(Undeliverable("nummer"), 1), (NotNow("straks"), 0)])
def test_a_text_message_that_fails_keeps_no_letter_in(reachable, error, count):
    _prefers(reachable, "sms")
    letter = writes(reachable, officer(), at(TODAY))
    _leaves(sms=Way(error))
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert ContactTask.objects.count() == count


def test_where_nothing_is_set_up_all_goes_by_post(reachable):
    _prefers(reachable, "email")
    writes(reachable, officer(), at(TODAY))
    assert len(_leaves(mail=None, sms=None)["post"].parcels) == 1


def test_a_letter_of_the_law_goes_by_post_whatever_somebody_likes(reachable):
    _prefers(reachable, "email")
    assert letters.channel_of(reachable, "fourteen_day") == "post"
    Party.objects.update(email="")
    assert letters.channel_of(reachable, "reminder") == "post"


def test_no_letter_ever_goes_to_the_name_of_who_died(reachable):
    letter = writes(reachable, officer(), at(TODAY))
    Party.objects.update(deceased_on=TODAY)
    ways = _leaves()
    letter.refresh_from_db()
    assert (letter.state, ways["post"].parcels) == (LetterState.WITHDRAWN, [])
    with pytest.raises(Refused, match="has died"):
        letters.preview(reachable.pk, step_name="reminder", by=officer("o"), now=at(TODAY))


def test_who_is_told_to_have_died_gets_no_letter_before_the_register_says_so(reachable):
    letter, olga = writes(reachable, officer(), at(TODAY)), officer("o")
    happens(reachable, "deceased", olga, TODAY)
    assert _leaves()["post"].parcels == []
    letter.refresh_from_db()
    assert letter.state == LetterState.WITHDRAWN


def test_the_tenant_who_lives_is_written_to_alone():
    association()
    two = tuple(PartyRow(role="tenant", name=name, first_name="Proef") for name in ("Een", "Twee"))
    who = tenancy(parties=two)
    rent(who, date(2026, 10, 1))
    Party.objects.filter(name="Een").update(deceased_on=date(2026, 9, 1))
    Party.objects.filter(name="Twee").update(role="co_tenant")
    found = letters.values(who, "visit_card", language="nl", by=CONSOLE, on=TODAY)
    assert (found["addressee"][0], found["salutation"]) == ("Proef Twee", "Beste Proef Twee")


@pytest.mark.parametrize("kind", ["dispute", "pause", "moratorium", "restructuring", "debt_help"])
def test_a_stop_that_comes_in_the_ten_minutes_keeps_the_letter_in(late, kind):
    letter, olga = writes(late, officer(), at(TODAY)), officer("o")
    happens(late, kind, olga, TODAY)
    assert _leaves()["post"].parcels == []
    letter.refresh_from_db()
    assert letter.state == LetterState.WITHDRAWN
    assert letter.reason


def test_the_cap_on_letters_holds_at_the_deed_as_well(late):
    for day in (10, 12, 14):
        Letter.objects.create(
            tenancy=late, name="reminder", language="nl", values={}, state="sent",
            sent_on=date(2026, 9, day), written_at=at(TODAY), leaves_at=at(TODAY), ended_at=at(TODAY),
        )  # fmt: skip
    with pytest.raises(Refused, match="most letters"):
        writes(late, officer(), at(TODAY))


def test_a_task_to_call_goes_before_a_letter(late):
    ContactTask.objects.create(
        tenancy=late, kind="follow_up", source="x", owner="collection_officer", opened_on=TODAY, due_on=TODAY
    )
    with pytest.raises(Refused, match="call or visit is due"):
        writes(late, officer(), at(TODAY))
    assert open_step(late).name == "reminder"


def test_a_letter_of_another_room_takes_what_only_that_room_knows(late):
    extra = {"instalment_due_on": "2026-10-01", "instalment_amount": 5000, "open_amount": 2500}
    made = letters.put_in_the_queue(late, name="word_before_breach", by=CONSOLE, now=at(TODAY), extra=extra)
    assert made.values["open_amount"] == 2500
    assert len(_leaves()["post"].parcels) == 1
    with pytest.raises(Refused, match="cannot be written"):
        letters.put_in_the_queue(late, name="breach", by=CONSOLE, now=at(TODAY) + timedelta(hours=2))
    night(TODAY + timedelta(days=1))
