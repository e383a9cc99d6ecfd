"""The addresses of arrangements at the desk; `urls` takes them in."""

from django.urls import path

from gewoon.web.desk import arrangement, arrangement_budget, arrangement_court, arrangement_make

_OF = "huurders/<int:tenancy_id>/regeling/"
_ONE = f"{_OF}<int:arrangement_id>/"

patterns = [
    path("regelingen/", arrangement.listed, name="arrangements"),
    path(f"{_OF}nieuw/", arrangement_make.make, name="arrangement_make"),
    path(f"{_OF}rechter/", arrangement_court.make, name="arrangement_court"),
    path(f"{_OF}budget/", arrangement_budget.show, name="arrangement_budget"),
    path(_ONE, arrangement.show, name="arrangement"),
    path(f"{_ONE}afspraak.pdf", arrangement.paper, name="arrangement_pdf"),
    path(f"{_ONE}akkoord-huurder/", arrangement.accepted, name="arrangement_accepted"),
    path(f"{_ONE}akkoord/", arrangement.agreed, name="arrangement_agreed"),
    path(f"{_ONE}nee/", arrangement.declined, name="arrangement_declined"),
    path(f"{_ONE}gesproken/", arrangement.word, name="arrangement_word"),
    path(f"{_ONE}brief/", arrangement.told, name="arrangement_told"),
    path(f"{_ONE}wijzigen/", arrangement.changed, name="arrangement_changed"),
    path(f"{_ONE}rust/", arrangement.rested, name="arrangement_rested"),
    path(f"{_ONE}ineens/", arrangement.lump_sum, name="arrangement_lump_sum"),
    path(f"{_ONE}einde/", arrangement.ended, name="arrangement_ended"),
]
