"""Steps, worklist, nights and receipts that are not what they were."""

from datetime import date, timedelta

import pytest

from gewoon.gateways.policy_files import shipped_policy
from gewoon.records.people import CONSOLE
from gewoon.records.policy import Decision, Step, WorkItem
from gewoon.records.queries.verify import decided, verify
from gewoon.rules.ledger.kinds import Kind
from records.queries.verify.damage import again, change, damage, erase, found, unfenced
from stories import at

NEXT = date(2026, 10, 6)


def step_of(tenancy):
    return Step.objects.get(tenancy=tenancy)


def test_i17_two_open_steps(books):
    step = step_of(books[0])
    with damage(*unfenced("step", "step_one_open"), again("step", step.pk)):
        assert ("I17", f"tenancy {books[0].pk}") in found(NEXT)


def test_a_step_that_nobody_decided(books):
    step = step_of(books[0])
    with damage(change("step", "name = 'letter14'", f"id = {step.pk}")):
        assert ("I13", f"step {step.pk}") in found(NEXT)


def test_an_open_step_that_is_not_on_the_worklist(books):
    step = step_of(books[0])
    WorkItem.objects.filter(pk=books[0].pk).delete()
    assert found(NEXT) == {("worklist", f"step {step.pk}")}


def test_a_row_of_the_worklist_without_an_open_step(books):
    step = step_of(books[0])
    Step.objects.filter(pk=step.pk).update(state="done", ended_on=NEXT, ended_at=at(NEXT), ended_by="iemand")
    assert found(NEXT) == {("worklist", f"step {step.pk}")}


def test_a_row_of_the_worklist_with_another_day(books):
    step = step_of(books[0])
    WorkItem.objects.filter(pk=books[0].pk).update(due_on=NEXT + timedelta(days=99))
    assert found(NEXT) == {("worklist", f"step {step.pk}")}


def test_i19_a_night_that_did_not_finish(books):
    with damage("UPDATE records_night SET finished_at = NULL"):
        report = verify(CONSOLE, policies=shipped_policy, now=at(date(2026, 10, 5), 4))
        assert "I19" not in {each.invariant for each in report.findings}
        assert ("I19", "night 2026-10-05") in found(NEXT)


@pytest.mark.parametrize(
    "damaged",
    [
        'receipt = replace(receipt, \'"engine":"1"\', \'"engine":"0"\')',
        'receipt = replace(receipt, \'"value":60101\', \'"value":"much"\')',
        "receipt = 'no receipt'",
        "rule = 'another'",
        "policy_hash = 'another'",
    ],
)
def test_i12_a_receipt_that_is_not_the_same_any_more(books, damaged):
    key = Decision.objects.get(tenancy=books[0]).pk
    with damage(change("decision", damaged, f"id = {key}")):
        assert ("I12", f"decision {key}") in found(NEXT)


def test_i12_a_policy_that_is_gone(books):
    with damage(erase("policytexts", "id > 0")):
        report = verify(CONSOLE, policies=lambda on: None, now=at(NEXT))
    assert [each.invariant for each in report.findings if each.invariant != "I3"] == ["I12"] * 3


def test_a_decision_stands_under_the_texts_it_was_made_with(books):
    report = verify(CONSOLE, policies=lambda on: None, now=at(NEXT))
    assert report.findings == ()


def test_i12_a_text_that_is_not_as_it_was_kept(books):
    with damage(change("policytexts", "catalogue = replace(catalogue, 'achterstand', 'anders')", "id > 0")):
        assert {invariant for invariant, _ in found(NEXT)} == {"I12", "I3"}  # the triggers are down as well


def test_i11_a_past_that_is_told_otherwise(books):
    key = Decision.objects.get(tenancy=books[0]).pk
    with damage(change("entry", "cents = 60100", f"tenancy_id = {books[0].pk} AND kind = {int(Kind.RENT)}")):
        assert ("I11", f"decision {key}") in found(NEXT)


def test_i11_a_receipt_that_tells_another_past(books):
    key = Decision.objects.get(tenancy=books[0]).pk
    other = """receipt = replace(receipt, '"value":60101', '"value":60102')"""
    with damage(change("decision", other, f"id = {key}")):
        assert ("I11", f"decision {key}") in found(NEXT)


def test_i11_a_claim_that_has_vanished(books):
    key = Decision.objects.get(tenancy=books[1]).pk
    with damage(erase("entry", f"tenancy_id = {books[1].pk}")):
        assert ("I11", f"decision {key}") in found(NEXT)


def test_an_account_that_cannot_be_is_told_once(books):
    with damage(change("entry", "debit = credit, credit = debit", f"tenancy_id = {books[1].pk}")):
        assert "I11" not in {invariant for invariant, _ in found(NEXT)}


def test_what_came_in_after_a_decision_does_not_change_it(books):
    assert found(NEXT) == set()


def test_only_the_newest_receipts_are_computed_again_unless_all_is_asked(books, monkeypatch):
    monkeypatch.setattr(decided, "SAMPLE", 1)
    for is_complete, expected in ((False, 1), (True, 3)):
        report = verify(CONSOLE, policies=shipped_policy, now=at(NEXT), is_complete=is_complete)
        assert report.checked["receipts"] == expected
