"""Reads the limits on contact that come with the program."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from gewoon.rules.contact import notices
from gewoon.rules.contact.peace import Limits


@cache
def shipped_limits() -> Limits:
    """Read `data/contact/limits.toml`, once."""
    text = (files("gewoon") / "data" / "contact" / "limits.toml").read_text(encoding="utf-8")
    return Limits(**tomllib.loads(text))


@cache
def shipped_notices() -> Mapping[str, Mapping[str, str]]:
    """Read `data/contact/notices.toml`, once."""
    return notices.parse((files("gewoon") / "data" / "contact" / "notices.toml").read_text(encoding="utf-8"))


@cache
def shipped_code_mail() -> Mapping[str, Mapping[str, str]]:
    """Read `data/contact/codes.toml`, once."""
    text = (files("gewoon") / "data" / "contact" / "codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
