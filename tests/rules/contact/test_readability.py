"""The check that a Dutch letter reads at level B1."""

import pytest

from gewoon.rules.contact.readability import Finding, Kind, check, parse_words

WORDS = parse_words("""
[limits]
sentence_words = 6
average_words = 5.0
long_word_letters = 13
long_word_share = 0.2

[hard]
sommatie = "brief"

[stiff]
indien = "als"

[abbreviations]
"m.b.t." = "over"
"nr." = "nummer"

[informal]
je = "u"

[shame]
nl = ["schuld"]
""")


def test_a_plain_letter_has_no_findings():
    text = "# Uw huur\n\n{salutation},\n\nU betaalt **{total}**.\nDank u wel!\n\n- naar ons;\n- op tijd."
    assert check(text, WORDS) == ()


def test_a_long_sentence_is_found_on_the_line_where_it_begins():
    text = "# Kop\n\nKort.\nDeze zin heeft beslist te veel woorden.\n"
    assert check(text, WORDS) == (
        Finding(
            line=4,
            kind=Kind.LONG_SENTENCE,
            text="Deze zin heeft beslist te veel …",
            suggestion="7 woorden: maak er twee zinnen van",
        ),
    )


def test_each_bullet_is_a_sentence_of_its_own():
    assert check("- een twee drie vier\n- een twee drie vier", WORDS) == ()


def test_a_high_average_is_found_for_the_whole():
    (found,) = check("Een twee drie vier vijf zes.", WORDS)
    assert (found.line, found.kind, found.text) == (0, Kind.LONG_AVERAGE, "6.0")


def test_many_long_words_are_found_for_the_whole():
    (found,) = check("Betaalachterstandsregeling graag.", WORDS)
    assert (found.line, found.kind, found.text) == (0, Kind.LONG_WORDS, "50%")
    assert "Betaalachterstandsregeling" in found.suggestion


@pytest.mark.parametrize(
    ("text", "kind", "shown", "suggestion"),
    [
        ("Een Sommatie.", Kind.HARD_WORD, "Sommatie", "schrijf: brief"),
        ("Indien nodig.", Kind.STIFF_WORD, "Indien", "schrijf: als"),
        ("Zie je brief.", Kind.INFORMAL, "je", "schrijf: u"),
        ("Brief m.b.t. huur.", Kind.ABBREVIATION, "m.b.t.", "schrijf: over"),
        ("Huis nr. acht.", Kind.ABBREVIATION, "nr.", "schrijf: nummer"),
        ("Bel a.u.b. ons.", Kind.ABBREVIATION, "a.u.b.", "schrijf de woorden voluit"),
    ],
)
def test_a_listed_word_is_found_with_what_to_write_instead(text, kind, shown, suggestion):
    expected = Finding(line=3, kind=kind, text=shown, suggestion=suggestion)
    assert check(f"# Kop\n\n{text}", WORDS) == (expected,)


def test_a_letter_of_the_law_may_use_the_words_of_the_law():
    assert check("Een sommatie.", WORDS, is_legal=True) == ()


def test_parts_of_words_are_left_alone():
    assert check("Jeugd en sommaties.", WORDS) == ()


def test_an_empty_text_has_no_findings():
    assert check("", WORDS) == ()
    assert check("…\n\n- !", WORDS) == ()


def test_a_list_of_words_that_misses_a_table_is_refused():
    with pytest.raises(ValueError, match=r"words\.toml: 'hard' is missing"):
        parse_words("[limits]")
