"""Two nights at once, and a payment beside a night: a breach is found once, and never for who paid."""

from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection, transaction

from actions.arrangement.agreed import FIRST, make
from gewoon.actions.arrangement import keeping
from gewoon.actions.rights import CONSOLE, NIGHT
from gewoon.records.arrangement import Breach
from gewoon.records.tenancy import Tenancy
from stories import association, at, rent, tenancy

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_nights_at_once_find_one_breach():
    association()
    who = tenancy()
    rent(who, date(2026, 9, 1), date(2026, 10, 1))
    made = make(who)
    keeping.give_word(who.pk, arrangement_id=made.pk, by=CONSOLE, now=at(FIRST + timedelta(2)))
    start, found = Barrier(2), []

    def look() -> None:
        start.wait()
        on = FIRST + timedelta(9)
        for _ in range(1_000):  # SQLite in memory says "locked" where a file waits
            with suppress(OperationalError), transaction.atomic():
                Tenancy.objects.select_for_update().get(pk=who.pk)
                found.append(keeping.look_after([who.pk], on=on, now=at(on, 3), by=NIGHT))
                break
        connection.close()

    both = [Thread(target=look) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(found) == [0, 1]
    assert Breach.objects.count() == 1
