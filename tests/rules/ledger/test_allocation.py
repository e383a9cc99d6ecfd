"""Settling in the order of BW 6:43 and 6:44: the text of the law, and cases from practice."""

from datetime import date

import pytest

from gewoon.rules.ledger import allocation
from gewoon.rules.ledger.kernel import settle_all
from rules.ledger.story import SHIPPED, Story, order


def test_costs_then_interest_then_principal(story):
    """Article 6:44(1).

    rent: 2026-01-01 rent 650.00
    costs: 2026-02-20 costs 97.50 -> rent
    interest: 2026-02-20 interest 1.99 -> rent
    paid: 2026-03-05 payment 300.00
    """
    assert story.open() == {"rent": "449.49"}
    assert story.settled() == [
        ("paid", "costs", "97.50", "COSTS_FIRST"),
        ("paid", "interest", "1.99", "INTEREST"),
        ("paid", "rent", "200.51", "ONLY_DUE"),
    ]


def test_the_designated_month_first_then_the_oldest(story):
    """Article 6:43(1), the rest by 6:43(2).

    february: 2026-02-01 rent 650.00
    march: 2026-03-01 rent 650.00
    paid: 2026-03-05 payment 700.00 -> march
    """
    assert story.open() == {"february": "600.00"}
    assert story.settled() == [
        ("paid", "march", "650.00", "DESIGNATED"),
        ("paid", "february", "50.00", "ONLY_DUE"),
    ]


def test_costs_of_the_designated_claim_come_before_it(story):
    """Article 6:44 within the claim that is named.

    february: 2026-02-01 rent 650.00
    march: 2026-03-01 rent 650.00
    costs: 2026-03-20 costs 40.00 -> march
    interest: 2026-03-20 interest 1.00 -> march
    paid: 2026-03-25 payment 650.00 -> march
    """
    assert story.open() == {"february": "650.00", "march": "41.00"}
    assert story.open(rent_first=True) == {"february": "650.00", "costs": "40.00", "interest": "1.00"}


def test_costs_without_a_claim_belong_to_the_oldest_open_one(story):
    """
    february: 2026-02-01 rent 650.00
    march: 2026-03-01 rent 650.00
    costs: 2026-03-20 costs 40.00
    named: 2026-03-25 payment 650.00 -> march
    paid: 2026-03-26 payment 45.00
    """
    assert story.open() == {"february": "645.00"}
    assert story.settled()[1] == ("paid", "costs", "40.00", "COSTS_FIRST")


def test_costs_that_nothing_is_open_for_stand_alone(story):
    """
    costs: 2026-03-20 costs 40.00
    paid: 2026-03-26 payment 15.00
    """
    assert story.open() == {"costs": "25.00"}


def test_costs_of_a_paid_claim_keep_its_age_and_weight(story):
    """
    february: 2026-02-01 rent 650.00
    named: 2026-02-02 payment 650.00 -> february
    march: 2026-03-01 rent 650.00
    costs: 2026-03-20 costs 40.00 -> february
    paid: 2026-03-26 payment 45.00
    """
    assert story.open() == {"march": "645.00"}
    assert story.settled()[1] == ("paid", "costs", "40.00", "COSTS_FIRST")


def test_costs_of_a_claim_that_was_undone_belong_to_the_oldest_open_one(story):
    """
    wrong: 2026-01-01 rent 650.00
    undone: 2026-01-10 reversal 0 -> wrong
    march: 2026-03-01 rent 650.00
    costs: 2026-03-20 costs 40.00 -> wrong
    paid: 2026-03-26 payment 45.00
    """
    assert story.open() == {"march": "645.00"}


def test_rent_comes_before_an_older_claim_that_weighs_less(story):
    """
    parking: 2026-02-01 other_charge 80.00
    march: 2026-03-01 rent 650.00
    judge: 2026-03-02 court_costs 90.00
    paid: 2026-03-05 payment 700.00
    """
    assert story.open() == {"parking": "80.00", "judge": "40.00"}
    assert [reason for *_, reason in story.settled()] == ["MOST_ONEROUS", "MOST_ONEROUS"]


def test_the_oldest_rent_first(story):
    """
    march: 2026-03-01 rent 650.00
    april: 2026-04-01 rent 650.00
    paid: 2026-04-05 payment 700.00
    """
    assert story.settled() == [("paid", "march", "650.00", "OLDEST"), ("paid", "april", "50.00", "ONLY_DUE")]


def test_equal_claims_in_proportion_with_the_odd_cent_to_the_first(story):
    """
    home: 2026-03-01 rent 200.00
    garage: 2026-03-01 rent 100.00
    paid: 2026-03-05 payment 100.00
    """
    assert story.settled() == [
        ("paid", "home", "66.67", "PRO_RATA"),
        ("paid", "garage", "33.33", "PRO_RATA"),
    ]


def test_equal_claims_in_proportion_to_what_they_cost_in_all(story):
    """
    home: 2026-03-01 rent 200.00
    costs: 2026-03-02 costs 100.00 -> home
    garage: 2026-03-01 rent 100.00
    paid: 2026-03-05 payment 200.00
    """
    assert story.open() == {"home": "150.00", "garage": "50.00"}


def test_equal_claims_in_full_when_there_is_enough(story):
    """
    home: 2026-03-01 rent 200.00
    garage: 2026-03-01 rent 100.00
    paid: 2026-03-05 payment 300.00
    """
    assert [reason for *_, reason in story.settled()] == ["ONLY_DUE", "ONLY_DUE"]


def test_many_equal_claims_and_payments_take_more_rows_than_were_reserved(story):
    """
    a: 2026-03-01 rent 100.00
    b: 2026-03-01 rent 100.00
    c: 2026-03-01 rent 100.00
    d: 2026-03-01 rent 100.00
    e: 2026-03-01 rent 100.00
    k: 2026-03-05 payment 10.00
    l: 2026-03-06 payment 10.00
    m: 2026-03-07 payment 10.00
    n: 2026-03-08 payment 10.00
    o: 2026-03-09 payment 10.00
    """
    assert len(story.settled()) == 25
    assert set(story.open().values()) == {"90.00"}


def test_money_paid_before_anything_is_due_waits_for_the_next_claim(story):
    """
    paid: 2026-02-25 payment 700.00
    march: 2026-03-01 rent 650.00
    parking: 2026-03-01 other_charge 80.00
    """
    assert story.open(on="2026-02-28") == {"paid": "-700.00"}
    assert story.open() == {"parking": "30.00"}
    assert {reason for *_, reason in story.settled()} == {"CREDIT_HELD"}


def test_what_is_left_of_several_payments_is_the_newest(story):
    """
    one: 2026-02-24 payment 100.00
    two: 2026-02-25 payment 100.00
    march: 2026-03-01 rent 150.00
    """
    assert story.open() == {"two": "-50.00"}


def test_money_for_a_month_that_is_not_due_is_kept_for_that_month(story):
    """The payer named March; February stays open, today and tomorrow.

    february: 2026-02-01 rent 650.00
    paid: 2026-02-25 payment 700.00 -> march
    march: 2026-03-01 rent 650.00
    """
    assert story.open(on="2026-02-28") == {"february": "600.00", "paid": "-650.00"}
    assert story.open(on="2026-03-01") == {"february": "600.00"}


def test_a_payment_that_bounces_opens_what_it_had_paid(story):
    """
    march: 2026-03-01 rent 650.00
    debit: 2026-03-01 payment 650.00 -> march
    april: 2026-04-01 rent 650.00
    bounced: 2026-04-03 reversal 0 -> debit
    """
    assert story.open(on="2026-04-02") == {"april": "650.00"}
    assert story.open(on="2026-04-03") == {"march": "650.00", "april": "650.00"}


def test_a_reversal_counts_once_it_is_known(story):
    """
    march: 2026-03-01 rent 650.00
    debit: 2026-03-01 payment 650.00
    bounced: 2026-03-03 reversal 0 -> debit known 2026-03-06
    """
    assert story.open(on="2026-03-10", known_on="2026-03-05") == {}
    assert story.open(on="2026-03-10", known_on="2026-03-06") == {"march": "650.00"}


def test_a_reversal_of_a_row_out_of_view_does_nothing(story):
    """
    march: 2026-03-01 rent 650.00
    gone: 2026-03-20 reversal 0 -> april
    april: 2026-04-01 rent 650.00
    """
    assert story.open(on="2026-03-25") == {"march": "650.00"}
    assert story.open(on="2026-04-25") == {"march": "650.00"}


def test_a_credit_lowers_the_claim_that_it_names_and_spares_its_costs(story):
    """
    february: 2026-02-01 rent 650.00
    march: 2026-03-01 rent 650.00
    costs: 2026-03-20 costs 40.00 -> march
    less: 2026-03-25 credit 100.00 -> march
    given_up: 2026-03-26 write_off 40.00 -> costs
    """
    assert story.open() == {"february": "650.00", "march": "550.00"}
    assert {reason for *_, reason in story.settled()} == {"LOWERED"}


def test_a_refund_uses_up_credit_and_is_owed_beyond_it(story):
    """
    one: 2026-03-01 payment 60.00
    two: 2026-03-02 payment 60.00
    back: 2026-03-10 refund 100.00
    more: 2026-03-11 refund 50.00
    """
    assert story.open(on="2026-03-10") == {"two": "-20.00"}
    assert story.open() == {"more": "30.00"}
    assert story.settled()[0] == ("one", "back", "60.00", "REFUNDED")


def test_the_landlord_may_waive_costs_first(story):
    """
    february: 2026-02-01 rent 650.00
    costs: 2026-02-20 costs 97.50 -> february
    loose: 2026-02-20 interest 2.00
    march: 2026-03-01 rent 650.00
    parking: 2026-01-01 other_charge 10.00
    paid: 2026-03-05 payment 1300.00
    later: 2026-03-06 payment 99.50
    """
    assert story.open(on="2026-03-05", rent_first=True) == {
        "parking": "10.00",
        "costs": "97.50",
        "loose": "2.00",
    }
    assert story.settled(rent_first=True)[:2] == [
        ("paid", "february", "650.00", "RENT_FIRST"),
        ("paid", "march", "650.00", "RENT_FIRST"),
    ]


def test_credit_held_goes_to_rent_first_where_that_is_waived(story):
    """
    paid: 2026-02-01 payment 100.00
    rent: 2026-03-01 rent 100.00
    costs: 2026-03-01 costs 40.00 -> rent
    """
    assert story.open() == {"rent": "40.00"}
    assert story.open(rent_first=True) == {"costs": "40.00"}


def test_rent_first_divides_equal_rents_only(story):
    """
    home: 2026-03-01 rent 200.00
    garage: 2026-03-01 rent 100.00
    costs: 2026-03-01 costs 30.00 -> garage
    paid: 2026-03-05 payment 150.00
    """
    assert story.open(rent_first=True) == {"home": "100.00", "garage": "50.00", "costs": "30.00"}


def test_rows_recorded_later_are_not_known_yet(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-03-05 payment 650.00 known 2026-03-09
    """
    assert story.open(on="2026-03-31", known_on="2026-03-08") == {"march": "650.00"}
    assert story.open(on="2026-03-31", known_on="2026-03-09") == {}


@pytest.mark.parametrize("kind", ["rent", "payment", "refund"])
def test_a_row_on_the_wrong_side_is_refused(kind):
    rows = Story(f"wrong: 2026-03-01 {kind} -5.00").rows
    with pytest.raises(ValueError, match="must raise the debt"):
        allocation.open_cents(rows, order(), on=999_999, known_on=999_999)


@pytest.mark.parametrize(
    "text",
    [
        "rent: 2026-03-01 rent 5.00\nundone: 2026-03-02 reversal -4.00 -> rent",
        "rent: 2026-03-01 rent 5.00\na: 2026-03-02 reversal 0 -> rent\nb: 2026-03-02 reversal 0 -> rent",
        "rent: 2026-03-01 rent 5.00\na: 2026-03-02 reversal 0 -> rent\nb: 2026-03-02 reversal 0 -> a",
        "undone: 2026-03-02 reversal 5.00",
    ],
)
def test_a_reversal_that_cannot_be_is_refused(text):
    with pytest.raises(ValueError, match="one row, once and to the cent"):
        Story(text).open()


def test_a_lost_cent_stops_everything(story):
    """
    rent: 2026-03-01 rent 5.00
    paid: 2026-03-02 payment 2.00
    """
    work = allocation.workspace(2)
    work.earmarked[0] = 1
    with pytest.raises(ValueError, match="cents were lost"):
        settle_all(story.rows, order(), 999_999, 999_999, work)


def test_history_tells_what_was_overdue_and_owed(story):
    """
    march: 2026-03-01 rent 650.00
    paid: 2026-03-05 payment 600.00
    april: 2026-04-01 rent 650.00
    """
    days = allocation.history(story.rows, order(), on=999_999, known_on=999_999)
    assert [(date.fromordinal(day.on).isoformat(), day.overdue, day.owed) for day in days] == [
        ("2026-03-01", 0, 65_000),
        ("2026-03-05", 5_000, 5_000),
        ("2026-04-01", 5_000, 70_000),
    ]


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"allocation": {"rank": {"rent": 1}}},
        {"allocation": {"rank": SHIPPED["allocation"]["rank"] | {"payment": 1}}},
    ],
)
def test_weights_must_be_complete(document):
    with pytest.raises(ValueError, match="must give a weight to exactly these"):
        allocation.read_order(document)


def test_weights_are_whole_numbers():
    ranks = SHIPPED["allocation"]["rank"] | {"rent": True}
    with pytest.raises(ValueError, match="rent must be a whole number"):
        allocation.read_order({"allocation": {"rank": ranks}})
