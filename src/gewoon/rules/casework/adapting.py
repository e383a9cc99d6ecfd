"""What others must adapt to in a household, without learning why."""

from collections.abc import Iterable

WAYS = (
    "call_not_write",  # call, do not write
    "write_not_call",
    "visit_only",
    "plain_language",
    "interpreter",
    "extra_time",
    "through_worker",  # contact goes through the social worker
    "through_helper",  # letters go to a helper as well
    "no_evening",  # not in the evening
)


def ways(chosen: Iterable[str]) -> tuple[str, ...]:
    """Answer the ways that were chosen, each once, in the order of the list.

    Raises ValueError for a way that is not in the list, and for two that exclude each other.
    """
    wanted = set(chosen)
    unknown = sorted(wanted - set(WAYS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no way to adapt: choose from the list.")
    if {"call_not_write", "write_not_call"} <= wanted:
        raise ValueError("Call or write: choose one of the two.")
    return tuple(way for way in WAYS if way in wanted)
