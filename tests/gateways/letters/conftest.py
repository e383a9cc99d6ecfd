"""Values for every shipped letter: obviously made up."""

import pytest

HEAD = {
    "sender": {
        "name": "Stichting Wonen Waterrijk",
        "street": "Dijkweg 1",
        "town": "0000 AA Waterrijk",
        "mail": "huur@wonenwaterrijk.example",
    },
    "addressee": ["Mevrouw S. Voorbeeld", "Rietlaan 12", "0000 AB  WATERRIJK"],
    "contact": {"name": "Femke Proef", "phone": "000 000 00 00"},
    "dated_on": "2026-11-23",
    "reference": "W-2026-00123",
    "salutation": "Beste mevrouw Voorbeeld",
}
DEBT_HELP = {"debt_help_name": "Team Geldhulp", "debt_help_phone": "000 000 00 01"}


def amounts(count: int) -> dict[str, object]:
    """Open items of 650.50 each, and the payment that asks for all of them."""
    return {
        "open_items": [
            {"label": f"Huur {month}", "due_on": f"2026-{month % 12 + 1:02}-01", "amount": 65050}
            for month in range(count)
        ],
        "payment": {
            "payee": "Stichting Wonen Waterrijk",
            "iban": "NL59GWNB0000000001",
            "reference": "RF18539007547034",
            "amount": 65050 * count,
        },
    }


OWN = {
    "arrangement_agreement": {
        "open_items": amounts(2)["open_items"],
        "conditions": "u volgt de training",
        "tolerance_days": "5",
        "tolerance_amount": "€ 5,00",
        "tenant_agreed": "20 november 2026, met een handtekening",
        "association_agreed": "20 november 2026, met een handtekening",
        "account": "NL59GWNB0000000001",
        "payment_reference": "RF18539007547034",
    }
    | DEBT_HELP,
    "reminder": amounts(2) | DEBT_HELP,
    "second_reminder": amounts(2)
    | DEBT_HELP
    | {"municipality": "De gemeente Waterrijk", "reply_by": "2026-12-07"},
    "fourteen_day": amounts(2) | DEBT_HELP | {"municipality": "De gemeente Waterrijk", "costs": 19515},
    "invitation": {"meeting_on": "2026-12-02", "meeting_time": "14.00 uur", "meeting_place": "De Brug"},
    "paid_off": {"settled_on": "2026-11-20"},
    "visit_card": {},
    "word_before_breach": {
        "instalment_due_on": "2026-11-20",
        "instalment_amount": 5000,
        "open_amount": 2500,
    },
    "breach": {"ended_on": "2026-11-20", "open_amount": 130100} | DEBT_HELP,
    "training_seat": {
        "programme": "geWoon Geluk",
        "first_on": "2026-12-02",
        "begins": "19:00",
        "place": "Buurthuis",
    },
    "training_no_seat": {"programme": "geWoon Geluk"},
    "training_reminder": {
        "programme": "geWoon Geluk",
        "session_on": "2026-12-02",
        "begins": "19:00",
        "place": "Buurthuis",
    },
    "training_finished": {"programme": "geWoon Geluk"},
    "sign_in_code": {"code": "1234 5678", "until": "2026-12-04", "page": "http://localhost:8000/mijn"},
    "training_invitation": {
        "programme": "geWoon Geluk",
        "first_on": "2026-12-02",
        "place": "De Brug",
    },
    "signal_announced": {
        "municipality": "De gemeente Waterrijk",
        "signal_amount": 130100,
        "signal_months": "2,00",
    }
    | DEBT_HELP,
    "last_warning": amounts(2) | DEBT_HELP | {"municipality": "De gemeente Waterrijk"},
}


@pytest.fixture
def values():
    """Give the values of a letter by name; `count` open items."""

    def of(name, *, count=2, **other):
        own = OWN[name] | amounts(count) if "payment" in OWN[name] else OWN[name]
        return HEAD | own | other

    return of
