"""When a letter may leave: stops, air, contact first, and enough is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.contact.peace import FRIENDLY, Limits, Standing, Stop, Why, why_not

LIMITS = Limits(letters_in_30_days=3, contacts_in_30_days=8, overdue_days=5, pause_days=30)


def _standing(*stops, training=False, due=False, letters=0, contacts=0):
    return Standing(
        stops=frozenset(stops),
        is_in_training=training,
        is_contact_due=due,
        letters=letters,
        contacts=contacts,
    )


def test_a_letter_leaves_where_nothing_keeps_it():
    assert why_not("reminder", _standing(letters=2, contacts=7), LIMITS) is None


@pytest.mark.parametrize("stop", [stop for stop in Stop if stop is not Stop.DECEASED])
def test_every_stop_keeps_letters_that_ask_and_no_friendly_ones(stop):
    assert why_not("reminder", _standing(stop), LIMITS) is Why[stop.name]
    assert why_not("paid_off", _standing(stop), LIMITS) is None


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (_standing(training=True), Why.TRAINING),
        (_standing(due=True), Why.CONTACT_FIRST),
        (_standing(letters=3), Why.LETTERS),
        (_standing(contacts=8), Why.CONTACTS),
    ],
)
def test_training_contact_and_caps_keep_a_letter_in(standing, why):
    assert why_not("second_reminder", standing, LIMITS) is why


def test_in_the_air_of_a_training_only_good_news_and_what_the_law_dates_leave():
    air = _standing(training=True)
    assert why_not("invitation", air, LIMITS) is Why.TRAINING
    assert why_not("paid_off", air, LIMITS) is None
    assert why_not("signal_announced", air, LIMITS) is None


stands = st.builds(
    Standing,
    stops=st.frozensets(st.sampled_from(Stop)),
    is_in_training=st.booleans(),
    is_contact_due=st.booleans(),
    letters=st.integers(0, 5),
    contacts=st.integers(0, 12),
)


@given(stands, st.sampled_from([*FRIENDLY, "reminder", "fourteen_day", "last_warning", "signal_announced"]))
def test_nothing_ever_leaves_in_the_name_of_who_died(standing, letter):
    answer = why_not(letter, standing, LIMITS)
    assert (answer is Why.DECEASED) == (Stop.DECEASED in standing.stops)


@given(stands)
def test_more_stops_never_let_a_letter_out(standing):
    if why_not("reminder", standing, LIMITS) is not None:
        for stop in Stop:
            more = Standing(
                stops=standing.stops | {stop},
                is_in_training=standing.is_in_training,
                is_contact_due=standing.is_contact_due,
                letters=standing.letters,
                contacts=standing.contacts,
            )
            assert why_not("reminder", more, LIMITS) is not None
