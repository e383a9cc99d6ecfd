"""Each part of a remittance pays its own kind of claim, to the cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.court.remittance import Claim, Share, TooMuch, split
from gewoon.rules.ledger.kinds import Kind

CLAIMS = [
    Claim(1, Kind.RENT, 60_000),
    Claim(2, Kind.COSTS, 27_000),
    Claim(3, Kind.RENT, 60_000),
    Claim(4, Kind.INTEREST, 199),
    Claim(5, Kind.COURT_COSTS, 5_000),
]


def test_parts_pay_the_oldest_claim_of_their_kind_first():
    shares = split([("costs", 30_000), ("interest", 100), ("principal", 70_000)], CLAIMS)
    assert shares == (
        Share("costs", 2, 27_000),
        Share("costs", 5, 3_000),
        Share("interest", 4, 100),
        Share("principal", 1, 60_000),
        Share("principal", 3, 10_000),
    )


def test_more_than_is_open_is_refused_with_what_is():
    with pytest.raises(TooMuch) as error:
        split([("interest", 200)], CLAIMS)
    assert (error.value.part, error.value.open_cents) == ("interest", 199)


def test_a_negative_and_an_unknown_part_are_mistakes():
    with pytest.raises(ValueError, match="negative"):
        split([("costs", -1)], CLAIMS)
    with pytest.raises(KeyError):
        split([("tip", 1)], CLAIMS)


@given(st.integers(0, 32_000), st.integers(0, 199), st.integers(0, 120_000))
def test_no_cent_is_lost(costs, interest, principal):
    shares = split([("costs", costs), ("interest", interest), ("principal", principal)], CLAIMS)
    assert sum(share.cents for share in shares) == costs + interest + principal
    assert all(share.cents > 0 for share in shares)
