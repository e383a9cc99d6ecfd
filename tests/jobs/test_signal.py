"""`gewoon signal`: agree, send, take in answers, export, recall; refused with a sentence and status 1."""

import json

import pytest

from actions.contact.municipal import open_gate, ready
from gewoon.jobs import environment
from gewoon.jobs.main import main
from gewoon.records.contact import ContactAttempt, Signal
from stories import at

pytestmark = pytest.mark.django_db
DAY = "2026-10-26"


@pytest.fixture(autouse=True)
def _home(monkeypatch, tmp_path, settings):
    from actions.contact.municipal import DAY as TODAY

    settings.GEWOON_HOME = tmp_path
    monkeypatch.setattr(environment, "start", lambda: None)
    monkeypatch.setattr(environment, "now", lambda: at(TODAY))


def _says(capsys, *words):
    status = main(["signal", *words])
    return status, capsys.readouterr()


def test_from_agreement_to_recall(capsys, tmp_path):
    who = ready(with_agreement=False)
    agree = [
        "agree",
        "Gemeente Waterrijk",
        "--town",
        "Waterrijk",
        "--from",
        "2020-01-01",
        "--reference",
        "map 1",
    ]
    assert _says(capsys, *agree)[0] == 0
    assert "has an agreement" in _says(capsys, *agree)[1].err
    status, said = _says(capsys, "send", "101")
    assert (status, "not a signal" in said.err) == (1, True)
    open_gate(who)
    status, said = _says(capsys, "send", "101", "--json")
    told = json.loads(said.out)
    assert (status, told["signal"]) == (0, "2026-101-1")
    assert (tmp_path / "municipality" / told["file"]).exists()
    file = tmp_path / "antwoorden.csv"
    file.write_text(f"number;code;on\n2026-101-1;Inwoner is overleden;{DAY}\n")
    assert json.loads(_says(capsys, "replies", str(file), "--json")[1].out) == {"new": 1}
    for kind in ("csv", "xlsx", "json"):
        out = tmp_path / f"uit.{kind}"
        days = ["--from", DAY, "--to", DAY, "--out", str(out)]
        assert _says(capsys, "export", "--format", kind, *days)[0] == 0
        assert out.stat().st_size > 50
    assert _says(capsys, "recall", "2026-101-1", "--reason", "fout")[0] == 0
    assert Signal.objects.get().recall_reason == "fout"


def test_the_words_of_ddas_hold_no_names_and_no_attempt_that_was_taken_back(capsys, tmp_path):
    who = ready()
    open_gate(who)
    ContactAttempt.objects.filter(kind="visit").update(taken_back_at=at(ContactAttempt.objects.first().on))
    ContactAttempt.objects.create(
        tenancy=who, kind="visit", on=ContactAttempt.objects.first().on, reached=False,
        by_name="olga", recorded_at=ContactAttempt.objects.first().recorded_at,
    )  # fmt: skip
    assert _says(capsys, "send", "101")[0] == 0
    out = tmp_path / "ddas.json"
    assert _says(capsys, "ddas", "--from", DAY, "--to", DAY, "--out", str(out))[0] == 0
    (told,) = json.loads(out.read_text("utf-8"))["vroegsignalen"]
    assert (told["bedrag"], told["signaalpartner"]) == (1200, {"type": "Huur"})
    assert {each["soort"] for each in told["contactpogingen"]} == {"Telefoon", "Huisbezoek"}
    assert "Verzonnen" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["send", "999"],
        ["recall", "2026-1-1", "--reason", "x"],
        ["replies", "/bestaat/niet.csv"],
        ["export", "--mapping", "weg", "--from", DAY, "--to", DAY, "--out", "x"],
    ],
)
def test_what_cannot_be_done_is_told(capsys, words):
    status, said = _says(capsys, *words)
    assert (status, bool(said.err), said.out) == (1, True, "")
