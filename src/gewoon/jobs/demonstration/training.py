"""The training of the demonstration: its groups from before, one that runs, one drawn and one still open."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from gewoon.actions.nightly import all_tenancies
from gewoon.actions.policy.deciding import open_steps
from gewoon.actions.rights import CONSOLE, Actor, Refused
from gewoon.actions.training import (
    attendance,
    consenting,
    enrolling,
    evaluating,
    past,
    planning,
    seats,
    strengths,
    tasks,
)
from gewoon.actions.training.enrolling import Wishes
from gewoon.actions.training.past import PastGroup, PastMark, PastPerson
from gewoon.jobs.demonstration.chance import stream
from gewoon.jobs.demonstration.programme import SEATS, Chance
from gewoon.jobs.demonstration.world import World
from gewoon.records.queries.training import classroom, plans
from gewoon.rules.training.programme import WAYS_IN

PROGRAMME, PLACE = "geluk", "Buurthuis De Verzonnen Haven"
EVENING = time(19)
ANSWER_DAYS = 28  # who gave no answer by then was not asked again
CATCHES_UP = 0.6
HOUSEHOLDS = {
    "single": "alone",
    "single_parent": "single_parent",
    "couple": "couple",
    "family": "couple_children",
}
REASONS = {"ill": "health", "work": "work", "childcare": "childcare", "no_word": "does_not_want"}
ABSENCES = {"ill": "ill", "work": "work", "childcare": "childcare", "no_word": ""}
STRENGTHS = (
    "Ik kan goed koken voor veel mensen.",
    "Ik blijf rustig als het druk is.",
    "Ik help de buren met formulieren.",
    "Ik zorg alleen voor mijn kinderen.",
    "Ik kom altijd op tijd.",
)
GOALS = ("Elke maandag mijn post openen.", "Een lijstje van wat er elke maand af gaat.")
REMARKS = (
    "Ik was bang dat het over mijn schuld zou gaan. Het ging over mij.",
    "Fijn dat er koffie was en dat mijn kinderen mee konden.",
    "Ik durf nu te bellen.",
)
QUESTIONS = ("heard", "recognised", "recommend", "can_now")
TENANT = Actor(None, "tenant", "tenant")


def take_over(world: World, *, now: datetime) -> None:
    """Take over every group that has begun, and everybody for whom the programme was open."""
    today = world.frame.today
    chances = {chance.tenancy: chance for chance in world.chances}
    begun = [each for each in world.groups if each.starts_on < today]
    grouped = {number for group in begun for number in group.participants}
    past.take_over(
        groups=[
            PastGroup(
                programme=PROGRAMME,
                name=f"{group.starts_on:%Y-%m} groep {group.number}",
                place=PLACE,
                part_of_day="evening",
                begins_at=EVENING,
                seats=SEATS,
                days=[session.on for session in chances[group.participants[0]].sessions],
                people=[_participant(chances[number], today) for number in group.participants],
            )
            for group in begun
        ],
        others=[_other(each, today) for each in world.chances if each.tenancy not in grouped],
        programme=PROGRAMME,
        by=CONSOLE,
        now=now,
    )


def make(*, today: date) -> None:
    """Hand over to the trainer and the social worker, and let new groups come, with real deeds."""
    now = _at(today - timedelta(days=10))
    trainer, guide = plans.trainers(CONSOLE)[0][0], plans.guides(CONSOLE)[0][0]
    people = _people()
    before = today - timedelta(days=40)
    running = _planned("Najaarsgroep", today - timedelta(days=9), 8, trainer, now=_at(before))
    _come(running, people, 6, now=_at(today - timedelta(days=30)))
    _give(running, today - timedelta(days=25))
    drawn = _planned("Wintergroep", today + timedelta(days=16), 6, trainer, now=now)
    _come(drawn, people, 14, now=_at(today - timedelta(days=8)))
    _give(drawn, today - timedelta(days=2))
    coming = _planned("Voorjaarsgroep", today + timedelta(days=79), 8, trainer, now=now)
    _come(coming, people, 5, now=_at(today - timedelta(days=1)))
    past.hand_over(trainer_id=trainer, guide_id=guide, by=CONSOLE, now=now)
    _do_tasks(today)
    _teach(running, today=today)
    _evaluate(today)


def _participant(chance: Chance, today: date) -> PastPerson:
    random = stream("training", chance.tenancy)
    marks, missed = [], ""
    for number, session in enumerate(chance.sessions, start=1):
        if session.attended is None:
            continue
        if session.attended:
            marks.append(PastMark(number, "present"))
        elif random.random() < CATCHES_UP and session.on + timedelta(days=7) < today:
            marks.append(PastMark(number, "caught_up", ABSENCES[session.absence]))
        else:
            presence = "no_word" if session.absence == "no_word" else "excused"
            marks.append(PastMark(number, presence, ABSENCES[session.absence]))
            missed = session.absence
    last = chance.sessions[-1].on
    is_over = last + timedelta(days=8) < today
    state = "seated" if not is_over else "dropped_out" if missed else "finished"
    return PastPerson(
        tenancy=chance.tenancy,
        way_in=chance.way_in,
        state=state,
        eligible_on=chance.eligible_on,
        invited_on=chance.eligible_on,
        came_forward_on=chance.eligible_on + timedelta(days=4),
        seated_on=max(chance.eligible_on + timedelta(days=4), chance.sessions[0].on - timedelta(days=14)),
        ended_on=last + timedelta(days=7) if is_over else None,
        end_reason=REASONS[missed] if is_over and missed else "",
        marks=marks,
        household=HOUSEHOLDS.get(chance.household, "other"),
        income_source=chance.income_source if chance.income_source in enrolling.INCOME_SOURCES else "other",
    )


def _other(chance: Chance, today: date) -> PastPerson:
    """Somebody who was invited and did not come forward, or whose group is still to come."""
    answer_on = chance.eligible_on + timedelta(days=ANSWER_DAYS)
    is_over = answer_on < today and not chance.joined
    return PastPerson(
        tenancy=chance.tenancy,
        way_in=chance.way_in,
        state="declined" if is_over else "invited",
        eligible_on=chance.eligible_on,
        invited_on=chance.eligible_on,
        ended_on=answer_on if is_over else None,
        end_reason="no_answer" if is_over else "",
    )


def _people() -> Iterator[int]:
    """Yield households with something to do on the worklist, then any others."""
    seen: set[int] = set()
    for tenancy in (*(each[0] for each in open_steps()), *all_tenancies()):
        if tenancy not in seen:
            seen.add(tenancy)
            yield tenancy


def _planned(name: str, first: date, places: int, trainer: int, *, now: datetime) -> int:
    """Plan a group; Tuesdays, past the holidays."""
    tuesday = first + timedelta(days=(1 - first.weekday()) % 7)
    days = [each.on for each in planning.propose(PROGRAMME, first=tuesday, region="midden")]
    plan = planning.Plan(
        programme=PROGRAMME,
        name=name,
        place=PLACE,
        days=days,
        begins_at=EVENING,
        seats=places,
        part_of_day="evening",
        trainer_id=trainer,
        has_childcare=True,
    )
    return planning.plan_cohort(plan=plan, by=CONSOLE, now=now).pk


def _come(cohort: int, people: Iterator[int], count: int, *, now: datetime) -> None:
    """Let some households come forward, by the three ways in turn."""
    come = 0
    for tenancy in people:
        if come == count:
            return
        barriers: Sequence[str] = (("childcare",), ("work",), (), (), ("reading",))[come % 5]
        wishes = Wishes(cohort_id=cohort, barriers=barriers, channel=("letter", "sms", "email")[come % 3])
        try:
            enrolling.enrol(
                tenancy,
                programme=PROGRAMME,
                way_in=WAYS_IN[come % 3],
                wishes=wishes,
                by=CONSOLE,
                now=now,
            )
        except Refused:
            continue  # in a group already
        come += 1


def _give(cohort: int, on: date) -> None:
    """Let a manager sign how the draw goes, and a social worker draw two hours later."""
    manager = CONSOLE._replace(name="Marit Hoekstra", role="manager")
    worker = CONSOLE._replace(name="Anouk de Vries", role="social_worker")
    seats.sign_protocol(cohort, by=manager, now=_at(on, 9))
    seats.give_seats(cohort, by=worker, now=_at(on, 11))


def _teach(cohort: int, *, today: date) -> None:
    """Hold the sessions that have been: one participant sent no word, and some say what they can do."""
    tess = CONSOLE._replace(name="Tess Molenaar", role="trainer")
    for session in classroom.group(CONSOLE, cohort, on=today).sessions:
        if session.on >= today:
            continue
        rows = classroom.at_session(CONSOLE, cohort, session.number, on=today)
        marks = {
            row.enrolment_id: attendance.Mark(presence="no_word" if place == 2 else "present", seen=0)
            for place, row in enumerate(rows)
        }
        attendance.record_attendance(
            cohort, number=session.number, marks=marks, by=tess, now=_at(session.on, 20)
        )
        for place, row in enumerate(rows):
            strengths.write_own_words(
                row.enrolment_id,
                kind="strength",
                text=STRENGTHS[place % len(STRENGTHS)],
                by=TENANT,
                now=_at(session.on, 20),
            )
        for row in rows[:2]:
            strengths.write_own_words(
                row.enrolment_id, kind="goal", text=GOALS[0], by=TENANT, now=_at(session.on, 20)
            )


def _do_tasks(today: date) -> None:
    """Let the social worker have done what was due before yesterday."""
    worker = CONSOLE._replace(name="Anouk de Vries", role="social_worker")
    for task in plans.tasks(CONSOLE, on=today - timedelta(days=1)):
        if task.is_late:
            tasks.finish_task(task.task_id, by=worker, now=_at(task.due_on, 12))


def _evaluate(today: date) -> None:
    """Let participants of before answer the form, and two agree to be asked for an interview."""
    finished = [
        (person.enrolment_id, person.tenancy_id)
        for group in plans.groups(CONSOLE, on=today)
        if group.stage == "over"
        for person in plans.people(CONSOLE, group.cohort_id)
        if person.state == "finished"
    ]
    for place, (enrolment, _) in enumerate(finished[:24]):
        random = stream("evaluation", place)
        answers = {name: "yes" if random.random() < 0.75 else "partly" for name in QUESTIONS}
        evaluating.evaluate(
            enrolment,
            answers=answers,
            remark=REMARKS[place % len(REMARKS)] if place % 4 == 0 else "",
            may_show=True,
            by=TENANT,
            now=_at(today - timedelta(days=5)),
        )
    for place, (_, tenancy) in enumerate(finished[:2]):
        if tenancy is not None:
            consenting.give_consent(
                tenancy,
                medium=("newspaper", "radio")[place],
                scope=("first_name", "anonymous")[place],
                text_version=consenting.TEXT_VERSION,
                by=TENANT,
                now=_at(today - timedelta(days=4)),
            )


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)
