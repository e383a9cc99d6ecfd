"""Protocols, reports and releases: promised first, kept as shown, released by two."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from gewoon.actions.court import past
from gewoon.actions.court.past import PastCase
from gewoon.actions.outcome import protocols, releases, reports, shown
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.gateways import report_paper
from gewoon.gateways.outcome_files import shipped_protocol
from gewoon.records.outcome import Report
from gewoon.records.queries import outcome
from gewoon.records.queries.rights import Hidden
from stories import association, at, officer, rent, tenancy

TODAY = date(2026, 11, 22)
NOW = at(TODAY)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    association()
    home = tenancy(101)
    rent(home, date(2022, 1, 1))
    cases = [
        PastCase(
            tenancy_id=home.pk,
            asked_on=date(year, 2, 1),
            ordered_on=date(year, 4, 1),
            ended_on=date(year, 6, 1),
            end="carried_out",
        )
        for year in (2024, 2025)
    ]
    past.take_over(cases=cases, by=CONSOLE, now=NOW)
    return officer("marit", role="manager")


def make(by, later=0):
    return reports.make_report(on=TODAY, by=by, now=NOW + timedelta(minutes=later))


def test_a_protocol_is_signed_once_and_has_a_fingerprint(manager):
    signed = protocols.sign_protocol(by=manager, now=NOW)
    assert (signed.version, len(signed.sha256)) == (1, 64)
    with pytest.raises(Refused, match="signed already"):
        protocols.sign_protocol(by=manager, now=NOW)


def test_a_protocol_that_lacks_a_part_is_refused_by_name(manager):
    with pytest.raises(Refused, match="lacks eligible"):
        protocols.sign_protocol(by=manager, now=NOW, content={"start": {}})


def test_a_report_after_the_protocol_is_no_exploration_and_one_after_a_change_is(manager):
    assert make(manager).is_exploratory
    Report.objects.all()  # a report without a protocol was a look already
    protocols.sign_protocol(by=manager, now=NOW + timedelta(hours=1))
    assert reports.make_report(on=TODAY, by=manager, now=NOW + timedelta(hours=2)).is_exploratory


def test_promised_first_is_promised(manager):
    protocols.sign_protocol(by=manager, now=NOW)
    assert not make(manager, 1).is_exploratory
    changed = shipped_protocol() | {"version": 2}
    protocols.sign_protocol(by=manager, now=NOW + timedelta(minutes=2), content=changed)
    assert make(manager, 3).is_exploratory


def test_a_report_counts_evictions_and_refuses_an_effect(manager):
    content = make(manager).content
    assert {row["year"]: row["carried_out"] for row in content["trend"]["years"]}[2025] == 1
    assert content["trend"]["changes"][-1]["is_noise"]
    assert content["effect"]["refused"][0]["more_needed"] == 30


@pytest.mark.parametrize("name", ["protocol", "report"])
def test_the_database_refuses_to_change_what_was_promised_or_shown(manager, name):
    row = protocols.sign_protocol(by=manager, now=NOW) if name == "protocol" else make(manager)
    with pytest.raises(Exception, match="is refused"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(sha256="x")


def test_a_release_needs_a_second_person_and_is_then_frozen(manager):
    report, robin = make(manager), officer("robin", role="communications")
    made = releases.propose_release(report=report, year=2025, by=robin, now=NOW, notes="intern")
    with pytest.raises(Refused, match="somebody else decides"):
        releases.approve_release(made.pk, by=robin, now=NOW)
    done = releases.approve_release(made.pk, by=manager, now=NOW)
    assert (done.state, done.decided_by) == ("released", "marit")
    with pytest.raises(Refused, match="frozen"):
        releases.propose_release(report=report, year=2025, by=robin, now=NOW)
    with pytest.raises(Refused, match="decided on already"):
        releases.refuse_release(made.pk, reason="x", by=manager, now=NOW)
    assert "intern" not in "".join(done.texts.values())


def test_a_release_can_be_turned_down_and_made_again(manager):
    report, robin = make(manager), officer("robin", role="communications")
    made = releases.propose_release(report=report, year=2025, by=robin, now=NOW)
    releases.refuse_release(made.pk, reason="Te vroeg", by=manager, now=NOW)
    assert releases.propose_release(report=report, year=2025, by=robin, now=NOW).pk != made.pk


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("Door de training waren er minder ontruimingen.", "says more than the figures can"),
        ("Wij ontruimden er 1.", "sector's line is not in the text"),
    ],
)
def test_a_changed_text_keeps_its_verb_and_the_sector(manager, changed, said):
    with pytest.raises(Refused, match=said):
        releases.propose_release(
            report=make(manager), year=2025, by=manager, now=NOW, changed={"nl": changed}
        )


def test_a_year_that_runs_or_was_not_counted_is_refused(manager):
    report = make(manager)
    with pytest.raises(Refused, match="not over"):
        releases.propose_release(report=report, year=2026, by=manager, now=NOW)
    with pytest.raises(Refused, match="Nothing can be released"):
        releases.propose_release(report=report, year=2019, by=manager, now=NOW)


def test_who_may_not_sees_and_does_nothing(manager):
    tess = officer("tess", role="trainer")
    with pytest.raises(NotAllowed):
        make(tess)
    with pytest.raises(Hidden):
        shown.newest(tess)
    with pytest.raises(Hidden):
        outcome.releases(officer("olga2"))


def test_the_report_goes_on_paper_in_both_languages(manager):
    make(manager)
    for language in ("nl", "en"):
        assert report_paper.typeset(shown.newest(manager), language=language).startswith(b"%PDF")
