"""The training: groups and their sessions, who takes part, what the draw gave, and what is asked apart.

A tenant is known here by the tenancy; the trainer sees `first_name` and nothing more.
"""

from django.db import models
from django.db.models import F, Q

from gewoon.records.people import User
from gewoon.records.tenancy import Party, Tenancy


class CohortState(models.TextChoices):
    """Where a group is; whether it runs or is over follows from its sessions."""

    OPEN = "open"  # people can come forward; seats are given at once, or wait for the draw
    GIVEN = "given"  # the seats have been given
    CANCELLED = "cancelled"


class Cohort(models.Model):
    """A group of a programme: its row is the lock for its seats. Kept 7 years, it names no participant."""

    programme = models.CharField(max_length=40)  # name of the file in data/training
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=160)
    trainer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="cohorts")
    bureau = models.CharField(max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField()
    part_of_day = models.CharField(max_length=10)
    has_childcare = models.BooleanField(default=False)
    by_lot = models.BooleanField(default=True)  # the draw gives the seats when too many come forward
    draw_on = models.DateField(null=True)  # last day to come forward
    state = models.CharField(max_length=10, choices=CohortState, default=CohortState.OPEN)
    planned_at = models.DateTimeField()

    class Meta:
        """A group has a seat."""

        constraints = (models.CheckConstraint(condition=Q(seats__gte=1), name="cohort_seats"),)


class Session(models.Model):
    """One meeting of a group. `sequence` grows with each move, so that calendars follow (RFC 5545)."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField()  # as first planned: relapse counts from the last of these
    on = models.DateField()
    begins_at = models.TimeField()
    ends_at = models.TimeField()
    place = models.CharField(max_length=160, blank=True)  # only where it differs from the group's
    uid = models.CharField(max_length=64, unique=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        """A session of a number once per group; it ends after it begins."""

        indexes = (models.Index(fields=["on"], name="session_on"),)
        constraints = (
            models.UniqueConstraint(fields=["cohort", "number"], name="session_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="session_times"),
        )


class WayIn(models.TextChoices):
    """The three ways in."""

    REQUIRED = "required"  # part of a guidance trajectory when eviction looms
    CONDITION = "condition"  # of an arrangement at heavy arrears
    OWN_INITIATIVE = "own_initiative"


class Origin(models.TextChoices):
    """By which door somebody came forward."""

    STAFF = "staff"
    PORTAL = "portal"
    LETTER_CODE = "letter_code"
    PHONE = "phone"
    IMPORT = "import"  # taken over from before


class EnrolmentState(models.TextChoices):
    """Where somebody is with the training."""

    INVITED = "invited"
    WAITING = "waiting"
    SEATED = "seated"
    FINISHED = "finished"
    DECLINED = "declined"  # refused, or gave no answer: `end_reason` says which
    DROPPED_OUT = "dropped_out"
    EXCUSED = "excused"  # need not follow it


class Enrolment(models.Model):
    """Somebody and the training, from invitation to certificate.

    Personal: `first_name`, `barriers` and `end_note` are emptied 6 months after the last planned session;
    the dates and the way in are kept as long as the arrears they explain plus 2 years.
    """

    programme = models.CharField(max_length=40)
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="enrolments")
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="enrolments")
    first_name = models.CharField(max_length=80, blank=True)
    guide = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="enrolments")
    seat = models.PositiveSmallIntegerField(null=True)  # 1 to the seats of the group; kept after it began
    way_in = models.CharField(max_length=16, choices=WayIn)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.STAFF)
    state = models.CharField(max_length=12, choices=EnrolmentState)
    invited_on = models.DateField(null=True)
    eligible_on = models.DateField(null=True)  # first day on which the training was open to this household
    came_forward_on = models.DateField(null=True)
    urgent_on = models.DateField(null=True)  # day of a hearing or eviction: a seat outside the draw
    seated_on = models.DateField(null=True)
    planned_end_on = models.DateField(null=True)  # the group's last planned session, drop-outs included
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)
    end_note = models.CharField(max_length=200, blank=True)
    losses = models.PositiveSmallIntegerField(default=0)  # times not drawn: first at the next group
    barriers = models.JSONField(default=list)
    part_of_day = models.CharField(max_length=10, blank=True)  # the wish; empty is any
    channel = models.CharField(max_length=8, default="letter")  # of the reminder
    shares_strengths = models.BooleanField(default=False)  # with the social worker
    has_evaluated = models.BooleanField(default=False)  # and no moment: answers stay nobody's

    class Meta:
        """A seat belongs to one; somebody is in a programme once at a time; what ended has its day."""

        indexes = (
            models.Index(fields=["programme", "state"], name="enrolment_state"),
            models.Index(fields=["tenancy"], name="enrolment_tenancy"),
        )
        constraints = (
            models.UniqueConstraint(fields=["cohort", "seat"], name="enrolment_seat_once"),
            models.UniqueConstraint(
                fields=["tenancy", "programme"],
                condition=Q(state__in=("invited", "waiting", "seated")),
                name="enrolment_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="seated")
                | Q(
                    cohort__isnull=False,
                    seat__isnull=False,
                    seated_on__isnull=False,
                    planned_end_on__isnull=False,
                ),
                name="enrolment_seated_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("invited", "waiting", "seated"), ended_on__isnull=True)
                | Q(
                    state__in=("finished", "declined", "dropped_out", "excused"),
                    ended_on__isnull=False,
                ),
                name="enrolment_ended_whole",
            ),
        )


class Profile(models.Model):
    """Three coarse answers, asked at enrolment for counting only; empty is unknown.

    Own purpose (who do we reach?), own notice (`notice` is its version), never read by policy, trainer or
    officer. Kept 2 years after the enrolment ended.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="profile")
    household = models.CharField(max_length=20, blank=True)
    income_source = models.CharField(max_length=20, blank=True)
    own_way_in = models.CharField(max_length=20, blank=True)  # how the participant sees it
    notice = models.CharField(max_length=20)
    answered_on = models.DateField()


class Presence(models.TextChoices):
    """Whether somebody was there. Why not is for the association; the trainer sees that word came."""

    PRESENT = "present"
    EXCUSED = "excused"  # sent word: afgemeld
    NO_WORD = "no_word"
    CAUGHT_UP = "caught_up"


class Attendance(models.Model):
    """One participant at one session. `version` grows with each change, so that a late phone is noticed.

    `reason` is personal and never shown to the trainer: emptied 6 months after the last planned session.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    presence = models.CharField(max_length=10, choices=Presence)
    reason = models.CharField(max_length=20, blank=True)
    caught_up_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """Once per session and participant."""

        constraints = (
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once"),
            models.CheckConstraint(
                condition=~Q(presence="caught_up") | Q(caught_up_on__isnull=False),
                name="attendance_caught_up",
            ),
        )


class OwnWords(models.Model):
    """A strength or a goal in the words of the participant. Deleted 6 months after the last session."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="own_words")
    kind = models.CharField(max_length=10)  # strength or goal
    text = models.CharField(max_length=300)
    reached = models.CharField(max_length=10, blank=True)  # of a goal: yes, partly, no
    written_at = models.DateTimeField()


class SelfRating(models.Model):
    """How the participant rates the own footing, before and after: 1 to 5. Deleted as OwnWords."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="ratings")
    moment = models.CharField(max_length=6)  # before or after
    item = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField()

    class Meta:
        """One score per item and moment, from 1 to 5."""

        constraints = (
            models.UniqueConstraint(fields=["enrolment", "moment", "item"], name="rating_once"),
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="rating_score"),
        )


class PeerChoice(models.Model):
    """Somebody wants to stay in touch with another of the group; both must choose. Deleted as OwnWords."""

    chooser = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="chose")
    chosen = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="chosen_by")
    reach_me = models.CharField(max_length=80)  # what the other may see when both chose
    chosen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """One choice at a time, never of oneself."""

        constraints = (
            models.UniqueConstraint(
                fields=["chooser", "chosen"], condition=Q(revoked_at__isnull=True), name="peer_once"
            ),
            models.CheckConstraint(condition=~Q(chooser=F("chosen")), name="peer_other"),
        )


class EvaluationAnswer(models.Model):
    """One answered form: no person, no group, no moment. The key is random, so the order says nothing.

    `pool` is 0 while fewer than ten wait; ten together get the next number and are shown together.
    """

    id = models.BigAutoField(primary_key=True)
    programme = models.CharField(max_length=40)
    pool = models.PositiveIntegerField(default=0)
    answers = models.JSONField()

    class Meta:
        """Read per programme."""

        indexes = (models.Index(fields=["programme", "pool"], name="evaluation_pool"),)


class EvaluationRemark(models.Model):
    """A remark that its writer agreed to show; apart from the answers, shuffled with those of the pool."""

    id = models.BigAutoField(primary_key=True)
    programme = models.CharField(max_length=40)
    pool = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=500)

    class Meta:
        """Read per programme."""

        indexes = (models.Index(fields=["programme", "pool"], name="remark_pool"),)


class DrawProtocol(models.Model):
    """What was agreed before the draw, signed by a named person; never changed.

    `commitment` is the SHA-256 of the secret that makes the seed: nobody can choose it afterwards.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="protocol")
    version = models.CharField(max_length=20)
    text = models.TextField()
    seats = models.PositiveSmallIntegerField()
    secret = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField()


class Draw(models.Model):
    """A draw with all that is needed to do it again: list, seed, lots, outcome; never changed.

    Names nobody: participants stand in it by the key of their enrolment. Kept 7 years.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="draw")
    protocol = models.ForeignKey(DrawProtocol, on_delete=models.PROTECT, related_name="draws")
    log = models.JSONField()
    sha256 = models.CharField(max_length=64)
    drawn_by = models.CharField(max_length=150)
    drawn_at = models.DateTimeField()


class TrainingTask(models.Model):
    """Something a person does for a participant: clear a barrier, call after a missed session, good news.

    `note` is personal: emptied 6 months after the last planned session.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="tasks")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20)
    detail = models.CharField(max_length=20, blank=True)  # which barrier, which channel
    note = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """Each thing is asked once; done has its person."""

        indexes = (models.Index(fields=["done_on", "due_on"], name="training_task_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["enrolment", "session", "kind", "detail"],
                nulls_distinct=False,
                name="training_task_once",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="training_task_done",
            ),
        )


class InterviewConsent(models.Model):
    """Somebody agreed to be asked for an interview: per medium and scope, apart from anything obligatory.

    `text_version` says what was read. Revoked at once, with its moment. Kept 2 years after it was revoked.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="interview_consents")
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="interview_consents")
    medium = models.CharField(max_length=12)
    scope = models.CharField(max_length=16)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """One consent per medium and scope at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=["tenancy", "medium", "scope"],
                condition=Q(revoked_at__isnull=True),
                name="interview_consent_once",
            ),
        )
