import json

from gewoon.gateways.erp import preview


def test_a_preview_counts_and_adds_up_in_cents(deliver, vera):
    found = preview(deliver(vera))
    assert found["outcome"] == "accepted"
    assert found["counts"]["tenancies"] == 2 and found["counts"]["parties"] == 4
    assert found["counts"]["posts"] == 9 and found["counts"]["posts_that_count"] == 8
    assert found["sums"]["claims_cents"] - found["sums"]["credit_cents"] == 65350
    assert found["sums"]["posts_cents"] == found["sums"]["balances_cents"] == 65350
    assert found["sums"]["monthly_rent_cents"] == 115055


def test_a_preview_shows_nothing_personal_and_can_be_written_as_json(deliver, vera):
    text = json.dumps(preview(deliver(vera)))
    for secret in ("Verzonnen", "Bedacht", "Waterlelielaan", "0600000003", "NL51", "Huur september"):
        assert secret not in text


def test_a_refused_delivery_shows_its_errors_and_nothing_else(deliver):
    found = preview(deliver({"rents.csv": "tenancy;kind;from;amount\nx;net;2026-07-01;5\n"}))
    assert found["outcome"] == "refused" and found["counts"]["components"] == 0
    assert found["errors"][0]["place"] == "rents.csv row 2, column tenancy"
