"""The pages of the social worker: caseload, case, parts, plan, and what others see of it."""

import pytest
from django.urls import reverse

from actions.casework.guided import NOW, SECRET
from gewoon.actions.casework import cases
from gewoon.records.casework import Case, CaseDraft, CaseNote, CasePart, CaseRead
from gewoon.records.people import Role
from web.guidance.conftest import browser

PARTS = ("intake", "causes", "domains", "household", "strengths", "plan", "referrals", "conferences")


def said(answer) -> str:
    return answer.content.decode()


def test_a_worker_sees_her_caseload_and_opens_a_case(case, anouk):
    page = browser(anouk).get("/begeleiding/")
    assert "Proef Verzonnen" in said(page)
    assert f"/begeleiding/{case.pk}/" in said(page)
    shown = said(browser(anouk).get(f"/begeleiding/{case.pk}/"))
    assert all(text in shown for text in (SECRET, "Zij kookt voor de buurt.", "Rust in huis", "Verslaving"))
    assert CaseRead.objects.get().part == "case"


@pytest.mark.parametrize("name", PARTS)
def test_each_part_is_a_form_that_is_saved_and_shown_again(case, anouk, name):
    client = browser(anouk)
    page = client.get(f"/begeleiding/{case.pk}/deel/{name}/")
    assert page.status_code == 200
    version = page.context["version"]
    kept = client.post(
        f"/begeleiding/{case.pk}/deel/{name}/bewaren/", {"version": version, "story": "Verteld."}
    )
    assert kept.status_code == 302
    assert CasePart.objects.get(case=case, name=name).version == version + 1


def test_what_is_not_understood_is_marked_and_kept_as_a_draft(case, anouk):
    url = reverse("guidance:save", args=[case.pk, "household"])
    answer = browser(anouk).post(
        url, {"version": "0", "adults": "veel", "children_weighed": "Slaapt slecht."}
    )
    assert answer.status_code == 409
    assert "Slaapt slecht." in said(answer)
    assert "heel getal" in said(answer)
    assert CaseDraft.objects.count() == 1


def test_a_part_that_changed_meanwhile_is_shown_beside_what_was_typed(case, anouk):
    url = reverse("guidance:save", args=[case.pk, "plan"])
    answer = browser(anouk).post(url, {"version": "0", "own_words": "Mijn tekst."})
    assert answer.status_code == 409
    assert "Mijn tekst." in said(answer)
    assert "Ik wil weer slapen." in said(answer)


def test_a_draft_saves_itself_and_is_thrown_away(case, anouk):
    client = browser(anouk)
    kept = client.post(reverse("guidance:draft", args=[case.pk, "intake"]), {"version": "0", "story": "Half"})
    assert "10.00" in said(kept)
    assert "Half" in said(client.get(reverse("guidance:part", args=[case.pk, "intake"])))
    client.post(reverse("guidance:drop_draft", args=[case.pk, "intake"]))
    assert "Half" not in said(client.get(reverse("guidance:part", args=[case.pk, "intake"])))


def test_a_draft_of_a_closed_case_is_refused_in_words(case, anouk):
    cases.close(case.tenancy_id, case_id=case.pk, result="solved", told="", by=anouk, now=NOW)
    answer = browser(anouk).post(reverse("guidance:draft", args=[case.pk, "intake"]), {"version": "0"})
    assert "gesloten" in said(answer)


def test_a_case_goes_from_offer_to_end(case, anouk):
    client = browser(anouk)
    client.post(reverse("guidance:begin", args=[case.pk]))
    client.post(reverse("guidance:adapt", args=[case.pk]), {"way": ["call_not_write"]})
    client.post(reverse("guidance:note", args=[case.pk]), {"text": "Gebeld.", "key": "k1"})
    client.post(reverse("guidance:note", args=[case.pk]), {"text": "Gebeld.", "key": "k1"})
    client.post(reverse("guidance:share", args=[case.pk]))
    running = Case.objects.get()
    assert (running.status, running.adapt_to) == ("running", ["call_not_write"])
    assert (CaseNote.objects.count(), str(running.plan_shared_on)) == (2, "2026-10-05")
    client.post(reverse("guidance:close", args=[case.pk]), {"result": "solved", "told": "Fijn."})
    assert Case.objects.get().status == "finished"
    assert "Fijn." in said(client.get(reverse("guidance:case", args=[case.pk])))


def test_the_plan_goes_on_paper(case, anouk):
    client = browser(anouk)
    assert "Rust in huis" in said(client.get(reverse("guidance:plan", args=[case.pk])))
    pdf = client.get(reverse("guidance:plan_pdf", args=[case.pk]))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_an_unknown_part_does_not_exist(case, anouk):
    for name in ("closing", "budget"):
        assert browser(anouk).get(reverse("guidance:part", args=[case.pk, name])).status_code == 404


def test_others_see_that_there_is_guidance_and_what_to_adapt_to(case, anouk, at):
    cases.adapt(case.tenancy_id, case_id=case.pk, ways=["call_not_write"], by=anouk, now=NOW)
    for role in (Role.COLLECTION_OFFICER, Role.AUDITOR):
        pages = [at(role).get("/begeleiding/")]
        pages += [browser(pages[0].wsgi_request.user).get(f"/huurders/{case.tenancy_id}/?all=1")]
        for page in pages:
            assert "Bel, schrijf niet" in said(page)
            assert_nothing_leaks(said(page))


def assert_nothing_leaks(shown: str) -> None:
    """Nothing of the content may stand on a page, nor the way into the case."""
    for secret in (SECRET, "Verslaving", "addiction", "kookt", "weer slapen", "Rust in huis", "casework."):
        assert secret not in shown
    assert "/deel/" not in shown
