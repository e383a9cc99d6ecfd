"""Letters to the mail house: the same tests for the folder and for a gateway in memory."""

from datetime import date

import pytest

from gewoon.gateways.post import (
    Batch,
    FileDrop,
    Parcel,
    PostError,
    Receipt,
    Result,
    Status,
    check,
    read_status,
)


class PostInMemory:
    """A mail house that keeps everything in a dictionary."""

    def __init__(self):
        self.letters = {}
        self.status = []

    def deliver(self, batch):
        check(batch, {letter_id: parcel.sha256 for letter_id, parcel in self.letters.items()})
        known = tuple(parcel.letter_id for parcel in batch.parcels if parcel.letter_id in self.letters)
        new = tuple(parcel.letter_id for parcel in batch.parcels if parcel.letter_id not in self.letters)
        self.letters |= {parcel.letter_id: parcel for parcel in batch.parcels}
        return Receipt(delivered=new, known=known)

    def results(self):
        return read_status(self.status, set(self.letters))

    def report(self, *lines):
        self.status = [
            dict(zip(("file", "status", "on", "reason"), line.split(";"), strict=False)) for line in lines
        ]


class PostInFolder(FileDrop):
    """The folder, and a mail house that writes its status file."""

    def report(self, *lines):
        text = "\r\n".join(["file;status;on;reason", *lines])
        (self._folder / "status.csv").write_text(text, encoding="utf-8-sig", newline="")


@pytest.fixture(params=["memory", "folder"])
def post(request, tmp_path):
    return PostInMemory() if request.param == "memory" else PostInFolder(tmp_path / "post")


def parcel(letter_id="L1", pdf=b"%PDF-1", **other):
    address = ("Mevrouw Ş. Voorbeeld", "Rietlaan 12", "0000 AB WATERRIJK")
    wanted = {"pages": 2, "address": address, "code": "G21", "sent_on": date(2026, 11, 23)}
    return Parcel(letter_id=letter_id, pdf=pdf, **wanted | other)


def batch(*parcels, name="2026-11-23"):
    return Batch(name=name, parcels=parcels)


def test_letters_are_handed_over_once_however_often_it_is_asked(post):
    assert post.deliver(batch(parcel("L1"), parcel("L2"))) == Receipt(delivered=("L1", "L2"), known=())
    assert post.deliver(batch(parcel("L1"), parcel("L3"))) == Receipt(delivered=("L3",), known=("L1",))
    assert post.deliver(batch(parcel("L2"), name="2026-11-24")) == Receipt(delivered=(), known=("L2",))


def test_another_letter_under_a_known_id_is_refused_with_its_whole_batch(post):
    post.deliver(batch(parcel("L1")))
    with pytest.raises(PostError, match="L1: was handed over before with other contents"):
        post.deliver(batch(parcel("L2"), parcel("L1", b"other")))
    assert post.deliver(batch(parcel("L2"))).delivered == ("L2",)


@pytest.mark.parametrize("name", ["../L1", "", "L1.pdf", "a/b", "x" * 41, "L\n"])
def test_names_that_are_no_plain_names_are_refused(name, post):
    with pytest.raises(PostError, match="use letters, digits and hyphens in its id"):
        post.deliver(batch(parcel(name)))
    with pytest.raises(PostError, match="use letters, digits and hyphens"):
        post.deliver(batch(parcel(), name=name))


def test_a_letter_twice_in_a_batch_is_refused(post):
    with pytest.raises(PostError, match="L1: stands twice in this batch"):
        post.deliver(batch(parcel(), parcel()))


def test_what_became_of_letters_is_read_back(post):
    post.deliver(batch(parcel("L1"), parcel("L2")))
    assert post.results().results == ()
    post.report("L1.pdf;delivered;2026-11-25;", "L2.pdf;returned;2026-11-26;verhuisd")
    report = post.results()
    assert report.problems == ()
    assert report.results == (
        Result(letter_id="L1", status=Status.DELIVERED, on=date(2026, 11, 25)),
        Result(letter_id="L2", status=Status.RETURNED, on=date(2026, 11, 26), reason="verhuisd"),
    )


def test_lines_of_the_status_that_are_wrong_are_problems_and_never_results(post):
    post.deliver(batch(parcel("L1")))
    post.report(
        "L9.pdf;delivered;2026-11-25;", "L1.pdf;lost;2026-11-25;", "L1.pdf;returned;gisteren;", "L1.pdf"
    )
    report = post.results()
    assert report.results == ()
    assert report.problems == (
        "status.csv, line 2: 'L9.pdf' was never handed over",
        "status.csv, line 3: status 'lost': expected delivered or returned",
        "status.csv, line 4: expected a day as 2026-11-23, found 'gisteren'",
        "status.csv, line 5: status, on missing; expected the columns file; status; on; reason",
    )


def test_folder_holds_the_letters_and_one_line_for_each(tmp_path):
    FileDrop(tmp_path).deliver(batch(parcel("L1"), parcel("L2", address=("=SOM(A1)", "B"))))
    FileDrop(tmp_path).deliver(batch(parcel("L3")))
    place = tmp_path / "2026-11-23"
    manifest = (place / "manifest.csv").read_bytes()
    first, second, *_ = manifest.decode("utf-8-sig").splitlines()[1:]
    assert manifest.startswith(b"\xef\xbb\xbffile;address;pages;sha256;code;sent_on\r\n")
    expected = (
        f"L1.pdf;Mevrouw Ş. Voorbeeld | Rietlaan 12 | 0000 AB WATERRIJK;2;{parcel().sha256};G21;2026-11-23"
    )
    assert first == expected
    assert second.startswith("L2.pdf;'=SOM(A1) | B;")
    assert sorted(file.name for file in place.iterdir()) == ["L1.pdf", "L2.pdf", "L3.pdf", "manifest.csv"]
    assert (place / "L1.pdf").read_bytes() == b"%PDF-1"


def test_letters_of_a_batch_that_broke_off_are_handed_over_when_asked_again(tmp_path):
    place = tmp_path / "2026-11-23"
    place.mkdir()
    (place / "L1.pdf").write_bytes(b"%PDF")
    (place / ".L2.pdf.part").write_bytes(b"%P")
    assert FileDrop(tmp_path).deliver(batch(parcel("L1"), parcel("L2"))).delivered == ("L1", "L2")
    assert (place / "L1.pdf").read_bytes() == b"%PDF-1"
