"""Every worked example of the facts: the file has the example with its source, the rules have the answer."""

import json
from datetime import date
from pathlib import Path

import pytest

from gate_rows import open_row
from gewoon.gateways.policy_files import shipped_policy
from gewoon.rules.arrangement.terms import Rhythm, schedule
from gewoon.rules.calendar import roll_to_working_day
from gewoon.rules.law import terms
from gewoon.rules.law.costs import collection_costs
from gewoon.rules.law.court import eviction_day
from gewoon.rules.law.interest import statutory_interest
from gewoon.rules.law.parameters import in_cents
from gewoon.rules.law.protected import low_income
from gewoon.rules.money import euros, parse_euros
from gewoon.rules.policy import gate
from rules.ledger.story import Story

EXAMPLES = json.loads(
    (Path(__file__).parents[2] / "data" / "law" / "worked-examples.json").read_text("utf-8")
)
POLICY = shipped_policy(date(2026, 11, 22))
TODAY = date(2026, 11, 22)


def day(text):
    return date.fromisoformat(text)


def tariff(cents, law):
    return {"costs": euros(collection_costs(cents, law, on=TODAY, has_vat=False).total)}


def bik(given, law):
    return tariff(parse_euros(given["principal"]), law)


def bik_combined(given, law):
    return tariff(sum(parse_euros(each) for each in given["principals"]), law)


def bik_partial(given, law):
    return tariff(parse_euros(given["principal"]) - parse_euros(given["paid_within_14_days"]), law)


def letter14(given, law):
    term = terms.letter_term(day(given["sent"]), law)
    return {
        "presumed_delivery": str(term.delivered_on),
        "legal_last_day": str(term.legal_last_day),
        "legal_last_day_rolled": str(roll_to_working_day(term.legal_last_day)),
        "system_last_free_day": str(term.last_free_day),
        "costs_from": str(term.costs_from),
    }


def interest(given, law):
    found = statutory_interest(
        parse_euros(given["principal"]),
        law,
        first_day=day(given["first_day_of_default"]),
        paid_on=day(given["payment_day"]),
    )
    return {"interest": euros(found.interest)}


def allocation(given, law):
    story = Story(
        f"rent: 2026-01-01 rent {given['principal']}\n"
        f"costs: 2026-02-20 costs {given['costs']} -> rent\n"
        f"interest: 2026-02-20 interest {given['interest']} -> rent\n"
        f"paid: 2026-03-05 payment {given['payment']}"
    )
    to = {name: amount for _, name, amount, _ in story.settled()}
    return {
        "to_costs": to["costs"],
        "to_interest": to["interest"],
        "to_principal": to["rent"],
        "principal_left": story.open()["rent"],
    }


def allocation_between(given, law):
    names = {each["id"]: each["id"].replace(" ", "_").replace("-", "_") for each in given["claims"]}
    lines = [f"{names[each['id']]}: {each['due']} rent {each['open']}" for each in given["claims"]]
    story = Story(
        "\n".join([*lines, f"paid: 2026-03-05 payment {given['payment']} -> {names[given['designated']]}"])
    )
    to = {name: amount for _, name, amount, _ in story.settled()}
    return {claim: to[name] for claim, name in names.items()}


def bvv_low(given, law):
    if "net_income_incl_holiday" in given:
        found = low_income(parse_euros(given["net_income_incl_holiday"]), law, on=TODAY)
        return {"protected": euros(found.protected), "max_available": euros(found.available)}
    share = law.on("assistance.holiday", TODAY)
    income = in_cents(parse_euros(given["net_excl_holiday"]) / (1 - share.value) / 100)
    found = low_income(income, law, on=TODAY)
    return {
        "income_incl": euros(income),
        "protected": euros(found.protected),
        "max_available": euros(found.available),
    }


def instalments(given, law):
    parts = schedule(parse_euros(given["total"]), first_on=TODAY, rhythm=Rhythm.MONTHLY, count=given["n"])
    return {"instalment": euros(parts[0].cents), "last": euros(parts[-1].cents)}


def signal_windows(given, law):
    window = terms.signal_window(day(given["signal"]), law)
    return {"summons_not_before": str(window.summons_not_before), "stale_after": str(window.stale_after)}


def signal_allowed(given, law):
    row = open_row(POLICY.facts) | {
        "personal_contact_attempts": given["contact_attempts"],
        "debt_help_pointed": given["debt_help_pointed"],
        "reminder_sent": given["written_reminders"] >= 1,
        "help_offer_made": given["offer_in_reminder"],
        "help_offer_declined": given["objection"],
    }
    state = gate.look(POLICY, "signal", row, sources={}, on=TODAY)
    # The example names the one duty that forbids it; the gate answers with its letter.
    why = {"reason": "tenant objected (Bgs art. 2 d)"} if "S7" in {duty.id for duty in state.unmet} else {}
    return {"allowed": state.is_open, **why}


def eviction_gate(given, law):
    return {"allowed": eviction_day(day(given["planned"]), moratorium_until=day(given["moratorium_until"]))}


def prescription(given, law):
    return {"prescribed_after": str(terms.prescription_of_rent(day(given["due"]), law).last_day)}


WORK = {
    each.__name__: each
    for each in (
        bik, bik_combined, bik_partial, letter14, interest, allocation, allocation_between, bvv_low,
        instalments, signal_windows, signal_allowed, eviction_gate, prescription,
    )
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda each: each["id"])
def test_the_rules_answer_as_the_example(law, example):
    assert WORK[example["kind"]](example["input"], law) == example["expected"]
