"""Erasing a case is dropping its key; a key that is lost or wrong opens nothing and makes nothing new."""

import pytest
from django.conf import settings

from actions.casework.guided import NOW, case_of, notes, writes_in
from gewoon.actions.casework import cases, erasure, plan, reading
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.gateways import erased_cases, vault
from gewoon.records.casework import CaseKey, CaseNote, CasePart
from gewoon.records.people import Role
from stories import association, officer, tenancy


@pytest.fixture(autouse=True)
def _home(tmp_path, settings):
    """Give each test a master key and a list of its own."""
    settings.GEWOON_HOME = tmp_path


@pytest.fixture
def closed(case, anouk):
    notes(case, anouk)
    return cases.close(case.tenancy_id, case_id=case.pk, result="solved", told="", by=anouk, now=NOW)


def erase(case, by=CONSOLE, reason="asked by the tenant"):
    return erasure.erase(case.tenancy_id, case_id=case.pk, reason=reason, by=by, now=NOW)


def test_an_erased_case_has_no_key_no_content_and_stands_on_the_list(closed, anouk):
    erase(closed, by=officer("ivo", Role.IT_ADMIN))
    assert not (CaseKey.objects.exists() or CaseNote.objects.exists() or CasePart.objects.exists())
    assert erased_cases.remembered(settings.GEWOON_HOME) == {str(closed.reference)}
    opened = reading.read_case(closed.pk, by=anouk, now=NOW)
    assert (opened.notes, dict(opened.parts), opened.case.erased_at) == ((), {}, NOW)


def test_a_case_that_came_back_is_erased_again(closed):
    assert not erasure.came_back().exists()
    erased_cases.remember(settings.GEWOON_HOME, [str(closed.reference)])
    assert erasure.erase_again(by=CONSOLE, now=NOW) == 1
    assert erasure.erase_again(by=CONSOLE, now=NOW) == 0
    assert not CaseKey.objects.exists()


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.MANAGER, Role.COLLECTION_OFFICER])
def test_only_it_erases(closed, role):
    with pytest.raises(NotAllowed):
        erase(closed, by=officer(f"made-up-{role}", role))


def test_what_cannot_be_erased_says_so(case, anouk):
    with pytest.raises(Refused, match="Only a closed case"):
        erase(case)
    cases.close(case.tenancy_id, case_id=case.pk, result="solved", told="", by=anouk, now=NOW)
    with pytest.raises(Refused, match="why"):
        erase(case, reason=" ")
    erase(case)
    with pytest.raises(Refused, match="was erased"):
        erase(case)


def test_without_the_master_key_nothing_opens_and_no_second_one_is_made(case, anouk):
    notes(case, anouk)
    (settings.GEWOON_HOME / vault.MASTER).unlink()
    for deed in (lambda: reading.read_case(case.pk, by=anouk, now=NOW), lambda: case_of(tenancy(102), anouk)):
        with pytest.raises(Refused, match="call IT"):
            deed()
    assert not (settings.GEWOON_HOME / vault.MASTER).exists()


def test_another_master_key_opens_nothing(case, anouk):
    notes(case, anouk)
    vault.keep_master_key(settings.GEWOON_HOME, vault.new_key(), replaces=True)
    with pytest.raises(Refused, match="call IT"):
        reading.read_case(case.pk, by=anouk, now=NOW)


def test_a_plan_on_paper_says_who_does_what_and_leaves_signs_without_shape_out(case, anouk):
    association()
    with pytest.raises(Refused, match="no plan yet"):
        plan.as_pdf(case.pk, by=anouk, now=NOW)
    rows = {"goals__0__goal": "Rust", "goals__1__goal": "Werk", "goals__1__reached": "yes"}
    rows |= {"actions__0__what": "Bellen", "actions__0__owner": "worker", "actions__0__by": "2026-10-09"}
    rows |= {"actions__1__what": "Post", "actions__2__what": "Klaar", "actions__2__done": "yes"}
    writes_in(case, "plan", anouk, own_words="Ik wil\u200b weer slapen.\n\nEcht.", **rows)
    assert plan.as_pdf(case.pk, by=anouk, now=NOW).startswith(b"%PDF-")


def test_a_sign_the_font_lacks_is_named(case, anouk):
    association()
    writes_in(case, "plan", anouk, goals__0__goal="漢字")
    with pytest.raises(Refused, match="cannot be printed"):
        plan.as_pdf(case.pk, by=anouk, now=NOW)
