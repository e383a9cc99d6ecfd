"""What the deeds on the books refuse, named here so that it stands among the texts to translate."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

KNOWN: tuple[Promise, ...] = (
    _("A deposit is asked a month before the tenancy begins at the earliest."),
    _("A mandate cannot be signed on a day to come."),
    _("A write-off of this tenancy already waits for a decision."),
    _("Another view of yours bears this name already."),
    _("Choose for what you take this list out."),
    _("Choose the kind of file: CSV or Excel."),
    _("Costs and interest can only be lowered here. New ones come from their own step."),
    _("Give the reference of the mandate: at most 35 letters, digits and plain signs."),
    _("Give the view a name, in at most 40 characters."),
    _("Nothing would change. Say what should be different."),
    _("Only a write-off that was approved can be taken back."),
    _("The account of the association is not among its own accounts: add it first."),
    _("The bank needs a day to collect. Choose tomorrow or later."),
    _("The bank says when and how much was paid. Only a smaller part can be booked."),
    _("The deposit has been settled already: undo that first."),
    _("The last two collections came back: speak with the tenant first."),
    _("There are twelve views of yours already. Take one away first."),
    _("There is no account with right check digits: correct it in your own system and import it."),
    _("There is no deposit and nothing to pay back, so there is nothing to settle."),
    _("There is no mandate that may be used on this day: record one, or ask for a transfer."),
    _("This day lies before the tenancy began, or more than a year ahead."),
    _("This entry can only be undone."),
    _("This entry undoes another one. Book that one again instead."),
    _("This reference belongs to a mandate already. Give another one."),
    _("This tenancy has no mandate that runs."),
    _("This tenancy has not ended yet. The final account comes after its last day."),
    _("This write-off has been decided already."),
    _("This write-off has been taken back already."),
    _("Two persons decided on this write-off. Taking it back needs two persons as well."),
    _("What the bank booked stands. Only what it was booked on can be corrected."),
    _("Write down the association with its creditor identifier (incassant-ID) first."),
    _("You proposed this write-off. Somebody else must decide on it."),
)
# What is wrong with a row of a table, or with a file: how the import says it, and how we do.
ROWS: tuple[Promise, ...] = (
    _("another amount is known for this period: end it first"),
    _("no such tenancy: take in the tenancies first"),
    _("no such tenancy: take in the tenancies first, or correct the number"),
    _("the batch is not for one of your own accounts."),
    _("this component stands twice in the delivery"),
    _("this number stands twice in the delivery"),
    _("this reference belongs to another tenancy: correct one of them"),
    _("what is open must be above zero"),
)
FILES: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (
        re.compile(
            r"the statement is of account (?P<account>\S+), which is not one of your own\..*", re.DOTALL
        ),
        _("Account %(account)s is not one of your own. Let IT add it, or take the file away."),
    ),
    (
        re.compile(r"this statement is in (?P<currency>\w+); only euro accounts are booked\."),
        _("This statement is in %(currency)s. Only euro accounts are booked."),
    ),
    (
        re.compile(r"statement (?P<name>.*): the opening balance and the entries do not .*", re.DOTALL),
        _("Statement %(name)s: its entries do not lead to its balance. Ask the bank for it again."),
    ),
    (
        re.compile(r"after this file the books hold .* than the bank on (?P<day>[\d-]+)\..*", re.DOTALL),
        _("The books would differ from the bank on %(day)s. Did these days come in before in another form?"),
    ),
    (
        re.compile(r"collection (?P<name>.*): it cannot be told for which tenancy it is\."),
        _("Collection %(name)s: it cannot be told for which tenant it is."),
    ),
)


def of_file(text: str) -> tuple[str, bool]:
    """Say in the reader's language what is wrong with a file, and whether we could."""
    for pattern, ours in FILES:
        if match := pattern.fullmatch(text):
            return str(ours) % match.groupdict(), True
    return gettext(text), text in _in_english()


def _in_english() -> tuple[str, ...]:
    with override("en"):
        return tuple(str(each) for each in ROWS)
