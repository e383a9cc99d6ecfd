"""The books: transfers between accounts, and the bank's own statements as evidence."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.tenancy import Tenancy
from gewoon.rules.ledger.kinds import Kind


class Account(models.IntegerChoices):
    """Where money can be. One entry moves it from one account (credit) to another (debit)."""

    TENANT = 1  # what tenants owe
    INCOME = 2  # rent, costs and interest charged
    BANK = 3
    SUSPENSE = 4  # received, not yet known for whom
    REFUNDED = 5  # given back to whoever paid
    WRITTEN_OFF = 6
    OPENING = 7  # brought over when going live
    OTHER = 8  # the association's own traffic: no rent
    DEPOSIT = 9  # held for tenants until they leave (waarborgsom); with its tenancy, so always against TENANT


class BankAccount(models.Model):
    """An own account at a bank; statements of others are refused. Its row is the lock for imports."""

    number = models.CharField(max_length=34, unique=True)


class StatementFile(models.Model):
    """A bank file as it came in; the same bytes never come in twice. Kept 7 years."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=16)
    imported_at = models.DateTimeField()


class Statement(models.Model):
    """One statement of one own account inside a file."""

    file = models.ForeignKey(StatementFile, on_delete=models.PROTECT, related_name="statements")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    identifier = models.CharField(max_length=64)
    opening_cents = models.BigIntegerField(null=True)
    closing_cents = models.BigIntegerField(null=True)
    opening_on = models.DateField(null=True)
    closing_on = models.DateField(null=True)

    class Meta:
        """The chain of balances is read per account in order of time."""

        indexes = (models.Index(fields=["account", "closing_on", "id"], name="statement_chain"),)


class BankEntry(models.Model):
    """A booked line of a statement: money that really moved.

    `key` is the bank's own reference, or, where the bank gives none, the line's content and its
    rank among equal lines of that day: the same money comes in once, two equal payments both count.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=128)
    cents = models.BigIntegerField()  # money in is positive
    booked_on = models.DateField()
    value_on = models.DateField()
    is_return = models.BooleanField(default=False)
    batch_reference = models.CharField(max_length=64, blank=True)

    class Meta:
        """The same money comes in once."""

        constraints = (models.UniqueConstraint(fields=["account", "key"], name="bank_entry_once"),)


class BankDetail(models.Model):
    """One payment inside a bank entry, as its sender wrote it, and how it was matched.

    Personal (name, iban, remittance): kept 7 years with the books, then emptied; the amounts stay.
    """

    bank_entry = models.ForeignKey(BankEntry, on_delete=models.PROTECT, related_name="details")
    cents = models.BigIntegerField()
    name = models.CharField(max_length=140, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    remittance = models.TextField(blank=True)
    end_to_end = models.CharField(max_length=64, blank=True)
    reason_code = models.CharField(max_length=8, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)

    class Meta:
        """Returns are found by the end-to-end reference of what they return."""

        indexes = (
            models.Index(fields=["end_to_end"], name="detail_end_to_end"),
            models.Index(fields=["iban"], name="detail_iban"),
        )


class Entry(models.Model):
    """A transfer of cents from the credited to the debited account; never changed, never deleted.

    One row is a balanced booking by itself, so the sum of all accounts is zero by construction.
    `on` is the due date of a claim and the value date of a payment; `recorded_on` is the local day
    on which we came to know it, so that every balance can be told as known on any day.
    """

    debit = models.PositiveSmallIntegerField(choices=Account)
    credit = models.PositiveSmallIntegerField(choices=Account)
    cents = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=[(int(kind), kind.name) for kind in Kind])
    tenancy = models.ForeignKey(Tenancy, null=True, on_delete=models.PROTECT, related_name="entries")
    on = models.DateField()
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    month = models.PositiveIntegerField(null=True)  # yyyymm of a rent run
    refers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="referred_by")
    bank_account = models.ForeignKey(BankAccount, null=True, on_delete=models.PROTECT, related_name="+")
    bank_detail = models.ForeignKey(BankDetail, null=True, on_delete=models.PROTECT, related_name="ledger")
    reason = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        """What the database itself keeps true."""

        indexes = (
            models.Index(fields=["tenancy", "on"], name="entry_tenancy_on"),
            models.Index(
                fields=["bank_detail"],
                condition=Q(debit=Account.SUSPENSE) | Q(credit=Account.SUSPENSE),
                name="entry_suspense",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(cents__gt=0), name="entry_cents_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="entry_two_accounts"),
            models.CheckConstraint(
                condition=(Q(tenancy__isnull=False) & (Q(debit=Account.TENANT) | Q(credit=Account.TENANT)))
                | (Q(tenancy__isnull=True) & ~Q(debit=Account.TENANT) & ~Q(credit=Account.TENANT)),
                name="entry_tenancy_side",
            ),
            models.CheckConstraint(
                condition=Q(bank_account__isnull=False) & (Q(debit=Account.BANK) | Q(credit=Account.BANK))
                | Q(bank_account__isnull=True) & ~Q(debit=Account.BANK) & ~Q(credit=Account.BANK),
                name="entry_bank_side",
            ),
            models.UniqueConstraint(
                fields=["refers"], condition=Q(kind=Kind.REVERSAL), name="entry_reversed_once"
            ),
            models.UniqueConstraint(
                fields=["tenancy", "month", "kind"], condition=Q(month__isnull=False), name="rent_run_once"
            ),
        )


class SequenceType(models.TextChoices):
    """How often a mandate may be used (SEPA rulebook); the first of a series is RCUR too since 2017."""

    RECURRENT = "RCUR"
    ONCE = "OOFF"


class Mandate(models.Model):
    """What a tenant signed so that the rent may be collected (machtiging); ended, never deleted.

    Kept 14 months after the last collection (a wrong one can be claimed back for 13), with the books 7 years.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="mandates")
    reference = models.CharField(max_length=35, unique=True)
    signed_on = models.DateField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # last day
    sequence_type = models.CharField(max_length=4, choices=SequenceType, default=SequenceType.RECURRENT)
    recorded_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        """One that may be used at a time; periods run forward, and begin when there is a signature."""

        constraints = (
            models.UniqueConstraint(fields=["tenancy"], condition=Q(to_on=None), name="mandate_one_open"),
            models.CheckConstraint(
                condition=Q(from_on__gte=F("signed_on"))
                & (Q(to_on__isnull=True) | Q(to_on__gte=F("from_on"))),
                name="mandate_dates",
            ),
        )


class DirectDebitBatch(models.Model):
    """A batch of collections that was offered to the bank (pain.008), made here or imported."""

    reference = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="batches")
    collected_on = models.DateField()
    cents = models.BigIntegerField()
    made_at = models.DateTimeField()


class DirectDebitItem(models.Model):
    """One collection in a batch; explains a batch that the bank books without details."""

    batch = models.ForeignKey(DirectDebitBatch, on_delete=models.PROTECT, related_name="items")
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="collections")
    end_to_end = models.CharField(max_length=64, unique=True)
    cents = models.BigIntegerField()
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="collection")
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="items")


class WriteOff(models.Model):
    """A claim that one person proposes to give up and another decides on; or (`undoes`) to take that back."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="write_offs")
    cents = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    is_approved = models.BooleanField(null=True)
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        """Two different persons, and a decision that is whole or absent."""

        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="write_off_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, is_approved__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, is_approved__isnull=False),
                name="write_off_decided_together",
            ),
        )


class WriteOffShare(models.Model):
    """An entry by which a write-off gave up a claim, so that taking it back finds all of them."""

    write_off = models.ForeignKey(WriteOff, on_delete=models.PROTECT, related_name="shares")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="write_off_share")
