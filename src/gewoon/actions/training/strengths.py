"""What participants say of themselves: strengths, goals, ratings, and with whom they stay in touch."""

from collections.abc import Mapping
from datetime import datetime

from gewoon.actions.rights import Actor, NotAllowed, NotFound, Refused, Who, on_row
from gewoon.actions.training.own import require_group, require_own
from gewoon.actions.training.planning import programme_of
from gewoon.records.people import scope
from gewoon.records.training import Enrolment, OwnWords, PeerChoice, SelfRating
from gewoon.rules.calendar import local_day

RIGHT = "programme.strengths_exercise"
KINDS = ("strength", "goal")
MOMENTS = ("before", "after")
REACHED = ("", "yes", "partly", "no")
MOST_WORDS = 20


@on_row(Enrolment, "training.write_own_words", right=RIGHT, is_own=True)
def write_own_words(enrolment: Enrolment, *, kind: str, text: str, by: Who, now: datetime) -> OwnWords:
    """Write down a strength or a goal in the participant's own words; the trainer may do it for them."""
    _require(enrolment, by, now)
    if kind not in KINDS or not text.strip():
        raise Refused("Write down a strength or a goal in a few words.")
    if enrolment.own_words.filter(kind=kind).count() >= MOST_WORDS:
        raise Refused(f"There are {MOST_WORDS} already: take one away first.")
    return OwnWords.objects.create(enrolment=enrolment, kind=kind, text=text.strip()[:300], written_at=now)


@on_row(Enrolment, "training.take_away_own_words", right=RIGHT, is_own=True)
def take_away_own_words(enrolment: Enrolment, *, words_id: int, by: Who, now: datetime) -> None:
    """Take own words away; nothing of them stays."""
    _require(enrolment, by, now)
    enrolment.own_words.filter(pk=words_id).delete()


@on_row(Enrolment, "training.reach_goal", right=RIGHT, is_own=True)
def reach_goal(enrolment: Enrolment, *, words_id: int, reached: str, by: Who, now: datetime) -> OwnWords:
    """Say whether an own goal was reached: yes, partly, no, or nothing yet."""
    _require(enrolment, by, now)
    goal = enrolment.own_words.filter(pk=words_id, kind="goal").first()
    if goal is None or reached not in REACHED:
        raise Refused("This goal does not exist any more.")
    goal.reached = reached
    goal.save(update_fields=["reached"])
    return goal


@on_row(Enrolment, "training.rate", right=RIGHT, is_own=True)
def rate(enrolment: Enrolment, *, moment: str, scores: Mapping[str, int], by: Who, now: datetime) -> None:
    """Keep how the participant rates the own footing, 1 to 5, before or after; a later answer replaces."""
    _require(enrolment, by, now)
    known = {item.name for item in programme_of(enrolment.programme).ratings}
    if moment not in MOMENTS or set(scores) - known or any(not 1 <= each <= 5 for each in scores.values()):
        raise Refused("Rate with 1 to 5, before or after the training.")
    for item, score in scores.items():
        SelfRating.objects.update_or_create(
            enrolment=enrolment, moment=moment, item=item, defaults={"score": score}
        )


@on_row(Enrolment, "training.share_strengths", right=RIGHT, is_own=True)
def share_strengths(enrolment: Enrolment, *, shares: bool, by: Who, now: datetime) -> Enrolment:
    """Let the social worker see the own strengths, or no longer; only the participant decides."""
    if not isinstance(by, Actor):
        raise NotAllowed("Only the participant decides about this.")
    enrolment.shares_strengths = shares
    enrolment.save(update_fields=["shares_strengths"])
    return enrolment


@on_row(Enrolment, "training.choose_peer", right="programme.peers", is_own=True)
def choose_peer(enrolment: Enrolment, *, chosen_id: int, reach_me: str, by: Who, now: datetime) -> PeerChoice:
    """Choose to stay in touch with somebody of the own group; seen by the other when both chose."""
    require_own(by, "programme.peers", enrolment)
    chosen = Enrolment.objects.filter(pk=chosen_id, cohort=enrolment.cohort, seat__isnull=False).first()
    if chosen is None or chosen.pk == enrolment.pk or enrolment.cohort_id is None:
        raise NotFound("This person is not in your group.")
    if not reach_me.strip():
        raise Refused("Say how the other can reach you: a phone number or an e-mail address.")
    PeerChoice.objects.filter(chooser=enrolment, chosen=chosen, revoked_at=None).update(revoked_at=now)
    return PeerChoice.objects.create(
        chooser=enrolment, chosen=chosen, reach_me=reach_me.strip()[:80], chosen_at=now
    )


@on_row(Enrolment, "training.revoke_peer", right="programme.peers", is_own=True)
def revoke_peer(enrolment: Enrolment, *, chosen_id: int, by: Who, now: datetime) -> None:
    """Stop being in touch: from now on neither sees the other any more."""
    require_own(by, "programme.peers", enrolment)
    enrolment.chose.filter(chosen=chosen_id, revoked_at=None).update(revoked_at=now, reach_me="")


def _require(enrolment: Enrolment, by: Who, now: datetime) -> None:
    if scope(by, RIGHT) == "g" and enrolment.cohort is not None:
        require_group(by, RIGHT, enrolment.cohort, on=local_day(now))
    elif not isinstance(by, Actor):
        raise NotAllowed("Only the participant and the trainer write here.")
