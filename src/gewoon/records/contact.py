"""Letters and attempts at contact."""

from django.db import models
from django.db.models import Q

from gewoon.records.policy import Step
from gewoon.records.tenancy import Tenancy


class LetterState(models.TextChoices):
    """Where a letter is. It waits ten minutes; a payment that comes first stops it."""

    WAITING = "waiting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"  # taken back by a person
    STOPPED = "stopped"  # a payment came first
    RETURNED = "returned"  # delivery failed


class Letter(models.Model):
    """A letter to the tenants of a tenancy, with the exact values that stand in it.

    `values` is personal: kept as long as the arrears plus 2 years, 7 years where costs rest on it.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="letters")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="letters")
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    values = models.JSONField()
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    written_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the PDF that left; empty when it was not ours
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """A sent letter has its day; the queue is read by moment."""

        indexes = (
            models.Index(fields=["state", "leaves_at"], name="letter_queue"),
            models.Index(fields=["tenancy", "written_at"], name="letter_tenancy"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_on__isnull=False, ended_at__isnull=False),
                name="letter_sent_whole",
            ),
        )


class AttemptKind(models.TextChoices):
    """How contact was sought."""

    CALL = "call"
    VISIT = "visit"
    EMAIL = "email"
    SMS = "sms"
    TALK = "talk"  # at the counter or by appointment


class ContactAttempt(models.Model):
    """Somebody tried to reach the tenant in person. Kept as long as the arrears plus 2 years."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="attempts")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=8, choices=AttemptKind)
    on = models.DateField()
    part_of_day = models.CharField(max_length=10, blank=True)
    reached = models.BooleanField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """Counted per tenancy since the episode began."""

        indexes = (models.Index(fields=["tenancy", "on"], name="attempt_tenancy"),)
