"""A letter waits ten minutes, can be taken back, and is stopped by what comes first."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from gewoon.actions import nightly
from gewoon.actions.contact import dispatch, letters
from gewoon.actions.rights import CONSOLE, NIGHT, NotAllowed, NotFound, Refused
from gewoon.gateways.erp.model import PartyRow
from gewoon.gateways.post import FileDrop
from gewoon.records.contact import Letter, LetterState
from gewoon.records.ledger import Statement, StatementFile
from gewoon.records.people import Role
from gewoon.rules.ledger.kinds import Kind
from stories import (
    RENT,
    Post,
    association,
    at,
    claim,
    comes_back,
    happens,
    next_step,
    night,
    nights,
    officer,
    open_step,
    own_account,
    pays,
    rent,
    sends,
    tenancy,
    writes,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)


def _dispatch(now, post: Post | None = None) -> tuple[int, int]:
    return dispatch.dispatch(post=post or Post(), by=CONSOLE, now=now)


def _text(pdf: bytes) -> str:
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(words.split())


def test_a_letter_leaves_after_ten_minutes_and_not_before(late):
    letter = writes(late, officer(), at(TODAY))
    assert open_step(late) is None
    assert _dispatch(at(TODAY, 10, 9)) == (0, 0)
    post = Post()
    assert _dispatch(at(TODAY, 10, 10), post) == (1, 0)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on) == (LetterState.SENT, TODAY)
    assert post.parcels[0].sha256 == letter.sha256


def test_a_letter_leaves_once_however_often_the_post_goes(late, tmp_path):
    writes(late, officer(), at(TODAY))
    post = FileDrop(tmp_path)
    assert [dispatch.dispatch(post=post, by=CONSOLE, now=at(TODAY, 11)) for _ in range(3)] == [
        (1, 0),
        (0, 0),
        (0, 0),
    ]
    assert len(list(tmp_path.glob("*/*.pdf"))) == 1


def test_a_letter_that_was_taken_back_never_leaves_and_its_step_is_open_again(late):
    olga = officer()
    letter = writes(late, olga, at(TODAY))
    letters.take_back(late.pk, letter_id=letter.pk, by=olga, now=at(TODAY, 10, 5))
    assert next_step(late) == "reminder"
    assert late.work.step_id == letter.step_id
    assert _dispatch(at(TODAY, 11)) == (0, 0)


def test_a_letter_that_left_cannot_be_taken_back(late):
    olga = officer()
    letter = sends(late, olga, TODAY)
    with pytest.raises(Refused, match="has left already"):
        letters.take_back(late.pk, letter_id=letter.pk, by=olga, now=at(TODAY, 12))


def test_a_letter_without_a_step_can_be_taken_back(late):
    letter = writes(late, officer(), at(TODAY))
    Letter.objects.filter(pk=letter.pk).update(step=None)
    letters.take_back(late.pk, letter_id=letter.pk, by=CONSOLE, now=at(TODAY, 10, 5))
    letter.refresh_from_db()
    assert letter.state == LetterState.WITHDRAWN


def test_a_payment_that_comes_first_stops_the_letter(late):
    letter = writes(late, officer(), at(TODAY))
    pays(late, 5_000, TODAY, now=at(TODAY, 10, 5))
    assert _dispatch(at(TODAY, 11)) == (0, 1)
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (LetterState.STOPPED, "a payment came first")
    assert _dispatch(at(TODAY, 12)) == (0, 0)


def test_a_payment_of_an_import_that_began_before_the_letter_stops_it_too(late):
    writes(late, officer(), at(TODAY))
    pays(late, RENT, TODAY, now=at(TODAY, 9, 59))
    assert _dispatch(at(TODAY, 11)) == (0, 1)


def test_a_payment_that_counts_from_a_later_day_stops_it_too(late):
    writes(late, officer(), at(TODAY))
    pays(late, RENT, TODAY + timedelta(days=3), now=at(TODAY, 9, 59))
    assert _dispatch(at(TODAY, 11)) == (0, 1)


def test_a_payment_that_was_there_before_the_letter_does_not_stop_it(late):
    pays(late, 5_000, TODAY, now=at(TODAY, 9))
    writes(late, officer(), at(TODAY))
    assert _dispatch(at(TODAY, 11)) == (1, 0)


def test_a_letter_that_waits_is_not_asked_for_again(late):
    olga = officer()
    writes(late, olga, at(TODAY))
    happens(late, "children", olga, TODAY)
    assert next_step(late) == "wait"
    night(TODAY + timedelta(days=1))
    assert next_step(late) == "wait"


def test_a_letter_that_was_stopped_is_asked_for_again_while_arrears_stand(late):
    writes(late, officer(), at(TODAY))
    pays(late, 5_000, TODAY, now=at(TODAY, 10, 5))
    _dispatch(at(TODAY, 11))
    night(TODAY + timedelta(days=1))
    assert next_step(late) == "reminder"


def test_nothing_is_written_or_sent_while_a_statement_is_missing(late):
    olga = officer()
    writes(late, olga, at(TODAY))
    for day, cents in ((1, 0), (4, 99_00)):
        file = StatementFile.objects.create(sha256=str(day), name="x", format="camt", imported_at=at(TODAY))
        Statement.objects.create(
            file=file,
            account=own_account(),
            identifier=str(day),
            opening_cents=cents,
            closing_cents=cents,
            opening_on=TODAY.replace(day=day),
            closing_on=TODAY.replace(day=day),
        )
    assert _dispatch(at(TODAY, 11)) == (0, 0)
    other = tenancy(102)
    rent(other, date(2026, 10, 1))
    happens(other, "children", olga, TODAY)  # decides at once
    with pytest.raises(Refused, match="no longer open"):
        letters.write_letter(late.pk, step_id=late.steps.get(name="reminder").pk, by=olga, now=at(TODAY))
    step = other.steps.get()
    step.name = "reminder"
    step.save()
    with pytest.raises(Refused, match="statement is missing"):
        writes(other, olga, at(TODAY))


def test_a_step_that_is_gone_or_has_no_letter_gives_none(late):
    olga = officer()
    step = open_step(late)
    writes(late, olga, at(TODAY))
    with pytest.raises(Refused, match="no longer open"):
        letters.write_letter(late.pk, step_id=step.pk, by=olga, now=at(TODAY))
    night(TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="no letter for this step"):
        writes(late, olga, at(TODAY, 12))


def test_a_letter_to_a_tenant_who_owes_nothing_any_more_is_refused(late):
    pays(late, RENT, TODAY, now=at(TODAY, 9))
    with pytest.raises(Refused, match="Nothing is open any more"):
        writes(late, officer(), at(TODAY))


def test_a_letter_needs_the_details_of_the_association_and_a_tenant(late):
    from gewoon.records.people import Association

    olga = officer()
    late.parties.all().delete()
    with pytest.raises(Refused, match="No tenant is known"):
        writes(late, olga, at(TODAY))
    Association.objects.all().delete()
    with pytest.raises(Refused, match="details of the association are missing"):
        writes(late, olga, at(TODAY))


def test_a_value_that_fits_in_no_letter_is_refused_with_its_reason(late):
    association(iban="NL00NOTANIBAN")
    with pytest.raises(Refused, match="The letter cannot be written"):
        writes(late, officer(), at(TODAY))


def test_a_letter_goes_to_the_administrator_where_there_is_one():
    association()
    administrator = PartyRow(role="administrator", name="Bewind BV", address="Postbus 9\n9999 ZZ  Elders")
    guarded = tenancy(parties=(PartyRow(role="tenant", name="Huurder"), administrator))
    rent(guarded, date(2026, 10, 1))
    shown = letters.preview(guarded.pk, step_name="reminder", by=officer(), now=at(TODAY))
    assert "Bewind BV Postbus 9 9999 ZZ Elders" in _text(shown)
    assert "Nergensweg" not in _text(shown)


def test_two_tenants_are_written_at_home():
    association()
    two = tuple(PartyRow(role="tenant", name=name, first_name="Proef") for name in ("Een", "Twee"))
    both = tenancy(parties=two)
    rent(both, date(2026, 10, 1))
    shown = _text(letters.preview(both.pk, step_name="reminder", by=officer(), now=at(TODAY)))
    assert "Proef Een Proef Twee Nergensweg 101 1000 AB Waterrijk" in shown


def test_no_letter_goes_past_an_administrator_whose_address_is_unknown():
    association()
    tenant = PartyRow(role="tenant", name="Een", first_name="Proef")
    who = tenancy(parties=(tenant, PartyRow(role="administrator", name="Bewind BV")))
    rent(who, date(2026, 10, 1))
    with pytest.raises(Refused, match="administrator has no address"):
        letters.preview(who.pk, step_name="reminder", by=officer(), now=at(TODAY))


HOSTILE = [
    '#{"a"*10000000000}',
    '#read("/etc/passwd")',
    "$x^2$ @name *bold* _it_",
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}",
    "{salutation} {payment}",
    "=HYPERLINK(1)",
    "# Kop\\ `code`",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name):
    association()
    someone = tenancy(parties=(PartyRow(role="tenant", name=name),))
    rent(someone, date(2026, 10, 1))
    shown = letters.preview(someone.pk, step_name="reminder", by=officer(), now=at(TODAY))
    assert name.replace(" ", "") in _text(shown).replace(" ", "")


def test_the_officer_with_a_number_answers_else_the_desk_does(late):
    olga = officer(first_name="Olga", last_name="Verzonnen", phone="000-2222222")
    mine = letters.preview(late.pk, step_name="reminder", by=olga, now=at(TODAY))
    ours = letters.preview(late.pk, step_name="reminder", by=CONSOLE, now=at(TODAY))
    assert "Olga Verzonnen: 000-2222222" in _text(mine)
    assert "Team Huur: 000-0000000" in _text(ours)


def test_a_tenant_who_reads_english_gets_english():
    association()
    english = tenancy(parties=(PartyRow(role="tenant", name="Tenant", language="en"),))
    rent(english, date(2026, 10, 1))
    claim(english, 1_000, date(2026, 10, 2), Kind.OTHER_CHARGE)
    shown = _text(letters.preview(english.pk, step_name="reminder", by=officer(), now=at(TODAY)))
    assert "Rent October 2026" in shown
    assert "Other charges" in shown


def test_another_language_than_ours_gets_dutch():
    association()
    polish = tenancy(parties=(PartyRow(role="tenant", name="Najemca", language="pl"),))
    assert letters.language_of(polish) == "nl"


def test_the_second_reminder_offers_help_and_two_weeks_to_decline(late):
    shown = _text(letters.preview(late.pk, step_name="second_reminder", by=CONSOLE, now=at(TODAY)))
    assert "19 oktober 2026" in shown
    assert "Schuldhulp Waterrijk" in shown


def test_the_law_s_letter_asks_for_the_principal_alone(late):
    claim(late, 4_000, date(2026, 10, 2), Kind.COSTS)
    shown = _text(letters.preview(late.pk, step_name="letter14", by=CONSOLE, now=at(TODAY)))
    assert "€ 600,00" in shown
    assert "€ 40,00" not in shown.split("90,00")[0] or "Kosten" not in shown.split("600,00")[0]


def test_the_law_s_letter_is_held_while_its_tariff_is_not_verified(late):
    with pytest.raises(Refused, match="not verified"):
        letters.preview(late.pk, step_name="letter14", by=CONSOLE, now=at(date(2030, 1, 2)))


def test_a_letter_shows_again_as_it_left(late):
    olga = officer()
    letter = writes(late, olga, at(TODAY))
    post = Post()
    _dispatch(at(TODAY, 11), post)
    assert letters.pdf(letter.pk, by=olga) == post.parcels[0].pdf


def test_a_letter_that_does_not_exist_is_not_found(late):
    olga = officer()
    with pytest.raises(NotFound):
        letters.pdf(0, by=olga)
    with pytest.raises(NotFound):
        letters.preview(0, step_name="reminder", by=olga, now=at(TODAY))
    with pytest.raises(NotFound):
        letters.preview(late.pk, step_name="wait", by=olga, now=at(TODAY))


def test_only_who_may_sends_letters(late):
    step = open_step(late)
    with pytest.raises(NotAllowed):
        letters.write_letter(late.pk, step_id=step.pk, by=officer(role=Role.SOCIAL_WORKER), now=at(TODAY))
    with pytest.raises(NotAllowed):
        dispatch.dispatch(post=Post(), by=officer("tom", Role.TRAINER), now=at(TODAY))


def _freed_of_debt(olga) -> tuple:
    """Somebody who paid off three months ago after a reminder, on the day the good news is due."""
    who = tenancy()
    rent(who, date(2026, 7, 2))
    night(date(2026, 7, 10))
    sends(who, olga, date(2026, 7, 10))
    paid = pays(who, RENT, date(2026, 7, 20))
    nightly.run(on=date(2026, 10, 20), now=at(date(2026, 10, 20), 3), by=NIGHT, after_pause=True)
    week = nights(date(2026, 10, 21), date(2026, 10, 27))  # good news is asked about once a week
    day = next(day for day in week if next_step(who) == "good_news")
    return who, paid, day


def test_who_is_free_of_debt_gets_good_news_and_then_rest():
    association()
    olga = officer()
    who, _, day = _freed_of_debt(olga)
    letter = writes(who, olga, at(day))
    pays(who, RENT, day, now=at(day, 10, 5))  # the next rent is no reason to hold good news
    assert _dispatch(at(day, 11)) == (1, 0)
    assert letter.name == "paid_off"
    night(day + timedelta(days=1))
    assert next_step(who) is None


def test_good_news_that_is_no_longer_true_is_stopped():
    association()
    olga = officer()
    who, paid, day = _freed_of_debt(olga)
    letter = writes(who, olga, at(day))
    comes_back(paid, day)
    assert _dispatch(at(day, 11)) == (0, 1)
    letter.refresh_from_db()
    assert letter.reason == "something is open again"


def test_a_letter_that_another_run_sent_in_the_meantime_is_left_alone(late, monkeypatch):
    writes(late, officer(), at(TODAY))
    waiting = list(dispatch._due(at(TODAY, 11)))
    assert _dispatch(at(TODAY, 11)) == (1, 0)
    monkeypatch.setattr(dispatch, "_due", lambda _: waiting)
    post = Post()
    assert _dispatch(at(TODAY, 11), post) == (0, 0)
    assert post.parcels == []
