"""What was promised before looking, what the figures said, and what was published of them."""

from django.db import models
from django.db.models import F, Q


class Protocol(models.Model):
    """What will be compared and how, written and signed before anybody looked. Never changed.

    A new version is signed beside the old; from then on reports are exploratory when an effect was
    reported before. No personal data; kept for good.
    """

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    signed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField()


class Report(models.Model):
    """The figures of a day, as they were shown: totals and estimates, no persons. Never changed."""

    until_on = models.DateField()  # the books count up to and with this day
    protocol = models.ForeignKey(Protocol, null=True, on_delete=models.PROTECT, related_name="reports")
    is_exploratory = models.BooleanField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        """The newest is shown."""

        indexes = (models.Index(fields=["made_at"], name="report_made"),)


class ReleaseState(models.TextChoices):
    """Where a release is: made by one person, released or turned down by another."""

    PROPOSED = "proposed"
    RELEASED = "released"
    REFUSED = "refused"


class Release(models.Model):
    """Figures for the press about one closed period: frozen, and released by a second person.

    `notes` are not for publication: they stand in no text, answer or export. Kept for good, since a later
    release is checked against all earlier ones.
    """

    period = models.CharField(max_length=7)  # a year, or a year and a month up to which it counts
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField(max_length=8, choices=ReleaseState, default=ReleaseState.PROPOSED)
    design = models.CharField(max_length=12)
    texts = models.JSONField()  # language -> text
    cells = models.JSONField()  # what a reader learns: where, low, high, shown
    withheld = models.PositiveSmallIntegerField()
    notes = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One release per period; two persons; a decision is whole."""

        constraints = (
            models.UniqueConstraint(
                fields=["period"], condition=Q(state="released"), name="release_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True, decided_by="")
                | ~Q(state="proposed") & Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="release_decision_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | ~Q(decided_by=F("proposed_by")), name="release_two_persons"
            ),
        )
