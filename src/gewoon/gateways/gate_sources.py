"""Says where a duty of a gate comes from, in the reader's language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def shipped_words() -> Mapping[str, str]:
    """Read the words of sources, English to Dutch, once. Raises KeyError when a row is not whole."""
    file = files("gewoon") / "data" / "court" / "sources.toml"
    rows = tomllib.loads(file.read_text("utf-8"))["words"]
    return {row["en"]: row["nl"] for row in rows}


def said(source: str, language: str) -> str:
    """Say a source in Dutch or English; articles and numbers of judgments stay as they are."""
    if language == "en":
        return source
    words = shipped_words()
    longest = sorted(words, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest)
    return re.sub(pattern, lambda found: words[found.group()], source)
