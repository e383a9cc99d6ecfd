"""Random ledgers of one tenancy, small enough that every odd combination turns up."""

from datetime import date

from hypothesis import strategies as st

from gewoon.rules import columns
from gewoon.rules.columns import Entry
from gewoon.rules.ledger.kinds import CLAIMS, Kind
from gewoon.rules.ledger.workspace import Order

BEGIN = date(2026, 1, 1).toordinal()
OTHERS = [kind for kind in Kind if kind not in CLAIMS and kind is not Kind.REVERSAL]
LEVEL = Order((0,) * 15, False)


@st.composite
def ledgers(draw, kinds=tuple(CLAIMS) + tuple(OTHERS), refer=True):
    """Up to a dozen rows on a few days, so that equal days, credit and designations are common."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(kinds)),
                st.integers(0, 12),
                st.integers(1, 300),
                st.integers(0, 3),
                st.integers(-8, 11),
            ),
            min_size=1,
            max_size=12,
        )
    )
    entries = []
    for number, (kind, day, cents, delay, refers) in enumerate(drawn):
        lowers = kind in (Kind.PAYMENT, Kind.CREDIT, Kind.WRITE_OFF)
        named = refers if refer and 0 <= refers < len(drawn) and refers != number else None
        entries.append(
            Entry(1, number, BEGIN + day, BEGIN + day + delay, -cents if lowers else cents, kind, named)
        )
    undone = draw(st.sets(st.integers(0, len(drawn) - 1), max_size=3)) if refer else set()
    for target in sorted(undone):
        day, cents = entries[target].day + draw(st.integers(-1, 4)), -entries[target].cents
        entries.append(Entry(1, 100 + target, day, day, cents, Kind.REVERSAL, target))
    return entries


def rows_of(entries):
    return columns.find(columns.build(sorted(entries, key=columns.sort_key)), 1)
