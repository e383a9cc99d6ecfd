"""The addresses of insight."""

from django.urls import path

from gewoon.web.insight import outcomes, publishing

app_name = "insight"
urlpatterns = [
    path("resultaten/", outcomes.outcomes, name="outcomes"),
    path("resultaten/rapport.json", outcomes.as_json, name="outcomes_json"),
    path("resultaten/rapport.pdf", outcomes.as_pdf, name="outcomes_pdf"),
    path("resultaten/maak/", outcomes.make, name="outcomes_make"),
    path("resultaten/protocol/", outcomes.sign, name="protocol_sign"),
    path("resultaten/pers/", publishing.press, name="press"),
    path("resultaten/pers/maak/", publishing.propose, name="press_propose"),
    path("resultaten/pers/<int:release_id>/vrijgeven/", publishing.approve, name="press_approve"),
    path("resultaten/pers/<int:release_id>/afwijzen/", publishing.refuse, name="press_refuse"),
]
