"""Seats: the protocol is signed by one, the draw is done by another, and its log can be taken along."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.training import seats
from gewoon.records.queries.training import plans
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs


@needs("programme.sign_protocol")
@require_POST
def sign(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Sign how the draw goes."""
    seats.sign_protocol(cohort_id, by=request.user, now=moment.now())
    messages.success(request, _("Signed. A colleague can draw now."))
    return redirect("classroom:plan_group", cohort_id)


@needs("programme.draw")
@require_POST
def give(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Give the seats of a group."""
    seats.give_seats(cohort_id, by=request.user, now=moment.now())
    messages.success(request, _("The seats are given. Each person hears the own result."))
    return redirect("classroom:plan_group", cohort_id)


@needs("programme.draw_log")
@require_safe
def log(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Give the log of the draw as a file, to do it again elsewhere."""
    answer = JsonResponse(plans.draw_log(request.user, cohort_id), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="draw-{cohort_id}.json"'
    return answer
