"""What stands around a letter on a screen: nothing that others may not see."""

from dataclasses import replace
from datetime import date

import pytest

from gewoon.gateways.contact_files import shipped_limits, shipped_notices
from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.rules.contact.letter_values import Person, Sender
from gewoon.rules.contact.letters import Document
from gewoon.rules.contact.notices import SMS_CHARACTERS, notice, parse

DOCUMENT = Document(
    name="reminder",
    code="G11",
    language="nl",
    subject="Uw huur",
    sender=Sender(name="Stichting Wonen Waterrijk", street="Dijkweg 1", town="0000 AA Waterrijk"),
    addressee=("S. Voorbeeld", "Rietlaan 1"),
    contact=Person(name="Femke Proef", phone="000 000 00 00"),
    dated_on=date(2026, 11, 22),
    reference="1",
    blocks=(),
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_screen_ever_speaks_of_debt(language):
    said = notice(shipped_notices(), replace(DOCUMENT, language=language), "Beste S. Voorbeeld")
    seen = " ".join((said.subject, said.mail, said.sms, said.sms_sender, said.attachment)).lower()
    assert [part for part in shipped_letters().words.shame[language] if part in seen] == []
    assert "femke proef" in said.mail.lower()
    assert "000 000 00 00" in said.sms


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_subject_of_a_letter_speaks_of_debt(language):
    letters = shipped_letters()
    seen = [version.pages[language].subject.lower() for version in letters.versions]
    assert [
        (subject, part) for subject in seen for part in letters.words.shame[language] if part in subject
    ] == []


def test_what_a_name_holds_is_never_read_as_a_place():
    odd = replace(DOCUMENT, sender=replace(DOCUMENT.sender, name="{phone} Wonen"))
    assert notice(shipped_notices(), odd, "{name}").subject == "Een bericht van {phone} Wonen"


def test_a_long_name_still_fits_in_one_text_message():
    long = replace(DOCUMENT, sender=replace(DOCUMENT.sender, name="Woningstichting " * 8))
    said = notice(shipped_notices(), long, "Beste S.")
    assert len(said.sms) <= SMS_CHARACTERS
    assert said.sms.endswith("000 000 00 00")
    assert said.sms_sender == "Woningstich"


@pytest.mark.parametrize("text", ["", "[nl]\nsubject = 'x'", "nl = 1\nen = 2"])
def test_words_that_are_missing_are_named(text):
    with pytest.raises(ValueError, match=r"missing .*nl\.mail"):
        parse(text)


def test_the_shipped_limits_are_whole_numbers_above_zero():
    limits = shipped_limits()
    assert all(getattr(limits, name) > 0 for name in limits.__slots__)
