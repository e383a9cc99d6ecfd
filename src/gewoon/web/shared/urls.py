"""The addresses of all rooms; each page declares what it needs."""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from gewoon.web.shared import pages
from gewoon.web.shared.access import public

handler400 = "gewoon.web.shared.errors.bad_request"
handler403 = "gewoon.web.shared.errors.forbidden"
handler404 = "gewoon.web.shared.errors.not_found"
handler500 = "gewoon.web.shared.errors.broken"

# Of allauth only what is used: no sign-up, no password by e-mail. Accounts are made by IT.
urlpatterns = [
    path("", pages.home, name="home"),
    path("keys/", pages.keys, name="keys"),
    path("me/", pages.me, name="me"),
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-in/inactive/", public(account.account_inactive), name="account_inactive"),
    path("language/", public(set_language), name="set_language"),
    path("", include("gewoon.web.desk.urls")),
    path("", include("gewoon.web.guidance.urls")),
    path("", include("gewoon.web.classroom.urls")),
    path("", include("gewoon.web.portal.urls")),
    path("", include("gewoon.web.insight.urls")),
    path("", include("gewoon.web.setup.urls")),
    path("", include("gewoon.web.api.urls")),
]
