"""Findings."""

from gewoon.rules.policy.findings import Finding, Place, nearest


def test_a_finding_has_a_place_for_editors_and_for_programs():
    place = Place(file="p.toml", line=3, column=7)
    assert str(place) == "p.toml:3:7"
    assert Finding(place=place, kind="error", message="m").as_json() == {
        "kind": "error",
        "place": {"file": "p.toml", "line": 3, "column": 7},
        "message": "m",
    }


def test_the_nearest_name_is_offered_only_when_there_is_one():
    assert nearest("arears", ["arrears", "help"]) == "; did you mean 'arrears'?"
    assert nearest("zzz", ["arrears"]) == ""
