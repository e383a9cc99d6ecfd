"""Rows of facts for which a gate is open, and for each duty the change after which it alone is not met."""

from gewoon.rules.policy.facts import FactType

NO = {
    "debt_help_running", "under_administration", "arrangement_kept", "help_offer_declined", "legal_stop",
    "pause_open", "dispute_open", "deceased", "delivery_failed", "training_running", "statement_gap",
    "instalment_late", "promise_open", "promise_broken", "tenancy_ended", "tenant_asked_help",
    "structural_default_documented", "last_chance_excused", "shelter_not_needed",
}  # fmt: skip
VALUES = {
    "arrears": 240_000,
    "principal_arrears": 240_000,
    "rent_arrears": 240_000,
    "arrears_months": 400,
    "oldest_due_days": 120,
    "episode_days": 120,
    "personal_contact_attempts": 4,
    "call_attempts": 2,
    "visit_attempts": 2,
    "contact_channels": 2,
    "days_since_help_offer": 80,
    "days_since_signal": 70,
    "days_since_recheck": 2,
    "days_since_judgment": 40,
    "training_condition": "offered",
    "arrangement_status": "broken",
    "guidance_status": "declined",
    "court_status": "none",
    "letters_this_month": 0,
}
SHUT = {
    "signal": {
        "S1": {"oldest_due_days": 29},
        "S2": {"under_administration": True},
        "S3": {"personal_contact_attempts": 0},
        "S4": {"debt_help_pointed": False},
        "S5": {"reminder_sent": False, "second_reminder_sent": False},
        "S6": {"help_offer_made": False},
        "S7": {"days_since_help_offer": 13},
        "S8": {"municipality_agreement": False},
        "S9": {"signal_payload_minimal": False},
        "S10": {"signal_receipt_kept": False},
    },
    "costs": {
        "C1": {"claim_in_default": False},
        "C2": {"letter14_to_all_parties": False},
        "C3": {"letter14_exact": False},
        "C4": {"letter14_wording_safe": False},
        "C5": {"letter14_all_claims": False},
        "C6": {"letter14_term_over": False},
        "C7": {"costs_on_rest_only": None},
        "C8": {"pause_open": True},
        "C9": {"costs_cumulation_respected": False},
        "C10": {"terms_fair": None},
        "C11": {"vat_rightly_applied": False},
        "C12": {"costs_decided_by_person": None},
    },
    "bailiff": {
        "B1": {"visit_attempts": 0},
        "B2": {"signal_sent": False},
        "B3": {"signal_answered": False, "days_since_signal": 27},
        "B4": {"capacity_calculated": False},
        "B5": {"social_review_done": False},
        "B6": {"dispute_open": True},
        "B7": {"letter14_all_claims": False},
        "B8": {"handover_complete": None},
        "B9": {"collector_registered": False},
        "B10": {"bailiff_decided_by_person": False},
    },
    "summons": {
        "D1": {"days_since_recheck": 8},
        "D2": {"arrears_months": 299},
        "D3": {"signal_wait_over": False},
        "D4": {"exhibits_complete": None},
        "D5": {"children_at_home": True, "children_assessed": False},
        "D6": {"tenant_warned_plainly": False},
        "D7": {"claim_recalculated": None},
        "D8": {"defendants_checked": False},
        "D9": {"circumstances_weighed": None},
        "D10": {"last_chance_offered": None},
        "D12": {"summons_decided_by_two": False},
    },
    "eviction": {
        "E1": {"judgment_enforceable": None},
        "E2": {"judgment_served": False},
        "E3": {"judge_conditions_met": False},
        "E4": {"grace_period_over": False},
        "E5": {"eviction_writ_served": None},
        "E6": {"municipality_informed": None},
        "E7": {"legal_stop_checked_today": None},
        "E8": {"arrears": 0},
        "E9": {"outreach_after_judgment": None},
        "E10": {"shelter_confirmed": False},
        "E11": {"crisis_talk_requested": None},
        "E12": {"eviction_signed": False},
    },
}
EACH = [(gate, duty) for gate, duties in SHUT.items() for duty in duties]


def open_row(facts):
    """Answer a row in which every duty of every gate is met."""
    row = {}
    for name, fact in facts.items():
        if name in VALUES:
            row[name] = VALUES[name]
        elif fact.type is FactType.BOOL:
            row[name] = name not in NO
        elif fact.type is FactType.CHOICE:
            row[name] = "none" if "none" in fact.values else fact.values[0]
        else:
            row[name] = max(0, fact.lowest)
    return row


def shut_row(facts, gate, duty):
    """Answer the open row with one duty of a gate not met."""
    return open_row(facts) | SHUT[gate][duty]
