"""The verb follows the design."""

import pytest

from gewoon.rules.outcome.verbs import Design, claims, verb

FALSE = {
    "nl": (
        "Door de training waren er minder ontruimingen.",
        "Dankzij het programme daalde het aantal.",
        "De training leidde voor veel mensen tot rust.",
        "De cursus voorkomt ontruimingen.",
        "De training werkt.",
        "Het is een succes.",
    ),
    "en": (
        "Because of the course there were fewer evictions.",
        "The course reduced evictions.",
        "Evictions fell thanks to it.",
        "The course prevents evictions.",
        "It led to fewer evictions.",
        "The training works.",
    ),
}
TRUE = {
    "nl": "Na de training kreeg ongeveer een derde opnieuw een achterstand. Dat hangt samen met de training.",
    "en": "After the course about a third fell behind again. That goes together with the course.",
}


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in FALSE.items() for text in texts]
)
def test_a_because_of_is_found_unless_lots_were_drawn(language, text):
    assert claims(text, design=Design.COUNT, language=language)
    assert claims(text, design=Design.COMPARISON, language=language)
    assert not claims(text, design=Design.LOTTERY, language=language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_the_design_allows_stands(language):
    assert not claims(TRUE[language], design=Design.COMPARISON, language=language)


def test_a_hit_says_what_to_say_instead():
    found = claims("Minder achterstand door de training.", design=Design.COMPARISON, language="nl")
    assert [(each.word, each.instead) for each in found] == [("door", "hangt samen met")]


def test_the_judge_may_decide_and_a_course_may_be_given():
    assert not claims("Door de rechter toegestaan.", design=Design.COUNT, language="nl")


@pytest.mark.parametrize(
    ("design", "dutch", "english"),
    [
        (Design.COUNT, "na", "after"),
        (Design.COMPARISON, "hangt samen met", "goes together with"),
        (Design.LOTTERY, "door", "because of"),
    ],
)
def test_each_design_has_its_verb(design, dutch, english):
    assert (verb(design, "nl"), verb(design, "en")) == (dutch, english)
