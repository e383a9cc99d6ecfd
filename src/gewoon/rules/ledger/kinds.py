"""What a row of a tenant's account can be."""

from enum import IntEnum


class Kind(IntEnum):
    """Kind of a ledger row; stored as a small number and read by the kernels."""

    RENT = 1  # rent with its fixed service costs: the only kind that counts as months
    OTHER_CHARGE = 2  # parking, settlement of service costs, repairs
    COSTS = 3  # extrajudicial collection costs (BW 6:96)
    INTEREST = 4  # statutory interest (BW 6:119)
    COURT_COSTS = 5  # what a judge awarded
    PAYMENT = 10  # money received
    CREDIT = 11  # lowers the debt without money: settlement in the tenant's favour
    WRITE_OFF = 12  # given up by two persons
    REVERSAL = 13  # undoes the row it refers to, to the cent
    REFUND = 14  # money paid back to the tenant


CLAIMS = frozenset({Kind.RENT, Kind.OTHER_CHARGE, Kind.COSTS, Kind.INTEREST, Kind.COURT_COSTS})
SETTLEMENTS = frozenset({Kind.PAYMENT, Kind.CREDIT, Kind.WRITE_OFF})
