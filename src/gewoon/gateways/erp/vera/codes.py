"""The reference lists of VERA that an import checks; a code without its list means nothing."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def lists() -> Mapping[str, Mapping[str, str]]:
    """Return per list its codes, each with the day on which it ended or nothing.

    The source has a few codes twice, once ended and once not: the running one counts.
    """
    text = (files("gewoon") / "data" / "vera" / "reference.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        codes = found.setdefault(row["list"], {})
        codes[row["code"]] = row["ends_on"] and codes.get(row["code"], row["ends_on"])
    return found
