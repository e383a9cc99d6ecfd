"""The pages of the policy: read it, compare it, try it on the past, and publish it with two people."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from gewoon.gateways.policy_files import shipped_policies, shipped_policy, sound_policy
from gewoon.records.people import Role
from gewoon.records.policy import PublishedPolicy
from gewoon.rules.policy.counts import COLUMNS
from gewoon.rules.policy.reading import Text
from gewoon.web.setup import compare, path, slowly
from gewoon.web.setup.words import COUNTED
from gewoon.web.shared import moment
from stories import at, night, officer, rent, tenancy

TODAY = date(2026, 11, 22)
SHIPPED = shipped_policies()[-1].content
OURS = SHIPPED.replace("valid_from = 2026-07-01", "valid_from = 2026-12-01")


@pytest.fixture(autouse=True)
def clock(db, monkeypatch):
    """Set the clock of the pages."""
    monkeypatch.setattr(moment, "now", lambda: at(TODAY))


def signed_in(role=Role.COLLECTION_OFFICER, name="olga"):
    found = Client()
    found.force_login(officer(name, role))
    return found


def page(client, route, *args, **asked):
    answer = client.get(reverse(f"setup:{route}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def upload(client, content, **more):
    file = SimpleUploadedFile("ours.toml", content.encode() if isinstance(content, str) else content)
    return client.post(reverse("setup:draft"), {"file": file, **more})


def proposed(client):
    client.post(
        reverse("setup:draft"),
        {"do": "propose", "text": OURS, "name": "ours.toml", "why": "Met de huurdersraad besproken."},
    )
    return PublishedPolicy.objects.get()


def test_the_policy_is_read_in_both_forms():
    shown = page(signed_in(), "policy")
    rule = shipped_policy(TODAY).rules[3]
    assert f'id="rule-{rule.id}"' in shown
    assert "Zo staat het er" in shown
    assert "Zo is het begrepen" in shown
    assert "Dit is het beleid van vandaag" in shown


def test_the_path_goes_from_the_reminder_to_the_eviction():
    drawn = path.draw(shipped_policy(TODAY), "en")
    names = [stop.label for stop in drawn.stops]
    assert names[0] == "Send a reminder"
    assert sum(stop.is_gate for stop in drawn.stops) == 5
    assert all(stop.duties for stop in drawn.stops if stop.is_gate)
    assert [stop.y for stop in drawn.stops] == sorted(stop.y for stop in drawn.stops)
    assert drawn.height > drawn.stops[-1].y


def test_the_drawing_has_a_title_and_says_itself_in_text():
    shown = page(signed_in(), "policy")
    assert '<title id="path-t">Van de eerste gemiste dag tot de rechter</title>' in shown
    assert "1. Stuur herinnering" in shown


def test_another_version_is_read_and_taken_as_a_file():
    client = signed_in()
    assert "Niet het beleid van vandaag" in page(client, "version", "s2023-01-01")
    answer = client.get(reverse("setup:version_file", args=["s2026-07-01"]))
    assert answer.content.decode() == SHIPPED
    assert client.get(reverse("setup:version", args=["s1999-01-01"])).status_code == 404


def test_a_version_beside_itself_differs_in_nothing():
    shown = page(signed_in(), "compare", old="s2026-07-01", new="s2026-07-01")
    assert "Geen enkele huurder krijgt een andere stap." in shown


def test_a_comparison_that_takes_long_says_so(monkeypatch):
    monkeypatch.setattr(slowly, "answer", lambda key, work: None)
    assert 'http-equiv="refresh"' in page(signed_in(), "compare", old="s2023-01-01", new="s2026-07-01")


SMALL = """
[policy]
name = "klein"
valid_from = 2026-01-01
otherwise = "wait"
[[fact]]
name = "weeks"
type = "count"
[[rule]]
id = "late"
when = "weeks >= 4"
then = "visit"
"""


def test_a_difference_stands_per_pair_of_steps_in_words():
    old, new = (
        sound_policy(Text(file="klein.toml", content=text), TODAY)
        for text in (SMALL, SMALL.replace(">= 4", ">= 6"))
    )
    (pair,) = compare.in_pairs(old, new, "en")
    assert (pair["was"], pair["becomes"]) == ("visit", "wait")
    assert any("weeks is 4 to 5" in line for line, _ in pair["lines"])


def test_the_past_is_tried_and_given_as_a_table():
    who = tenancy()
    rent(who, date(2026, 9, 1), date(2026, 10, 1))
    night(date(2026, 10, 5))
    client, asked = signed_in(), {"one": "s2026-07-01", "from": "2026-09-01", "to": "2026-10-31"}
    shown = page(client, "past", **asked)
    assert "1 huurders, maand na maand" in shown
    assert "Tenants in arrears" not in shown
    assert "september 2026: 1. oktober 2026: 1." in shown
    answer = client.get(reverse("setup:past_csv"), asked)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in lines[1:]] == ["2026-09", "2026-10"]
    assert lines[1].endswith(";1")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-10-31", "2026-09-01"),
        ("2026-10-01", "2027-01-01"),
        ("2020-01-01", "2026-10-01"),
        ("gisteren", "2026-10-01"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_a_sentence(first, last):
    answer = signed_in().get(reverse("setup:past"), {"from": first, "to": last})
    assert answer.status_code == 400


def test_everything_that_is_counted_has_a_name():
    assert set(COUNTED) == set(COLUMNS)


def test_a_sound_draft_is_checked_then_proposed_then_published_by_another():
    olga, marit = signed_in(), signed_in(Role.MANAGER, "marit")
    assert "Niets houdt dit beleid tegen" in upload(olga, OURS).content.decode()
    assert not PublishedPolicy.objects.exists()
    row = proposed(olga)
    assert "Publiceer vanaf 1 december 2026" in page(marit, "version", f"p{row.pk}")
    assert "Publiceer vanaf" not in page(olga, "version", f"p{row.pk}")
    marit.post(reverse("setup:publish", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("published", "marit")


def test_who_proposed_sees_no_button_and_cannot_publish():
    marit = signed_in(Role.MANAGER, "marit")
    row = proposed(marit)
    assert "Iemand anders publiceert het" in page(marit, "version", f"p{row.pk}")
    assert marit.post(reverse("setup:publish", args=[row.pk])).status_code == 409
    row.refresh_from_db()
    assert row.state == "proposed"


def test_a_proposal_is_turned_down_with_a_reason():
    row = proposed(signed_in())
    marit = signed_in(Role.MANAGER, "marit")
    marit.post(reverse("setup:refuse", args=[row.pk]), {"reason": "Eerst de huurdersraad."})
    assert "Eerst de huurdersraad." in page(marit, "version", f"p{row.pk}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[policy\n", "TOML"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 2_000_000, "at most 400000 characters"),
        (b"a = " + b"[" * 300_000, "nested too deeply"),
        (OURS.replace("home_visit", "home_vist", 1), "home_vist"),
        (OURS.replace('when = "arrears is 0"', "when = \"__import__('os')\""), "regel"),
    ],
)
def test_a_wrong_draft_is_refused_with_its_places(content, said):
    answer = upload(signed_in(), content)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Leg voor" not in answer.content.decode()


def test_a_draft_that_begins_too_early_is_not_offered():
    shown = upload(signed_in(), SHIPPED).content.decode()
    assert "Geef het een eerste dag die nog komt" in shown


READERS = {Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER, Role.MANAGER}
ROUTES = {
    "policy": READERS,
    "version": READERS,
    "version_file": READERS,
    "compare": READERS,
    "past": READERS,
    "past_csv": READERS,
    "draft": {Role.COLLECTION_OFFICER, Role.MANAGER},
    "publish": {Role.MANAGER},
    "refuse": {Role.MANAGER},
}
KEYS = {"version": ["s2026-07-01"], "version_file": ["s2026-07-01"], "publish": [7], "refuse": [7]}


@pytest.mark.parametrize("role", list(Role))
def test_each_page_exists_only_for_who_may_see_it(role):
    client = signed_in(role)
    for route, allowed in ROUTES.items():
        address = reverse(f"setup:{route}", args=KEYS.get(route, []))
        if role not in allowed:
            ask = client.post if route in {"publish", "refuse"} else client.get
            assert ask(address).status_code == 404, route
        elif route not in {"publish", "refuse"}:
            assert client.get(address).status_code == 200, route


def test_every_route_of_setup_is_asked():
    spaces = {key: value[1] for key, value in get_resolver().namespace_dict.items()}
    names = {name for name in spaces["setup"].reverse_dict if isinstance(name, str)}
    assert set(ROUTES) <= names
