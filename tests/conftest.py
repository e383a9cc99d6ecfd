"""What holds for every test: Hypothesis repeats itself and knows no clock; guarded tables can be emptied."""

import functools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# The same examples each time: a red run says something about the change, not about the dice.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
# New examples each time, and many: ./gewoon test --long looks for what nobody thought of.
settings.register_profile("search", settings.get_profile("steady"), derandomize=False, max_examples=1000)
settings.load_profile("steady")


@pytest.fixture(autouse=True, scope="session")
def _guards_step_aside_for_the_broom() -> Iterator[None]:
    """Drop the triggers before a test with real transactions is swept up.

    Such a test (live_server, threads) ends with Django emptying every table, which the triggers refuse
    on SQLite. The sweep ends with post_migrate, and that puts the triggers back.
    """
    from django.db import connections
    from django.test import TransactionTestCase

    from gewoon.records import guards

    sweep = TransactionTestCase._fixture_teardown

    @functools.wraps(sweep)
    def drop_and_sweep(case: TransactionTestCase) -> None:
        for name in case._databases_names(include_mirrors=False):
            if connections[name].vendor == "sqlite":
                with connections[name].cursor() as cursor:
                    for table in guards.UNCHANGEABLE:
                        for operation in guards.OPERATIONS:
                            cursor.execute(f"DROP TRIGGER IF EXISTS {guards.name_of(table, operation)}")
        sweep(case)

    TransactionTestCase._fixture_teardown = drop_and_sweep
    yield
    TransactionTestCase._fixture_teardown = sweep
