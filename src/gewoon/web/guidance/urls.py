"""The addresses of guidance."""

from django.urls import path

from gewoon.web.guidance import cases, plan, team, visits

app_name = "guidance"
_CASE = "begeleiding/<int:case_id>/"

urlpatterns = [
    path("begeleiding/", cases.show, name="cases"),
    path("team-begeleiding/", team.show, name="team"),
    path("team-begeleiding/waarneming/", team.cover, name="cover"),
    path("team-begeleiding/waarneming/<int:worker_id>/einde/", team.end_cover, name="end_cover"),
    path("begeleiding/noodtoegang/", team.break_glass, name="emergency"),
    path("begeleiding/noodtoegang/<int:emergency_id>/gezien/", team.seen, name="emergency_seen"),
    path("begeleiding/nieuw/<int:tenancy_id>/", cases.start, name="start"),
    path(_CASE, cases.case, name="case"),
    path(f"{_CASE}notitie/", cases.note, name="note"),
    path(f"{_CASE}begonnen/", cases.begin, name="begin"),
    path(f"{_CASE}aanpassen/", cases.adapt, name="adapt"),
    path(f"{_CASE}sluiten/", cases.close, name="close"),
    path(f"{_CASE}toewijzen/", team.assign, name="assign"),
    path(f"{_CASE}plan/", plan.show, name="plan"),
    path(f"{_CASE}plan.pdf", plan.pdf, name="plan_pdf"),
    path(f"{_CASE}plan/delen/", plan.share, name="share"),
    path(f"{_CASE}deel/<slug:name>/", cases.part, name="part"),
    path(f"{_CASE}deel/<slug:name>/bewaren/", cases.save, name="save"),
    path(f"{_CASE}deel/<slug:name>/concept/", cases.draft, name="draft"),
    path(f"{_CASE}deel/<slug:name>/concept/weg/", cases.drop_draft, name="drop_draft"),
    path("bezoeken/", visits.show, name="visits"),
    path("bezoeken/plan/", visits.plan, name="plan_visit"),
    path("bezoeken/<int:tenancy_id>/<int:visit_id>/verslag/", visits.report, name="report_visit"),
    path("bezoeken/<int:tenancy_id>/<int:visit_id>/af/", visits.cancel, name="cancel_visit"),
]
