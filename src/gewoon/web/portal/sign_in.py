"""Signing in: ask for a code, and type it. What is answered never says whether a tenancy exists."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gewoon.actions.contact import sign_in as deeds
from gewoon.actions.contact.sign_in import TooMany
from gewoon.records.queries.own import house
from gewoon.web.portal.access import enter
from gewoon.web.shared import moment
from gewoon.web.shared.access import public

NUMBER = "own_page_number"
CHANNELS = ("email", "letter")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code, by e-mail or letter."""
    if request.method != "POST":
        return render(request, "portal/sign_in.html", {"house": house(), "given": {"channel": "email"}})
    number, channel = _number(request.POST.get("number", "")), request.POST.get("channel", "")
    postcode = request.POST.get("postcode", "")
    if number is None or not postcode.strip() or channel not in CHANNELS:
        error = _("Fill in your tenant number in digits, your postcode, and how you want the code.")
        values = {"house": house(), "given": request.POST, "error": error}
        return render(request, "portal/sign_in.html", values, status=400)
    try:
        deeds.ask_for_code(
            number=number, postcode=postcode, channel=channel, address=_address(request), now=moment.now()
        )
    except TooMany:
        return _too_many(request)
    request.session[NUMBER] = number
    return redirect("portal:code")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code; the right one opens the own page."""
    known = request.session.get(NUMBER, "")
    if request.method != "POST":
        return render(request, "portal/code.html", {"house": house(), "number": known})
    typed = request.POST.get("number", "")
    number = _number(typed)
    try:
        user = number and deeds.sign_in(
            number=number,
            code=request.POST.get("code", "")[:40],
            address=_address(request),
            now=moment.now(),
        )
    except TooMany:
        return _too_many(request)
    if not user:
        error = _("This code does not fit, or it is too old. Look again, or ask for a new code.")
        values = {"house": house(), "number": typed[:12], "error": error}
        return render(request, "portal/code.html", values, status=400)
    enter(request, user)
    return redirect("portal:home")


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Stop: nothing of the page stays open on this phone."""
    logout(request)
    return redirect("portal:sign_in")


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/too_many.html", {"house": house()}, status=429)


def _number(text: str) -> int | None:
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
