"""Policies and files of facts on disk."""

from datetime import date
from importlib.resources import files

import pytest

from gewoon.gateways.policy_files import read_facts, read_text, shipped, shipped_policies, shipped_policy
from gewoon.rules.policy.check import check
from gewoon.rules.policy.reading import read_catalogue, read_gates, read_policy


@pytest.fixture(scope="module")
def policy():
    return shipped_policy(date(2026, 11, 22))


@pytest.fixture
def late(tmp_path):
    """A policy on its own facts: `late` (yes/no) and `days` (may be unknown)."""
    path = tmp_path / "late.toml"
    path.write_text(
        '[policy]\nname = "late"\nvalid_from = 2020-01-01\notherwise = "none"\n'
        '[[fact]]\nname = "late"\ntype = "bool"\n[[fact]]\nname = "days"\ntype = "days"\nunknown = true\n'
        '[[rule]]\nid = "r"\nwhen = "late and days >= 5"\nthen = "write"\n',
        encoding="utf-8",
    )
    return read_policy(read_text(path), shipped(date(2026, 7, 1))).policy


def test_every_shipped_policy_is_sound_and_good():
    for text in shipped_policies():
        reading = read_policy(text, shipped(date(2026, 11, 22)))
        assert reading.findings == ()
        assert check(reading.policy) == ()


def test_the_version_of_the_day_is_used(policy):
    assert policy.valid_from == date(2026, 7, 1)
    assert shipped_policy(date(2026, 6, 30)).valid_from == date(2023, 1, 1)
    assert shipped_policy(date(2022, 12, 31)) is None


def test_a_shipped_policy_that_is_not_sound_is_refused(monkeypatch, late):
    monkeypatch.setattr("gewoon.gateways.policy_files._latest", lambda *_: (read_broken(),))
    with pytest.raises(ValueError, match="unknown key 'nonsense'"):
        shipped_policy.__wrapped__(date(2026, 7, 1))


def read_broken():
    return type(shipped_policies()[0])(file="broken.toml", content="nonsense = 1")


def test_the_gates_hold_the_fifty_six_conditions():
    texts = shipped(date(2026, 7, 1))
    guarantees = read_gates(texts.gates, read_catalogue(texts.catalogue))
    wanted = [f"{gate}{number}" for gate, last in (("S", 10), ("C", 12), ("B", 10), ("D", 12), ("E", 12))
              for number in range(1, last + 1)]  # fmt: skip
    assert len(wanted) == 56
    assert set(wanted) <= {guarantee.id for guarantee in guarantees}
    assert {guarantee.id for guarantee in guarantees} - set(wanted) == {"D3-age", "T1", "T2"}


def test_every_shipped_fact_has_labels_and_a_source():
    catalogue = read_catalogue(shipped(date(2026, 7, 1)).catalogue)
    for fact in catalogue.values():
        sentences = (
            [fact.label] if fact.is_number else [fact.words[key] for key in fact.values or ("true", "false")]
        )
        assert all(set(words) == {"nl", "en"} for words in sentences), fact.name
        assert fact.established_by and fact.window, fact.name


def test_facts_are_read_from_a_file(tmp_path, late):
    path = tmp_path / "facts.csv"
    path.write_bytes(b"\xef\xbb\xbfdays,late\r\n7,true\r\n,false\r\n")
    assert read_facts(path, late).rows == ({"days": 7, "late": True}, {"days": None, "late": False})


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"days,late\n7,yes\n", 2, "row 1, column 'late': late is true or false, not 'yes'"),
        (b"days,late\n7,true\n\n", 3, "row 2: 0 cells where 2 were expected"),
        (b'days,late\n7,"tr"ue\n', 1, "no CSV"),
        (b"days,late\n7,\xff\n", 1, "no CSV"),
        (b"", 1, "the column 'late' is missing"),
        (b"days;late\n7;true\n", 1, "unknown fact 'days;late'"),
    ],
)
def test_a_wrong_file_of_facts_is_refused_with_a_place(tmp_path, late, content, line, said):
    path = tmp_path / "facts.csv"
    path.write_bytes(content)
    read = read_facts(path, late)
    assert read.rows == ()
    assert read.findings[0].place.line == line
    assert said in read.findings[0].message


def test_a_policy_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_bytes(b"a = \xff")
    with pytest.raises(ValueError, match="byte 5 is not UTF-8"):
        read_text(path)


def test_every_version_is_named_after_its_first_day():
    for file in (files("gewoon") / "data" / "policy" / "voorbeeld").iterdir():
        assert f"valid_from = {file.name.removesuffix('.toml')}" in file.read_text(encoding="utf-8")


def test_every_dutch_sentence_of_a_shipped_policy_is_short():
    for text in shipped_policies():
        policy = read_policy(text, shipped(date(2026, 7, 1))).policy
        words = [rule.why["nl"] for rule in policy.rules]
        words += [said for step in policy.steps.values() for said in (step.label["nl"], step.to_tenant["nl"])]
        words += [guarantee.label["nl"] for guarantee in policy.guarantees]
        for sentence in ". ".join(words).split(". "):
            assert len(sentence.split()) <= 15, sentence


def test_every_step_that_a_fact_waits_for_exists(policy):
    sources = {"importer", "person", "evidence", "later"}
    for fact in policy.facts.values():
        assert set(fact.established_by) <= sources | set(policy.steps), fact.name
