"""Says in the reader's language why a deed could not be done; the deeds speak English."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewoon.web.shared import court_refusals

# Named here so that they stand among the texts to translate.
KNOWN: tuple[Promise, ...] = (
    _("A bank statement is missing, so no letter leaves: import it first."),
    _("A letter came of this step: take back the letter."),
    _("Give a reason, in at most 200 characters."),
    _("Give an amount above zero, of at most a million euros."),
    _("Give the day by which the tenant will pay."),
    _("Nothing is open any more: a payment came in."),
    _("Only a payment from a bank statement can go back to suspense."),
    _("Only a step that was done today can be taken back."),
    _("Say which part is for whom."),
    _("That was too often. Wait an hour, or call us."),
    _("The details of the association are missing: fill them in first."),
    _("The last day lies before the first: correct one of them."),
    _("The tariff of collection costs for this day is not verified: ask the lawyer first."),
    _("There is no letter for this step: write it yourself and mark the step as done."),
    _("There is nothing of this payment in suspense. Somebody else may have allocated it."),
    _("This circumstance does not exist any more."),
    _("This entry has been undone already."),
    _("This gate is closed: the step cannot be taken."),
    _("This has ended already."),
    _("This letter has left already, or was taken back."),
    _("This step asks for something else than contact: do that, or note the contact apart."),
    _("This step is no longer open: somebody was before you, or a payment came in."),
    _("This was sent before for something else: open the page again and repeat it."),
    _("We are looking into this already."),
    _("Write down in a few words what is not right."),
    _("Write down in a few words why."),
    _("You asked this today already: we call you."),
)
# What an association wants said on every page, as far as the product itself writes it.
NOTES: tuple[Promise, ...] = (_("Demonstration: everything here is made up"),)
# Those with a value in them: how the deed says it, and how we do.
WITH_VALUES: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (
        re.compile(r"Only (?P<amount>[\d.]+) euro of this payment is in suspense\."),
        _("Only %(amount)s euro of this payment is still to place."),
    ),
    (
        re.compile(r"No rent of (?P<month>[\d-]+) was charged to this tenancy\. Leave the month empty\."),
        _("No rent of %(month)s was charged to this tenant. Leave the month empty."),
    ),
    (
        re.compile(r"Only (?P<amount>[\d.]+) euro is due\. No more than that can be written off\."),
        _("Only %(amount)s euro is due. No more than that can be written off."),
    ),
    (
        re.compile(r"This return is about a payment of (?P<amount>[\d.-]+) euro; choose that payment\."),
        _("This return is about a payment of %(amount)s euro: choose that one."),
    ),
    (
        re.compile(r"(?P<kind>.+) is no (?:circumstance|way of contact): choose one of the list\."),
        _("%(kind)s is not in the list: choose one of the list."),
    ),
    (
        re.compile(r"The letter cannot be written: (?P<what>.+)", re.DOTALL),
        _("The letter cannot be written: %(what)s"),
    ),
)


def in_words(text: str) -> str:
    """Translate what a deed said; what is not known here stays as it is."""
    for pattern, ours in (*WITH_VALUES, *court_refusals.WITH_VALUES):
        if match := pattern.fullmatch(text):
            return str(ours) % match.groupdict()
    return gettext(text)
