"""The newest arrangement of a tenancy on its page, and the way to make one."""

from dataclasses import dataclass
from datetime import date

from gewoon.gateways.arrangement_files import house_on
from gewoon.records.queries import arrangements
from gewoon.records.queries.rights import Reader
from gewoon.web.shared.access import may


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """What somebody who may know of it sees; `line` is None without an arrangement."""

    line: arrangements.Line | None
    may_make: bool


def arranged(user: Reader, tenancy_id: int, *, on: date) -> Arranged | None:
    """Answer what the page of a tenancy says of arrangements; None for who may not know of them."""
    if not may(user, arrangements.RIGHT):
        return None
    house = house_on(on)
    line = arrangements.of_tenancy(user, tenancy_id, on=on, again_days=house.word_again_days if house else 0)
    is_open = line is not None and line.ended_on is None
    return Arranged(line=line, may_make=may(user, "arrangement.create") and not is_open)
