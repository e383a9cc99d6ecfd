"""Values in the shapes of the queries, all made up, for drawing the pages."""

from datetime import UTC, date, datetime
from typing import Any

from gewoon.records.queries.account import AccountPage, Head, OpenStep
from gewoon.records.queries.circumstances import CircumstanceRow
from gewoon.records.queries.letters import LetterRow
from gewoon.records.queries.lines import Line, Matched, Opposite, Settled
from gewoon.records.queries.reasons import Duty, Gate, Why
from gewoon.records.queries.suspense import Candidate, SuspenseRow
from gewoon.records.queries.tenancies import Named
from gewoon.records.queries.timeline import Moment
from gewoon.records.queries.worklist import WorklistRow
from gewoon.rules.arrears.position import Position
from gewoon.rules.policy.explain import Reason
from gewoon.web.desk.chosen import Chosen
from gewoon.web.desk.listing import columns, tabs
from gewoon.web.desk.question import Question
from gewoon.web.shared.marks import CIRCUMSTANCES, CONTACTS
from web.made_up_arrangement import ARRANGED

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def both(dutch: str, english: str) -> dict[str, str]:
    return {"nl": dutch, "en": english}


def row(
    number: int, name: str, overdue: int, months: int | None, trend: tuple[int, ...], **more: Any
) -> WorklistRow:
    values = {
        "tenancy_id": number,
        "number": number,
        "name": name,
        "address": f"Verzonnenlaan {number}",
        "overdue": overdue,
        "months": months,
        "trend": trend,
        "step_id": number,
        "step": "call",
        "label": both("Bel de huurder", "Call the tenant"),
        "kind": "call",
        "icon": "phone",
        "reason": both("Eén maand achter, nog niet gesproken", "One month behind, not spoken yet"),
        "due_on": TODAY,
        "view": "first_contact",
        "is_gate": False,
    }
    return WorklistRow(**{**values, **more})


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
        label=both("Stuur herinnering", "Send a reminder"),
        step="reminder",
        kind="letter",
        icon="mail",
        due_on=date(2026, 11, 25),
    ),
    row(
        8,
        "Familie Van Testdam",
        265500,
        415,
        tuple(range(0, 260000, 20000)),
        label=both("Laat iemand kijken", "Have a person look"),
        step="ask_a_person",
        kind="task",
        icon="user-question",
        is_gate=True,
        due_on=date(2026, 11, 24),
    ),
    row(
        9,
        "Model Bewoner",
        0,
        None,
        (),
        label=both("Nog niets doen", "Do nothing yet"),
        step="wait",
        kind="wait",
        icon="hourglass",
        due_on=date(2026, 11, 20),
    ),
)


def duty(name: str, dutch: str, english: str, state: str, kind: str = "law") -> Duty:
    return Duty(id=name, label=both(dutch, english), state=state, kind=kind, source="Bgs art. 2")


GATE = Gate(
    step="signal",
    label=both("Meld bij de gemeente", "Report to the municipality"),
    is_open=False,
    duties=(
        duty("S1", "Herinnering gestuurd", "Reminder sent", "met"),
        duty("S2", "Persoonlijk contact gezocht", "Personal contact sought", "not_met"),
        duty("S3", "Begeleiding aangeboden", "Guidance offered", "not_met", "policy"),
        duty("S4", "Afspraak met de gemeente", "Agreement with the municipality", "unknown", "practice"),
    ),
)
TREE = Reason(
    text="de achterstand is minstens 2 maanden",
    truth="yes",
    value="de achterstand is 4,1 maanden",
    parts=(
        Reason(text="er loopt geen regeling", truth="no", value="er loopt een regeling", parts=()),
        Reason(text="er is gebeld", truth="unknown", value="", parts=()),
    ),
)
HEAD = Head(
    tenancy_id=8,
    number=8,
    names=("Model Van Testdam", "Proef Verzonnen"),
    address="Verzonnenlaan 8",
    postcode="9999 ZZ",
    town="Waterrijk",
    phone="+31000000000",
    email="model@post.example",
    language="nl",
    since=date(2019, 5, 16),
    ended=date(2026, 12, 31),
    way_of_paying="direct_debit",
    monthly_rent=64000,
    administrator="Bureau Bewind",
    is_deceased=True,
)
POSITION = Position(
    on=TODAY,
    known_on=TODAY,
    balance=265500,
    overdue=265500,
    rent_open=265500,
    costs_open=0,
    interest_open=0,
    other_open=0,
    credit=100,
    months=415,
    oldest_due_on=date(2026, 7, 1),
    ageing=(0, 0, 0, 265500),
    last_payment_on=date(2026, 10, 28),
    last_payment_cents=64000,
    episode_began_on=date(2026, 7, 2),
    trend=tuple(range(0, 260000, 20000)),
    notes=(),
)


def line(number: int, on: date, kind: str, cents: int, **more: Any) -> Line:
    values = {
        "entry_id": number,
        "on": on,
        "recorded_on": on,
        "kind": kind,
        "month": None,
        "is_opening": False,
        "is_deposit": False,
        "cents": cents,
        "balance": 201500,
        "open_cents": 0,
        "reason": "",
        "by": "night",
        "settles": (),
        "match": None,
        "undoes": None,
        "undone_by": None,
    }
    return Line(**{**values, **more})


MATCH = Matched(
    score=95,
    reasons=(("reference", {"reference": "1000000400240769"}), ("tenancy_ended", {}), ("name", {})),
    payer="P. Verzonnen",
    iban="NL05TSTC0100040010",
    remittance="huur oktober",
)
LINES = (
    line(4, date(2026, 11, 1), "rent", 64000, month=date(2026, 11, 1)),
    line(
        3,
        date(2026, 10, 28),
        "payment",
        -64000,
        match=MATCH,
        settles=(Settled(claim_id=1, kind="rent", due_on=date(2026, 6, 1), cents=64000, reason="oldest"),),
    ),
    line(
        2,
        date(2026, 10, 10),
        "reversal",
        64000,
        undoes=Opposite(entry_id=5, on=date(2026, 10, 2), kind="payment", code="AM04"),
    ),
    line(
        5,
        date(2026, 10, 2),
        "payment",
        -64000,
        undone_by=Opposite(entry_id=2, on=date(2026, 10, 10), kind="reversal", code="AM04"),
    ),
    line(1, date(2026, 6, 1), "other_charge", 9000, is_opening=True, reason="sleutel"),
)


def moment(kind: str, name: str, **more: Any) -> Moment:
    values = {"at": NOW, "on": date(2026, 11, 18), "kind": kind, "name": name, "label": {}, "by": "Noor"}
    return Moment(**{**values, **more})


MOMENTS = (
    moment("call", "call", outcome="not_reached", text="afternoon"),
    moment("payment", "payment", cents=-64000, by=""),
    moment("letter", "reminder", outcome="sent"),
    moment("step", "find_address", label=both("Zoek het adres", "Find the address"), outcome="done"),
    moment("step", "old_step", outcome="withdrawn"),
    moment("note", "promise", text="na de vakantie", until=date(2026, 12, 1)),
    moment("deed", "contact.take_back_letter"),
)


def letter(number: int, state: str, **more: Any) -> LetterRow:
    values = {
        "letter_id": number,
        "tenancy_id": 8,
        "tenant_name": "Model Van Testdam",
        "address": "Verzonnenlaan 8",
        "letter": "reminder",
        "step": "reminder",
        "language": "nl",
        "state": state,
        "written_at": NOW,
        "leaves_at": datetime(2026, 11, 23, 8, 40, tzinfo=UTC),
        "sent_on": None,
        "reason": "",
    }
    return LetterRow(**{**values, **more})


WAITING, SENT = letter(3, "waiting"), letter(2, "sent", sent_on=date(2026, 9, 3), leaves_at=NOW)


def open_step(name: str, kind: str) -> OpenStep:
    return OpenStep(
        step_id=7,
        name=name,
        label=both("Meld de achterstand", "Report the arrears"),
        kind=kind,
        icon="phone",
        owner="collection_officer",
        opened_on=date(2026, 11, 20),
        due_on=date(2026, 11, 22),
        is_gate=kind == "gate",
        why=Why(
            decided_on=TODAY,
            rule="visit",
            rule_text="arrears_months >= 2",
            rule_source="beleid 3.2",
            policy="voorbeeld",
            policy_from=date(2026, 7, 1),
            policy_hash="",
            policy_label=both("Incassobeleid", "Collection policy"),
            by_language={},
            heavier=both("Stuur herinnering", "Send a reminder"),
            gate=GATE,
            receipt="",
        ),
    )


def chosen(deed: str, kind: str = "task", **more: Any) -> Chosen:
    step = open_step("call", kind) if deed else None
    page = AccountPage(
        head=HEAD,
        position=POSITION,
        lines=LINES,
        open_items=(),
        timeline=MOMENTS,
        letters=(WAITING, SENT),
        step=step,
    )
    values = {
        "page": page,
        "deed": deed,
        "contact": "call",
        "is_late": True,
        "facts": ("De achterstand is 4,1 maanden.", "Er is 4 keer contact gezocht."),
        "tree": TREE,
        "heavier": both("deurwaarder", "bailiff"),
        "missing": ("de melding bij de gemeente is gedaan",),
        "gate": GATE,
    }
    return Chosen(**{**values, **more})


ITEM = SuspenseRow(
    detail_id=5,
    cents=48210,
    received=48210,
    since=date(2026, 11, 1),
    age_days=22,
    is_old=True,
    name="P. Verzonnen",
    iban="NL05TSTC0100040010",
    remittance="huur november",
    reasons=(("several_possible", {"tenancies": [31]}), ("not_enough", {})),
    candidates=(
        Candidate(
            tenancy_id=31,
            number=31,
            name="Proef Persoon",
            address="Verzonnenlaan 31",
            reasons=("known_account", "name"),
        ),
    ),
)
RETURN = SuspenseRow(
    detail_id=6,
    cents=-5000,
    received=-5000,
    since=TODAY,
    age_days=0,
    is_old=False,
    name="",
    iban="",
    remittance="",
    reasons=(("returned", {"code": "MD06"}),),
    candidates=(),
)
OTHER = Named(tenancy_id=77, number=77, name="Nog Iemand", address="Verzonnenlaan 77")

COUNTS = {"week": 38, "first_contact": 14, "at_the_gate": 3}
UNDO = {"text": "Gebeld met Proef Persoon.", "url": "#"}
LISTED = {
    "today": TODAY,
    "now": NOW,
    "counts": COUNTS,
    "tabs": tabs(Question(), COUNTS),
    "columns": columns(Question()),
    "view_label": "Mijn week",
    "rows": ROWS,
    "others": (),
    "back": "/werklijst/",
    "shown_from": 1,
    "shown_to": 4,
    "total": 38,
    "more_url": "?after=4",
    "print_url": "#",
    "export_url": "#",
    "question": Question(),
    "saved": (),
}
ONE = {
    "today": TODAY,
    "arranged": ARRANGED,
    "lines": LINES,
    "lines_left": 3,
    "moments": MOMENTS,
    "moments_left": 1,
    "circumstances": (
        CircumstanceRow(
            circumstance_id=1,
            kind="promise",
            from_on=TODAY,
            to_on=date(2026, 12, 1),
            reason="na de vakantie",
            by="Noor",
        ),
    ),
    "circumstance_kinds": CIRCUMSTANCES,
    "contact_kinds": CONTACTS,
    "may_act": True,
    "may_send": True,
    "may_book": True,
    "back": "/huurders/8/",
}
MONEY = {
    "items": (ITEM, RETURN),
    "likely": 1,
    "total": 2,
    "old": 1,
    "cents": 43210,
    "more_url": "?size=40",
    "back": "/te-plaatsen/",
}
