"""The addresses of the training: the trainer's classroom, and the planning of the staff."""

from django.urls import path

from gewoon.web.classroom import calendars, lesson, people, plan, seats, shown

app_name = "classroom"
_GROUP = "training/groepen/<int:cohort_id>/"
_PLAN = "training/plannen/<int:cohort_id>/"
_PERSON = "training/deelnemers/<int:enrolment_id>/"

urlpatterns = [
    path("training/groepen/", lesson.groups, name="groups"),
    path(_GROUP, lesson.group, name="group"),
    path(f"{_GROUP}keer/<int:number>/", lesson.attendance, name="attendance"),
    path(f"{_GROUP}inhalen/<int:enrolment_id>/", lesson.catch_up, name="catch_up"),
    path(f"{_PERSON}woorden/", lesson.words, name="words"),
    path("training/agenda.ics", calendars.all_groups, name="calendar"),
    path(f"{_GROUP}agenda.ics", calendars.one_group, name="group_calendar"),
    path("training/evaluatie/<str:programme>/", shown.evaluation, name="evaluation"),
    path("training/interviews/", shown.interviews, name="interviews"),
    path(f"{_PERSON}certificaat.pdf", shown.certificate, name="certificate"),
    path("training/plannen/", plan.overview, name="planning"),
    path("training/plannen/nieuw/", plan.new, name="plan"),
    path(_PLAN, plan.group, name="plan_group"),
    path(f"{_PLAN}verplaats/", plan.move, name="move"),
    path(f"{_PLAN}trainer/", plan.assign, name="assign"),
    path(f"{_PLAN}afgelast/", plan.cancel, name="cancel"),
    path(f"{_PLAN}protocol/", seats.sign, name="sign"),
    path(f"{_PLAN}plaatsen/", seats.give, name="give"),
    path(f"{_PLAN}loting.json", seats.log, name="draw_log"),
    path("training/wachtlijst/", people.waiting, name="waiting"),
    path("training/taken/", people.tasks, name="tasks"),
    path("training/taken/<int:task_id>/klaar/", people.task_done, name="task_done"),
    path("training/huurder/<int:tenancy_id>/", people.household, name="household"),
    path("training/huurder/<int:tenancy_id>/uitnodigen/", people.invite, name="invite"),
    path("training/huurder/<int:tenancy_id>/aanmelden/", people.enrol, name="enrol"),
    path(f"{_PERSON}einde/", people.end, name="end"),
    path(f"{_PERSON}afmelden/", people.absent, name="absent"),
]
