"""Own bank accounts: whose statements we take."""

from datetime import datetime

from gewoon.actions.rights import Refused, Who, deed
from gewoon.records.ledger import BankAccount


@deed("ledger.add_account", right="system.settings_secrets")
def add_account(*, number: str, by: Who, now: datetime) -> BankAccount:
    """Register an own bank account, as the bank writes it; statements of others are refused.

    Adding it again answers the same account. Raises Refused for an empty or too long number.
    """
    tidy = "".join(number.split()).upper()
    if not 4 <= len(tidy) <= 34 or not tidy.isalnum():
        raise Refused(f"{number!r} is no account number: give the IBAN, or the number as the bank writes it.")
    account, _ = BankAccount.objects.get_or_create(number=tidy)
    return account
