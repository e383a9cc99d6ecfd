"""The plan for the tenant: on a page to print, as PDF, and shared on the tenant's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.casework import cases as deeds
from gewoon.actions.casework import content, reading
from gewoon.actions.casework import plan as paper
from gewoon.web.guidance.cases import CONTENT
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.files import pdf_file


@needs(CONTENT)
@require_safe
def show(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the plan on a page made for paper."""
    opened = reading.read_case(case_id, by=request.user, now=moment.now(), part="plan")
    plan = opened.parts["plan"].content if opened.parts else {}
    values = {"opened": opened, "plan": plan, "now": moment.now()}
    return render(request, "guidance/plan.html", values)


@needs(CONTENT)
@require_safe
def pdf(request: HttpRequest, case_id: int) -> HttpResponse:
    """Give the plan as accessible PDF in the language of the tenant."""
    return pdf_file(paper.as_pdf(case_id, by=request.user, now=moment.now()), _("plan"))


@needs(CONTENT)
@require_POST
def share(request: HttpRequest, case_id: int) -> HttpResponse:
    """Share the plan with the tenant as it stands now."""
    content.share_plan(deeds.tenancy_of(case_id), case_id=case_id, by=request.user, now=moment.now())
    messages.success(request, _("The tenant sees this plan from now on."))
    return redirect("guidance:case", case_id)
