"""Streams of chance that come back the same for the same words."""

from random import Random


def stream(*words: object) -> Random:
    """Give the stream that belongs to these words; streams of other words do not touch it."""
    return Random(":".join(map(str, words)))  # noqa: S311 - made-up data, no secrets
