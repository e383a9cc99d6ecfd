"""Taking the worklist out of the house in a file: who did it, when, how much, and for what purpose."""

from datetime import datetime
from enum import StrEnum

from gewoon.actions.rights import Refused, Who, deed

RIGHT = "arrears.worklist"


class Purpose(StrEnum):
    """For what a list is taken out (GDPR article 5, 1 b)."""

    OWN_WORK = "own_work"  # to work through it
    MEETING = "meeting"  # to talk about it with colleagues
    REPORT = "report"  # to count or report
    AUDIT = "audit"  # for the accountant or a supervisor
    REQUEST = "request"  # a tenant or authority asked for it


FORMATS = ("csv", "xlsx")


class Exported(dict[str, object]):
    """What the event keeps of an export: numbers and codes, nothing that was in it."""

    @property
    def event_content(self) -> dict[str, object]:
        """What the event keeps."""
        return dict(self)


@deed("policy.export_worklist", right=RIGHT, is_own=True)
def log_export(  # noqa: PLR0913  what the log must tell
    *, purpose: str, format: str, view: str, rows: int, is_search: bool, by: Who, now: datetime
) -> Exported:
    """Write down that a worklist leaves the house. Raises Refused without a purpose or a known format."""
    if purpose not in list(Purpose):
        raise Refused("Choose for what you take this list out.")
    if format not in FORMATS:
        raise Refused("Choose the kind of file: CSV or Excel.")
    return Exported(purpose=purpose, format=format, view=view, rows=rows, is_search=is_search)
