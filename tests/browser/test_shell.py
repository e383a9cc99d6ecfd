"""The shell in a real browser: signing in, languages, keys, and pages that keep nobody out."""

import pytest

WORD = "een-lang-wachtwoord-van-verzinsel"


@pytest.fixture
def signed_in(page, django_user_model):
    django_user_model.objects.create_user(
        "noor", password=WORD, first_name="Noor", last_name="Verzonnen", role="collection_officer"
    )
    page.goto("/me/")
    page.get_by_label("Gebruikersnaam").fill("noor")
    page.get_by_label("Wachtwoord").fill(WORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", level=1, name="Noor Verzonnen").wait_for()
    return page


def is_too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_signing_in_keeps_nobody_out(page, axe, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/sign-in/")
    assert axe(page) == []
    assert not is_too_wide(page)


@pytest.mark.parametrize("address", ["/me/", "/keys/", "/nowhere/"])
def test_a_page_fits_a_small_phone_and_keeps_nobody_out(signed_in, axe, address):
    signed_in.set_viewport_size({"width": 320, "height": 800})
    signed_in.goto(address)
    assert axe(signed_in) == []
    assert not is_too_wide(signed_in)


def test_the_language_switch_is_remembered(page):
    page.goto("/sign-in/")
    page.get_by_role("button", name="EN").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.reload()
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_a_wrong_password_is_said_and_lets_nobody_in(page, django_user_model):
    django_user_model.objects.create_user("noor", password=WORD)
    page.goto("/sign-in/")
    page.get_by_label("Gebruikersnaam").fill("noor")
    page.get_by_label("Wachtwoord").fill("iets anders dan het was")
    page.get_by_role("button", name="Log in").click()
    assert page.get_by_role("alert").is_visible()


def test_the_keys_open_with_a_question_mark_and_close_with_escape(signed_in):
    signed_in.keyboard.press("?")
    assert signed_in.get_by_role("dialog").is_visible()
    signed_in.keyboard.press("Escape")
    assert not signed_in.locator("#keys").is_visible()


def test_keys_of_one_letter_can_be_switched_off_for_good(signed_in):
    signed_in.goto("/keys/")
    signed_in.get_by_role("checkbox").uncheck()
    signed_in.goto("/me/")
    signed_in.keyboard.press("?")
    assert not signed_in.locator("#keys").is_visible()


def test_the_way_out_is_one_button(signed_in):
    signed_in.get_by_role("button", name="Log uit").click()
    signed_in.goto("/me/")
    assert signed_in.get_by_role("heading", name="Log in").is_visible()
