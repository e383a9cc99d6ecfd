"""Two hundred people race for twelve seats while some leave again, on the database of the run."""

import workshop


def test_two_hundred_people_race_for_twelve_seats_and_some_leave_again():
    told = workshop.run("seat_trials.py")
    assert told["seats"] == list(range(1, 13))
    assert told["left"] == told["ends"] > 0
    assert told["waiting"] == 200 - 12 - told["left"]
