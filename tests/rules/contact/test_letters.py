"""Reading letters and filling them."""

from datetime import date

import pytest

from gewoon.rules.contact.letters import LetterError, OpenItems, Signature, fill, parse_letter
from gewoon.rules.contact.markup import Bullets, Heading, Paragraph, Words

SHAME = {"nl": ("schuld",), "en": ("debt",)}
DECLARATION = """
name = "note"
code = "X1"
valid_from = 2026-07-01
label = { nl = "Briefje", en = "Note" }
is_legal = false
has_payment_block = true
sources = ["policy 1"]

[values]
open_items = "items"
payment = "payment"
costs = "amount"
by = "date"

[no_shame]
envelope = "plain"
window_shows = ["addressee"]
subject_is_neutral = true
"""
TEXT = """# Uw huur

{salutation},

## Betaal {total}

{open_items}

{payment}

- met kosten {total_with_costs}, want {costs};
- op {by}. Bel **{contact_name}**, {contact_phone}.

{signature}
"""
VALUES = {
    "sender": {"name": "Wonen Waterrijk", "street": "Dijkweg 1", "town": "0000 AA Waterrijk"},
    "addressee": ["S. Voorbeeld", "Rietlaan 1", "0000 AB Waterrijk"],
    "contact": {"name": "F. Proef", "phone": "000"},
    "dated_on": "2026-11-22",
    "reference": "W-1",
    "salutation": "Beste {total} **S**",
    "open_items": [
        {"label": "Huur mei", "due_on": "2026-05-01", "amount": 60000},
        {"label": "Huur juni", "due_on": "2026-06-01", "amount": 60050},
    ],
    "payment": {"payee": "Wonen", "iban": "NL59GWNB0000000001", "reference": "W-1", "amount": 120050},
    "costs": 18008,
    "by": "2026-12-07",
}


def read(declaration=DECLARATION, nl=TEXT, en=TEXT):
    return parse_letter(declaration, {"nl": nl, "en": en}, shame=SHAME)


def problems_of(deed, *arguments, **named):
    with pytest.raises(LetterError) as raised:
        deed(*arguments, **named)
    assert str(raised.value) == "\n".join(raised.value.problems)
    return raised.value.problems


def test_a_letter_is_filled_with_structure_and_plain_text():
    document = fill(read(), "nl", VALUES)
    assert document.subject == "Uw huur"
    assert document.dated_on == date(2026, 11, 22)
    assert document.addressee == ("S. Voorbeeld", "Rietlaan 1", "0000 AB Waterrijk")
    salutation, heading, table, payment, bullets, signature = document.blocks
    assert salutation == Paragraph(words=(Words(text="Beste {total} **S**"), Words(text=",")))
    assert heading == Heading(words=(Words(text="Betaal "), Words(text="€\u00a01.200,50")))
    assert isinstance(table, OpenItems)
    assert table.total == payment.amount == 120050
    assert isinstance(bullets, Bullets)
    assert (
        "".join(words.text for words in bullets.items[0]) == "met kosten €\u00a01.380,58, want €\u00a0180,08;"
    )
    assert "7\u00a0december\u00a02026" in bullets.items[1][1].text
    assert signature == Signature()


def test_missing_unknown_and_wrong_values_are_told_at_once():
    values = {name: value for name, value in VALUES.items() if name != "costs"} | {"by": "morgen", "extra": 1}
    assert problems_of(fill, read(), "nl", values) == (
        "note: extra: this letter has no such value",
        "note: costs: expected whole cents, found nothing",
        "note: by: expected a day as 2026-11-22, found 'morgen'",
    )


def test_a_letter_never_asks_another_amount_than_its_table_shows():
    values = VALUES | {"payment": VALUES["payment"] | {"amount": 120051}}
    expected = "note: payment: asks 120051 cents, the open items add up to 120050"
    assert problems_of(fill, read(), "nl", values) == (expected,)


def test_a_letter_without_amounts_needs_none():
    declaration = DECLARATION.replace("has_payment_block = true", "has_payment_block = false")
    for line in ('open_items = "items"', 'payment = "payment"', 'costs = "amount"', 'by = "date"'):
        declaration = declaration.replace(line, "")
    text = "# Hallo\n\n{salutation}, bel {contact_name}: {contact_phone}.\n\n{signature}"
    head = {
        name: VALUES[name]
        for name in ("sender", "addressee", "contact", "dated_on", "reference", "salutation")
    }
    assert len(fill(read(declaration, text, text), "en", head).blocks) == 2


def test_a_payment_may_stand_without_a_table():
    declaration = DECLARATION.replace('open_items = "items"', "")
    text = TEXT.replace("{open_items}\n", "").replace(" {total}", "").replace("{total_with_costs}", "")
    values = {name: value for name, value in VALUES.items() if name != "open_items"}
    assert fill(read(declaration, text, text), "nl", values).blocks[2].amount == 120050


def test_a_language_that_is_not_written_is_refused():
    assert problems_of(fill, read(), "fr", VALUES) == ("note is not written in 'fr': choose from nl, en",)


def test_a_declaration_that_is_no_toml_is_refused():
    assert problems_of(read, "name =")[0].startswith("letter.toml: ")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('code = "X1"', 'kode = "X1"', "kode: unknown"),
        ('code = "X1"', "code = 1", "code: expected str, found int"),
        ('en = "Note"', 'en = ""', "label: missing in en"),
        ('by = "date"', 'by = "day"', "values.by: unknown kind 'day'; choose from text, amount, date"),
        ('by = "date"', 'reference = "text"', "values.reference: every letter has it, do not declare it"),
        (
            "has_payment_block = true",
            "has_payment_block = false",
            "has_payment_block: must be true exactly when",
        ),
        ('sources = ["policy 1"]', "sources = []", "sources: name at least one law article or policy"),
        ('["addressee"]', '["addressee", "subject"]', "no_shame: expected window_shows"),
        ("subject_is_neutral = true", "subject_is_neutral = false", "no_shame: expected window_shows"),
    ],
)
def test_a_declaration_that_is_wrong_says_where(old, new, problem):
    assert any(
        each.startswith(f"letter.toml: {problem}")
        for each in problems_of(read, DECLARATION.replace(old, new))
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{by}", "{bye}", "nl.md: {bye} is not declared in letter.toml"),
        ("{by}", "later", "nl.md: {by} is never used; a letter names it"),
        ("{contact_phone}", "ons", "nl.md: {contact_phone} is never used; a letter names it"),
        ("{payment}\n", "Betaal {payment} nu\n", "nl.md: {payment} must stand alone on its line"),
        ("{payment}\n", "{payment}\n\n{total}\n", "nl.md: {total} must stand inside a sentence"),
        (
            "# Uw huur",
            "# Uw Schuld",
            "nl.md: the subject says 'schuld': others may see it, choose neutral words",
        ),
        ("# Uw huur", "Uw huur", "nl.md: line 1: expected the subject, as `# Subject`"),
    ],
)
def test_a_text_that_is_wrong_says_where(old, new, problem):
    assert problem in problems_of(read, nl=TEXT.replace(old, new))


def test_a_language_that_is_absent_is_a_problem():
    problems = problems_of(parse_letter, DECLARATION, {"nl": TEXT}, shame={})
    assert "en.md: line 1: expected the subject, as `# Subject`" in problems


def test_words_of_the_law_must_stand_unchanged():
    declaration = 'required_words = { nl = ["met kosten", "binnen vijftien dagen"] }\n' + DECLARATION
    expected = ("nl.md: the law needs these words, unchanged: 'binnen vijftien dagen'",)
    assert problems_of(read, declaration) == expected


def test_a_letter_free_of_dates_refuses_a_printed_day():
    found = problems_of(
        read, "is_free_of_dates = true\n" + DECLARATION, nl=TEXT.replace("{by}", "{by} {dated_on}")
    )
    assert found == (
        "nl.md: {by} is a date: the law forbids a printed last day here",
        "nl.md: {dated_on} is a date: the law forbids a printed last day here",
        "en.md: {by} is a date: the law forbids a printed last day here",
    )
