"""What was done, by whom, when and why: one row per deed, never changed."""

from django.db import models


class Event(models.Model):
    """One deed. Carries no foreign keys and no personal data, so that erasing a person leaves it whole.

    `idempotency_key` makes a repeated deed answer with `result` instead of acting twice.
    Kept 7 years (books) or as long as the arrears it explains.
    """

    at = models.DateTimeField()
    deed = models.CharField(max_length=64)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=24)
    tenancy_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    idempotency_key = models.CharField(max_length=128, null=True, unique=True)
    result = models.JSONField(null=True)

    class Meta:
        """Read by tenancy (timeline) and by moment (log)."""

        indexes = (
            models.Index(fields=["tenancy_id", "at"], name="event_tenancy_at"),
            models.Index(fields=["at"], name="event_at"),
        )
