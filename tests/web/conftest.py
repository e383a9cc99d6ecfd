"""Draws templates with made-up values: no database, no network."""

from datetime import UTC, date, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import include, path
from django.utils.translation import override

from gewoon.records.people import Role, User
from gewoon.web.desk.listing import columns, tabs
from gewoon.web.desk.question import Question
from gewoon.web.shared import urls

TODAY = date(2026, 11, 23)


def _nowhere(request: Any, **_: Any) -> HttpResponse:
    return HttpResponse()


def _addresses() -> ModuleType:
    """Answer the site's addresses with those of the desk added, so that its templates can name them."""
    desk = [path("worklist/", _nowhere, name="worklist"), path("preview/", _nowhere, name="preview")]
    desk += [path("letters/", _nowhere, name="letters"), path("suspense/", _nowhere, name="suspense")]
    desk += [path(f"{name}/<int:pk>/", _nowhere, name=name) for name in ("tenancy", "panel", "letter_back")]
    desk += [
        path(f"suspense/<int:pk>/{name}/", _nowhere, name=f"suspense_{name}")
        for name in ("allocate", "search", "split", "refund")
    ]
    module = ModuleType("addresses")
    module.urlpatterns = [*urls.urlpatterns, path("desk/", include((desk, "desk")))]
    return module


ADDRESSES = _addresses()


def both(dutch: str, english: str) -> dict[str, str]:
    return {"nl": dutch, "en": english}


def row(number: int, name: str, overdue: int, months: int, trend: tuple[int, ...], **more: Any) -> Any:
    values = {
        "tenancy_id": number,
        "number": number,
        "tenant_name": name,
        "address": f"Verzonnenlaan {number}",
        "overdue": overdue,
        "months": months,
        "trend": trend,
        "step": "call",
        "step_label": both("Bel de huurder", "Call the tenant"),
        "step_kind": "",
        "step_icon": "phone",
        "reason": both("Eén maand achter, nog niet gesproken", "One month behind, not spoken yet"),
        "due_on": TODAY,
        "tag": "no_contact",
    }
    return SimpleNamespace(**{**values, **more})


ROWS = (
    row(
        31, "Proef Persoon", 64000, 100, (0, 0, 30000, 60000, 89500, 89500, 89500, 89500, 80000, 75000, 64000)
    ),
    row(
        114,
        "Verzonnen Huurder",
        191250,
        300,
        (0,) * 9 + (64000, 128000, 128000, 191250),
        step_label=both("Ga op huisbezoek", "Visit at home"),
        step_icon="home",
        due_on=date(2026, 11, 25),
    ),
    row(
        8,
        "Familie Van Testdam",
        265500,
        415,
        tuple(range(0, 260000, 20000)),
        step_label=both("Meld bij de gemeente", "Report to the municipality"),
        step_kind="attn",
        step_icon="shield-lock",
        reason=both("Poort is dicht: 2 van de 6 plichten staan open", "Gate closed: 2 of 6 duties are open"),
        tag="gate_closed",
        due_on=date(2026, 11, 24),
    ),
    row(
        9,
        "Model Bewoner",
        0,
        0,
        (128000, 64000, 0, 0, 0, 0, 0),
        step_label=both("Sluit af en feliciteer", "Close and congratulate"),
        step_kind="ok",
        step_icon="circle-check",
        tag="solved",
        due_on=date(2026, 12, 4),
    ),
)


def duty(dutch: str, english: str, state: str, **more: Any) -> Any:
    values = {"label": both(dutch, english), "state": state, "met_on": None, "kind": "law"}
    return SimpleNamespace(**{**values, **more})


GATE = SimpleNamespace(
    label=both("Poort: melding bij de gemeente", "Gate: signal to the municipality"),
    is_open=False,
    open_count=2,
    duties=(
        duty("Herinnering gestuurd", "Reminder sent", "met", met_on=date(2026, 9, 3)),
        duty("Gewezen op hulp bij schulden", "Told about debt help", "met", met_on=date(2026, 10, 12)),
        duty("Persoonlijk contact gezocht", "Personal contact sought", "open"),
        duty("Begeleiding aangeboden", "Guidance offered", "open", kind="policy"),
        duty("Bewindvoerder op de hoogte", "Administrator knows", "aside"),
    ),
)

TENANCY = SimpleNamespace(
    tenancy_id=8,
    number=8,
    tenant_name="Familie Van Testdam",
    address="Verzonnenlaan 8, Waterrijk",
    phone="+31000000000",
    step=SimpleNamespace(
        label=both("Meld de achterstand bij de gemeente", "Report the arrears to the municipality"),
        due_on=date(2026, 11, 25),
        action_url="#",
        action_label=both("Bekijk en verstuur", "Look and send"),
    ),
    reasons=(
        both(
            "De achterstand is € 2.655,00. Dat is 4,1 maand huur.", "The arrears are €2,655.00: 4.1 months."
        ),
        both("Wij zochten 4 keer contact. De laatste keer was op 18 november.", "We tried 4 times."),
    ),
    rule_label=both("Regel 12 van ons beleid", "Rule 12 of our policy"),
    policy_label=both("versie oktober 2026", "version October 2026"),
    heavier=SimpleNamespace(
        label=both("deurwaarder", "bailiff"),
        reasons=(
            both("De melding bij de gemeente is nog niet gedaan.", "The signal has not been sent yet."),
        ),
    ),
    gates=(GATE,),
    position=SimpleNamespace(
        overdue=265500, months=415, oldest_due_on=date(2026, 7, 1), last_payment_on=date(2026, 10, 28)
    ),
    lines=(
        SimpleNamespace(
            on=date(2026, 10, 28),
            kind="payment",
            text=both("overboeking", "transfer"),
            cents=-64000,
            balance=201500,
            settles=(SimpleNamespace(month=date(2026, 6, 1), cents=64000, reason="oldest"),),
        ),
        SimpleNamespace(
            on=date(2026, 11, 1),
            kind="charge",
            text=both("november", "November"),
            cents=64000,
            balance=265500,
            settles=(),
        ),
    ),
    timeline=(
        SimpleNamespace(
            on=date(2026, 11, 18),
            kind="call",
            text=both("niet bereikt", "not reached"),
            cents=None,
            by="Noor",
        ),
        SimpleNamespace(on=date(2026, 10, 28), kind="payment", text="", cents=64000, by=""),
    ),
    letters=(
        SimpleNamespace(label=both("Herinnering", "Reminder"), state="sent", on=date(2026, 9, 3), url="#"),
    ),
)

ITEM = SimpleNamespace(
    item_id=5,
    cents=48210,
    on=date(2026, 11, 12),
    is_old=True,
    age_days=11,
    payer_name="P. Verzonnen",
    remittance="huur november",
    reason=both("Twee huurders passen even goed", "Two tenants fit equally well"),
    candidates=(
        SimpleNamespace(
            tenancy_id=31,
            tenant_name="Proef Persoon",
            address="Verzonnenlaan 31",
            reason=both("zelfde bedrag", "same amount"),
        ),
    ),
)
WAITING = SimpleNamespace(
    letter_id=3,
    tenancy_id=31,
    tenant_name="Proef Persoon",
    label=both("Herinnering", "Reminder"),
    url="#",
    leaves_at=datetime(2026, 11, 23, 8, 40, tzinfo=UTC),
)

COUNTS = {"week": 38, "first_contact": 14, "at_the_gate": 3}
UNDO = {"text": "Gebeld met Proef Persoon.", "url": "#"}
LISTED = {
    "today": TODAY,
    "now": datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    "counts": COUNTS,
    "tabs": tabs(Question(), COUNTS),
    "columns": columns(Question()),
    "view_label": "Mijn week",
    "rows": ROWS,
    "shown_from": 1,
    "shown_to": 4,
    "total": 38,
    "more_url": "?after=4",
    "print_url": "#",
    "csv_url": "#",
    "xlsx_url": "#",
}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "worklist": ("desk/worklist.html", {**LISTED, "open_id": 8, "panel": TENANCY, "undo": UNDO}),
    "worklist-plain": ("desk/worklist.html", LISTED),
    "worklist-empty": ("desk/worklist.html", {**LISTED, "rows": ()}),
    "worklist-not-found": ("desk/worklist.html", {**LISTED, "rows": (), "search": "Nergens"}),
    "tenancy": ("desk/tenancy.html", {"tenancy": TENANCY, "undo": UNDO}),
    "panel": ("desk/panel.html", {"tenancy": TENANCY}),
    "print": ("desk/print.html", {**LISTED, "back_url": "#"}),
    "bulk": (
        "desk/bulk.html",
        {
            "can": ROWS[:2],
            "cannot": (
                SimpleNamespace(tenant_name="Model Bewoner", reason=both("heeft betaald", "has paid")),
            ),
            "chosen": 3,
            "do_url": "#",
            "back_url": "#",
        },
    ),
    "letters": ("desk/letters.html", {"letters": (WAITING,)}),
    "letters-empty": ("desk/letters.html", {"letters": ()}),
    "suspense": ("desk/suspense.html", {"items": (ITEM,)}),
    "suspense-empty": ("desk/suspense.html", {"items": ()}),
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
    request = RequestFactory().get("/desk/worklist/")
    request.user = User(
        username="noor", first_name="Noor", last_name="Verzonnen", role=Role.COLLECTION_OFFICER
    )
    with override_settings(ROOT_URLCONF=ADDRESSES), override(language):
        return render_to_string(template, {"messages": [], **values}, request)


@pytest.fixture
def draw() -> Any:
    """Draw a page by its name."""
    return drawn


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a page name once for each page."""
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", sorted(PAGES))
