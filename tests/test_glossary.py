"""The glossary: one word per idea, and a Dutch word for each."""

import ast
import tomllib
from importlib.resources import files

from checkout import ROOT

WORDS = tomllib.loads((files("gewoon") / "data" / "glossary.toml").read_text("utf-8"))
HOUSE = ROOT / "src" / "gewoon"
ROOMS = [
    "tenancy",
    "ledger",
    "arrears",
    "policy",
    "contact",
    "casework",
    "arrangement",
    "training",
    "court",
    "outcome",
]


def classes_of_records():
    """Name every class that remembers, and every list of choices."""
    for path in sorted((HOUSE / "records").glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).removeprefix("models.") for base in node.bases}
                if bases & {"Model", "AbstractUser", "TextChoices", "IntegerChoices"}:
                    yield node.name


def test_every_word_has_a_dutch_word_and_a_meaning_of_one_line():
    for part in WORDS.values():
        for word, said in part.items():
            assert set(said) == {"nl", "meaning"}, word
            assert said["nl"] and said["meaning"].endswith(".") and "\n" not in said["meaning"], word


def test_every_room_is_explained_in_the_order_of_the_story():
    assert list(WORDS["rooms"]) == ROOMS
    floors = ("rules", "actions")
    built = {path.name.removesuffix(".py") for floor in floors for path in (HOUSE / floor).iterdir()}
    assert built & set(ROOMS), "no room stands where it should"


def test_every_class_of_records_has_its_dutch_word():
    missing = sorted(set(classes_of_records()) - set(WORDS["classes"]))
    assert missing == []


def test_no_class_is_explained_that_is_not_there():
    there = set(classes_of_records())
    assert sorted(set(WORDS["classes"]) - there) == []


def test_no_word_is_explained_twice():
    words = [word.lower() for part in ("rooms", "terms") for word in WORDS[part]]
    assert sorted(words) == sorted(set(words))
