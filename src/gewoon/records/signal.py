"""Signals to the municipality with receipt and replies, and what debt helpers were told."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.policy import Step
from gewoon.records.tenancy import Tenancy


class MunicipalityAgreement(models.Model):
    """The agreement on early warning with one municipality; dated, succeeded and never edited.

    `towns` names the towns it covers; empty covers every town. `mapping` names the file of its columns.
    """

    municipality = models.CharField(max_length=80)
    towns = models.JSONField(default=list)
    mapping = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # last day
    reference = models.CharField(max_length=120)
    has_pause = models.BooleanField(default=True)  # thirty days of rest when help is accepted
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """Days run forward."""

        constraints = (
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="agreement_dates"
            ),
        )


class Signal(models.Model):
    """The arrears of one tenancy, told to the municipality. Kept as long as the arrears plus 2 years.

    `payload` is personal: exactly what was sent, nothing else.
    """

    number = models.CharField(max_length=32, unique=True)
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="signals")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(MunicipalityAgreement, on_delete=models.PROTECT, related_name="signals")
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    amount_cents = models.BigIntegerField()
    months = models.PositiveIntegerField()  # hundredths
    oldest_due_on = models.DateField()
    payload = models.JSONField()
    by_name = models.CharField(max_length=150)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One signal runs at a time; a recall has a reason."""

        indexes = (models.Index(fields=["tenancy", "sent_on"], name="signal_tenancy"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True, recall_reason="")
                | Q(recalled_at__isnull=False) & ~Q(recall_reason=""),
                name="signal_recall_whole",
            ),
        )


class SignalReceipt(models.Model):
    """The proof that one signal was handed over: which file, and the fingerprint of its own row.

    Never changed; carries no names.
    """

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="receipt")
    at = models.DateTimeField()
    file = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)  # of the row as it was handed over


class SignalReply(models.Model):
    """What the municipality answered, in its own code; never changed.

    `outcome` is our short list, `list_version` the code list that explains the code.
    """

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="replies")
    code = models.CharField(max_length=80)
    list_version = models.CharField(max_length=24)
    outcome = models.CharField(max_length=20)
    replied_on = models.DateField()
    recorded_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        """The same answer counts once."""

        constraints = (models.UniqueConstraint(fields=["signal", "code", "replied_on"], name="reply_once"),)


class BalanceAnswer(models.Model):
    """What a debt helper was told about the balance, on the tenant's mandate; never changed.

    Kept as long as the arrears plus 2 years. `content` has claims with dates and cents, no names.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="balance_answers")
    helper = models.CharField(max_length=120)
    mandate = models.CharField(max_length=120)
    mandate_on = models.DateField()
    as_of = models.DateField()
    total_cents = models.BigIntegerField()
    content = models.JSONField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
