"""Evidence decides whose money it is; what fits two tenancies waits in suspense."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.calendar import parse_month
from gewoon.rules.ledger import matching, reference
from gewoon.rules.ledger.matching import Code, Directory, PaymentLine, normalise_name

MARCH = parse_month("2026-03")
VISSER, DEMIR, BOTH, GONE = 1, 2, 3, 4
ACCOUNT_VISSER, ACCOUNT_BOTH, ACCOUNT_GONE = "NL00TSTA0000000001", "NL00TSTA0000000002", "NL00TSTB0000000003"
DIRECTORY = Directory(
    by_number={4711: VISSER, 4712: DEMIR, 4713: BOTH, 4714: GONE},
    by_iban={ACCOUNT_VISSER: (VISSER,), ACCOUNT_BOTH: (DEMIR, BOTH), ACCOUNT_GONE: (GONE, DEMIR)},
    by_name={"a visser": (VISSER,), "demir e": (DEMIR,), "jansen": (VISSER, BOTH), "": (GONE,)},
    rent={VISSER: 65_000, DEMIR: 70_000, BOTH: 6_000},
    overdue={VISSER: 130_000, GONE: 0},
    ended_on={GONE: date(2025, 12, 31)},
    by_reference={"5000056789012345": DEMIR},
    by_end_to_end={"GW-2026-03-0001": BOTH},
)
LINE = PaymentLine(cents=65_000, on=date(2026, 3, 3))


def found(directory=DIRECTORY, **told):
    return matching.match(replace(LINE, **told), directory)


def codes(answer):
    return [reason.code for reason in answer.reasons]


def test_a_reference_decides_and_names_the_month():
    answer = found(text=f"huur {reference.make(4711, MARCH)}")
    assert (answer.tenancy, answer.designated_month, answer.score) == (VISSER, date(2026, 3, 1), 100)
    assert codes(answer) == [Code.REFERENCE, Code.MONTH_IN_REFERENCE]
    assert answer.reasons[1].parameters == {"month": "2026-03"}


def test_the_structured_field_counts_like_the_text_and_once():
    digits = reference.make(4711, None)
    answer = found(text=digits, structured=digits, iban=ACCOUNT_VISSER)
    assert (answer.tenancy, answer.designated_month) == (VISSER, None)
    assert codes(answer) == [Code.REFERENCE, Code.KNOWN_ACCOUNT]


def test_a_reference_without_month_leaves_the_month_to_the_text():
    answer = found(text=f"{reference.make(4711, None)} huur maart 2026")
    assert answer.designated_month == date(2026, 3, 1)
    assert codes(answer)[-1] is Code.MONTH_IN_TEXT


def test_two_months_of_one_tenancy_designate_neither():
    answer = found(text=f"{reference.make(4711, MARCH)} {reference.make(4711, MARCH + 1)} huur mei 2026")
    assert (answer.tenancy, answer.designated_month) == (VISSER, None)


def test_the_account_of_another_makes_a_reference_less_sure():
    answer = found(text=reference.make(4711, MARCH), iban=ACCOUNT_BOTH)
    assert (answer.tenancy, answer.score) == (VISSER, 80)
    assert answer.reasons[1].code is Code.ACCOUNT_OF_ANOTHER
    assert answer.reasons[1].parameters == {"tenancies": [DEMIR, BOTH]}


def test_references_of_two_tenancies_decide_nothing():
    answer = found(text=f"{reference.make(4711, MARCH)} {reference.make(4712, MARCH)}")
    assert (answer.tenancy, answer.candidates, answer.score) == (None, (VISSER, DEMIR), 0)
    assert codes(answer)[-1] is Code.TWO_REFERENCES


def test_a_registered_reference_in_the_layout_of_another_decides():
    answer = found(structured="5000 0567 8901 2345")
    assert (answer.tenancy, answer.score, codes(answer)) == (DEMIR, 100, [Code.REGISTERED_REFERENCE])


def test_a_reference_in_the_layout_of_another_that_nobody_registered_says_nothing():
    assert codes(found(structured="RF18539007547034")) == [Code.NOTHING_FOUND]


def test_our_own_collection_decides():
    answer = found(end_to_end="GW-2026-03-0001")
    assert (answer.tenancy, answer.score, codes(answer)) == (BOTH, 100, [Code.OWN_DIRECT_DEBIT])


def test_a_known_account_decides():
    answer = found(iban=ACCOUNT_VISSER, cents=1)
    assert (answer.tenancy, answer.score, codes(answer)) == (VISSER, 90, [Code.KNOWN_ACCOUNT])


@pytest.mark.parametrize(("cents", "code"), [(65_000, Code.AMOUNT_IS_RENT), (130_000, Code.AMOUNT_IS_OPEN)])
def test_name_and_amount_support_a_known_account(cents, code):
    answer = found(iban=ACCOUNT_VISSER, name="Mw. A. Visser", cents=cents)
    assert (answer.tenancy, answer.score) == (VISSER, 96)
    assert codes(answer) == [Code.KNOWN_ACCOUNT, Code.NAME, code]


def test_an_account_for_two_homes_decides_nothing_even_if_the_amount_fits_one():
    answer = found(iban=ACCOUNT_BOTH, cents=6_000)
    assert (answer.tenancy, answer.candidates) == (None, (DEMIR, BOTH))
    assert codes(answer) == [Code.SEVERAL_POSSIBLE]


def test_an_account_for_two_homes_and_a_number_or_name_decide():
    assert found(iban=ACCOUNT_BOTH, text="huurnummer 4713").tenancy == BOTH
    assert found(iban=ACCOUNT_BOTH, name="E. Demir").tenancy == DEMIR


def test_account_and_name_of_different_tenancies_decide_nothing():
    answer = found(iban=ACCOUNT_VISSER, name="E. Demir")
    assert (answer.tenancy, answer.candidates) == (None, (VISSER, DEMIR))


def test_name_and_amount_decide():
    answer = found(name="Visser, A.")
    assert (answer.tenancy, answer.score, codes(answer)) == (VISSER, 78, [Code.NAME, Code.AMOUNT_IS_RENT])


def test_name_alone_is_never_enough():
    answer = found(name="A Visser", cents=1)
    assert (answer.tenancy, answer.candidates, answer.score) == (None, (VISSER,), 40)
    assert codes(answer) == [Code.NAME, Code.NOT_ENOUGH]


def test_a_name_of_two_tenancies_and_an_amount_decide_nothing():
    assert found(name="Jansen", cents=6_000).candidates == (VISSER, BOTH)


def test_a_number_that_belongs_to_nobody_we_mean_is_no_evidence():
    answer = found(iban=ACCOUNT_VISSER, text="huurnummer 4711, contract nr 4712", cents=1)
    assert codes(answer) == [Code.KNOWN_ACCOUNT, Code.NUMBER]


def test_nothing_is_nobodys_money():
    answer = found(name="", cents=65_000, text="huurnummer 9999")
    assert (answer.tenancy, answer.candidates, codes(answer)) == (None, (), [Code.NOTHING_FOUND])


def test_who_has_gone_and_owes_nothing_is_not_expected_to_pay():
    assert found(iban=ACCOUNT_GONE).tenancy == DEMIR
    owing = replace(DIRECTORY, overdue={GONE: 5})
    assert found(owing, iban=ACCOUNT_GONE).tenancy is None
    earlier = found(iban=ACCOUNT_GONE, on=date(2025, 12, 31))
    assert earlier.candidates == (DEMIR, GONE)


def test_a_payment_for_an_ended_tenancy_is_told():
    answer = found(text=reference.make(4714, None))
    assert answer.tenancy == GONE
    assert answer.reasons[-1].parameters == {"ended_on": "2025-12-31"}


def test_an_unknown_reference_makes_the_rest_less_sure():
    unknown = reference.make(999, None)
    assert (found(text=unknown, iban=ACCOUNT_VISSER).score, found(text=unknown).tenancy) == (73, None)
    answer = found(text=unknown, name="A. Visser")
    assert (answer.tenancy, answer.score) == (None, 58)
    assert codes(answer) == [Code.REFERENCE_UNKNOWN, Code.NAME, Code.AMOUNT_IS_RENT, Code.NOT_ENOUGH]


@pytest.mark.parametrize(
    ("written", "same"),
    [("Mw. A. Visser e/o", "visser, a"), ("Özdemir-Çelik", "OZDEMIR CELIK"), ("Dhr. J. d'Arc", "darc j")],
)
def test_names_are_compared_without_their_dress(written, same):
    assert normalise_name(written) == normalise_name(same)


def test_initials_tell_people_apart():
    assert normalise_name("J. de Boer") != normalise_name("P. de Boer")


@given(
    text=st.sampled_from(
        ["", "huur", reference.make(4711, MARCH), reference.make(4712, None), "huurnummer 4713"]
    ),
    iban=st.sampled_from(["", ACCOUNT_VISSER, ACCOUNT_BOTH, ACCOUNT_GONE]),
    name=st.sampled_from(["", "A. Visser", "Jansen", "E. Demir"]),
    cents=st.sampled_from([1, 6_000, 65_000]),
)
def test_a_tenancy_is_named_only_when_it_is_sure_enough_and_alone(text, iban, name, cents):
    answer = found(text=text, iban=iban, name=name, cents=cents)
    assert answer.reasons
    assert (answer.tenancy is not None) == (answer.score >= matching.ENOUGH)
    if answer.tenancy is not None:
        assert answer.candidates == (answer.tenancy,)
