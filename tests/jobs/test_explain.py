"""`gewoon explain` on the command line."""

import json
from datetime import date

import pytest

from gewoon.jobs import environment
from gewoon.jobs.main import main
from gewoon.records.policy import Decision, Step
from records.queries.verify.damage import change, damage
from stories import at, night, rent, tenancy

OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 10, 5)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    """Today is the fifth of October."""
    monkeypatch.setattr(environment, "now", lambda: at(TODAY))


@pytest.fixture
def late():
    """A tenancy that missed a rent, after the night."""
    found = tenancy(101)
    rent(found, OCTOBER)
    night(TODAY)
    return found


@pytest.fixture
def explain(capsys):
    """Run the command; answer its status, what it said, and what it complained of."""

    def run(*words):
        status = main(["explain", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_an_officer_reads_the_step_the_tree_and_what_the_next_step_lacks(late, explain):
    status, said, _ = explain("101", "--language", "en")
    assert status == 0
    assert said.startswith("Send a reminder (on 2026-10-05)\n")
    assert "\n[yes] " in said
    assert "\nWhy not yet: " in said
    assert "\n  - " in said


def test_a_tenant_reads_plain_dutch_sentences_and_no_tree(late, explain):
    status, said, _ = explain("101", "--for", "tenant")
    assert status == 0
    assert said.startswith("Wij sturen u een herinnering")
    assert "[ja]" not in said


def test_an_auditor_reads_the_receipt_itself(late, explain):
    _, said, _ = explain("101", "--for", "auditor")
    assert said.rstrip().endswith(Decision.objects.get(step="reminder").receipt)


def test_a_program_reads_the_same(late, explain):
    status, said, _ = explain("101", "--for", "auditor", "--json")
    told = json.loads(said)
    assert (status, told["tenancy"], told["step"], told["is_stored"]) == (0, 101, "reminder", True)
    assert told["receipt"]["facts"]["arrears"]["value"] == 60_000
    told = json.loads(explain("101", "--json")[1])
    assert told["tree"]["truth"] == "yes"
    assert told["why_not"]["missing"]
    assert told["label"] == "Stuur herinnering"


def test_without_an_open_step_it_is_decided_now_and_nothing_is_written(explain):
    rent(tenancy(101), OCTOBER)
    told = json.loads(explain("101", "--json")[1])
    assert (told["step"], told["is_stored"], told["on"]) == ("reminder", False, "2026-10-05")
    assert Step.objects.count() == Decision.objects.count() == 0


def test_who_owes_nothing_has_nothing_to_do(explain):
    tenancy(101)
    status, said, _ = explain("101", "--for", "tenant")
    assert status == 0
    assert said.startswith("U hoeft niets te doen.")


def test_an_unknown_number_is_refused(explain):
    status, said, complaint = explain("77")
    assert (status, said) == (1, "")
    assert "no tenancy with number 77" in complaint


def test_a_policy_that_is_gone_is_named(late, explain):
    with damage(change("decision", "policy_hash = 'another'", "step = 'reminder'")):
        status, _, complaint = explain("101")
    assert status == 1
    assert "another" in complaint


def test_a_number_that_is_none_is_wrong_use(explain):
    with pytest.raises(SystemExit) as wrong:
        explain("anna")
    assert wrong.value.code == 2
