"""Signing in with a code: once, for a while, not by guessing, and without saying who exists."""

import re
from datetime import date, timedelta

import pytest

from gewoon.actions.contact import sign_in
from gewoon.actions.contact.sign_in import TooMany
from gewoon.actions.rights import NIGHT, NotAllowed
from gewoon.gateways.erp.model import PartyRow
from gewoon.gateways.mail import MailFolder
from gewoon.gateways.post import FileDrop
from gewoon.records.people import Role, User
from gewoon.records.tenancy import CodeAsked, CodeChannel, Party, SignInCode, SignInTry, TenantAccount
from stories import association, at, officer, tenancy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
NOW = at(TODAY)
MINUTES = timedelta(minutes=1)


@pytest.fixture
def home():
    association(mail="huur@waterrijk.example")
    found = tenancy(101)
    Party.objects.update(email="proef@post.example")
    return found


def asks(home, channel="email", *, postcode=None, number=None, address="192.0.2.1", now=NOW):
    home.refresh_from_db()
    sign_in.ask_for_code(
        number=number or home.number,
        postcode=home.home.postcode if postcode is None else postcode,
        channel=channel,
        address=address,
        now=now,
    )


def ways(tmp_path):
    return {
        "post": FileDrop(tmp_path / "letters"),
        "mail": MailFolder(tmp_path / "mail"),
        "page": "host/mijn",
    }


def sends(tmp_path, now=NOW):
    return sign_in.send_codes(**ways(tmp_path), by=NIGHT, now=now)


def types(home, code, *, address="192.0.2.1", now=NOW):
    return sign_in.sign_in(number=home.number, code=code, address=address, now=now)


def code_of(home, channel=CodeChannel.EMAIL, now=NOW):
    return sign_in.new_code(home.parties.first(), channel, now=now)


def test_a_code_comes_by_e_mail_and_opens_the_page_of_that_home(home, tmp_path):
    asks(home, postcode=home.home.postcode.lower().replace(" ", "  "))
    assert sends(tmp_path) == 1
    (mail,) = (tmp_path / "mail").glob("*.eml")
    (code,) = re.findall(r"\d{4} \d{4}", mail.read_text("utf-8"))
    user = types(home, code)
    assert (user.role, user.tenant_account.party.tenancy_id) == (Role.TENANT, home.pk)
    assert not user.has_usable_password()


def test_a_code_comes_by_letter_and_is_kept_nowhere(home, tmp_path):
    asks(home, "letter")
    assert sends(tmp_path) == 1
    assert len(list((tmp_path / "letters").rglob("*.pdf"))) == 1
    kept = SignInCode.objects.get()
    assert len(kept.digest) == 64 and kept.expires_at == NOW + timedelta(days=14)
    assert home.letters.count() == 0 and CodeAsked.objects.count() == 0


def test_a_code_works_once(home):
    code = code_of(home)
    assert types(home, code) is not None
    assert types(home, code) is None


def test_signing_in_again_is_the_same_user(home):
    first, second = (
        types(home, code_of(home)),
        types(home, code_of(home, now=NOW + MINUTES), now=NOW + MINUTES),
    )
    assert first == second and TenantAccount.objects.count() == 1


@pytest.mark.parametrize(("channel", "last"), [("email", 15 * MINUTES), ("letter", timedelta(days=14))])
def test_a_code_expires(home, channel, last):
    code = code_of(home, channel)
    assert types(home, code, now=NOW + last) is None
    assert types(home, code, now=NOW + last - MINUTES) is not None


def test_a_new_e_mailed_code_ends_the_one_before_and_not_the_letter(home):
    letter, first = code_of(home, "letter"), code_of(home)
    code_of(home, now=NOW + MINUTES)
    assert types(home, first, now=NOW + MINUTES) is None
    assert types(home, letter, now=NOW + MINUTES) is not None


def test_the_code_of_another_home_does_not_fit(home):
    other = tenancy(102)
    assert types(other, code_of(home)) is None


@pytest.mark.parametrize("wrong", [{"postcode": "0000 XX"}, {"number": 999}])
def test_who_asks_for_what_does_not_exist_leaves_the_same_trace_and_gets_nothing(home, tmp_path, wrong):
    asks(home, **wrong)
    assert (CodeAsked.objects.count(), SignInTry.objects.count()) == (1, 1)
    assert sends(tmp_path) == 0
    assert SignInCode.objects.count() == 0 and not (tmp_path / "mail").exists()


def test_asking_and_typing_do_as_much_for_a_home_that_is_not_there(home, django_assert_num_queries):
    class Nowhere:
        number = 999

    for number in (home.number, 999):
        with django_assert_num_queries(7):  # the same for both: counted, then written
            sign_in.ask_for_code(number=number, postcode="1", channel="email", address="a", now=NOW)
    code_of(home)
    for who in (home, Nowhere):
        with django_assert_num_queries(6):
            assert types(who, "00000000", address="b") is None


@pytest.mark.parametrize("number", [101, 999])
def test_who_keeps_guessing_at_a_tenancy_is_stopped_whether_it_exists_or_not(home, number):
    right = code_of(home)
    for turn in range(sign_in.MOST_TYPED):
        sign_in.sign_in(number=number, code="1", address=f"192.0.2.{turn}", now=NOW)
    with pytest.raises(TooMany):
        sign_in.sign_in(number=number, code=right, address="192.0.2.99", now=NOW)
    later = NOW + timedelta(hours=1, minutes=1)
    assert sign_in.sign_in(number=number, code="1", address="192.0.2.99", now=later) is None


def test_who_keeps_asking_is_stopped(home):
    for _ in range(sign_in.MOST_ASKED):
        asks(home)
    with pytest.raises(TooMany):
        asks(home)


def test_one_address_cannot_go_over_all_tenancies(home):
    for number in range(1, sign_in.MOST_FROM_ADDRESS + 1):
        asks(home, number=number)
    with pytest.raises(TooMany):
        types(home, "1")
    assert types(home, code_of(home), address="192.0.2.2") is not None


def test_asking_twice_sends_one_letter_a_week(home, tmp_path):
    for _ in range(2):
        asks(home, "letter")
    assert sends(tmp_path) == 1
    asks(home, "letter", now=NOW + timedelta(days=8))
    assert sends(tmp_path, now=NOW + timedelta(days=8)) == 1


def test_no_letter_goes_to_a_home_that_somebody_left(home, tmp_path):
    home.ends_on = date(2026, 9, 30)
    home.save()
    asks(home, "letter")
    assert sends(tmp_path) == 0


def test_under_administration_the_code_goes_to_the_administrator(tmp_path):
    association(mail="huur@waterrijk.example")
    rows = (
        PartyRow(role="tenant", name="Verzonnen", first_name="Proef"),
        PartyRow(role="administrator", name="Bureau Bewind"),
    )
    home = tenancy(103, parties=rows)
    Party.objects.update(email="een@post.example")
    asks(home)
    assert sends(tmp_path) == 1
    assert SignInCode.objects.get().party.role == "administrator"


def test_somebody_who_died_or_was_shut_out_does_not_come_in(home):
    types(home, code_of(home))
    User.objects.update(is_active=False)
    assert types(home, code_of(home, now=NOW + MINUTES), now=NOW + MINUTES) is None
    Party.objects.update(deceased_on=TODAY)
    assert types(home, code_of(home, now=NOW + 2 * MINUTES), now=NOW + 2 * MINUTES) is None


def test_what_is_missing_holds_nobody_else_up(tmp_path):
    found = tenancy(101)
    Party.objects.update(email="proef@post.example")
    asks(found)  # no association was described
    assert sends(tmp_path) == 0 and CodeAsked.objects.count() == 0


def test_an_address_that_is_none_sends_nothing(home, tmp_path):
    Party.objects.update(email="geen adres")
    asks(home)
    assert sends(tmp_path) == 0


def test_tries_go_after_a_day(home, tmp_path):
    asks(home)
    sends(tmp_path, now=NOW + timedelta(days=2))
    assert SignInTry.objects.count() == 0


def test_an_officer_does_not_send_codes_without_the_right(home, tmp_path):
    with pytest.raises(NotAllowed):
        sign_in.send_codes(**ways(tmp_path), by=officer("marit", Role.MANAGER), now=NOW)
