"""Letters, attempts at contact, cover, small tasks, signals to the municipality and their answers."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.people import Role, User
from gewoon.records.policy import Step
from gewoon.records.tenancy import Party, Tenancy


class Channel(models.TextChoices):
    """How somebody likes to be written to."""

    POST = "post"
    EMAIL = "email"
    SMS = "sms"  # a short word that a letter is on its way; the letter itself goes by post


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
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.POST, db_default="post")

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
    CARD = "card"  # left at the door: an attempt that reached nobody


class ContactAttempt(models.Model):
    """Somebody tried to reach the tenant in person. Kept as long as the arrears plus 2 years.

    `note` is personal: emptied with the attempt.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="attempts")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=8, choices=AttemptKind)
    on = models.DateField()
    part_of_day = models.CharField(max_length=10, blank=True)
    reached = models.BooleanField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    is_inbound = models.BooleanField(default=False, db_default=False)  # the tenant sought us
    note = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        """Counted per tenancy since the episode began."""

        indexes = (models.Index(fields=["tenancy", "on"], name="attempt_tenancy"),)


class ContactPreference(models.Model):
    """How one party likes to be written to. Personal: goes with the party."""

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.CASCADE, related_name="preference")
    channel = models.CharField(max_length=8, choices=Channel)
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()


class StepSwitch(models.Model):
    """Whether the letter of a step is only prepared, or sent by itself. The newest row of a step counts."""

    step = models.CharField(max_length=40)
    sends_itself = models.BooleanField()
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """Read per step, the newest first."""

        indexes = (models.Index(fields=["step", "-recorded_at"], name="switch_step"),)


class Attendant(models.Model):
    """Who looks after a tenancy: whoever spoke with the tenant last, until somebody else takes over."""

    tenancy = models.OneToOneField(
        Tenancy, primary_key=True, on_delete=models.CASCADE, related_name="attendant"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attended")
    since = models.DateTimeField()


class ColleagueAbsence(models.Model):
    """A colleague is away, and another of the same role sees the rows meanwhile. Kept 2 years."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covers")
    from_on = models.DateField()
    to_on = models.DateField()  # last day
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """Nobody stands in for themselves; days run forward."""

        indexes = (models.Index(fields=["stand_in", "to_on"], name="absence_stand_in"),)
        constraints = (
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="absence_dates"),
            models.CheckConstraint(condition=~Q(user=F("stand_in")), name="absence_somebody_else"),
        )


class ContactTaskKind(models.TextChoices):
    """Work that is no step of the policy."""

    OVERDUE_CONTACT = "overdue_contact"  # a call or visit five days late: for the manager
    NOT_DELIVERED = "not_delivered"  # a letter, e-mail or text message came back
    STOP_ENDED = "stop_ended"  # a stop is over: look how it goes on
    FOLLOW_UP = "follow_up"  # agreed on the telephone
    MUNICIPALITY = "municipality"  # an answer that a person must read
    PAUSE_CHECK = "pause_check"  # the agreed pause of thirty days is over
    LETTER = "letter"  # about an arrangement: a person sends it


class ContactTask(models.Model):
    """A small task beside the steps of the policy; `source` makes a repeated night open it once.

    `text` is personal: emptied 2 years after it was done.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="contact_tasks")
    kind = models.CharField(max_length=20, choices=ContactTaskKind)
    source = models.CharField(max_length=80, unique=True)
    owner = models.CharField(max_length=24, choices=Role)
    opened_on = models.DateField()
    due_on = models.DateField()
    text = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """Read by who must do it; done has a moment and a person."""

        indexes = (
            models.Index(fields=["owner", "due_on"], condition=Q(done_at__isnull=True), name="task_open"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="") | Q(done_at__isnull=False) & ~Q(done_by=""),
                name="task_done_whole",
            ),
        )


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
