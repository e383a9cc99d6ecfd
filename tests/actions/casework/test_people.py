"""Who comes in besides the own worker: cover, an emergency of four hours, and who assigns."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from actions.casework.guided import NOW, SECRET, TODAY, case_of, notes, writes_in
from gewoon.actions.casework import cases, emergency, reading
from gewoon.actions.rights import NotAllowed, NotFound, Refused
from gewoon.records.casework import BreakGlass, Case, CaseRead
from gewoon.records.people import Role
from gewoon.records.queries import casework
from gewoon.records.queries.rights import Hidden
from stories import officer, tenancy

WHY = "Zij belde overstuur; Anouk is vandaag niet te bereiken."


def breaks_in(case, by, now=NOW):
    return emergency.break_glass(case.tenancy_id, why=WHY, by=by, now=now)


def test_in_an_emergency_a_colleague_reads_for_four_hours_and_no_longer(case, anouk, berend):
    notes(case, anouk)
    breaks_in(case, berend)
    opened = reading.read_case(case.pk, by=berend, now=NOW + timedelta(hours=3, minutes=59))
    assert (opened.notes[0].text, opened.purpose) == (SECRET, "emergency")
    for later in (timedelta(hours=4), timedelta(days=1)):
        with pytest.raises(Hidden):
            reading.read_case(case.pk, by=berend, now=NOW + later)


def test_an_emergency_is_told_to_the_worker_the_manager_and_the_tenant(case, anouk, berend):
    glass, marit = breaks_in(case, berend), officer("marit", Role.MANAGER)
    reading.read_case(case.pk, by=berend, now=NOW)
    for who in (anouk, marit):
        assert [each.reason for each in casework.emergencies(who)] == [WHY]
        emergency.see_emergency(glass.pk, by=who, now=NOW)
        assert casework.emergencies(who) == ()
    (look,) = casework.who_looked(officer("tenant", Role.TENANT), case.tenancy_id, is_own=True)
    assert (look.by, look.purpose, look.reason) == ("Berend Verzonnen", "emergency", WHY)


def test_who_broke_in_does_not_dismiss_the_notice(case, berend):
    glass = breaks_in(case, berend)
    with pytest.raises(NotFound):
        emergency.see_emergency(glass.pk, by=berend, now=NOW)
    with pytest.raises(NotFound):
        emergency.see_emergency(0, by=berend, now=NOW)


@pytest.mark.parametrize("why", ["", "   kort   ", "x" * 201])
def test_an_emergency_needs_a_reason_in_words(case, berend, why):
    with pytest.raises(Refused, match="10 to 200"):
        emergency.break_glass(case.tenancy_id, why=why, by=berend, now=NOW)
    assert not BreakGlass.objects.exists()


def test_an_emergency_is_for_a_case_that_is_not_the_own(case, anouk, berend):
    with pytest.raises(Refused, match="already"):
        breaks_in(case, anouk)
    with pytest.raises(NotFound):
        emergency.break_glass(tenancy(102).pk, why=WHY, by=berend, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SOCIAL_WORKER])
def test_no_other_role_breaks_the_glass(case, role):
    with pytest.raises(NotAllowed):
        breaks_in(case, officer(f"made-up-{role}", role))


def test_who_takes_over_for_a_colleague_works_in_the_case_in_those_days_only(case, anouk, berend):
    days = {"from_on": TODAY, "to_on": TODAY + timedelta(days=4)}
    emergency.cover(
        worker_id=anouk.pk, colleague_id=berend.pk, by=officer("marit", Role.MANAGER), now=NOW, **days
    )
    writes_in(case, "plan", berend, own_words="Rust.")
    assert reading.read_case(case.pk, by=berend, now=NOW).purpose == "cover"
    assert [row.is_cover for row in casework.caseload(berend, now=NOW)] == [True]
    with pytest.raises(Hidden):
        reading.read_case(case.pk, by=berend, now=NOW + timedelta(days=5))
    emergency.end_cover(anouk.pk, by=anouk, now=NOW + timedelta(days=1))
    with pytest.raises(Hidden):
        reading.read_case(case.pk, by=berend, now=NOW + timedelta(days=1))


def test_cover_that_cannot_be_is_refused(anouk, berend):
    noor = officer("noor")
    for wrong in (
        {"colleague_id": anouk.pk},
        {"colleague_id": noor.pk},
        {"to_on": TODAY - timedelta(days=1)},
        {"from_on": TODAY, "to_on": TODAY + timedelta(days=121)},
    ):
        given = {"worker_id": anouk.pk, "colleague_id": berend.pk, "from_on": TODAY, "to_on": TODAY} | wrong
        with pytest.raises(Refused):
            emergency.cover(by=anouk, now=NOW, **given)
    with pytest.raises(NotAllowed):
        emergency.cover(
            worker_id=anouk.pk, colleague_id=berend.pk, from_on=TODAY, to_on=TODAY, by=noor, now=NOW
        )


def test_a_manager_assigns_by_number_and_does_not_read(case, anouk, berend):
    marit = officer("marit", Role.MANAGER)
    Case.objects.update(worker=None)
    assert [each.case_id for each in casework.unassigned(marit)] == [case.pk]
    cases.assign(case.tenancy_id, case_id=case.pk, worker_id=berend.pk, by=marit, now=NOW)
    assert {load.name: load.open_cases for load in casework.loads(marit, on=TODAY)} == {
        "Anouk Verzonnen": 0,
        "Berend Verzonnen": 1,
    }
    with pytest.raises(Hidden):
        reading.read_case(case.pk, by=anouk, now=NOW)
    with pytest.raises(NotAllowed):
        reading.read_case(case.pk, by=marit, now=NOW)
    with pytest.raises(Refused, match="Choose a social worker"):
        cases.assign(case.tenancy_id, case_id=case.pk, worker_id=marit.pk, by=marit, now=NOW)
    with pytest.raises(NotFound):
        cases.assign(case.tenancy_id, case_id=0, worker_id=berend.pk, by=marit, now=NOW)


def test_who_looked_is_for_the_tenant_of_the_case_and_the_auditor(case, anouk):
    reading.read_case(case.pk, by=anouk, now=NOW)
    assert len(casework.who_looked(officer("yara", Role.AUDITOR), case.tenancy_id)) == 1
    for role in (Role.TENANT, Role.COLLECTION_OFFICER, Role.MANAGER):
        with pytest.raises(Hidden):
            casework.who_looked(officer(f"other-{role}", role), case.tenancy_id)


def test_a_look_can_never_be_changed_or_removed(case, anouk):

    reading.read_case(case.pk, by=anouk, now=NOW)
    for deed in (
        lambda: CaseRead.objects.update(purpose="guidance"),
        lambda: CaseRead.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_a_worker_opens_a_case_only_where_social_work_is_asked_for(anouk):
    with pytest.raises(NotFound):
        cases.open_case(tenancy().pk, by=anouk, now=NOW)


def test_there_is_one_open_case_per_tenancy(case, anouk):
    with pytest.raises(Refused, match="already"):
        case_of(case.tenancy, anouk)


@pytest.mark.parametrize(
    ("ways", "why"), [(["omdat zij drinkt"], "list"), (["call_not_write", "write_not_call"], "one of")]
)
def test_adapting_takes_codes_and_no_reasons(case, anouk, ways, why):
    with pytest.raises(Refused, match=why):
        cases.adapt(case.tenancy_id, case_id=case.pk, ways=ways, by=anouk, now=NOW)


def test_a_case_closes_with_a_result_of_the_list(case, anouk):
    with pytest.raises(Refused, match="result"):
        cases.close(case.tenancy_id, case_id=case.pk, result="ok", told="", by=anouk, now=NOW)
    closed = cases.close(case.tenancy_id, case_id=case.pk, result="declined", told="", by=anouk, now=NOW)
    assert (closed.status, closed.closed_on) == ("declined", TODAY)


def test_a_person_who_left_gets_in_nowhere(case, anouk):
    anouk.is_active = False
    with pytest.raises((NotAllowed, Hidden)):
        reading.read_case(case.pk, by=anouk, now=NOW)
    assert casework.caseload(anouk, now=NOW) == ()


def test_nobody_lets_themselves_into_the_case_of_a_colleague(case, anouk, berend):
    with pytest.raises(NotFound):
        cases.assign(case.tenancy_id, case_id=case.pk, worker_id=berend.pk, by=berend, now=NOW)
    days = {"from_on": TODAY, "to_on": TODAY}
    with pytest.raises(Refused, match="Only the manager"):
        emergency.cover(worker_id=anouk.pk, colleague_id=berend.pk, by=berend, now=NOW, **days)
    with pytest.raises(Refused, match="Only the manager"):
        emergency.end_cover(anouk.pk, by=berend, now=NOW)
    assert casework.caseload(berend, now=NOW) == ()
    cases.assign(case.tenancy_id, case_id=case.pk, worker_id=berend.pk, by=anouk, now=NOW)
    assert len(casework.caseload(berend, now=NOW)) == 1
