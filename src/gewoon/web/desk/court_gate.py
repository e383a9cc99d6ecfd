"""The gates of a tenancy, and the deeds at a gate: evidence, proposal, signature, and the step itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.court import bailiff, cases, costs, decisions, dossier, evictions, evidence
from gewoon.actions.policy import gates
from gewoon.actions.policy.published import policy_of
from gewoon.gateways.evidence_files import shipped_evidence
from gewoon.records.queries import court
from gewoon.records.queries import gates as queries
from gewoon.records.queries.rights import scope
from gewoon.records.queries.tenancies import named
from gewoon.rules.policy.policy import RESERVED
from gewoon.web.desk import court_view as view
from gewoon.web.shared import asked, moment
from gewoon.web.shared import court_words as words
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file
from gewoon.web.shared.typed import amount, day

RIGHT = "eviction.gate_status"
TAKES = {
    "costs": "costs.decide",
    "bailiff": "bailiff.hand_over_recall",
    "summons": "court.record_hearing_judgment",
    "eviction": "eviction.propose",
}
"""Who takes the step behind which gate; the signal is sent from its own page."""


@needs(RIGHT)
@require_safe
def overview(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Go to the first gate that is not passed yet."""
    queries.require_sight(request.user, tenancy_id, on=moment.today())
    passed = {row.gate for row in queries.passages(request.user, tenancy_id, on=moment.today())}
    first = next((gate for gate in RESERVED if gate not in passed), RESERVED[-1])
    return redirect("desk:gate", tenancy_id, first)


@needs(RIGHT)
@require_safe
def show(request: HttpRequest, tenancy_id: int, gate: str) -> HttpResponse:
    """Show one gate, duty by duty."""
    return render(request, "court/gate.html", _values(request, tenancy_id, gate))


@needs(RIGHT)
@require_safe
def as_pdf(request: HttpRequest, tenancy_id: int, gate: str) -> HttpResponse:
    """Give the file of a gate as an accessible PDF, fit to be an exhibit."""
    _check(gate)
    content = dossier.pdf(tenancy_id, gate, by=request.user, on=moment.today(), language=view.language())
    return pdf_file(content, f"poort-{gate}-{tenancy_id}")


def _values(request: HttpRequest, tenancy_id: int, gate: str) -> dict[str, Any]:
    _check(gate)
    on, user = moment.today(), request.user
    queries.require_sight(user, tenancy_id, on=on)
    states = gates.states_of(tenancy_id, on=on)
    policy = policy_of(on)
    if policy is None or gate not in states:
        raise Http404
    state = states[gate]
    restricted = frozenset(fact for fact, kind in shipped_evidence().items() if kind.is_restricted)
    rows = queries.evidence(user, tenancy_id, restricted=restricted, on=on)
    facts = {each.fact for duty in state.duties for each in duty.shown}
    subjects = view.subjects_of(gate, decisions.GATE_OF)
    may_sign = scope(user, decisions.SIGN) != "-"
    open_papers = view.papers(
        queries.proposals(user, tenancy_id, on=on), subjects, state=state, may_sign=may_sign
    )
    parts, total, principal = view.costs_of(gate, tenancy_id, on=on)
    may_propose = scope(user, "costs.decide" if gate == "costs" else decisions.PROPOSE) == "a"
    taken = {paper.row.subject for paper in open_papers}
    return {
        "who": named([tenancy_id])[tenancy_id],
        "tenancy_id": tenancy_id,
        "gate": gate,
        "state": state,
        "label": policy.steps[gate].label,
        "tabs": [(each, policy.steps[each].label, states[each]) for each in RESERVED if each in states],
        "duties": view.duty_rows(state, policy, rows),
        "done": sum(duty.verdict != "not_met" for duty in state.duties),
        "papers": open_papers,
        "proposable": [
            (each, words.SUBJECTS.get(each, each)) for each in subjects if may_propose and each not in taken
        ],
        "recordable": view.recordable(state, user.role),
        "mine": [row for row in rows if row.fact in facts],
        "evidence_labels": shipped_evidence(),
        "file_print": view.fingerprint(state),
        "costs": parts,
        "costs_total": total,
        "principal": principal,
        "may_take": gate in TAKES and scope(user, TAKES[gate]) == "a",
        "may_record": scope(user, evidence.RIGHT) != "-",
        "may_draw_up": gate == "bailiff" and scope(user, bailiff.RIGHT) == "a",
        "collectors": _collectors(user, gate, on),
        "passed": [row for row in queries.passages(user, tenancy_id, on=on) if row.gate == gate],
        "causes": words.CAUSES,
        "today": on,
        "back": request.get_full_path(),
    }


def _collectors(user: Any, gate: str, on: date) -> list[Any]:
    """Whom the claim can be handed to, where that is asked."""
    if gate != "bailiff" or scope(user, court.RIGHT) == "-":
        return []
    return [each for each in court.collectors(user, on=on) if each.is_valid]


@needs("gate.record_evidence")
@require_POST
def record(request: HttpRequest, tenancy_id: int, gate: str) -> HttpResponse:
    """Record evidence of a duty."""
    given = request.POST

    def deed() -> None:
        evidence.record(
            tenancy_id,
            fact=given.get("fact", ""),
            text=given.get("text", ""),
            reference=given.get("reference", ""),
            is_met=given.get("is_met", "1") == "1",
            on=day(given["on"], near=moment.today()) if given.get("on", "").strip() else None,
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )

    return _then(request, tenancy_id, gate, deed, _("The evidence is recorded."))


@needs("gate.record_evidence")
@require_POST
def withdraw(request: HttpRequest, tenancy_id: int, gate: str, evidence_id: int) -> HttpResponse:
    """Withdraw evidence."""
    evidence.withdraw(
        tenancy_id,
        evidence_id=evidence_id,
        reason=request.POST.get("reason", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The evidence is withdrawn."))
    return redirect("desk:gate", tenancy_id, gate)


@needs("bailiff.hand_over_recall")
@require_POST
def draw_up(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Draw up the file for the bailiff."""
    made = evidence.draw_up_file(tenancy_id, by=request.user, now=moment.now())
    if made.is_met:
        messages.success(request, _("The file is drawn up and complete."))
    else:
        messages.warning(request, _("The file is drawn up; it is not complete yet."))
    return redirect("desk:gate", tenancy_id, "bailiff")


@needs("eviction.propose")
@require_POST
def propose(request: HttpRequest, tenancy_id: int, gate: str) -> HttpResponse:
    """Propose the step of a gate, or that a duty does not apply."""
    decisions.propose(
        tenancy_id,
        subject=request.POST.get("subject", ""),
        reason=request.POST.get("reason", ""),
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    messages.success(request, _("It is proposed, and stands on the list of who decides."))
    return redirect("desk:gate", tenancy_id, gate)


@needs("eviction.approve_second")
@require_POST
def sign(request: HttpRequest, tenancy_id: int, gate: str, proposal_id: int) -> HttpResponse:
    """Say yes or no to a proposal."""
    given = {"proposal_id": proposal_id, "by": request.user, "now": moment.now()}
    reason = request.POST.get("reason", "")
    if request.POST.get("answer") == "no":
        decisions.turn_down(tenancy_id, reason=reason, **given)
        messages.success(request, _("The proposal is turned down."))
    else:
        sha256 = request.POST.get("sha256", "")
        decisions.sign(tenancy_id, reason=reason, sha256=sha256, key=asked.key(request), **given)
        messages.success(request, _("You have signed."))
    return redirect("desk:gate", tenancy_id, gate)


@needs("eviction.propose")
@require_POST
def take_back(request: HttpRequest, tenancy_id: int, gate: str, proposal_id: int) -> HttpResponse:
    """Withdraw a proposal."""
    decisions.withdraw(
        tenancy_id,
        proposal_id=proposal_id,
        reason=request.POST.get("reason", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("desk:gate", tenancy_id, gate)


@needs("costs.decide")
@require_POST
def take_costs(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Charge collection costs."""
    costs.charge_costs(tenancy_id, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("The costs are booked."))
    return redirect("desk:gate", tenancy_id, "costs")


@needs("bailiff.hand_over_recall")
@require_POST
def take_bailiff(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Hand the claim over."""
    collector = asked.number(request.POST.get("collector", ""))
    bailiff.hand_over(
        tenancy_id, collector_id=collector, by=request.user, now=moment.now(), key=asked.key(request)
    )
    messages.success(request, _("The claim is handed over."))
    return redirect("desk:case", tenancy_id)


@needs("court.record_hearing_judgment")
@require_POST
def take_summons(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Ask the judge."""
    given = request.POST

    def deed() -> None:
        cases.summon(
            tenancy_id,
            court=given.get("court", ""),
            claim_cents=amount(given.get("claim", "")),
            cause=given.get("cause", "arrears"),
            asks_eviction=given.get("asks_eviction", "1") == "1",
            by=request.user,
            now=moment.now(),
            key=asked.key(request),
        )

    return _then(request, tenancy_id, "summons", deed, _("The judge is asked."))


@needs("eviction.propose")
@require_POST
def take_eviction(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Have the eviction carried out, today."""
    evictions.carry_out(tenancy_id, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("The eviction is recorded as carried out."))
    return redirect("desk:case", tenancy_id)


def _then(
    request: HttpRequest, tenancy_id: int, gate: str, deed: Callable[[], None], said: str
) -> HttpResponse:
    """Do a deed with typed values, and say in place what was not understood."""
    try:
        deed()
    except ValueError as wrong:
        messages.error(request, str(wrong))
        return redirect("desk:gate", tenancy_id, gate)
    messages.success(request, said)
    return redirect("desk:gate", tenancy_id, gate)


def _check(gate: str) -> None:
    if gate not in RESERVED:
        raise Http404
