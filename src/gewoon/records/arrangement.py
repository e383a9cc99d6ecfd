"""Arrangements: who proposed what, the terms with their instalments, who agreed, and a breach."""

from django.db import models
from django.db.models import Q

from gewoon.records.tenancy import Tenancy


class Origin(models.TextChoices):
    """Where an arrangement comes from; what a judge set stands apart."""

    OFFICER = "officer"
    TENANT = "tenant"
    COURT = "court"


class ArrangementState(models.TextChoices):
    """What became of an arrangement. Only the first two are open; a tenancy has one such at most."""

    PROPOSED = "proposed"  # not yet accepted by both
    RUNNING = "running"
    DECLINED = "declined"  # the other party said no
    WITHDRAWN = "withdrawn"  # whoever proposed it took it back
    FINISHED = "finished"  # all paid
    BROKEN = "broken"  # an instalment stayed away, after a word
    ENDED = "ended"  # stopped early, for another reason


OPEN_STATES = (ArrangementState.PROPOSED, ArrangementState.RUNNING)


class Arrangement(models.Model):
    """An arrangement with its state; what was agreed stands in its terms, which never change.

    `as_of` is the day whose overdue debt it covers, and `after_entry` the newest ledger row that was
    counted then: money that came to be known later pays instalments. Kept 7 years with the books.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="arrangements")
    origin = models.CharField(max_length=8, choices=Origin)
    state = models.CharField(max_length=10, choices=ArrangementState, default=ArrangementState.PROPOSED)
    as_of = models.DateField()
    after_entry = models.BigIntegerField()
    court_reference = models.CharField(max_length=80, blank=True)
    proposed_at = models.DateTimeField()
    proposed_on = models.DateField()
    proposed_by = models.CharField(max_length=150)
    answer_by = models.DateField(null=True)  # a tenant's proposal gets an answer by then
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One open arrangement per tenancy; a start and an end are whole or absent."""

        indexes = (models.Index(fields=["state", "tenancy"], name="arrangement_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["tenancy"],
                condition=Q(state__in=("proposed", "running")),
                name="arrangement_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "running"), ended_on__isnull=True, ended_at__isnull=True)
                | ~Q(state__in=("proposed", "running")) & Q(ended_on__isnull=False, ended_at__isnull=False),
                name="arrangement_end_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "declined", "withdrawn")) | Q(started_on__isnull=False),
                name="arrangement_start_whole",
            ),
        )


class TermsKind(models.TextChoices):
    """Why there are new terms."""

    FIRST = "first"
    CHANGE = "change"
    REST = "rest"
    LUMP_SUM = "lump_sum"


class Terms(models.Model):
    """One version of what was agreed: the whole schedule, those paid already included. Never changed.

    The newest version that both parties accepted is the one that holds. `capacity_cents` is the
    household's room per month as it was worked out (None: not worked out); no income or cost is kept.
    `reason` is personal: kept with the arrangement.
    """

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=TermsKind, default=TermsKind.FIRST)
    rhythm = models.CharField(max_length=12)
    total_cents = models.BigIntegerField()
    tolerance_days = models.PositiveSmallIntegerField()
    tolerance_cents = models.BigIntegerField()
    capacity_cents = models.BigIntegerField(null=True)
    conditions = models.JSONField(default=list)  # of gewoon.rules.arrangement.terms.Condition
    reason = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="nl")
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        """Versions count up from 1."""

        constraints = (
            models.UniqueConstraint(fields=["arrangement", "number"], name="terms_once"),
            models.CheckConstraint(condition=Q(total_cents__gt=0), name="terms_total_positive"),
        )


class Instalment(models.Model):
    """One part of the debt with its day. Never changed."""

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="instalments")
    place = models.PositiveSmallIntegerField()  # from 1
    due_on = models.DateField()
    cents = models.BigIntegerField()

    class Meta:
        """Each place once, and never nothing."""

        constraints = (
            models.UniqueConstraint(fields=["terms", "place"], name="instalment_once"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="instalment_cents_positive"),
        )


class AgreedParty(models.TextChoices):
    """Who agrees to terms."""

    TENANT = "tenant"
    ASSOCIATION = "association"


class Acceptance(models.Model):
    """One party agreed to one version of the terms. Never changed."""

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="acceptances")
    party = models.CharField(max_length=12, choices=AgreedParty)
    how = models.CharField(max_length=12)  # of gewoon.rules.arrangement.terms.How
    on = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)  # who recorded it

    class Meta:
        """A party agrees once."""

        constraints = (models.UniqueConstraint(fields=["terms", "party"], name="acceptance_once"),)


class Word(models.Model):
    """Somebody told the tenant that an instalment is late: it comes before a breach. Never changed."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="words")
    on = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)


class Breach(models.Model):
    """The instalment that broke an arrangement: found once. Never changed."""

    arrangement = models.OneToOneField(Arrangement, on_delete=models.PROTECT, related_name="breach")
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="+")
    missing_cents = models.BigIntegerField()
    word_on = models.DateField()
    found_on = models.DateField()
    found_at = models.DateTimeField()


class CapacityCheck(models.Model):
    """Somebody worked out what a household can pay: the outcome, nothing that went in. Never changed."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="capacity_checks")
    monthly_cents = models.BigIntegerField()
    rule = models.CharField(max_length=24)
    on = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        """The newest of a tenancy is asked for."""

        indexes = (models.Index(fields=["tenancy", "on"], name="capacity_tenancy"),)
