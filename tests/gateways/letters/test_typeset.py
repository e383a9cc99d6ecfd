"""Letters on paper: accessible, exact, and safe from what people are called."""

import io
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from gewoon.gateways.letters.letter_files import shipped_letters
from gewoon.gateways.letters.typeset import Typesetter, TypesettingError, page_count, typeset
from gewoon.gateways.letters.worker import main
from gewoon.rules.contact.letters import fill

NAMES = ("fourteen_day", "invitation", "paid_off", "reminder", "second_reminder")
HOSTILE = [
    '#{"a" * 10000000000}',
    "#eval(sys.inputs)",
    "$x^2$ en $",
    "@label <label>",
    "`raw` ```raw```",
    "<script>alert(1)</script>",
    "\\u{41} \\ // /* */",
    "{total} {page} {iban}",
    "*dik* _schuin_ = kop - punt",
    '"] #panic() [',
]


@pytest.fixture(scope="module")
def typesetter():
    made = Typesetter(labels=shipped_letters().labels)
    yield made
    made.close()


def document_of(values, name="reminder", language="nl", **other):
    return fill(shipped_letters().on(name, date(2026, 11, 23)), language, values(name, **other))


def text_of(pdf):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).replace("\u200b", "").split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_is_tagged_and_has_title_and_language(name, language, values, typesetter):
    document = document_of(values, name, language)
    read = PdfReader(io.BytesIO(typesetter.typeset(document)))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == language
    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert read.metadata.title == document.subject


def test_letter_can_be_read_aloud_in_order(values, typesetter):
    text = text_of(typesetter.typeset(document_of(values, "fourteen_day")))
    parts = [
        "Stichting Wonen Waterrijk",
        "Mevrouw S. Voorbeeld Rietlaan 12 0000 AB WATERRIJK",
        "Wie kunt u bellen? Femke Proef 000 000 00 00",
        "23 november 2026",
        "Belangrijk: een brief over uw huur",
        "Huur 0 1 januari 2026 € 650,50",
        "Totaal € 1.301,00",
        "binnen vijftien dagen nadat deze brief bij u is bezorgd",
        "€ 1.301,00 (1301 euro)",
        "NL59 GWNB 0000 0000 01",
        "RF18539007547034",
        "Met vriendelijke groet, Femke Proef",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_payment_code_says_in_words_what_it_holds(values, typesetter):
    pdf = typesetter.typeset(document_of(values))
    alt = "Betaalcode voor de app van uw bank: € 1.301,00 naar NL59 GWNB 0000 0000 01 op naam van"
    assert alt in _alternatives(pdf).replace("\u00a0", " ")


def _alternatives(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    found = [reader.get_object(number).get("/Alt", "") for number in _structure_numbers(reader)]
    return " ".join(str(each) for each in found)


def _structure_numbers(reader):
    for number in range(1, int(reader.trailer["/Size"])):
        if isinstance(reader.get_object(number), dict):
            yield number


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_text(hostile, values, typesetter):
    sender = values("reminder")["sender"] | {"name": hostile}
    addressee = [hostile, "Rietlaan 12", "0000 AB  WATERRIJK"]
    items = values("reminder", count=1)["open_items"]
    document = document_of(
        values,
        count=1,
        salutation=hostile,
        sender=sender,
        addressee=addressee,
        reference=hostile[:40],
        open_items=[items[0] | {"label": hostile}],
    )
    assert text_of(typesetter.typeset(document)).count(" ".join(hostile.split())) >= 4


@pytest.mark.parametrize(
    "name", ["Şükrü Ağaoğlu", "Łucja Wąsik-Źrebięć", "Zoë Çelik", "Řehoř Ñandú", "Ḥasan Œuvré", "€ ĳ ß"]
)
def test_names_of_many_languages_are_printed(name, values, typesetter):
    text = text_of(typesetter.typeset(document_of(values, salutation=name)))
    assert name in text or name.replace("ĳ", "ij") in text


def test_fourteen_open_items_take_two_pages_with_their_numbers(values, typesetter):
    pdf = typesetter.typeset(document_of(values, "fourteen_day", count=14))
    text = text_of(pdf)
    assert page_count(pdf) == len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert "Bladzijde 1 van 2" in text
    assert "Bladzijde 2 van 2" in text


def test_one_reminder_is_one_page(values, typesetter):
    assert page_count(typesetter.typeset(document_of(values))) == 1


def test_longest_values_stay_on_the_page(values, typesetter):
    document = document_of(
        values,
        addressee=["W" * 60] * 6,
        reference="W" * 40,
        salutation="W" * 120,
        contact={"name": "W" * 120, "phone": "0" * 120, "mail": "w" * 120, "hours": "w" * 120},
    )
    page = PdfReader(io.BytesIO(typesetter.typeset(document))).pages[0]
    widest = []
    page.extract_text(
        visitor_text=lambda text, _cm, matrix, *_: widest.append(matrix[4]) if text.strip() else None
    )
    assert max(widest) < page.mediabox.width


def test_nothing_but_the_address_stands_in_the_window(values, typesetter):
    """A C5 window shows at most 1 to 121 mm from the left, 30 to 90 mm from the top, as paper slides."""
    page = PdfReader(io.BytesIO(typesetter.typeset(document_of(values, "fourteen_day")))).pages[0]
    millimetre = 72 / 25.4
    height = float(page.mediabox.height)
    seen = []

    def look(text, cm, tm, *_):
        x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        if text.strip() and x < 121 * millimetre and 30 * millimetre < height - y < 90 * millimetre:
            seen.append(text.strip())

    page.extract_text(visitor_text=look)
    assert " ".join(" ".join(seen).split()) == "Mevrouw S. Voorbeeld Rietlaan 12 0000 AB WATERRIJK"


def test_same_letter_gives_the_same_bytes(values, typesetter):
    document = document_of(values)
    assert typesetter.typeset(document) == typesetter.typeset(document)


def test_letters_share_a_worker_that_is_started_when_needed(values, typesetter):
    assert typeset(document_of(values)) == typesetter.typeset(document_of(values))


def test_sign_that_the_font_lacks_is_told_and_the_next_letter_is_made(values, typesetter):
    with pytest.raises(
        TypesettingError, match="the font of the letters has no sign for '漢': write it in Latin letters"
    ):
        typesetter.typeset(document_of(values, salutation="Beste 漢"))
    assert typesetter.typeset(document_of(values))


def script(tmp_path, source):
    place = tmp_path / "worker.py"
    place.write_text(source, encoding="utf-8")
    return place


def test_worker_that_hangs_is_stopped_and_replaced(tmp_path, values):
    place = script(tmp_path, "import time; time.sleep(60)")
    typesetter = Typesetter(labels=shipped_letters().labels, seconds=0.2, worker=place)
    for _ in range(2):
        with pytest.raises(TypesettingError, match=r"no answer within 0\.2 seconds"):
            typesetter.typeset(document_of(values))
    typesetter.close()


def test_worker_that_stops_halfway_is_no_letter(tmp_path, values):
    place = script(tmp_path, "import sys; sys.stdin.readline(); print('{\"size\": 9}', flush=True)")
    with pytest.raises(TypesettingError, match="gave no answer"):
        Typesetter(labels=shipped_letters().labels, worker=place).typeset(document_of(values))


def test_any_other_complaint_of_the_typesetter_is_passed_on(tmp_path, values):
    place = script(
        tmp_path, 'import sys; sys.stdin.readline(); print(\'{"error": "unknown font"}\', flush=True)'
    )
    typesetter = Typesetter(labels=shipped_letters().labels, worker=place)
    with pytest.raises(TypesettingError, match="this letter cannot be typeset: unknown font"):
        typesetter.typeset(document_of(values))
    typesetter.close()


def test_worker_without_memory_is_no_letter(values):
    typesetter = Typesetter(labels=shipped_letters().labels, memory_bytes=64 * 1024**2)
    with pytest.raises(TypesettingError, match="gave no answer"):
        typesetter.typeset(document_of(values))


def test_letter_after_a_worker_was_ended_is_refused_once_and_then_made(values):
    typesetter = Typesetter(labels=shipped_letters().labels)
    typesetter.typeset(document_of(values))
    os.kill(typesetter._process.pid, signal.SIGKILL)
    with pytest.raises(TypesettingError):
        typesetter.typeset(document_of(values))
    assert typesetter.typeset(document_of(values))
    typesetter.close()
    typesetter.close()


def test_pdf_from_elsewhere_has_no_page_count():
    with pytest.raises(ValueError, match="no letter made here"):
        page_count(b"%PDF-1.4")


def test_worker_runs_without_the_package():
    source = Path(main.__code__.co_filename).read_text(encoding="utf-8")
    assert "gewoon" not in source
