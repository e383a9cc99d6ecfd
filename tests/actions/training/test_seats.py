"""Seats under a crowd: never one too many, never one empty while somebody waits."""

from datetime import date, time

import pytest
from django.db import IntegrityError

from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.actions.training import enrolling, planning, seats
from gewoon.actions.training.enrolling import Wishes
from gewoon.records.people import Role
from gewoon.records.training import Draw, Enrolment, TrainingTask
from stories import at, officer, tenancy

TODAY = date(2026, 11, 22)
DAYS = (date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))


def group(**more):
    given = {
        "programme": "geluk",
        "name": "Dinsdagavond",
        "place": "Buurthuis",
        "days": DAYS,
        "begins_at": time(19),
        "seats": 2,
        "part_of_day": "evening",
    }
    return planning.plan_cohort(plan=planning.Plan(**given | more), by=CONSOLE, now=at(TODAY))


def comes(who, cohort=None, way_in="condition", urgent_on=None):
    wishes = Wishes(cohort_id=cohort and cohort.pk, urgent_on=urgent_on)
    return enrolling.enrol(who.pk, programme="geluk", way_in=way_in, wishes=wishes, by=CONSOLE, now=at(TODAY))


def crowd(count, cohort=None):
    return [comes(tenancy(100 + place, cents=0), cohort) for place in range(count)]


def states():
    return list(Enrolment.objects.order_by("pk").values_list("state", flat=True))


def gives(cohort):
    signer, drawer = officer("marit", Role.MANAGER), officer("anouk", Role.SOCIAL_WORKER)
    seats.sign_protocol(cohort.pk, by=signer, now=at(TODAY, 9))
    return seats.give_seats(cohort.pk, by=drawer, now=at(TODAY, 11))


@pytest.mark.django_db
class TestSeats:
    def test_a_group_without_a_draw_gives_its_seats_in_order(self):
        cohort = group(by_lot=False)
        crowd(3, cohort)
        assert states() == ["seated", "seated", "waiting"]

    def test_a_seat_that_comes_free_goes_to_who_is_next(self):
        first, _, third = crowd(3, group(by_lot=False))
        enrolling.drop_out(first.pk, reason_code="work", by=CONSOLE, now=at(TODAY))
        third.refresh_from_db()
        assert (third.state, third.seat) == ("seated", 1)
        assert states() == ["dropped_out", "seated", "seated"]

    def test_everybody_gets_a_seat_when_there_is_room_and_nothing_is_drawn(self):
        cohort = group()
        crowd(2, cohort)
        seats.give_seats(cohort.pk, by=CONSOLE, now=at(TODAY))
        assert states() == ["seated", "seated"]
        assert not Draw.objects.exists()

    def test_more_people_than_seats_need_a_signed_protocol_first(self):
        cohort = group()
        crowd(3, cohort)
        with pytest.raises(Refused, match="first let a manager sign"):
            seats.give_seats(cohort.pk, by=officer("anouk", Role.SOCIAL_WORKER), now=at(TODAY))

    def test_the_signer_does_not_draw_and_an_officer_does_neither(self):
        cohort = group()
        crowd(3, cohort)
        seats.sign_protocol(cohort.pk, by=CONSOLE, now=at(TODAY, 9))
        with pytest.raises(Refused, match="Somebody else than the signer"):
            seats.give_seats(cohort.pk, by=CONSOLE, now=at(TODAY))
        with pytest.raises(NotAllowed):
            seats.give_seats(cohort.pk, by=officer(), now=at(TODAY))

    def test_a_draw_is_repeated_from_its_log(self):
        cohort = group()
        crowd(5, cohort)
        gives(cohort)
        assert sorted(states()) == ["seated"] * 2 + ["waiting"] * 3
        assert seats.verify(cohort.pk) == ()
        assert set(Enrolment.objects.filter(state="waiting").values_list("losses", "cohort")) == {(1, None)}
        assert TrainingTask.objects.filter(kind="tell_result").count() == 5

    def test_a_reserve_gets_the_seat_and_the_list_goes_on(self):
        cohort = group()
        crowd(4, cohort)
        gives(cohort)
        log = Draw.objects.get().log
        first_reserve = next(row["key"] for row in log["results"] if row["rank"] == 1)
        leaver = Enrolment.objects.filter(state="seated").first()
        enrolling.drop_out(leaver.pk, reason_code="health", by=CONSOLE, now=at(TODAY, 12))
        assert Enrolment.objects.get(pk=first_reserve).state == "seated"
        assert seats.verify(cohort.pk) == ()

    def test_a_hearing_before_the_next_group_ends_gives_a_seat_outside_the_draw(self):
        cohort = group(seats=1)
        crowd(3, cohort)
        urgent = comes(tenancy(900, cents=0), cohort, "required", urgent_on=date(2027, 2, 1))
        gives(cohort)
        urgent.refresh_from_db()
        assert urgent.state == "seated"
        assert {row["tier"] for row in Draw.objects.get().log["results"] if row["has_seat"]} == {"urgent"}

    def test_who_was_not_drawn_goes_first_next_time(self):
        first = group(seats=1)
        crowd(2, first)
        gives(first)
        loser = Enrolment.objects.get(state="waiting")
        second = group(seats=1, name="Volgende")
        for number in range(200, 205):
            comes(tenancy(number, cents=0), second)
        enrolling.choose_group(loser.pk, cohort_id=second.pk, by=CONSOLE, now=at(TODAY))
        seats.sign_protocol(second.pk, by=officer("ben", Role.MANAGER), now=at(TODAY, 9))
        seats.give_seats(second.pk, by=CONSOLE, now=at(TODAY, 11))
        loser.refresh_from_db()
        assert loser.state == "seated"

    def test_the_database_itself_refuses_a_second_person_on_a_seat(self):
        cohort = group(by_lot=False)
        one, _, three = crowd(3, cohort)
        with pytest.raises(IntegrityError):
            Enrolment.objects.filter(pk=three.pk).update(seat=one.seat, cohort=cohort)

    def test_a_cancelled_group_puts_everybody_back_and_first(self):
        cohort = group(by_lot=False)
        crowd(2, cohort)
        planning.cancel_cohort(cohort.pk, reason="trainer ziek", by=CONSOLE, now=at(TODAY))
        assert set(Enrolment.objects.values_list("state", "losses", "seat")) == {("waiting", 1, None)}
        assert set(cohort.sessions.values_list("is_cancelled", "sequence")) == {(True, 1)}
