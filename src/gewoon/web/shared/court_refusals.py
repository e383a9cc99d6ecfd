"""What the deeds of gates and court say when they refuse, named so that it can be translated."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KNOWN: tuple[Promise, ...] = (
    _("A case is before the judge already."),
    _("A grace period lasts at most a month (BW 7:280): correct its last day."),
    _("A last chance was offered already: end that one first."),
    _("Amounts and days in a judgment are not negative."),
    _("An eviction is carried out on the day that was announced, and on no other."),
    _("Evidence is recorded by a person who is signed in."),
    _("Give a reason, in at most 500 characters."),
    _("Give the amount that is asked, above zero."),
    _("Give the name of the collector."),
    _("Give the number in the register: an agency may not collect without it."),
    _("Name the document that shows it, such as its title and date."),
    _("No costs may be charged today: the law's numbers do not allow any."),
    _("No day is planned yet."),
    _("The file has changed since you read it: read it again and sign then."),
    _("The judge has decided already: cancel the eviction instead."),
    _("The judge has not ordered the eviction."),
    _("The last day lies in the past: give a day that is still to come."),
    _("The writ is served at least three days before the eviction (Rv 555)."),
    _("There is a judgment in this case already."),
    _("There is no judgment in this case yet."),
    _("This claim does not lie with a collector."),
    _("This claim lies with a collector already."),
    _("This collector was looked up too long ago: check the register again."),
    _("This day has passed: plan a day that is still to come."),
    _("This day is still to come: evidence is of today or earlier."),
    _("This day is still to come."),
    _("This day lies before the summons."),
    _("This evidence was withdrawn already."),
    _("This hearing is still to come."),
    _("This is decided by persons who are signed in."),
    _("This last chance was agreed on already."),
    _("This proposal is closed already: it was decided, withdrawn or overtaken."),
    _("This was proposed already: decide on that, or withdraw it first."),
    _("Write down at least one condition, such as paying the rent each month."),
    _("Write down first which condition was not kept."),
    _("Write down in a few words what it was, in at most 200 characters."),
    _("Write down what you saw or did, in at most 500 characters."),
    _("You proposed this. Somebody else must decide on it."),
    _("You signed this already. Somebody else must sign too."),
)
WITH_VALUES: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (
        re.compile(r"This gate is shut\. Not met: (?P<duties>.+)\."),
        _("This gate is shut. Not met: %(duties)s."),
    ),
    (
        re.compile(r"The file is not complete yet\. Not met: (?P<duties>.+)\."),
        _("The file is not complete yet. Not met: %(duties)s."),
    ),
    (
        re.compile(r"Give a day from (?P<first>[\d-]+) to (?P<last>[\d-]+)\."),
        _("Give a day from %(first)s to %(last)s."),
    ),
    (
        re.compile(r"The writ was served from (?P<first>[\d-]+) to (?P<last>[\d-]+)\."),
        _("The writ was served from %(first)s to %(last)s."),
    ),
    (
        re.compile(
            r"Between the writ of (?P<on>[\d-]+) and the day in court lie at least (?P<days>\d+) days\."
        ),
        _("Between the writ of %(on)s and the day in court lie at least %(days)s days."),
    ),
    (
        re.compile(r"Only (?P<amount>[\d.]+) euro of (?P<part>\w+) is open: correct the division\."),
        _("Only %(amount)s euro of %(part)s is open: correct the division."),
    ),
)
