"""The open proposals at the gates: who signed, and whether something came in since that makes them void."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gewoon.records.ledger import Account, Entry
from gewoon.records.policy import Evidence, Proposal, PublicationState, PublishedPolicy
from gewoon.records.tenancy import Circumstance
from gewoon.rules.calendar import local_day
from gewoon.rules.court.deciding import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An open proposal: who signed it, and whether something new came in since."""

    id: int
    subject: str
    on: date
    proposer: int
    signed: tuple[Signed, ...]
    is_overtaken: bool


def proposed_of(tenancy_ids: Sequence[int], *, on: date) -> Iterator[tuple[int, Proposed]]:
    """Read the open proposals of a day, each with its signatures and whether it still stands."""
    rows = list(
        Proposal.objects.filter(tenancy__in=tenancy_ids, on__lte=on, closed_at=None).prefetch_related(
            "signatures"
        )
    )
    asked = [each.tenancy_id for each in rows]
    paid, known = _newest_news(asked)
    doubted, begun = _newest_doubt(asked), _newest_policy(on) if asked else None
    for each in rows:
        decided_at = _decided_at(each)
        yield (
            each.tenancy_id,
            Proposed(
                id=each.pk,
                subject=each.subject,
                on=each.on,
                proposer=each.proposed_by,
                signed=tuple(
                    Signed(one.signed_by, one.role)
                    for one in each.signatures.all()
                    if local_day(one.at) <= on
                ),
                is_overtaken=paid.get(each.tenancy_id, 0) > each.ledger_until
                or known.get(each.tenancy_id, each.recorded_at) > each.recorded_at
                or doubted.get(each.tenancy_id, decided_at) > decided_at
                or (begun is not None and begun > local_day(decided_at)),
            ),
        )


def _decided_at(proposal: Proposal) -> datetime:
    """Answer when a proposal was first decided on; with nobody else to sign, proposing is deciding."""
    return min((each.at for each in proposal.signatures.all()), default=proposal.recorded_at)


def _newest_doubt(tenancy_ids: Sequence[int]) -> dict[int, datetime]:
    """Answer when evidence of each tenancy was last withdrawn, or recorded as saying no.

    Who signed before that read another file, also when new evidence took the place of the old.
    """
    found: dict[int, datetime] = {}
    rows = Evidence.objects.filter(Q(is_met=False) | Q(withdrawn_at__isnull=False), tenancy__in=tenancy_ids)
    for tenancy, is_met, recorded, withdrawn in rows.values_list(
        "tenancy_id", "is_met", "recorded_at", "withdrawn_at"
    ):
        moments = [each for each in (None if is_met else recorded, withdrawn) if each is not None]
        found[tenancy] = max([*moments, *([found[tenancy]] if tenancy in found else [])])
    return found


def _newest_policy(on: date) -> date | None:
    """Answer since when the published policy holds: who signed before read the file under another."""
    rows = PublishedPolicy.objects.filter(state=PublicationState.PUBLISHED, valid_from__lte=on)
    return rows.order_by("-valid_from").values_list("valid_from", flat=True).first()


def _newest_news(tenancy_ids: Sequence[int]) -> tuple[dict[int, int], dict[int, datetime]]:
    """Answer the newest booking that lowered each account, and when something became known of it."""
    if not tenancy_ids:
        return {}, {}
    lowered = Entry.objects.filter(tenancy__in=tenancy_ids, credit=Account.TENANT).order_by("pk")
    news = Circumstance.objects.filter(tenancy__in=tenancy_ids).order_by("recorded_at")
    return (
        dict(lowered.values_list("tenancy_id", "pk")),
        dict(news.values_list("tenancy_id", "recorded_at")),
    )
