"""A policy is published by two people, from a later day on, and only when nothing in it is wrong."""

from datetime import date, timedelta

import pytest

from gewoon.actions.policy import published, publishing
from gewoon.actions.policy.deciding import policy_on
from gewoon.actions.rights import NotAllowed, Refused
from gewoon.gateways.policy_files import shipped_policies, shipped_policy
from gewoon.records.people import CONSOLE, Role
from gewoon.records.policy import Decision, PolicyTexts, PublishedPolicy
from gewoon.records.queries.verify import verify
from gewoon.rules.policy.findings import Finding
from gewoon.rules.policy.reading import Text
from stories import at, night, officer, rent, tenancy

TODAY = date(2026, 11, 22)
FIRST = date(2026, 12, 1)
SHIPPED = shipped_policies()[-1].content


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here is on the real database."""


def draft(first=FIRST, *, old="", new=""):
    """Take the shipped policy from another day on, with a piece of it changed."""
    content = SHIPPED.replace("valid_from = 2026-07-01", f"valid_from = {first}")
    assert old in content
    return Text(file="ours.toml", content=content.replace(old, new, 1) if old else content)


STRICTER = draft(old="[[guarantee]]", new="# ours\n[[guarantee]]")


def proposed(text=STRICTER, by=None):
    return publishing.propose_policy(text, why="Met het team besproken.", by=by or officer(), now=at(TODAY))


def test_a_policy_begins_on_its_day_and_not_before():
    row = proposed()
    publishing.publish_policy(row.pk, by=officer("marit", Role.MANAGER), now=at(TODAY))
    assert policy_on(FIRST - timedelta(days=1)) is shipped_policy(FIRST - timedelta(days=1))
    assert policy_on(FIRST).content_hash == row.sha256 != shipped_policy(FIRST).content_hash


def test_what_is_only_proposed_decides_nothing():
    proposed()
    assert policy_on(FIRST) is shipped_policy(FIRST)


def test_nobody_publishes_an_own_policy():
    marit = officer("marit", Role.MANAGER)
    row = proposed(by=marit)
    with pytest.raises(Refused, match="somebody else publishes it"):
        publishing.publish_policy(row.pk, by=marit, now=at(TODAY))
    assert policy_on(FIRST) is shipped_policy(FIRST)


@pytest.mark.parametrize("role", [Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER, Role.AUDITOR, Role.IT_ADMIN])
def test_only_a_manager_publishes(role):
    row = proposed()
    with pytest.raises(NotAllowed):
        publishing.publish_policy(row.pk, by=officer("piet", role), now=at(TODAY))


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.AUDITOR, Role.IT_ADMIN, Role.TENANT])
def test_who_may_not_propose_does_not(role):
    with pytest.raises(NotAllowed):
        proposed(by=officer("piet", role))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (Text(file="x.toml", content="[policy\n"), "this is no TOML"),
        (Text(file="x.toml", content="a = " + "[" * 100_000), "nested too deeply"),
        (draft(old="home_visit", new="home_vist"), "home_vist"),
        (draft(old='when = "arrears is 0"', new='when = "arrears < 5"'), "no owner, to a tenancy in arrears"),
        (draft(old='when = "arrears is 0"', new='when = "__import__(1)"'), "errors"),
        (draft(TODAY), "must be later than 2026-11-22"),
        (draft(date(2026, 7, 1)), "must be later than 2026-11-22"),
    ],
)
def test_a_policy_with_an_error_is_refused_and_nothing_is_kept(text, why):
    with pytest.raises(Refused, match=why):
        proposed(text)
    assert not PublishedPolicy.objects.exists()


def test_a_file_that_is_no_text_or_too_large_is_not_looked_into():
    assert isinstance(publishing.read_draft(b"\xff\xfe", "x.toml"), Finding)
    assert "10000000 bytes" in publishing.read_draft(b"[" * 10_000_000, "x.toml").message
    assert publishing.read_draft(b"\xef\xbb\xbfa = 1", "x.toml") == Text(file="x.toml", content="a = 1")


def test_one_policy_begins_on_a_day():
    marit = officer("marit", Role.MANAGER)
    first, other = proposed(), proposed(by=officer("omar"))
    publishing.publish_policy(first.pk, by=marit, now=at(TODAY))
    with pytest.raises(Refused, match="choose a later first day"):
        publishing.publish_policy(other.pk, by=marit, now=at(TODAY))


def test_a_proposal_whose_day_has_come_is_not_published():
    row = proposed()
    with pytest.raises(Refused, match="must be later"):
        publishing.publish_policy(row.pk, by=officer("marit", Role.MANAGER), now=at(FIRST))


def test_a_refused_policy_stays_refused():
    marit, row = officer("marit", Role.MANAGER), proposed()
    with pytest.raises(Refused, match="Give a reason"):
        publishing.refuse_policy(row.pk, reason=" ", by=marit, now=at(TODAY))
    publishing.refuse_policy(row.pk, reason="Eerst de huurdersraad.", by=marit, now=at(TODAY))
    with pytest.raises(Refused, match="decided on already"):
        publishing.publish_policy(row.pk, by=marit, now=at(TODAY))


def test_a_published_text_that_was_changed_decides_nothing():
    row = proposed()
    publishing.publish_policy(row.pk, by=officer("marit", Role.MANAGER), now=at(TODAY))
    PublishedPolicy.objects.filter(pk=row.pk).update(text=SHIPPED)
    with pytest.raises(Refused, match="not as it was published"):
        policy_on(FIRST)


def test_old_cases_keep_the_policy_they_were_decided_under():
    who = [tenancy(101), tenancy(102)]
    rent(who[0], date(2026, 11, 1))
    night(date(2026, 11, 20))
    row = proposed()
    publishing.publish_policy(row.pk, by=officer("marit", Role.MANAGER), now=at(TODAY))
    rent(who[1], date(2026, 12, 1))
    night(date(2026, 11, 27))
    night(date(2026, 12, 4))
    hashes = dict(Decision.objects.order_by("pk").values_list("tenancy_id", "policy_hash"))
    assert hashes[who[1].pk] == row.sha256
    first = Decision.objects.filter(tenancy=who[0]).order_by("pk").first()
    assert first.policy_hash == shipped_policy(TODAY).content_hash
    assert PolicyTexts.objects.count() == 2
    report = verify(CONSOLE, policies=published.policy_of, now=at(date(2026, 12, 5)), is_complete=True)
    assert report.findings == ()
