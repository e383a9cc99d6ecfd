"""Own accounts are known by one number."""

import pytest

from gewoon.actions.ledger.accounts import add_account
from gewoon.actions.rights import CONSOLE, NotAllowed, Refused
from gewoon.records.ledger import BankAccount
from stories import LONG_AGO, OWN_ACCOUNT, at


def add(number, by=CONSOLE):
    return add_account(number=number, by=by, now=at(LONG_AGO))


def test_an_account_is_tidied_and_known_once():
    spaced = " ".join(OWN_ACCOUNT[place : place + 4] for place in range(0, 18, 4)).lower()
    assert add(spaced) == add(OWN_ACCOUNT)
    assert BankAccount.objects.get().number == OWN_ACCOUNT


@pytest.mark.parametrize("number", ["", "abc", "x" * 35, "NL00/GWNB"])
def test_what_is_no_account_number_is_refused(number):
    with pytest.raises(Refused, match="no account number"):
        add(number)


def test_who_may_not_set_up_cannot(olga):
    with pytest.raises(NotAllowed):
        add(OWN_ACCOUNT, olga)
