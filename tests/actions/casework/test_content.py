"""What is inside a case: locked, saved once, and opened only for who may."""

import json

import pytest
from django.db import connection

from actions.casework.guided import NOW, SECRET, TODAY, case_of, notes, writes_in
from gewoon.actions.casework import cases, content, reading
from gewoon.actions.casework.content import ChangedMeanwhile
from gewoon.actions.rights import NotAllowed, Refused
from gewoon.records.casework import Case, CaseDraft, CasePart, CaseRead
from gewoon.records.events import Event
from gewoon.records.people import Role
from gewoon.records.queries.rights import Hidden
from gewoon.rules.casework import parts
from stories import officer, tenancy


def everything_in_the_database() -> str:
    """Read every row of every table as text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  the names of the tables
            for row in cursor.fetchall():
                told += [
                    bytes(each).decode("latin-1") if isinstance(each, memoryview | bytes) else str(each)
                    for each in row
                ]
    return "\n".join(told)


def test_nothing_of_the_content_stands_readable_in_the_database(case, anouk):
    writes_in(case, "causes", anouk, causes="addiction", explained=SECRET)
    writes_in(case, "plan", anouk, own_words=SECRET, goals__0__goal=SECRET)
    notes(case, anouk)
    content.share_plan(case.tenancy_id, case_id=case.pk, by=anouk, now=NOW)
    content.keep_draft(case.pk, name="intake", typed={"story": [SECRET]}, version=0, by=anouk, now=NOW)
    cases.close(case.tenancy_id, case_id=case.pk, result="lost_contact", told=SECRET, by=anouk, now=NOW)
    written = everything_in_the_database()
    assert "scheiding" not in written
    assert "addiction" not in written
    assert "lost_contact" not in written


def test_what_was_saved_is_read_back(case, anouk):
    writes_in(case, "strengths", anouk, can="Zij kookt voor de buurt.", hard="Brieven openen.")
    notes(case, anouk)
    opened = reading.read_case(case.pk, by=anouk, now=NOW)
    assert opened.parts["strengths"].content["can"] == "Zij kookt voor de buurt."
    assert (opened.parts["strengths"].version, opened.parts["intake"].version) == (1, 0)
    assert [note.text for note in opened.notes] == [SECRET]
    assert opened.name == "Proef Verzonnen"


def test_each_look_is_written_down_with_its_purpose(case, anouk):
    reading.read_case(case.pk, by=anouk, now=NOW, part="plan")
    (look,) = CaseRead.objects.all()
    assert (look.by_id, look.role, look.part, look.purpose) == (anouk.pk, "social_worker", "plan", "guidance")
    assert (look.at, look.tenancy_id) == (NOW, case.tenancy_id)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SOCIAL_WORKER])
def test_no_other_role_opens_a_case(case, role):
    with pytest.raises((NotAllowed, Hidden)):
        reading.read_case(case.pk, by=officer(f"made-up-{role}", role), now=NOW)
    assert not CaseRead.objects.exists()


def test_a_colleague_neither_reads_nor_writes(case, berend):
    deeds = {
        "read": lambda: reading.read_case(case.pk, by=berend, now=NOW),
        "save": lambda: writes_in(case, "plan", berend, own_words="?"),
        "note": lambda: notes(case, berend),
        "draft": lambda: content.keep_draft(case.pk, name="plan", typed={}, version=0, by=berend, now=NOW),
        "share": lambda: content.share_plan(case.tenancy_id, case_id=case.pk, by=berend, now=NOW),
        "close": lambda: cases.close(
            case.tenancy_id, case_id=case.pk, result="solved", told="", by=berend, now=NOW
        ),
    }
    for deed in deeds.values():
        with pytest.raises(Hidden):
            deed()
    assert not CasePart.objects.exists()


def test_two_who_save_at_once_lose_nothing(case, anouk):
    writes_in(case, "plan", anouk, own_words="eerst")
    with pytest.raises(ChangedMeanwhile, match="kept as a draft"):
        writes_in(case, "plan", anouk, own_words="ook eerst")
    writes_in(case, "plan", anouk, own_words="daarna", version=1)
    assert reading.read_case(case.pk, by=anouk, now=NOW).parts["plan"].content["own_words"] == "daarna"


def test_a_draft_is_kept_for_its_writer_until_the_part_is_saved(case, anouk):
    content.keep_draft(case.pk, name="plan", typed={"own_words": ["hal"]}, version=0, by=anouk, now=NOW)
    content.keep_draft(case.pk, name="plan", typed={"own_words": ["half"]}, version=0, by=anouk, now=NOW)
    draft = reading.read_case(case.pk, by=anouk, now=NOW).drafts["plan"]
    assert (draft.typed, draft.is_behind) == ({"own_words": ["half"]}, False)
    writes_in(case, "plan", anouk, own_words="heel")
    assert not CaseDraft.objects.exists()


def test_a_draft_can_be_thrown_away_and_says_when_it_is_behind(case, anouk):
    writes_in(case, "plan", anouk, own_words="eerst")
    content.keep_draft(case.pk, name="plan", typed={}, version=0, by=anouk, now=NOW)
    assert reading.read_case(case.pk, by=anouk, now=NOW).drafts["plan"].is_behind
    content.drop_draft(case.pk, name="plan", by=anouk, now=NOW)
    assert not CaseDraft.objects.exists()


def test_events_of_a_case_tell_nothing_of_it(case, anouk):
    writes_in(case, "causes", anouk, causes="addiction", explained=SECRET)
    notes(case, anouk)
    told = json.dumps(list(Event.objects.filter(deed__startswith="casework.").values()), default=str)
    assert "addiction" not in told
    assert "scheiding" not in told


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("closing", {}, "no such part"),
        ("budget", {}, "no such part"),
        ("causes", {"causes": "pech"}, "correct what is marked"),
        ("household", {"children_weighed": "ja", "children_weighed_on": "2026-10-06"}, "in the future"),
        ("intake", {"talked_on": "2026-10-06"}, "in the future"),
    ],
)
def test_what_cannot_be_saved_is_refused_whole(case, anouk, name, typed, why):
    with pytest.raises(Refused, match=why):
        writes_in(case, name, anouk, **typed)
    assert not CasePart.objects.exists()


@pytest.mark.parametrize(
    ("name", "size", "why"), [("plan", 200_001, "too long"), ("closing", 1, "no such part")]
)
def test_a_draft_that_cannot_be_kept_is_refused(case, anouk, name, size, why):
    with pytest.raises(Refused, match=why):
        content.keep_draft(case.pk, name=name, typed={"a": ["x" * size]}, version=0, by=anouk, now=NOW)


@pytest.mark.parametrize("text", ["  ", "x" * 4001])
def test_a_note_has_words_but_not_too_many(case, anouk, text):
    with pytest.raises(Refused, match="Write a note"):
        notes(case, anouk, text)


def test_parts_leave_what_others_may_know_beside_the_lock(case, anouk):
    writes_in(case, "plan", anouk, actions__0__what="Bellen", actions__0__by="2026-10-09")
    writes_in(case, "causes", anouk, causes="illness")
    writes_in(
        case,
        "household",
        anouk,
        children_at_home="yes",
        children_weighed="x",
        children_weighed_on="2026-10-05",
    )
    found = Case.objects.get()
    assert (str(found.next_on), found.reviewed_on, found.household_on) == ("2026-10-09", TODAY, TODAY)
    assert (found.children_at_home, found.children_assessed_on) == (True, TODAY)
    assert found.housing_explored_on is None


def test_a_plan_is_shared_as_it_stood_and_only_with_own_words(case, anouk):
    writes_in(case, "plan", anouk, goals__0__goal="Rust")
    with pytest.raises(Refused, match="own words"):
        content.share_plan(case.tenancy_id, case_id=case.pk, by=anouk, now=NOW)
    writes_in(case, "plan", anouk, version=1, own_words="Ik wil weer slapen.", goals__0__goal="Rust")
    assert reading.shared_plan(case.tenancy_id) is None
    content.share_plan(case.tenancy_id, case_id=case.pk, by=anouk, now=NOW)
    writes_in(case, "plan", anouk, version=2, own_words="Nog niet gedeeld.", goals__0__goal="Werk")
    plan = reading.shared_plan(case.tenancy_id)
    assert (plan.own_words, plan.worker, plan.shared_on) == ("Ik wil weer slapen.", "Anouk Verzonnen", TODAY)
    content.share_plan(case.tenancy_id, case_id=case.pk, by=anouk, now=NOW)
    assert reading.shared_plan(case.tenancy_id).goals[0]["goal"] == "Werk"


def test_a_closed_case_is_read_but_not_written(case, anouk):
    cases.close(case.tenancy_id, case_id=case.pk, result="solved", told="Goed zo.", by=anouk, now=NOW)
    opened = reading.read_case(case.pk, by=anouk, now=NOW)
    assert opened.parts["closing"].content == {"result": "solved", "told": "Goed zo."}
    assert not opened.is_open
    with pytest.raises(Refused, match="closed"):
        notes(case, anouk)


def test_content_does_not_open_in_another_case(case, anouk, berend):
    other = case_of(tenancy(102), anouk)
    writes_in(case, "plan", anouk, own_words="van Anna")
    CasePart.objects.filter(case=case).update(case=other)
    with pytest.raises(Refused, match="call IT"):
        reading.read_case(other.pk, by=anouk, now=NOW)


def test_every_part_is_known_by_name():
    assert set(parts.EDITABLE) | {"closing"} == set(parts.PARTS)
