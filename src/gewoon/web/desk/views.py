"""Worklists with a name of one's own: keep one, give it another name, take it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions import people
from gewoon.records.queries import views
from gewoon.web.desk.question import read
from gewoon.web.shared import asked, moment
from gewoon.web.shared.access import needs

RIGHT = "arrears.worklist"


@needs(RIGHT)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the own views, to give them another name or take them away."""
    return render(request, "desk/views.html", {"saved": views.saved(request.user)})


@needs(RIGHT)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the worklist that is shown, under a name."""
    query = read(request.POST).from_start().address.removeprefix("?")
    name = request.POST.get("name", "")
    people.save_view(name=name, query=query, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("Kept. You find it beside the other views."))
    return redirect(f"{reverse('desk:worklist')}?{query}")


@needs(RIGHT)
@require_POST
def rename(request: HttpRequest, view_id: int) -> HttpResponse:
    """Give a view another name."""
    name = request.POST.get("name", "")
    people.rename_view(view_id, name=name, by=request.user, now=moment.now(), key=asked.key(request))
    messages.success(request, _("The view has a new name."))
    return redirect("desk:views")


@needs(RIGHT)
@require_POST
def remove(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a view away."""
    people.delete_view(view_id, by=request.user, now=moment.now())
    messages.success(request, _("The view is gone. The tenants in it stay."))
    return redirect("desk:views")
