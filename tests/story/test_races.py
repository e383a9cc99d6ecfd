"""Two processes at the same moment, on the database of the run: nothing twice, nothing lost, no deadlock."""

import workshop


def _race(name: str) -> dict:
    return workshop.run("race_trials.py", name)


def test_of_two_imports_of_one_file_one_is_accepted_and_one_knows_it():
    assert _race("same_file_twice") == {"outcomes": {"accepted known": 8}, "different_books": 1}


def test_no_letter_leaves_after_the_payment_was_committed():
    found = _race("payment_against_letter")["found"]
    assert found["too late"] == 0
    assert found["sent"] + found["stopped"] == 100
    assert min(found["sent"], found["stopped"]) > 0


def test_of_two_officers_who_approve_one_letter_one_hears_that_it_was_done():
    assert _race("two_officers_one_step")["outcomes"] == {"done refused": 20, "letters": 20}


def test_two_nights_at_once_are_one_night():
    told = _race("two_nights")
    assert told["told"] == [told["alone"]] * 12


def test_a_night_an_import_two_rent_runs_and_two_deliveries_do_not_hinder_each_other():
    assert _race("night_against_import")["told"] == {"accepted 300 5": 8, "decided all": 8, "tenancies": 8}


def test_money_in_suspense_goes_to_one_of_two_owners():
    told = _race("one_payment_two_owners")
    assert told["items"] == 30
    assert told["outcomes"] == {"done refused": 30, "given once": 30}


def test_a_button_pressed_twice_does_one_deed_and_answers_twice():
    told = _race("one_key_twice")
    assert told == {"items": 20, "same": {"same answer": 20, "events": 20}}


def test_officers_and_a_long_import_do_not_hinder_each_other():
    told = _race("deeds_against_a_long_import")
    assert told["waiting"] >= 40
    assert told["told"] == {"done": 24}
