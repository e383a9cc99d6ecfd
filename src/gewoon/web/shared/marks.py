"""How the pages mark what the records name: tags, lines of an account, moments, letters, reasons."""

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

LINES: dict[str, Mark] = {
    "charge": Mark(_("Rent"), "home-dollar"),
    "costs": Mark(_("Costs"), "receipt"),
    "interest": Mark(_("Interest"), "receipt"),
    "payment": Mark(_("Payment"), "cash", "ok"),
    "refund": Mark(_("Paid back to the tenant"), "receipt-refund"),
    "reversal": Mark(_("Taken back by the bank"), "arrow-back-up", "attn"),
    "correction": Mark(_("Correction"), "pencil"),
    "write_off": Mark(_("Written off"), "circle-x"),
    "opening": Mark(_("Open when we started"), "flag"),
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
    "note": Mark(_("Note"), "notes"),
}

LETTER_STATES: dict[str, Mark] = {
    "waiting": Mark(_("Waits to leave"), "clock", "info"),
    "sent": Mark(_("Sent"), "check", "ok"),
    "withdrawn": Mark(_("Taken back"), "arrow-back-up"),
    "stopped": Mark(_("Stopped: a payment came first"), "hand-stop", "ok"),
    "returned": Mark(_("Not delivered"), "alert-triangle", "attn"),
}

REASONS: dict[str, Promise] = {
    "designated": _("the payer named this month"),
    "reference": _("the payment reference names this month"),
    "oldest": _("the oldest open month"),
    "due_first": _("already due, so it goes first"),
    "most_onerous": _("the claim that weighs most"),
    "costs_first": _("costs go before rent"),
    "interest_first": _("interest goes before rent"),
    "rent_first": _("our policy: rent goes first"),
    "advance": _("paid ahead"),
}
