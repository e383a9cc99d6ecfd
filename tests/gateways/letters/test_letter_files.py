"""The letters that are shipped, and letters from a folder."""

import re
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from gewoon.gateways.letters.letter_files import read_letters, shipped_letters
from gewoon.rules.contact.letters import LetterError, fill
from gewoon.rules.contact.readability import check

NAMES = (
    "arrangement_agreement",
    "breach",
    "fourteen_day",
    "invitation",
    "last_warning",
    "paid_off",
    "reminder",
    "second_reminder",
    "sign_in_code",
    "signal_announced",
    "training_finished",
    "training_invitation",
    "training_no_seat",
    "training_reminder",
    "training_seat",
    "visit_card",
    "word_before_breach",
)
PLAIN_ABOUT_COURT = "last_warning"  # says in plain words what a judge can decide: that is its purpose
SHIPPED = Path(str(files("gewoon") / "data" / "letters"))
ON = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SHIPPED, tmp_path / "letters"))


def text_of(document):
    """Everything that runs as text, in one line."""
    runs = [block.words for block in document.blocks if hasattr(block, "words")]
    runs += [item for block in document.blocks if type(block).__name__ == "Bullets" for item in block.items]
    return " ".join("".join(words.text for words in run) for run in runs)


def test_every_letter_of_the_path_is_shipped():
    assert shipped_letters().names() == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_shipped_letter_can_be_filled_and_names_who_answers(name, language, values):
    text = text_of(fill(shipped_letters().on(name, ON), language, values(name)))
    assert "Femke Proef" in text
    assert "000 000 00 00" in text


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_dutch_text_reads_at_b1(name):
    letters = shipped_letters()
    text = (SHIPPED / name / "nl.md").read_text(encoding="utf-8")
    assert check(text, letters.words, is_legal=letters.on(name, ON).is_legal) == ()


def test_codes_for_the_printer_differ_and_say_nothing():
    codes = [letter.code for letter in shipped_letters().versions]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("G[0-9]{2}", code) for code in codes)


def test_fourteen_day_letter_is_exact_to_the_law(values):
    text = text_of(fill(shipped_letters().on("fourteen_day", ON), "nl", values("fourteen_day")))
    text = text.replace("\u00a0", " ")
    assert "Betaal € 1.301,00 binnen vijftien dagen nadat deze brief bij u is bezorgd." in text
    assert "Deze kosten zijn € 195,15. Samen met de huur is dat € 1.496,15." in text
    assert "laatste mogelijkheid" in text
    assert not re.search(r"20\d\d|veertien dagen", text)
    assert "gegevens door" in text
    assert "Team Geldhulp: 000 000 00 01" in text
    assert "Bent u het niet eens met deze brief?" in text


@pytest.mark.parametrize("threat", ["deurwaarder", "rechter", "ontruim", "uitzet", "rente"])
def test_no_shipped_letter_threatens(threat):
    assert not [
        name
        for name in NAMES
        if name != PLAIN_ABOUT_COURT
        and threat in (SHIPPED / name / "nl.md").read_text(encoding="utf-8").lower()
    ]


def test_second_reminder_offers_to_pass_on_data_and_lets_the_tenant_decline(values):
    text = text_of(fill(shipped_letters().on("second_reminder", ON), "nl", values("second_reminder")))
    assert "ja, geef mijn gegevens door" in text
    assert "Wilt u dat niet? Laat het ons weten, uiterlijk op 7\u00a0december\u00a02026." in text


def test_the_version_of_the_day_is_taken(folder):
    later = Path(shutil.copytree(folder / "reminder", folder / "reminder-2027-07-01"))
    declaration = (later / "letter.toml").read_text(encoding="utf-8")
    (later / "letter.toml").write_text(declaration.replace("2026-07-01", "2027-07-01"), encoding="utf-8")
    letters = read_letters(folder)
    assert letters.on("reminder", date(2027, 6, 30)).valid_from == date(2026, 7, 1)
    assert letters.on("reminder", date(2027, 7, 1)).valid_from == date(2027, 7, 1)


def test_a_letter_that_is_not_there_is_told_with_what_there_is():
    with pytest.raises(LookupError, match="no letter 'threat' on 2026-11-23: choose from arrangement_"):
        shipped_letters().on("threat", ON)
    with pytest.raises(LookupError):
        shipped_letters().on("reminder", date(2026, 6, 30))


def test_all_problems_of_all_letters_are_told_at_once(folder):
    (folder / "reminder" / "nl.md").unlink()
    (folder / "paid_off" / "en.md").write_bytes(b"\xff")
    (folder / "invitation").rename(folder / "come")
    with pytest.raises(LetterError) as raised:
        read_letters(folder)
    come, paid_off, reminder = raised.value.problems
    assert come == "come: expected the folder invitation or invitation-2026-07-01"
    assert paid_off.startswith("paid_off: en.md is no UTF-8")
    assert reminder == "reminder: the file nl.md is missing"
