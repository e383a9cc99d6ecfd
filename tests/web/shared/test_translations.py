"""Every text that the pages use stands in Dutch."""

import ast
import os
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

from gewoon.web.shared import translations

WEB = Path(translations.__file__).parents[1]
TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(gettext|ngettext|pgettext|npgettext|_)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)")
# How many of the leading arguments are texts, and whether the first is a context.
SHAPES = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (2, True),
    "pgettext_lazy": (2, True),
    "npgettext": (3, True),
}
Key = tuple[str | None, str]


def keyed(name: str, texts: list[str]) -> Key:
    return (texts[0], texts[1]) if SHAPES[name][1] else (None, texts[0])


def in_templates() -> set[Key]:
    found = set()
    for place in sorted((WEB / "templates").rglob("*.*")):
        for name, arguments in CALL.findall(templatize(place.read_text("utf-8"))):
            texts = [ast.literal_eval(text) for text in re.findall(TEXT, arguments)]
            found.add(keyed(name, texts))
    return found


def in_python() -> set[Key]:
    found = set()
    for place in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(place.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHAPES:
                texts = [
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ]
                if texts:
                    found.add(keyed(node.func.id, texts))
    return found


def in_dutch() -> dict[Key, polib.POEntry]:
    return {(entry.msgctxt, entry.msgid): entry for entry in translations.entries("nl")}


def holes(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def test_every_text_of_the_pages_stands_in_dutch():
    missing = sorted((in_templates() | in_python()) - in_dutch().keys(), key=lambda key: key[1])
    assert missing == []


def test_no_dutch_text_is_left_over():
    left_over = sorted(in_dutch().keys() - in_templates() - in_python(), key=lambda key: key[1])
    assert left_over == []


def test_no_dutch_text_is_empty_doubtful_or_lacks_a_value():
    for entry in translations.entries("nl"):
        forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
        assert all(forms), entry.msgid
        assert not entry.fuzzy, entry.msgid
        for form in forms:
            assert holes(form) == holes(entry.msgid) or (
                entry.msgid_plural and holes(form) <= holes(entry.msgid_plural)
            )


def test_no_dutch_sentence_is_longer_than_fifteen_words():
    for entry in translations.entries("nl"):
        for form in list(entry.msgstr_plural.values()) or [entry.msgstr]:
            for sentence in re.split(r"[.?!:]\s", form):
                assert len(sentence.split()) <= 15, sentence


def test_translations_are_compiled_once(tmp_path):
    assert [made.name for made in translations.compile_into(tmp_path)] == ["django.mo"]
    assert translations.compile_into(tmp_path) == ()


def test_a_compilation_of_another_version_is_made_again(tmp_path):
    (made,) = translations.compile_into(tmp_path)
    made.write_bytes(b"")
    os.utime(made, (1, 1))
    translations.compile_into(tmp_path)
    assert made.stat().st_size > 1000


def test_an_unknown_language_is_named():
    with pytest.raises(translations.TranslationError, match="'xx'"):
        translations.entries("xx")
