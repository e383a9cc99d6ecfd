"""Draws templates with made-up values in the shapes of the queries: no database, no network."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from gewoon.records.people import Role, User
from gewoon.web.desk.together import Not
from web.made_up import ITEM, LISTED, MONEY, ONE, OTHER, ROWS, SENT, UNDO, WAITING, chosen

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "worklist": (
        "desk/worklist.html",
        {**LISTED, "open_id": 8, "chosen": chosen("contact", "call"), "undo": UNDO},
    ),
    "worklist-plain": ("desk/worklist.html", LISTED),
    "worklist-empty": ("desk/worklist.html", {**LISTED, "rows": ()}),
    "worklist-not-found": ("desk/worklist.html", {**LISTED, "rows": (), "search": "Nergens"}),
    "worklist-others": (
        "desk/worklist.html",
        {**LISTED, "rows": (), "search": "Iemand", "others": (OTHER,)},
    ),
    "tenancy": ("desk/tenancy.html", {**ONE, "chosen": chosen("task"), "undo": UNDO}),
    "tenancy-wrong-day": (
        "desk/tenancy.html",
        {**ONE, "chosen": chosen("wait", "wait"), "given": {"kind": "promise"}, "until_error": "Geen dag."},
    ),
    "tenancy-quiet": (
        "desk/tenancy.html",
        {
            **ONE,
            "arranged": None,
            "chosen": chosen(""),
            "lines": (),
            "moments": (),
            "circumstances": (),
            "may_act": False,
        },
    ),
    **{
        f"panel-{deed}": ("desk/panel.html", {"chosen": chosen(deed, kind), "back": "/werklijst/"})
        for deed, kind in (("letter", "letter"), ("contact", "visit"), ("gate", "gate"), ("none", "task"))
    },
    "panel-old-policy": (
        "desk/panel.html",
        {"chosen": chosen("task", facts=(), tree=None, missing=(), gate=None), "back": "/werklijst/"},
    ),
    "print": ("desk/print.html", {**LISTED, "back_url": "#"}),
    "together": (
        "desk/together.html",
        {
            "can": ROWS[1:2],
            "cannot": [Not(name="Model Bewoner", why="heeft betaald")],
            "gone": 1,
            "chosen": 3,
            "back": "/werklijst/",
        },
    ),
    "together-none": (
        "desk/together.html",
        {"can": [], "cannot": [], "gone": 2, "chosen": 2, "back": "/werklijst/"},
    ),
    "letters": ("desk/letters.html", {"letters": (WAITING,)}),
    "letters-empty": ("desk/letters.html", {"letters": ()}),
    "letter-from-before": ("desk/letter_from_before.html", {"letter": SENT}),
    "suspense": ("desk/suspense.html", {**MONEY, "undo": UNDO}),
    "suspense-empty": ("desk/suspense.html", {"items": ()}),
    "suspense-search": ("desk/suspense_search.html", {"item": ITEM, "wanted": "Iemand", "found": (OTHER,)}),
    "suspense-split": (
        "desk/suspense_split.html",
        {"item": ITEM, "rows": (("31", "1,50"), ("", "")), "error": "Geen bedrag."},
    ),
    "suspense-refund": ("desk/suspense_refund.html", {"item": ITEM}),
    "home": ("shared/home.html", {"coming": ("Uw groepen.",)}),
    "keys": ("shared/keys.html", {}),
    "me": ("shared/me.html", {}),
    "refused": ("shared/refused.html", {"why": "De huurder heeft net betaald."}),
    "sign-out": ("account/logout.html", {}),
    "inactive": ("account/account_inactive.html", {}),
    **{name: (f"{name}.html", {}) for name in ("400", "403", "403_csrf", "404", "429")},
    "500": ("500.html", {"number": "4821-0937"}),
}


def drawn(name: str, language: str = "nl") -> str:
    """Draw a page by its name in PAGES, as the made-up officer sees it."""
    template, values = PAGES[name]
    request = RequestFactory().get("/werklijst/")
    request.user = User(
        username="noor", first_name="Noor", last_name="Verzonnen", role=Role.COLLECTION_OFFICER
    )
    with override(language):
        return render_to_string(template, {"messages": [], "note": "Verzonnen", **values}, request)


@pytest.fixture
def draw() -> Any:
    """Draw a page by its name."""
    return drawn


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a page name once for each page."""
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", sorted(PAGES))
