"""The addresses of setup."""

from django.urls import path

from gewoon.web.setup import compare, past, policy, publishing

app_name = "setup"
urlpatterns = [
    path("beleid/", policy.policy, name="policy"),
    path("beleid/versie/<slug:key>/", policy.version, name="version"),
    path("beleid/versie/<slug:key>.toml", policy.as_file, name="version_file"),
    path("beleid/vergelijk/", compare.compare, name="compare"),
    path("beleid/verleden/", past.past, name="past"),
    path("beleid/verleden.csv", past.as_csv, name="past_csv"),
    path("beleid/ontwerp/", publishing.draft, name="draft"),
    path("beleid/<int:policy_id>/publiceer/", publishing.publish, name="publish"),
    path("beleid/<int:policy_id>/afwijzen/", publishing.refuse, name="refuse"),
]
