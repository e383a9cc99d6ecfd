"""The small part of Markdown in which letters are written."""

import pytest

from gewoon.rules.contact.markup import Bullets, Heading, Paragraph, Slot, Words, parse, slots

LETTER = """# Uw huur

{salutation},

Betaal **{total}** nu.
Dank u wel.

## Zo betaalt u

- naar ons;
- op tijd.

{payment}
"""


def test_a_letter_becomes_subject_and_blocks():
    page = parse(LETTER)
    assert page.subject == "Uw huur"
    assert page.problems == ()
    assert page.blocks == (
        Paragraph(words=(Words(text="salutation", is_slot=True), Words(text=","))),
        Paragraph(
            words=(
                Words(text="Betaal "),
                Words(text="total", is_bold=True, is_slot=True),
                Words(text=" nu. Dank u wel."),
            )
        ),
        Heading(words=(Words(text="Zo betaalt u"),)),
        Bullets(items=((Words(text="naar ons;"),), (Words(text="op tijd."),))),
        Slot(name="payment"),
    )


def test_placeholders_are_listed_with_whether_they_stand_alone():
    assert slots(parse(LETTER).blocks) == (("salutation", False), ("total", False), ("payment", True))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: expected the subject, as `# Subject`"),
        ("Geen onderwerp", "line 1: expected the subject, as `# Subject`"),
        ("# Over {total}", "line 1: the subject is plain text, without placeholders or marks"),
        ("# A\n\n**dik", "line 3: `**` is opened and not closed in this paragraph"),
        (
            "# A\n\nzie [hier](x)",
            "line 3: `[` has no meaning here; letters know only #, ##, -, ** and {name}",
        ),
        ("# A\n\n{Total}", "line 3: `{` has no meaning here; letters know only #, ##, -, ** and {name}"),
        ("# A\n\n## B\nc", "line 4: leave an empty line after a heading"),
        ("# A\n\ntekst\n- punt", "line 4: a list uses `- ` on each line and an empty line around it"),
        ("# A\n\n1. punt", "line 3: a list uses `- ` on each line and an empty line around it"),
    ],
)
def test_what_letters_do_not_know_is_a_problem_with_its_line(text, problem):
    assert problem in parse(text).problems


def test_a_text_may_follow_the_subject_at_once():
    assert parse("# A\ntekst").blocks == (Paragraph(words=(Words(text="tekst"),)),)
