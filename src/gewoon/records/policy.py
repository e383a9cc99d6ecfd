"""What the night decided and why, the steps that came of it, and the worklist it maintains."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.tenancy import Tenancy


class Night(models.Model):
    """One run of the night: which tenancies it has done, so that a killed run goes on where it stopped."""

    on = models.DateField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done_until = models.BigIntegerField(default=0)  # tenancy id
    policy_hash = models.CharField(max_length=64)
    decided = models.PositiveIntegerField(default=0)
    in_arrears = models.PositiveIntegerField(default=0)


class Decision(models.Model):
    """The receipt of a decision: it recomputes to the same bytes years later. Never changed.

    Kept as long as the arrears it explains plus 2 years; carries no names.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="decisions")
    on = models.DateField()
    step = models.CharField(max_length=40)
    rule = models.CharField(max_length=40, blank=True)
    policy_hash = models.CharField(max_length=64)
    receipt = models.TextField()

    class Meta:
        """The same step is decided once a day, whoever asks."""

        constraints = (models.UniqueConstraint(fields=["tenancy", "on", "step"], name="decision_once_a_day"),)


class StepState(models.TextChoices):
    """What became of a step."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"  # the reason for it went away


class Step(models.Model):
    """A step that was decided for a tenancy: open until it is done or its reason goes away."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="steps")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    owner = models.CharField(max_length=24)
    opened_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=StepState, default=StepState.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=24, blank=True)

    class Meta:
        """One open step per tenancy; an end has a day, a moment and a person."""

        indexes = (models.Index(fields=["tenancy", "state", "ended_on"], name="step_tenancy"),)
        constraints = (
            models.UniqueConstraint(fields=["tenancy"], condition=Q(state="open"), name="step_one_open"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, ended_on__isnull=True, ended_by="")
                | ~Q(state="open") & Q(ended_at__isnull=False, ended_on__isnull=False) & ~Q(ended_by=""),
                name="step_end_whole",
            ),
        )


class WorkItem(models.Model):
    """A row of the worklist: an open step with what the list shows. Only the night and the deeds write it."""

    tenancy = models.OneToOneField(Tenancy, primary_key=True, on_delete=models.CASCADE, related_name="work")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    view = models.CharField(max_length=24)
    owner = models.CharField(max_length=24)
    due_on = models.DateField()
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    overdue_cents = models.BigIntegerField()
    months = models.PositiveIntegerField(null=True)  # hundredths
    trend = models.JSONField(default=list)
    label = models.JSONField(default=dict)  # language -> the step in words
    reasons = models.JSONField(default=dict)  # language -> why this step
    kind = models.CharField(max_length=12)
    icon = models.CharField(max_length=40)
    is_gate = models.BooleanField(default=False)

    class Meta:
        """Two orders: by date for everybody, and by date within a view."""

        indexes = (
            models.Index(fields=["due_on", "tenancy"], name="work_due"),
            models.Index(fields=["view", "due_on", "tenancy"], name="work_view_due"),
        )


class PolicyTexts(models.Model):
    """The texts under which decisions were made, so that a later release recomputes them. Never changed.

    A receipt names its three fingerprints; `gates` are the texts of the gates in order, as [file, text].
    """

    policy_hash = models.CharField(max_length=64)
    catalogue_hash = models.CharField(max_length=64)
    gates_hash = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    policy = models.TextField()
    catalogue = models.TextField()
    gates = models.JSONField()

    class Meta:
        """Each set of texts once."""

        constraints = (
            models.UniqueConstraint(
                fields=["policy_hash", "catalogue_hash", "gates_hash"], name="policy_texts_once"
            ),
        )


class PublicationState(models.TextChoices):
    """What became of a proposed policy."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    REFUSED = "refused"


class PublishedPolicy(models.Model):
    """A policy of the association: one person proposes it, another publishes it. Kept for ever.

    `valid_from` is its first day, later than the day on which it was published: no past day changes.
    """

    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    label = models.JSONField(default=dict)  # language -> what it is called
    file = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=PublicationState, default=PublicationState.PROPOSED)
    why = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=150)
    proposed_by_user = models.BigIntegerField(null=True)  # a key: names can be alike
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One policy begins on a day; what is decided has a person and a moment."""

        constraints = (
            models.UniqueConstraint(
                fields=["valid_from"], condition=Q(state="published"), name="policy_one_per_day"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True, decided_by="")
                | ~Q(state="proposed") & Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="policy_decided_whole",
            ),
        )


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
