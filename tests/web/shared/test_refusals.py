"""What a deed refuses is said in the reader's language."""

import re
from pathlib import Path

from django.utils.translation import override

import gewoon.actions
from gewoon.web.shared.refusals import KNOWN, NOTES, WITH_VALUES, in_words

ACTIONS = Path(gewoon.actions.__file__).parent


def test_a_refusal_is_translated_with_its_value():
    with override("nl"):
        assert in_words("This has ended already.") == "Dit is al afgelopen."
        assert in_words("Only 12.50 euro of this payment is in suspense.").endswith("12.50 euro te plaatsen.")
        assert in_words("Nobody translated this.") == "Nobody translated this."
    with override("en"):
        assert in_words("This has ended already.") == "This has ended already."


def test_each_known_refusal_is_one_that_a_deed_can_give():
    source = " ".join(re.sub(r'"\s*f?"', "", place.read_text("utf-8")) for place in ACTIONS.rglob("*.py"))
    source = source.replace("{LONGEST_REASON}", "200")
    with override("en"):
        assert [str(text) for text in KNOWN if str(text) not in source and text not in NOTES] == []


def test_patterns_fill_what_our_text_asks_for():
    with override("en"):
        for pattern, ours in WITH_VALUES:
            assert set(re.findall(r"%\((\w+)\)s", str(ours))) == set(pattern.groupindex)
