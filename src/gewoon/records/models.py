"""Where Django looks for the models: every room's, in the order of the story."""

from gewoon.records.contact import ContactAttempt, Letter
from gewoon.records.events import Event
from gewoon.records.ledger import (
    BankAccount,
    BankDetail,
    BankEntry,
    DirectDebitBatch,
    DirectDebitItem,
    Entry,
    Statement,
    StatementFile,
    WriteOff,
)
from gewoon.records.people import Association, User
from gewoon.records.policy import Decision, Night, Step, WorkItem
from gewoon.records.tenancy import Circumstance, Home, Party, RentComponent, Tenancy

__all__ = [
    "Association",
    "BankAccount",
    "BankDetail",
    "BankEntry",
    "Circumstance",
    "ContactAttempt",
    "Decision",
    "DirectDebitBatch",
    "DirectDebitItem",
    "Entry",
    "Event",
    "Home",
    "Letter",
    "Night",
    "Party",
    "RentComponent",
    "Statement",
    "StatementFile",
    "Step",
    "Tenancy",
    "User",
    "WorkItem",
    "WriteOff",
]
