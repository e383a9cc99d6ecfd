"""Why a payment was settled with a claim."""

from enum import IntEnum


class Reason(IntEnum):
    """Why these cents of a payment went to this claim."""

    DESIGNATED = 1  # the payer named this claim (6:43(1))
    COSTS_FIRST = 2  # costs of the claim come before its interest and principal (6:44(1))
    INTEREST = 3  # interest of the claim comes before its principal (6:44(1))
    MOST_ONEROUS = 4  # an equally old or older claim that weighs less had to wait (6:43(2))
    OLDEST = 5  # the oldest of the claims that weigh the same (6:43(2))
    PRO_RATA = 6  # equally old and equally onerous (6:43(2))
    ONLY_DUE = 7  # nothing else was due
    CREDIT_HELD = 8  # paid before anything was due; used when this claim fell due
    RENT_FIRST = 9  # the landlord waived the order of 6:44: rent before costs and interest
    LOWERED = 10  # a credit or write-off on this very claim
    REFUNDED = 11  # credit paid back to the tenant
