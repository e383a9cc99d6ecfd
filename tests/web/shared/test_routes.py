"""Each page says what it needs, and a stranger does not learn that it exists."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from gewoon.actions.rights import NotAllowed, NotFound, Refused
from gewoon.records.people import Role, User, matrix
from gewoon.records.queries.rights import Hidden
from gewoon.web.shared import navigation
from gewoon.web.shared.access import PUBLIC, SIGNED_IN, may, needs, signed_in

# Who may come in without signing in, and why.
OPEN_TO_ALL = {"account_login", "account_logout", "account_inactive", "set_language"}
OPEN_TO_ALL |= {"sign_in", "code", "leave"}  # a tenant comes in by a code


def routes(patterns) -> list[URLPattern]:
    found = []
    for pattern in patterns:
        found += [pattern] if isinstance(pattern, URLPattern) else routes(pattern.url_patterns)
    return found


def user(role: Role) -> User:
    return User(username="made up", role=role)


def asked(who, view, path="/somewhere/"):
    request = RequestFactory().get(path)
    request.user = who
    return view(request)


@pytest.mark.parametrize("route", routes(get_resolver().url_patterns), ids=lambda route: str(route.pattern))
def test_every_route_declares_what_it_needs(route):
    need = getattr(route.callback, "needs", None)
    assert need in {PUBLIC, SIGNED_IN} or need in matrix(), f"{route.pattern} declares {need!r}"
    assert need != PUBLIC or route.name in OPEN_TO_ALL


def test_who_may_sees_the_page_and_a_stranger_sees_nothing():
    view = needs("arrears.worklist")(lambda request: HttpResponse("here"))
    assert asked(user(Role.COLLECTION_OFFICER), view).content == b"here"
    with pytest.raises(Http404):
        asked(user(Role.TRAINER), view)


@pytest.mark.parametrize("refusal", [NotAllowed("no"), NotFound("gone"), Hidden("not yours")])
def test_a_refusal_from_below_is_a_page_that_does_not_exist(refusal):
    def view(request):
        raise refusal

    with pytest.raises(Http404):
        asked(user(Role.COLLECTION_OFFICER), needs("arrears.worklist")(view))


def test_a_deed_that_cannot_be_done_says_why(monkeypatch):
    def view(request):
        raise Refused("the reason")

    shown = {}
    monkeypatch.setattr(
        "gewoon.web.shared.access.render",
        lambda request, template, values, status: shown.update(values) or HttpResponse(status=status),
    )
    answer = asked(user(Role.COLLECTION_OFFICER), needs("arrears.worklist")(view))
    assert (answer.status_code, shown["why"]) == (409, "the reason")


def test_who_is_not_signed_in_is_asked_to():
    for view in (needs("arrears.worklist")(lambda request: None), signed_in(lambda request: None)):
        answer = asked(AnonymousUser(), view)
        assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/somewhere/")


def test_nobody_without_an_account_may_anything():
    assert not may(AnonymousUser(), "arrears.worklist")
    assert not may(User(username="left", role=Role.COLLECTION_OFFICER, is_active=False), "arrears.worklist")


def test_the_rail_asks_only_for_rights_that_exist():
    places = [place for group in navigation.RAIL for place in group.places]
    assert {place.right for place in places} <= matrix().keys()
    assert len({place.letter for place in places}) == len(places)


def test_the_rail_shows_only_places_that_stand(monkeypatch):
    monkeypatch.setattr(navigation, "address", {"desk:worklist": "/desk/worklist/"}.get)
    (group,) = navigation.rail(user(Role.COLLECTION_OFFICER), "/desk/worklist/")
    assert [(place.url, place.is_current) for place in group.places] == [("/desk/worklist/", True)]
    assert navigation.rail(user(Role.TRAINER), "/") == ()
    assert navigation.first_page(user(Role.TRAINER)) is None
    assert navigation.first_page(user(Role.COLLECTION_OFFICER)) == "/desk/worklist/"
