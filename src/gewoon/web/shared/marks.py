"""How the pages say what the records name: tags, lines of an account, moments, letters, reasons."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mark(NamedTuple):
    """A word with its icon; the kind gives the colour (ok, attn, danger, info, brand or nothing)."""

    label: Promise
    icon: str
    kind: str = ""


TAGS: dict[str, Mark] = {
    "no_contact": Mark(_("No contact"), "alert-triangle", "attn"),
    "gate_closed": Mark(_("Gate closed"), "lock", "attn"),
    "gate_open": Mark(_("Gate open"), "lock-open", "ok"),
    "letter_ready": Mark(_("Letter is ready"), "sparkles"),
    "arrangement": Mark(_("Arrangement"), "file-text", "info"),
    "promise": Mark(_("Promise"), "calendar-event", "info"),
    "dispute": Mark(_("Dispute"), "scale", "info"),
    "training": Mark(_("Training"), "school", "brand"),
    "guidance": Mark(_("Guidance"), "heart-handshake", "info"),
    "administrator": Mark(_("Administrator"), "users"),
    "direct_debit_failed": Mark(_("Direct debit failed"), "refresh", "attn"),
    "ask_a_person": Mark(_("Your judgement"), "user-question", "attn"),
    "late": Mark(_("Late"), "clock", "attn"),
    "solved": Mark(_("Solved"), "circle-check", "ok"),
}

# Which tag a step bears in the list, by its name; else by its kind.
TAG_OF_STEP = {
    "ask_a_person": "ask_a_person",
    "settle_dispute": "dispute",
    "wait_arrangement": "arrangement",
    "arrangement_talk": "arrangement",
    "arrangement_offer": "arrangement",
    "answer_proposal": "arrangement",
    "call_instalment": "arrangement",
    "training_invitation": "training",
    "wait_help": "guidance",
    "social_worker": "guidance",
    "call_administrator": "administrator",
}
TAG_OF_KIND = {"letter": "letter_ready", "good_news": "solved"}
# How the icon of a step is coloured, by the kind of step.
COLOURS = {"gate": "attn", "good_news": "ok", "wait": "soft"}

LINES: dict[str, Mark] = {
    "rent": Mark(_("Rent"), "home-dollar"),
    "other_charge": Mark(_("Other charge"), "receipt"),
    "costs": Mark(_("Costs"), "receipt"),
    "interest": Mark(_("Interest"), "receipt"),
    "court_costs": Mark(_("Costs of the court"), "scale"),
    "payment": Mark(_("Payment"), "cash", "ok"),
    "credit": Mark(_("In the tenant’s favour"), "cash", "ok"),
    "write_off": Mark(_("Written off"), "circle-x"),
    "reversal": Mark(_("Undone"), "arrow-back-up", "attn"),
    "refund": Mark(_("Paid back to the tenant"), "receipt-refund"),
}

MOMENTS: dict[str, Mark] = {
    "payment": Mark(_("Payment"), "cash", "ok"),
    "step": Mark(_("Step"), "list-check"),
    "letter": Mark(pgettext_lazy("one", "Letter"), "mail"),
    "call": Mark(pgettext_lazy("done", "Call"), "phone"),
    "visit": Mark(_("Visit"), "home"),
    "email": Mark(_("E-mail"), "mail"),
    "sms": Mark(_("Text message"), "device-mobile"),
    "talk": Mark(_("Talk"), "message-circle"),
    "card": Mark(_("Card at the door"), "notes"),
    "note": Mark(_("Note"), "notes"),
    "deed": Mark(_("Change"), "pencil"),
}

CONTACTS: dict[str, Promise] = {
    "call": pgettext_lazy("done", "Call"),
    "visit": _("Visit"),
    "talk": _("Talk"),
    "email": _("E-mail"),
    "sms": _("Text message"),
    "card": _("Card at the door"),
}

OUTCOMES: dict[str, Promise] = {
    "reached": _("reached"),
    "not_reached": _("not reached"),
    "done": pgettext_lazy("step", "done"),
    "letter": _("letter sent"),
    "withdrawn": _("no longer needed"),
    "undone": _("undone later"),
    "waiting": _("waits to leave"),
    "sent": pgettext_lazy("letter", "sent"),
    "stopped": _("stopped: a payment came first"),
    "returned": _("not delivered"),
}

PARTS_OF_DAY: dict[str, Promise] = {
    "morning": _("in the morning"),
    "afternoon": _("in the afternoon"),
    "evening": _("in the evening"),
    "weekend": _("in the weekend"),
}

CIRCUMSTANCES: dict[str, Promise] = {
    "promise": _("Promise to pay"),
    "dispute": _("Dispute about the bill"),
    "pause": _("A rest that was agreed on"),
    "help_asked": _("The tenant asks for help"),
    "debt_help": _("Help with debts is running"),
    "help_declined": _("The tenant declines a report to the municipality"),
    "guidance_declined": _("The tenant declines guidance"),
    "children": _("Children live in the home"),
    "no_children": _("No children live in the home"),
    "legal_stop": _("Legal stop (moratorium or debt restructuring)"),
    "moratorium": _("Moratorium by a judge or the municipality"),
    "restructuring": _("Debt restructuring by a judge (WSNP)"),
    "administration": _("An administrator takes care of the money"),
    "deceased": _("The tenant has died"),
}

LETTERS: dict[str, Promise] = {
    "reminder": _("Reminder"),
    "second_reminder": _("Second reminder"),
    "fourteen_day": _("14-day letter"),
    "paid_off": _("Arrears paid off"),
    "invitation": _("Invitation to come and talk"),
    "visit_card": _("Card at the door"),
    "word_before_breach": _("A word about the instalment"),
    "breach": _("The arrangement has ended"),
    "training_invitation": _("Invitation to the training"),
    "signal_announced": _("Report to the municipality announced"),
    "last_warning": _("Last letter before court"),
}

# Who does what nobody does by hand.
UNATTENDED: dict[str, Promise] = {"night": _("the night"), "console": _("the system")}

DEEDS: dict[str, Promise] = {
    "contact.take_back_letter": _("letter taken back"),
    "policy.take_back_step": _("step taken back"),
    "tenancy.end_circumstance": _("circumstance ended"),
    "ledger.post": _("entry by hand"),
    "ledger.reverse": _("entry undone"),
    "ledger.correct": _("entry corrected"),
    "ledger.propose_write_off": _("write-off proposed"),
    "ledger.decide_write_off": _("write-off decided"),
    "ledger.propose_write_off_undo": _("taking back a write-off proposed"),
    "ledger.record_mandate": _("mandate recorded"),
    "ledger.end_mandate": _("mandate ended"),
    "ledger.charge_deposit": _("deposit charged"),
    "ledger.bring_over_deposit": _("deposit brought over"),
    "ledger.settle_final_account": _("final account made up"),
}

LETTER_STATES: dict[str, Mark] = {
    "waiting": Mark(_("Waits to leave"), "clock", "info"),
    "sent": Mark(_("Sent"), "check", "ok"),
    "withdrawn": Mark(_("Taken back"), "arrow-back-up"),
    "stopped": Mark(_("Stopped: a payment came first"), "hand-stop", "ok"),
    "returned": Mark(_("Not delivered"), "alert-triangle", "attn"),
}

# Why cents went where they went: the order of the law (BW 6:43 and 6:44).
REASONS: dict[str, Promise] = {
    "designated": _("the payer named this month"),
    "costs_first": _("costs go before rent"),
    "interest": _("interest goes before rent"),
    "most_onerous": _("the claim that weighs most"),
    "oldest": _("the oldest open month"),
    "pro_rata": _("divided over equal claims"),
    "only_due": _("nothing else was due"),
    "credit_held": _("paid ahead, used when this fell due"),
    "rent_first": _("our policy: rent goes first"),
    "lowered": _("lowers this very claim"),
    "refunded": _("paid back"),
}

# What matching found, by code; the holes are filled from its parameters.
EVIDENCE: dict[str, Promise] = {
    "reference": _("our payment reference %(reference)s"),
    "registered_reference": _("a registered reference %(reference)s"),
    "own_direct_debit": _("our own direct debit"),
    "own_batch": _("our own batch of %(items)s direct debits"),
    "returned": _("sent back by the bank (%(code)s)"),
    "known_account": _("a known account of this tenant"),
    "name": _("the name of the tenant"),
    "number": _("the tenancy number stands in the text"),
    "amount_is_rent": _("the amount is the rent"),
    "amount_is_open": _("the amount is all that is open"),
    "month_in_reference": _("the reference names %(month)s"),
    "month_in_text": _("the text names %(month)s"),
    "account_of_another": _("the account belongs to another tenant"),
    "tenancy_ended": _("the tenancy ended"),
    "two_references": _("two references of different tenants"),
    "reference_unknown": _("a reference of nobody"),
    "several_possible": _("several tenants are possible"),
    "not_enough": _("too little proof"),
    "nothing_found": _("nothing was recognised"),
}
