"""My arrangement: all its days, and yes or no to what waits for me."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.arrangement import agreeing
from gewoon.records.queries import own as queries
from gewoon.records.queries.own import Own, OwnArrangement
from gewoon.web.portal.access import tenant
from gewoon.web.shared import asked, moment


@tenant("arrangement.read")
@require_safe
def show(request: HttpRequest, own: Own) -> HttpResponse:
    """Show all days and what was agreed beside them."""
    values = {"own": own, "arrangement": _found(request), "today": moment.today()}
    return render(request, "portal/arrangement.html", values)


@tenant("arrangement.accept")
@require_POST
def answer(request: HttpRequest, own: Own) -> HttpResponse:
    """Say yes to an offer or a change, or no; or take back the own proposal."""
    found = _found(request)
    deed = agreeing.accept_by_tenant if request.POST.get("answer") == "yes" else agreeing.decline_by_tenant
    deed(
        own.tenancy_id,
        arrangement_id=found.arrangement_id,
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    is_yes = request.POST.get("answer") == "yes"
    messages.success(request, _("It is agreed.") if is_yes else _("We wrote down that you say no."))
    return redirect("portal:home")


def _found(request: HttpRequest) -> OwnArrangement:
    found = queries.arrangement(request.user, on=moment.today())
    if found is None:
        raise Http404
    return found
