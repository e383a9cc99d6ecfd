"""What shows that a duty of a gate was done, and who decided on the step behind it."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.tenancy import Tenancy


class Evidence(models.Model):
    """What somebody recorded as evidence of a duty; it can be withdrawn, never changed.

    `fact` is a fact of the catalogue. `is_met` is false where it shows that the duty is not met. `expires_on`
    is the last day on which it counts. `text` is personal: emptied 2 years after the arrears.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="evidence")
    fact = models.CharField(max_length=60)
    is_met = models.BooleanField(default=True)
    on = models.DateField()
    expires_on = models.DateField(null=True)
    text = models.CharField(max_length=500)
    reference = models.CharField(max_length=200, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    is_taken_over = models.BooleanField(default=False)

    class Meta:
        """Read per tenancy; a withdrawal is whole; it does not expire before its day."""

        indexes = (models.Index(fields=["tenancy", "fact"], name="evidence_tenancy"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="", withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_why=""),
                name="evidence_withdrawn_whole",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("on")), name="evidence_dates"
            ),
        )


class Proposal(models.Model):
    """Somebody proposes to take a step behind a gate, or that a duty does not apply.

    `subject` is the name of the gate, or the fact that says that a duty does not apply. `ledger_until` is the
    newest booking of the account that was looked at: a newer payment makes the proposal void.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="proposals")
    subject = models.CharField(max_length=60)
    on = models.DateField()
    reason = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)  # of the file as it was proposed
    ledger_until = models.BigIntegerField(default=0)
    proposed_by = models.BigIntegerField()
    proposed_name = models.CharField(max_length=150)
    proposed_role = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    closed_why = models.CharField(max_length=200, blank=True)  # withdrawn, turned down, taken, void

    class Meta:
        """One open proposal per subject; closed is whole."""

        constraints = (
            models.UniqueConstraint(
                fields=["tenancy", "subject"], condition=Q(closed_at__isnull=True), name="proposal_one"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="", closed_why="")
                | Q(closed_at__isnull=False) & ~Q(closed_by="") & ~Q(closed_why=""),
                name="proposal_closed_whole",
            ),
        )


class Signature(models.Model):
    """Somebody's yes to a proposal, with the fingerprint of the file that was read. Never changed.

    `proposed_by` stands here as well, so that the database itself refuses a proposer who signs.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="signatures")
    proposed_by = models.BigIntegerField()
    signed_by = models.BigIntegerField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=24)
    reason = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Nobody signs twice, and nobody the own proposal."""

        constraints = (
            models.UniqueConstraint(fields=["proposal", "signed_by"], name="signature_once"),
            models.CheckConstraint(condition=~Q(signed_by=F("proposed_by")), name="signature_two_persons"),
        )


class Passage(models.Model):
    """A gate was passed: the step behind it was taken, with the state of every duty at that moment.

    Never changed. `state` is the gate as it stood, `sha256` its fingerprint; it holds no names of tenants.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="passages")
    gate = models.CharField(max_length=12)
    on = models.DateField()
    state = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Read per tenancy."""

        indexes = (models.Index(fields=["tenancy", "gate"], name="passage_tenancy"),)
