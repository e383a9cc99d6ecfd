"""Places in a TOML file."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from gewoon.rules.policy.locator import Locator

TEXT = '''# a [comment] = "here"
[policy]
name = "x"
label = { nl = "a = b # no", en = 'c' }  # a comment
list = [
  "one", # with ] a bracket
  "two",
]

[[rule]]
id = "first"
when = """
arrears > 0
  and\\
   not dispute_open"""
why.nl = "omdat"

[[rule]]
id = 'second'
"when" = "a \\"quoted\\" \\u00e9 b"
[rule.why]
nl = "nu"
date = 2026-07-01
'''


def place(text, path, character=0):
    locator = Locator(text)
    return locator.line_and_column(locator.spot(path).of(character))


def test_a_value_on_one_line_has_its_line_and_column():
    assert place(TEXT, ("policy", "name")) == (3, 9)


def test_a_condition_over_several_lines_keeps_its_places():
    when = tomllib.loads(TEXT)["rule"][0]["when"]
    assert place(TEXT, ("rule", 0, "when"), when.index("arrears")) == (13, 1)
    assert place(TEXT, ("rule", 0, "when"), when.index("not")) == (15, 4)


def test_escapes_do_not_shift_the_places():
    when = tomllib.loads(TEXT)["rule"][1]["when"]
    assert place(TEXT, ("rule", 1, "when"), when.index("b")) == (20, 31)


def test_what_is_not_a_text_has_the_place_of_its_value():
    assert place(TEXT, ("rule", 1, "why", "date"), 7) == (23, 8)
    assert place(TEXT, ("policy", "list")) == (5, 8)


def test_keys_of_a_list_of_tables_and_dotted_keys_are_found():
    assert place(TEXT, ("rule", 0, "why", "nl")) == (16, 11)
    assert place(TEXT, ("rule", 1, "why", "nl")) == (22, 7)


def test_what_is_missing_has_the_place_of_its_table_or_of_the_file():
    assert place(TEXT, ("rule", 1, "then")) == (18, 1)
    assert place(TEXT, ("step", 0)) == (1, 1)


def test_lines_may_end_in_the_way_of_windows():
    text = 'a = """\r\none\r\ntwo"""\r\nb = "x"'
    assert place(text, ("a",), tomllib.loads(text)["a"].index("two")) == (3, 1)
    assert place(text, ("b",)) == (4, 6)


def test_the_place_behind_the_last_character_is_the_closing_quote():
    assert place('a = "xy"', ("a",), 2) == (1, 8)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20))
def test_each_character_of_a_text_has_one_place(content):
    literal = '"' + content.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = f"a = {literal}\n"
    value = tomllib.loads(text)["a"]
    offsets = Locator(text).spot(("a",)).offsets
    assert len(offsets) == len(value) + 1
    assert all(text[at] in {character, "\\"} for at, character in zip(offsets, value, strict=False))
