"""The addresses of the desk."""

from django.urls import path

from gewoon.web.desk import letters, steps, suspense, tenancy, together, worklist

app_name = "desk"
_STEP = "huurders/<int:tenancy_id>/stap/<int:step_id>/"

urlpatterns = [
    path("werklijst/", worklist.show, name="worklist"),
    path("werklijst/afdrukken/", worklist.on_paper, name="print"),
    path("werklijst/export.csv", worklist.as_csv, name="export_csv"),
    path("werklijst/export.xlsx", worklist.as_xlsx, name="export_xlsx"),
    path("werklijst/samen/", together.preview, name="together"),
    path("werklijst/samen/versturen/", together.send, name="together_send"),
    path("werklijst/samen/terug/", together.back, name="together_back"),
    path("huurders/<int:tenancy_id>/", tenancy.show, name="tenancy"),
    path("huurders/<int:tenancy_id>/paneel/", worklist.panel, name="panel"),
    path("huurders/<int:tenancy_id>/contact/", tenancy.contacted, name="contact"),
    path("huurders/<int:tenancy_id>/bijzonderheden/", tenancy.record, name="circumstance"),
    path(
        "huurders/<int:tenancy_id>/bijzonderheden/<int:circumstance_id>/einde/",
        tenancy.end,
        name="circumstance_end",
    ),
    path("huurders/<int:tenancy_id>/brief.pdf", steps.preview, name="letter_preview"),
    path("huurders/<int:tenancy_id>/brieven/<int:letter_id>.pdf", letters.pdf, name="letter_pdf"),
    path("huurders/<int:tenancy_id>/brieven/<int:letter_id>/terug/", letters.back, name="letter_back"),
    path(f"{_STEP}brief/", steps.send_letter, name="step_letter"),
    path(f"{_STEP}contact/", steps.contacted, name="step_contact"),
    path(f"{_STEP}klaar/", steps.finished, name="step_finish"),
    path(f"{_STEP}terug/", steps.back, name="step_back"),
    path("brieven/", letters.waiting, name="letters"),
    path("te-plaatsen/", suspense.show, name="suspense"),
    path("te-plaatsen/<int:detail_id>/boek/", suspense.allocate, name="suspense_allocate"),
    path("te-plaatsen/<int:detail_id>/zoek/", suspense.search, name="suspense_search"),
    path("te-plaatsen/<int:detail_id>/splits/", suspense.split, name="suspense_split"),
    path("te-plaatsen/<int:detail_id>/terugbetalen/", suspense.refund, name="suspense_refund"),
    path("te-plaatsen/terug/<int:entry_id>/", suspense.back, name="suspense_back"),
]
