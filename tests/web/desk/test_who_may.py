"""For each page of the desk one who may see it, and one for whom it does not exist."""

import pytest
from django.urls import get_resolver, reverse

from gewoon.actions.contact import letters
from gewoon.records.people import Role
from stories import at, open_step, writes

READ = (Role.COLLECTION_OFFICER, Role.TRAINER)
# The page, how it is asked, who may, and who may not (the nearest that may not). Where nobody stands as
# who may, the story here has no such row: the tests of that page do it.
PAGES = {
    "worklist": ("get", Role.AUDITOR, Role.MANAGER),
    "print": ("get", Role.AUDITOR, Role.MANAGER),
    "export": ("get", Role.AUDITOR, Role.MANAGER),
    "views": ("get", Role.AUDITOR, Role.MANAGER),
    "view_save": ("post", Role.AUDITOR, Role.MANAGER),
    "view_rename": ("post", None, Role.IT_ADMIN),
    "view_remove": ("post", None, Role.IT_ADMIN),
    "panel": ("get", Role.AUDITOR, Role.MANAGER),
    "tenancy": ("get", Role.AUDITOR, Role.COMMUNICATIONS),
    "letter_preview": ("get", Role.AUDITOR, Role.MANAGER),
    "letter_pdf": ("get", Role.AUDITOR, Role.MANAGER),
    "letters": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "suspense": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "suspense_search": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "suspense_split": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "suspense_refund": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "together": ("post", Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER),
    "together_send": ("post", Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER),
    "together_back": ("post", Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER),
    "step_letter": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "step_contact": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "step_finish": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "step_back": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "contact": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "circumstance": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "circumstance_end": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "letter_back": ("post", Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER),
    "suspense_allocate": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "suspense_back": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "return": ("get", None, Role.AUDITOR),
    "post": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "correct": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "write_off": ("get", Role.COLLECTION_OFFICER, Role.MANAGER),
    "mandate": ("get", Role.COLLECTION_OFFICER, Role.MANAGER),
    "mandate_end": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "final_account": ("get", Role.COLLECTION_OFFICER, Role.MANAGER),
    "final_account_settle": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "deposit": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "money": ("get", Role.MANAGER, Role.SOCIAL_WORKER),
    "import": ("get", Role.COLLECTION_OFFICER, Role.MANAGER),
    "import_confirm": ("post", Role.COLLECTION_OFFICER, Role.IT_ADMIN),
    "import_discard": ("post", Role.COLLECTION_OFFICER, Role.IT_ADMIN),
    "collecting": ("get", Role.COLLECTION_OFFICER, Role.MANAGER),
    "collect_preview": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "collect_make": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "collect_file": ("get", None, Role.MANAGER),
    "write_offs": ("get", Role.AUDITOR, Role.SOCIAL_WORKER),
    "write_off_decide": ("post", None, Role.COLLECTION_OFFICER),
    "write_off_undo": ("get", None, Role.MANAGER),
    "arrangements": ("get", Role.AUDITOR, Role.MANAGER),
    "arrangement": ("get", None, Role.MANAGER),
    "arrangement_pdf": ("get", None, Role.MANAGER),
    "arrangement_make": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "arrangement_court": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "arrangement_told": ("post", None, Role.AUDITOR),
    "arrangement_budget": ("get", None, Role.COLLECTION_OFFICER),
    "arrangement_accepted": ("post", None, Role.AUDITOR),
    "arrangement_agreed": ("post", None, Role.AUDITOR),
    "arrangement_declined": ("post", None, Role.AUDITOR),
    "arrangement_word": ("post", None, Role.AUDITOR),
    "arrangement_changed": ("post", None, Role.AUDITOR),
    "arrangement_rested": ("post", None, Role.AUDITOR),
    "arrangement_lump_sum": ("post", None, Role.AUDITOR),
    "arrangement_ended": ("post", None, Role.AUDITOR),
    "final_accounts": ("get", Role.COLLECTION_OFFICER, Role.MANAGER),
    "called": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "contact_ways": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "prefer": ("post", None, Role.AUDITOR),
    "told_helper": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "visit_card": ("get", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "to_do": ("get", Role.MANAGER, Role.AUDITOR),
    "task_done": ("post", None, Role.AUDITOR),
    "cover": ("get", Role.SOCIAL_WORKER, Role.AUDITOR),
    "cover_away": ("post", None, Role.AUDITOR),
    "cover_back": ("post", None, Role.AUDITOR),
    "switch_step": ("post", Role.MANAGER, Role.COLLECTION_OFFICER),
    "signals": ("get", Role.AUDITOR, Role.MANAGER),
    "signal_replies": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "step_signal": ("post", None, Role.AUDITOR),
    "signal_recall": ("post", None, Role.AUDITOR),
    "court": ("get", Role.AUDITOR, Role.TRAINER),
    "collector": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "gates": ("get", Role.AUDITOR, Role.COMMUNICATIONS),
    "gate": ("get", Role.AUDITOR, Role.COMMUNICATIONS),
    "gate_pdf": ("get", Role.AUDITOR, Role.COMMUNICATIONS),
    "gate_record": ("post", Role.COLLECTION_OFFICER, Role.AUDITOR),
    "gate_withdraw": ("post", None, Role.AUDITOR),
    "gate_propose": ("post", Role.COLLECTION_OFFICER, Role.SOCIAL_WORKER),
    "gate_sign": ("post", None, Role.COLLECTION_OFFICER),
    "gate_take_back": ("post", None, Role.MANAGER),
    "gate_file": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "take_costs": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "take_bailiff": ("post", None, Role.MANAGER),
    "take_summons": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "take_eviction": ("post", Role.COLLECTION_OFFICER, Role.MANAGER),
    "case": ("get", None, Role.COMMUNICATIONS),
    "case_court": ("post", None, Role.MANAGER),
    "case_bailiff": ("post", None, Role.MANAGER),
    "case_chance": ("post", None, Role.AUDITOR),
}

BY_A_MANAGER = {"write_off_decide", "switch_step", "gate_sign"}


@pytest.fixture
def address(late, money, noor_herself):
    """Answer where a page of the story is."""
    day = at(late.steps.get().opened_on)
    letter = writes(late, noor_herself, day)
    letters.take_back(late.pk, letter_id=letter.pk, by=noor_herself, now=day)
    keys = {
        "tenancy_id": late.pk,
        "step_id": open_step(late).pk,
        "letter_id": letter.pk,
        "detail_id": money.pk,
        "entry_id": late.entries.order_by("pk").values_list("pk", flat=True)[0],
        "circumstance_id": 1,
        "arrangement_id": 1,
        "batch_id": 1,
        "view_id": 1,
        "write_off_id": 1,
        "token": "0" * 32,
        **dict.fromkeys(("task_id", "signal_id", "absence_id", "evidence_id", "proposal_id"), 1),
        "party_id": late.parties.get().pk,
        "step": "visit",
        "gate": "eviction",
        "deed": "record",
    }

    def where(name: str) -> str:
        pattern = next(each for each in _patterns() if each.name == name)
        wanted = pattern.pattern.converters
        return reverse(f"desk:{name}", kwargs={key: keys[key] for key in wanted})

    return where


def _patterns():
    (desk,) = (each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "desk")
    return desk.url_patterns


def test_each_page_of_the_desk_stands_here():
    assert {each.name for each in _patterns()} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_who_may_gets_an_answer_and_a_stranger_sees_nothing(name, address, late, at_desk):
    method, who_may, stranger = PAGES[name]
    given = {"tenancy": str(late.pk)} if method == "post" else {}
    if who_may is not None:
        answer = getattr(at_desk(who_may), method)(address(name), given)
        assert answer.status_code in {200, 302, 400, 409}
    assert getattr(at_desk(stranger), method)(address(name), given).status_code == 404


@pytest.mark.parametrize("name", [name for name, (method, *_) in PAGES.items() if method == "post"])
def test_a_deed_is_never_done_by_looking(name, address, noor, at_desk):
    browser = at_desk(Role.MANAGER) if name in BY_A_MANAGER else noor
    assert browser.get(address(name)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_signed_in_is_asked_to(name, address, client):
    answer = getattr(client, PAGES[name][0])(address(name))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")


def test_a_social_worker_sees_only_who_waits_for_her(late, at_desk):
    anouk = at_desk(Role.SOCIAL_WORKER)
    assert "Verzonnen" not in anouk.get("/werklijst/?view=all").content.decode()
    assert anouk.get(f"/huurders/{late.pk}/").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.AUDITOR, *READ}])
def test_the_start_is_the_first_page_of_the_role_or_says_what_comes(role, at_desk, db):
    answer = at_desk(role).get("/")
    if role == Role.SOCIAL_WORKER:
        assert answer.url == "/werklijst/"
    elif answer.status_code == 302:
        assert answer.url != "/werklijst/"
    else:
        assert answer.status_code == 200
        assert "nog gemaakt" in answer.content.decode()
