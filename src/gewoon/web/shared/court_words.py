"""How the pages of gates and court say what the records name."""

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Promise] = {
    "collection_officer": _("Collection officer"),
    "social_worker": _("Social worker"),
    "manager": _("Manager"),
}
SUBJECTS: dict[str, Promise] = {
    "costs": _("Charge collection costs"),
    "bailiff": _("Hand over to the bailiff"),
    "summons": _("Ask for a judgment"),
    "eviction": _("Have the eviction carried out"),
    "structural_default_documented": _("Less than three months: the tenant always pays late"),
    "last_chance_excused": _("A last chance does not fit"),
    "shelter_not_needed": _("No shelter is needed"),
}
STATUSES: dict[str, Promise] = {
    "bailiff": _("With the bailiff"),
    "summoned": _("Summoned"),
    "judgment": _("Judgment"),
    "eviction_dated": _("Day of eviction is set"),
}
KINDS: dict[str, Promise] = {"hearing": _("Hearing"), "eviction": _("Eviction")}
COLLECTORS: dict[str, Promise] = {
    "bailiff": _("Bailiff"),
    "lawyer": _("Lawyer"),
    "agency": _("Collection agency"),
}
REPORTS: dict[str, Promise] = {
    "received": _("Received"),
    "in_contact": _("In contact with the tenant"),
    "arrangement": _("Made an arrangement"),
    "paid_in_part": _("Paid in part"),
    "paid": _("Paid"),
    "no_result": _("No result"),
    "writ_served": _("Writ served"),
}
ENDS: dict[str, Promise] = {
    "carried_out": _("Carried out"),
    "cancelled": _("Cancelled"),
    "lapsed": _("Lapsed"),
    "withdrawn": _("Withdrawn before the judgment"),
    "refused": _("Refused by the judge"),
    "keys_handed_in": _("Keys handed in"),
    "left_unseen": _("Left without a word"),
}
CAUSES: dict[str, Promise] = {
    "arrears": pgettext_lazy("cause of eviction", "Arrears"),
    "nuisance": _("Nuisance"),
    "fraud": _("Subletting or fraud"),
    "drugs": _("Drugs"),
    "other": pgettext_lazy("cause of eviction", "Other"),
}
COSTS: dict[str, Promise] = {
    "costs": _("Collection costs"),
    "court_fee": _("Court fee"),
    "writ_summons": _("Writ of summons"),
    "writ_service": _("Service of the judgment"),
    "writ_order": _("Order to leave"),
    "writ_eviction": _("The eviction itself"),
}
PARTS: dict[str, Promise] = {
    "contract": _("the contract"),
    "ledger": _("the account"),
    "letters": _("the 14-day letter"),
    "contacts": _("the contacts"),
    "signal": _("the report to the municipality"),
    "children": _("whether there are children"),
}
VERDICTS: dict[str, Promise] = {
    "met": pgettext_lazy("duty", "met"),
    "not_met": pgettext_lazy("duty", "not met"),
    "not_applicable": pgettext_lazy("duty", "not applicable"),
}
DUTY_KINDS: dict[str, Promise] = {
    "law": pgettext_lazy("duty", "law"),
    "case_law": pgettext_lazy("duty", "case law"),
    "covenant": pgettext_lazy("duty", "covenant"),
    "practice": pgettext_lazy("duty", "practice"),
    "policy": pgettext_lazy("duty", "policy"),
}
RECORDS: dict[str, Promise] = {
    "evidence": _("evidence"),
    "file": _("The file for the bailiff is complete"),
    "proposal": _("proposal"),
    "passage": _("gate passed"),
    "judgment": _("judgment"),
    "eviction": _("case of eviction"),
    "hand-over": _("hand-over"),
    "summons": _("summons"),
    "collector": _("collector"),
    "letter": _("letter"),
    "enrolment": pgettext_lazy("record", "enrolment in the training"),
    "attempts": _("contacts"),
    "circumstance": _("circumstance"),
    "entries": _("account"),
    "entry": _("account"),
    "calculation": _("calculation"),
    "step": _("step"),
    "costs": _("account"),
}


def file_text(text: str) -> str:
    """Say in the reader's language what the file for the bailiff lacks; other texts stay as they are."""
    if text == "complete":
        return gettext("Complete")
    begin, found, parts = text.partition("missing: ")
    if begin or not found:
        return text
    said = ", ".join(str(PARTS.get(part, part)) for part in parts.split(", "))
    return gettext("Missing: %(parts)s") % {"parts": said}
