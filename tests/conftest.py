"""What holds for every test: Hypothesis repeats itself, and knows no clock."""

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
