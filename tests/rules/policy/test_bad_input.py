"""Whatever is wrong with a policy gets its own sentence with its place, and no policy comes of it."""

import pytest

GOOD = """
[policy]
name = "own"
valid_from = 2020-01-01
otherwise = "nothing"
[[fact]]
name = "arrears"
type = "money"
[[fact]]
name = "paused"
type = "bool"
[[fact]]
name = "court"
type = "choice"
values = ["none", "open"]
[[term]]
id = "one"
when = "paused"
[[rule]]
id = "r"
when = "WHEN"
then = "call"
"""


def refused(read, text):
    reading = read(text)
    assert reading.policy is None
    return reading.findings


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("arrears is is 3", "'is' cannot stand here; expected 'known', 'not'"),
        ("arears > 3", "unknown fact 'arears'; did you mean 'arrears'?"),
        ("arrears", "'arrears' is an amount of money: compare it with a number"),
        ("paused > 3", "'paused' is a yes/no fact, and 3 is a number"),
        ("court is shut", "'court' cannot be 'shut'; choose one of none, open"),
        ("arrears > court", "'court' cannot stand here; expected a number"),
        ("arrears + 1 > 5", "a condition has no arithmetic and no functions; make it a fact"),
        ("__import__('os').system('id')", "there are no functions in a condition"),
        ("exec(paused)", "there are no functions in a condition"),
        ("lambda: paused", "':' cannot stand here"),
        ("paused if arrears > 5 else court", "'if' cannot stand here"),
        ("(" * 40 + "paused" + ")" * 40, "nested deeper than 25 levels: name parts as a [[term]]"),
        ("not " * 40 + "paused", "nested deeper than 25 levels: name parts as a [[term]]"),
        ("paused or " * 500 + "paused", "at most 4000: name parts as a [[term]]"),
    ],
)
def test_a_wrong_condition_is_told_with_its_place(read, when, said):
    (found,) = refused(read, GOOD.replace("WHEN", when))
    assert found.message.startswith("rule r: ")
    assert said in found.message
    assert found.place.line == 21


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[policy]", "[policy", "this is no TOML"),
        ('otherwise = "nothing"\n', "", "'otherwise' is missing"),
        ('then = "call"', "then = 5", "'then' is a text, not 5"),
        ('when = "paused"', 'when = "one"', "term 'one' goes round in a circle: one -> one"),
        ("valid_from = 2020-01-01", 'valid_from = "today"', "'valid_from' is a date such as 2026-07-01"),
    ],
)
def test_a_wrong_file_is_told(read, old, new, said):
    found = refused(read, GOOD.replace("WHEN", "one").replace(old, new, 1))
    assert any(said in one.message for one in found)


@pytest.mark.parametrize(
    ("giant", "said"),
    [
        ("a = " + "[" * 5_000_000 + "]" * 5_000_000, "at most 400000"),
        ("a = " + "[" * 150_000 + "]" * 150_000, "nested too deeply"),
        ("a = " + "{a=" * 60_000 + "1" + "}" * 60_000, "nested too deeply"),
        ("[" + ".".join("a" * 150_000) + "]\nb = 1", "nested too deeply"),
        (".".join("a" * 150_000) + " = 1", "nested too deeply"),
    ],
    ids=["ten megabytes", "lists", "tables", "header", "key"],
)
def test_a_giant_is_refused_before_it_is_read(read, giant, said):
    (found,) = refused(read, giant)
    assert said in found.message


def test_a_text_with_many_dots_is_no_giant(read):
    many = GOOD.replace("WHEN", "one").replace('name = "own"', 'name = "own"\nlabel = "' + "." * 50 + ' = ."')
    assert read(many).policy is not None


def test_all_errors_are_told_at_once_in_order(read):
    found = refused(read, GOOD.replace("WHEN", "arears > 3 and court is shut").replace('"call"', "5"))
    assert [one.place.line for one in found] == [21, 21, 22]
