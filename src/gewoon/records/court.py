"""Bailiff and court: who collects, what was handed over, summons, judgment, eviction."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.tenancy import Home, Tenancy


class CollectorKind(models.TextChoices):
    """What a collecting party is: bailiffs and lawyers need no entry in the register of the Wki."""

    BAILIFF = "bailiff"
    LAWYER = "lawyer"
    AGENCY = "agency"


class Collector(models.Model):
    """A party outside that collects for the association; `checked_until` is how long the check counts."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=8, choices=CollectorKind)
    register_number = models.CharField(max_length=40, blank=True)
    charges_vat = models.BooleanField(default=False)
    checked_on = models.DateField()
    checked_until = models.DateField()
    checked_by = models.CharField(max_length=150)

    class Meta:
        """A check runs forward; an agency is known by its number in the register."""

        constraints = (
            models.CheckConstraint(condition=Q(checked_until__gte=F("checked_on")), name="collector_check"),
            models.CheckConstraint(
                condition=~Q(kind="agency") | ~Q(register_number=""), name="collector_agency_number"
            ),
        )


class HandOverEnd(models.TextChoices):
    """Why a claim came back from the bailiff."""

    RECALLED = "recalled"  # by us: help, an arrangement, a mistake
    PAID = "paid"
    RETURNED = "returned"  # by the bailiff
    CARRIED_OUT = "carried_out"  # the eviction was


class HandOver(models.Model):
    """A claim that lies with a collector, with the file that went along; one at a time per tenancy.

    `manifest` names what went along, by key and fingerprint; it holds no names and no case notes.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="hand_overs")
    collector = models.ForeignKey(Collector, on_delete=models.PROTECT, related_name="hand_overs")
    on = models.DateField()
    principal_cents = models.BigIntegerField()
    costs_cents = models.BigIntegerField()
    interest_cents = models.BigIntegerField()
    manifest = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)  # of the file; empty when it was not ours
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    is_taken_over = models.BooleanField(default=False)  # decided in another system
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)
    end = models.CharField(max_length=12, choices=HandOverEnd, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One running hand-over per tenancy; an end is whole; amounts are not negative."""

        constraints = (
            models.UniqueConstraint(
                fields=["tenancy"], condition=Q(ended_on__isnull=True), name="hand_over_one"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end="") | Q(ended_on__isnull=False) & ~Q(end=""),
                name="hand_over_end_whole",
            ),
            models.CheckConstraint(
                condition=Q(principal_cents__gte=0, costs_cents__gte=0, interest_cents__gte=0),
                name="hand_over_cents",
            ),
        )


class CollectorReport(models.Model):
    """What the collector reports back of a hand-over."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    status = models.CharField(max_length=24)
    text = models.CharField(max_length=500, blank=True)  # personal: emptied 2 years after the end
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()


class Remittance(models.Model):
    """Money that the collector passed on, split as the collector says; each part is booked on its claims."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="remittances")
    reference = models.CharField(max_length=64)
    on = models.DateField()
    costs_cents = models.BigIntegerField()
    interest_cents = models.BigIntegerField()
    principal_cents = models.BigIntegerField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """The same remittance comes in once; parts are not negative."""

        constraints = (
            models.UniqueConstraint(fields=["hand_over", "reference"], name="remittance_once"),
            models.CheckConstraint(
                condition=Q(costs_cents__gte=0, interest_cents__gte=0, principal_cents__gte=0),
                name="remittance_cents",
            ),
        )


class Summons(models.Model):
    """The judge was asked: what, and when the writ was served."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="summonses")
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="summonses")
    on = models.DateField()
    served_on = models.DateField(null=True)
    court = models.CharField(max_length=120, blank=True)
    claim_cents = models.BigIntegerField()
    asks_eviction = models.BooleanField(default=True)
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    is_taken_over = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)


class Hearing(models.Model):
    """A day in court; `result` says in a word what came of it, empty while it is still to come."""

    summons = models.ForeignKey(Summons, on_delete=models.PROTECT, related_name="hearings")
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """Listed by day."""

        indexes = (models.Index(fields=["on"], name="hearing_on"),)


class Judgment(models.Model):
    """What the judge said, with its terms.

    `leave_days` runs from service; `grace_until` is the last day of a grace period (BW 7:280);
    `appeal_until` the last day of appeal (Rv 339), unless it may be carried out at once (Rv 233).
    """

    summons = models.OneToOneField(Summons, on_delete=models.PROTECT, related_name="judgment")
    on = models.DateField()
    case_number = models.CharField(max_length=60, blank=True)
    payment_cents = models.BigIntegerField(default=0)
    court_costs_cents = models.BigIntegerField(default=0)
    orders_eviction = models.BooleanField(default=False)
    is_enforceable_at_once = models.BooleanField(default=False)
    appeal_until = models.DateField(null=True)
    appealed_on = models.DateField(null=True)
    leave_days = models.PositiveSmallIntegerField(default=0)
    grace_until = models.DateField(null=True)
    served_on = models.DateField(null=True)  # on all defendants (Rv 430(3))
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    is_taken_over = models.BooleanField(default=False)


class JudgmentTerm(models.Model):
    """A condition that the judge attached, and when it was met, shown by what."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="terms")
    text = models.CharField(max_length=300)
    met_on = models.DateField(null=True)
    met_by = models.CharField(max_length=150, blank=True)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        """Met is whole: a day, a person and what shows it."""

        constraints = (
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, met_by="", evidence="")
                | Q(met_on__isnull=False) & ~Q(met_by="") & ~Q(evidence=""),
                name="judgment_term_whole",
            ),
        )


class LastChance(models.Model):
    """A last chance that was agreed on: as long as its conditions are kept, nothing is carried out."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="last_chances")
    offered_on = models.DateField()
    agreed_on = models.DateField(null=True)
    until_on = models.DateField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)
    is_kept = models.BooleanField(null=True)  # how it ended
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One running at a time; it ends whole."""

        constraints = (
            models.UniqueConstraint(
                fields=["tenancy"], condition=Q(ended_on__isnull=True), name="last_chance_one"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by="", is_kept__isnull=True)
                | Q(ended_on__isnull=False, is_kept__isnull=False) & ~Q(ended_by=""),
                name="last_chance_end_whole",
            ),
        )


class LastChanceCondition(models.Model):
    """A condition of a last chance; `broken_on` with a reason when it was not kept."""

    last_chance = models.ForeignKey(LastChance, on_delete=models.PROTECT, related_name="conditions")
    text = models.CharField(max_length=300)
    broken_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)


class EvictionCause(models.TextChoices):
    """Why an eviction was asked."""

    ARREARS = "arrears"
    NUISANCE = "nuisance"
    FRAUD = "fraud"  # subletting and other fraud
    DRUGS = "drugs"
    OTHER = "other"


class EvictionEnd(models.TextChoices):
    """How a case of eviction ended."""

    CARRIED_OUT = "carried_out"
    CANCELLED = "cancelled"  # by us: paid, help, a last chance
    LAPSED = "lapsed"  # nothing was done in time
    WITHDRAWN = "withdrawn"  # before the judge decided
    REFUSED = "refused"  # by the judge
    KEYS_HANDED_IN = "keys_handed_in"  # the tenant left after the judgment
    LEFT_UNSEEN = "left_unseen"  # the tenant left without a word


class Eviction(models.Model):
    """A case of eviction from the first asking to its end.

    `carried_out_on` is the day on which the bailiff cleared the home; every other end stands in
    `cancelled_on`, and `end` says which. `planned_on` is the day announced in the writ (Rv 555).
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="evictions")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="evictions")
    summons = models.OneToOneField(Summons, null=True, on_delete=models.PROTECT, related_name="eviction")
    cause = models.CharField(max_length=10, choices=EvictionCause, default=EvictionCause.ARREARS)
    asked_on = models.DateField()
    ordered_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    writ_served_on = models.DateField(null=True)
    municipality_told_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)  # the gate was passed; void when the day is changed
    cancelled_on = models.DateField(null=True)
    carried_out_on = models.DateField(null=True)
    end = models.CharField(max_length=16, choices=EvictionEnd, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    is_taken_over = models.BooleanField(default=False)

    class Meta:
        """One case at a time; it ends once, in one way; listed by day."""

        indexes = (
            models.Index(fields=["planned_on"], name="eviction_planned"),
            models.Index(fields=["carried_out_on"], name="eviction_carried_out"),
        )
        constraints = (
            models.UniqueConstraint(fields=["tenancy"], condition=Q(end=""), name="eviction_one"),
            models.CheckConstraint(
                condition=Q(end="", cancelled_on__isnull=True, carried_out_on__isnull=True)
                | Q(end="carried_out", cancelled_on__isnull=True, carried_out_on__isnull=False)
                | ~Q(end__in=("", "carried_out"))
                & Q(cancelled_on__isnull=False, carried_out_on__isnull=True),
                name="eviction_end_whole",
            ),
            models.CheckConstraint(
                condition=Q(ordered_on__isnull=True) | Q(ordered_on__gte=F("asked_on")),
                name="eviction_in_order",
            ),
        )
