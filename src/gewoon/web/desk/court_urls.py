"""The addresses of gates and court."""

from django.urls import path

from gewoon.web.desk import court_case, court_gate, court_list

_GATES = "huurders/<int:tenancy_id>/poorten/"
_GATE = f"{_GATES}<slug:gate>/"
_CASE = "huurders/<int:tenancy_id>/zaak/"

patterns = [
    path("rechtbank/", court_list.show, name="court"),
    path("rechtbank/incassopartij/", court_list.check_collector, name="collector"),
    path(_GATES, court_gate.overview, name="gates"),
    path(f"{_GATES}deurwaarder/dossier/", court_gate.draw_up, name="gate_file"),
    path(f"{_GATES}kosten/neem/", court_gate.take_costs, name="take_costs"),
    path(f"{_GATES}deurwaarder/neem/", court_gate.take_bailiff, name="take_bailiff"),
    path(f"{_GATES}dagvaarding/neem/", court_gate.take_summons, name="take_summons"),
    path(f"{_GATES}ontruiming/neem/", court_gate.take_eviction, name="take_eviction"),
    path(_GATE, court_gate.show, name="gate"),
    path(f"{_GATE}dossier.pdf", court_gate.as_pdf, name="gate_pdf"),
    path(f"{_GATE}bewijs/", court_gate.record, name="gate_record"),
    path(f"{_GATE}bewijs/<int:evidence_id>/terug/", court_gate.withdraw, name="gate_withdraw"),
    path(f"{_GATE}voorstel/", court_gate.propose, name="gate_propose"),
    path(f"{_GATE}voorstel/<int:proposal_id>/teken/", court_gate.sign, name="gate_sign"),
    path(f"{_GATE}voorstel/<int:proposal_id>/terug/", court_gate.take_back, name="gate_take_back"),
    path(_CASE, court_case.show, name="case"),
    path(f"{_CASE}rechter/<slug:deed>/", court_case.at_court, name="case_court"),
    path(f"{_CASE}deurwaarder/<slug:deed>/", court_case.at_bailiff, name="case_bailiff"),
    path(f"{_CASE}laatste-kans/<slug:deed>/", court_case.at_last_chance, name="case_chance"),
]
