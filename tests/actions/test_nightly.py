"""The night: one next step for each tenancy, whatever happens to the run."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.actions import nightly
from gewoon.actions.policy import deciding
from gewoon.actions.rights import NIGHT, NotAllowed, Refused
from gewoon.gateways import policy_files
from gewoon.records.ledger import Statement, StatementFile
from gewoon.records.people import Role
from gewoon.records.policy import Decision, Night, Step, StepState, WorkItem
from gewoon.records.queries.accounts import account_columns, order
from gewoon.rules.arrears import position
from gewoon.rules.ledger.kinds import Kind
from gewoon.rules.policy.reading import digest
from gewoon.rules.policy.receipt import recompute
from stories import (
    RENT,
    association,
    at,
    calls,
    claim,
    comes_back,
    happens,
    next_step,
    night,
    nights,
    officer,
    open_step,
    own_account,
    pays,
    rent,
    sends,
    tenancy,
)

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def in_october(day: int) -> date:
    return OCTOBER.replace(day=day)


def test_a_missed_rent_waits_three_days_and_then_asks_for_a_reminder():
    late = tenancy()
    rent(late, OCTOBER)
    told = {day.day: next_step(late) for day in nights(OCTOBER, in_october(5))}
    assert told == {1: None, 2: "wait", 3: "wait", 4: "reminder", 5: "reminder"}


def test_a_reminder_without_answer_is_followed_by_a_call_not_by_a_letter():
    association()
    late, olga = tenancy(), officer()
    rent(late, OCTOBER)
    night(in_october(5))
    sends(late, olga, in_october(5))
    told = [next_step(late) for _ in nights(in_october(6), in_october(14))]
    assert told == ["wait"] * 6 + ["call"] * 3


def test_no_letter_is_due_before_somebody_has_called():
    association()
    late, olga = tenancy(), officer()
    rent(late, OCTOBER)
    night(in_october(5))
    sends(late, olga, in_october(5))
    told = {next_step(late) for _ in nights(in_october(12), in_october(30))}
    assert told == {"call"}
    calls(late, olga, at(in_october(30)))
    told = [next_step(late) for _ in nights(in_october(31), in_october(31) + timedelta(days=3))]
    assert told == ["wait", "wait", "second_reminder", "second_reminder"]


def test_a_payment_makes_the_step_go_away():
    late = tenancy()
    rent(late, OCTOBER)
    night(in_october(5))
    pays(late, RENT, in_october(5))
    night(in_october(6))
    assert next_step(late) is None
    assert Step.objects.get(tenancy=late, name="reminder").state == StepState.WITHDRAWN
    assert not WorkItem.objects.exists()


def test_a_payment_that_comes_back_brings_the_step_back():
    late = tenancy()
    rent(late, OCTOBER)
    paid = pays(late, RENT, OCTOBER)
    night(in_october(5))
    assert next_step(late) is None
    comes_back(paid, in_october(5))
    night(in_october(8))
    assert next_step(late) == "reminder"


def test_a_second_night_on_the_same_day_changes_nothing():
    late = tenancy()
    rent(late, OCTOBER)
    first = night(in_october(5))
    before = _state()
    assert night(in_october(5)) == first
    assert _state() == before


def test_a_step_stays_the_same_step_until_it_is_done():
    late = tenancy()
    rent(late, OCTOBER)
    opened = {open_step(late).pk for _ in nights(in_october(4), in_october(9))}
    assert len(opened) == 1
    assert Decision.objects.filter(step="reminder").count() == 1


def test_the_worklist_shows_who_what_and_why():
    late = tenancy(name="Huurder")
    rent(late, OCTOBER)
    night(in_october(5))
    item = WorkItem.objects.get(tenancy=late)
    assert (item.name, item.address) == ("Proef Huurder", "Nergensweg 101")
    assert (item.overdue_cents, item.months, item.view) == (RENT, 100, "first_contact")
    assert (item.due_on, item.owner) == (in_october(8), Role.COLLECTION_OFFICER)
    assert item.label["nl"] == "Stuur herinnering"
    assert "in jaren" in item.reasons["nl"]


def test_a_tenancy_without_a_name_still_has_a_row():
    late = tenancy(parties=())
    rent(late, OCTOBER)
    night(in_october(5))
    assert WorkItem.objects.get(tenancy=late).name == ""


def test_the_outcome_counts_every_tenancy_that_runs():
    rent(tenancy(1), OCTOBER)
    tenancy(2)
    tenancy(3, starts_on=in_october(20))
    outcome = night(in_october(5))
    assert (outcome.decided, outcome.in_arrears) == (2, 1)
    assert outcome.policy_hash == deciding.policy_on(in_october(5)).content_hash


def _state() -> dict[str, list[tuple]]:
    """Everything the night writes, without keys."""
    steps = Step.objects.order_by("tenancy_id", "opened_on", "name", "state")
    decisions = Decision.objects.order_by("tenancy_id", "on", "step")
    items = WorkItem.objects.order_by("tenancy_id")
    return {
        "steps": list(steps.values_list("tenancy_id", "name", "state", "opened_on", "due_on", "ended_on")),
        "decisions": list(decisions.values_list("tenancy_id", "on", "step", "rule", "receipt")),
        "items": list(items.values_list("tenancy_id", "step__name", "overdue_cents", "label", "reasons")),
        "nights": list(Night.objects.order_by("on").values_list("on", "done_until", "decided", "in_arrears")),
    }


def _street_of_five() -> None:
    for number in range(1, 6):
        late = tenancy(number)
        rent(late, OCTOBER)
        if number % 2:
            pays(late, RENT, in_october(6))


def _cut_after(pieces: int, monkeypatch) -> None:
    whole = nightly._piece

    def cut(*args, **kwargs):
        nonlocal pieces
        if not pieces:
            raise KeyboardInterrupt
        pieces -= 1
        return whole(*args, **kwargs)

    monkeypatch.setattr(nightly, "_piece", cut)


@pytest.mark.parametrize("pieces", range(6))
def test_a_night_that_was_cut_goes_on_where_it_stopped(pieces, monkeypatch):
    monkeypatch.setattr(nightly, "PIECE", 1)
    _street_of_five()
    night(in_october(5))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        _cut_after(pieces, patch)
        night(in_october(7))
    assert Night.objects.get(on=in_october(7)).decided == pieces
    night(in_october(7))
    resumed = _state()
    assert [row[2] for row in resumed["nights"]] == [5, 5]
    assert resumed == _undisturbed()


def _undisturbed() -> dict[str, list[tuple]]:
    """Run the same nights again in one go; the receipts stand for ever and are found again."""
    for table in (WorkItem, Step, Night):
        table.objects.all().delete()
    night(in_october(5))
    night(in_october(7))
    return _state()


def test_two_runs_that_interleave_decide_each_tenancy_once(monkeypatch):
    monkeypatch.setattr(nightly, "PIECE", 2)
    _street_of_five()
    whole, seen = nightly._piece, []

    def other_comes_between(*args, **kwargs):
        if not seen:
            seen.append(True)
            night(in_october(5))
        return whole(*args, **kwargs)

    monkeypatch.setattr(nightly, "_piece", other_comes_between)
    assert night(in_october(5)).decided == 5
    assert Step.objects.count() == 5


def test_progress_is_told_piece_by_piece(monkeypatch):
    monkeypatch.setattr(nightly, "PIECE", 2)
    _street_of_five()
    told = []
    nightly.run(on=in_october(5), now=at(in_october(5)), by=NIGHT, progress=lambda *step: told.append(step))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_a_clock_that_went_back_is_refused():
    night(in_october(5))
    with pytest.raises(Refused, match="lies before it"):
        night(in_october(4))


def test_a_clock_that_jumped_is_refused_unless_the_pause_was_meant():
    night(in_october(5))
    with pytest.raises(Refused, match="more than a week"):
        night(in_october(13))
    pause = nightly.run(on=in_october(13), now=at(in_october(13)), by=NIGHT, after_pause=True)
    assert pause.on == in_october(13)


def test_an_older_night_does_not_go_on_beside_a_newer_one(monkeypatch):
    _street_of_five()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        _cut_after(0, patch)
        night(in_october(5))
    whole = nightly._begin

    def begin_and_be_overtaken(**kwargs):
        begun = whole(**kwargs)
        monkeypatch.setattr(nightly, "_begin", whole)
        night(in_october(6))
        return begun

    monkeypatch.setattr(nightly, "_begin", begin_and_be_overtaken)
    with pytest.raises(Refused, match="newer night"):
        night(in_october(5))


def test_a_day_before_the_first_policy_is_refused():
    with pytest.raises(Refused, match="No collection policy holds on 2022-12-31"):
        night(date(2022, 12, 31))


def test_who_may_not_see_the_worklist_runs_no_night():
    with pytest.raises(NotAllowed):
        nightly.run(on=OCTOBER, now=at(OCTOBER), by=officer(role=Role.TRAINER))


def test_every_receipt_recomputes_to_the_same_bytes():
    _street_of_five()
    happens(tenancy(9), "dispute", officer(), OCTOBER)
    list(nights(OCTOBER, in_october(7)))
    shipped = policy_files.shipped(OCTOBER)
    assert Decision.objects.count() > 5
    for decision in Decision.objects.all():
        text = _policy_text(decision.policy_hash)
        assert recompute(decision.receipt.encode(), text, shipped) == decision.receipt.encode()


def _policy_text(sha256: str) -> str:
    versions = policy_files.shipped_policies()
    return next(text.content for text in versions if digest(text.content) == sha256)


def test_a_missing_statement_holds_the_letters():
    late = tenancy()
    rent(late, OCTOBER)
    _statement(in_october(1), 0, 0)
    night(in_october(5))
    assert next_step(late) == "reminder"
    _statement(in_october(5), 99_00, 99_00)
    night(in_october(6))
    assert next_step(late) == "wait_statements"


def _statement(day: date, opening: int, closing: int) -> Statement:
    file = StatementFile.objects.create(
        sha256=day.isoformat(), name="x", format="camt.053", imported_at=at(day)
    )
    return Statement.objects.create(
        file=file,
        account=own_account(),
        identifier=day.isoformat(),
        opening_cents=opening,
        closing_cents=closing,
        opening_on=day,
        closing_on=day,
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["rent", "rent ahead", "cost", "pay", "pay ahead", "take back"]),
            st.integers(1, 3),
            st.integers(0, 40),
        ),
        max_size=8,
    )
)
def test_nobody_who_owes_is_left_out_by_the_quick_look(story):
    who = tenancy()
    claims, payments = [], []
    for what, times, day in story:
        on = OCTOBER + timedelta(days=day)
        if what in ("rent", "rent ahead", "cost"):
            kind = Kind.COSTS if what == "cost" else Kind.RENT
            ahead = timedelta(days=30 if what == "rent ahead" else 0)
            claims.append(claim(who, 100 * times, on + ahead, kind, known=on))
        elif what == "take back" and claims:
            comes_back(claims.pop(), on)
        elif what != "take back":
            refers = claims[-1] if claims and what == "pay ahead" else None
            payments.append(pays(who, 100 * times, on, refers=refers))
    today = OCTOBER + timedelta(days=25)
    accounts, _ = account_columns([who.pk])
    owed = position.positions(accounts, order(), rents={}, on=today, known_on=today).figures.overdue
    quick = deciding.accounts_that_may_owe([who.pk], on=today)
    _forget(who)
    assert quick or not any(owed)


def _forget(who) -> None:
    """Give the next example a tenancy of its own: entries stay for ever."""
    type(who).objects.filter(pk=who.pk).update(number=1_000_000 + who.pk)
    type(who.home).objects.filter(pk=who.home_id).update(number=f"old-{who.pk}")
