"""The social worker's cases: who guides, what collection must adapt to, and content that is locked."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from gewoon.records.people import User
from gewoon.records.policy import Step
from gewoon.records.tenancy import Tenancy


class CaseStatus(models.TextChoices):
    """Where a case is; the words of the policy's fact `guidance_status`."""

    OFFERED = "offered"  # the intake is open
    RUNNING = "running"
    FINISHED = "finished"
    DECLINED = "declined"


OPEN = (CaseStatus.OFFERED, CaseStatus.RUNNING)


class Case(models.Model):
    """A household that gets guidance. What stands here openly is what others may know.

    The content is locked in `CasePart` and `CaseNote` under the key of the case. Kept until 2 years
    after closing; then the key is dropped, `adapt_to` emptied and the evidence days stay.
    """

    reference = models.UUIDField(unique=True, default=uuid4)
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="cases")
    worker = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="cases")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=CaseStatus, default=CaseStatus.OFFERED)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    adapt_to = models.JSONField(default=list)  # codes of rules.casework.adapting
    next_on = models.DateField(null=True)  # first action of the plan that is open
    reviewed_on = models.DateField(null=True)  # the causes were looked at
    household_on = models.DateField(null=True)  # who live there was asked
    children_at_home = models.BooleanField(null=True)
    children_assessed_on = models.DateField(null=True)  # their interest was weighed in writing
    housing_explored_on = models.DateField(null=True)  # another home or shelter was looked for
    plan_shared_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """One open case per tenancy; closed when it is finished or declined; children only when asked."""

        indexes = (
            models.Index(fields=["worker", "closed_on", "next_on"], name="case_worker"),
            models.Index(fields=["tenancy", "opened_on"], name="case_tenancy"),
        )
        constraints = (
            models.UniqueConstraint(fields=["tenancy"], condition=Q(closed_on=None), name="case_one_open"),
            models.CheckConstraint(
                condition=Q(status__in=("offered", "running"), closed_on=None)
                | Q(status__in=("finished", "declined"), closed_on__isnull=False),
                name="case_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(household_on=None, children_at_home=None)
                | Q(household_on__isnull=False, children_at_home__isnull=False),
                name="case_household_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="case_dates"
            ),
        )


class CaseKey(models.Model):
    """The key of a case, itself locked by the master key. Erasing a case is dropping this row."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE, related_name="key")
    wrapped = models.BinaryField()


class CasePart(models.Model):
    """One part of a case as it was last saved, locked. Kept as long as the key of the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=150)

    class Meta:
        """A part stands once in a case."""

        constraints = (models.UniqueConstraint(fields=["case", "name"], name="case_part_once"),)


class CaseDraft(models.Model):
    """What somebody was typing in a part, locked; gone when the part is saved."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=16)
    based_on = models.PositiveIntegerField()  # version of the part; 0 for none
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        """One draft per part and person."""

        constraints = (models.UniqueConstraint(fields=["case", "name", "user"], name="case_draft_once"),)


class CaseNote(models.Model):
    """A note of the social worker, locked. Kept as long as the key of the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    sealed = models.BinaryField()
    place = models.UUIDField(unique=True, default=uuid4)  # what it is locked to
    on = models.DateField()
    written_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        """Read newest first."""

        indexes = (models.Index(fields=["case", "written_at"], name="case_note"),)


class CaseRead(models.Model):
    """Somebody opened a case: who, when, which part and for what. Never changed, never content.

    No foreign keys, so that erasing a case leaves who looked. Kept 5 years.
    """

    case_id = models.BigIntegerField()
    tenancy_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=24)
    at = models.DateTimeField()
    part = models.CharField(max_length=16)
    purpose = models.CharField(max_length=16)
    reason = models.CharField(max_length=200, blank=True)  # given with break-glass

    class Meta:
        """Read by the tenant, newest first."""

        indexes = (models.Index(fields=["tenancy_id", "at"], name="case_read_tenancy"),)


class BreakGlass(models.Model):
    """A colleague opened a case in an emergency, for four hours, with a reason that the tenant sees too."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=200)
    seen_by_worker_at = models.DateTimeField(null=True)
    seen_by_manager_at = models.DateTimeField(null=True)

    class Meta:
        """It ends after it begins."""

        indexes = (models.Index(fields=["case", "until"], name="break_glass_case"),)
        constraints = (models.CheckConstraint(condition=Q(until__gt=F("at")), name="break_glass_times"),)


class CaseCover(models.Model):
    """A colleague takes over the cases of somebody who is away, from a day to a day."""

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_covers")
    from_on = models.DateField()
    to_on = models.DateField()  # last day

    class Meta:
        """Nobody covers for themselves; days run forward."""

        constraints = (
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="cover_dates"),
            models.CheckConstraint(condition=~Q(worker=F("colleague")), name="cover_somebody_else"),
        )


class VisitState(models.TextChoices):
    """What became of a planned visit."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class Visit(models.Model):
    """A visit somebody plans to make. Kept as long as the arrears plus 2 years.

    `agreed` is what an officer agreed with the tenant. A social worker's words go into the case instead.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="visits")
    visitor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    at = models.TimeField(null=True)  # local time, where one was agreed
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    version = models.PositiveIntegerField(default=1)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)
    reached = models.BooleanField(null=True)
    agreed = models.CharField(max_length=200, blank=True)

    class Meta:
        """Read per visitor and day; done visits say whether somebody was reached."""

        indexes = (models.Index(fields=["visitor", "on"], name="visit_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="planned", ended_at=None) | ~Q(state="planned") & Q(ended_at__isnull=False),
                name="visit_end_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(reached__isnull=False), name="visit_done_whole"
            ),
        )
