"""The style sheets: each is named, is found, and takes its colours from the tokens."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from gewoon.web.shared.stylesheets import SHEETS

STATIC = Path(finders.find("css/tokens.css")).parents[1]


def test_every_sheet_is_named_once_and_found():
    there = {str(place.relative_to(STATIC)) for place in STATIC.rglob("*.css")}
    assert there == set(SHEETS)
    assert len(SHEETS) == len(set(SHEETS))


@pytest.mark.parametrize("sheet", SHEETS)
def test_colours_come_from_the_tokens_only(sheet):
    text = (STATIC / sheet).read_text("utf-8")
    if sheet not in {"css/tokens.css", "css/layers.css"}:
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])|light-dark\(", text) == []
    assert text.count("{") == text.count("}")


def test_every_colour_that_is_used_is_a_token():
    tokens = set(re.findall(r"(--gw-[\w-]+):", (STATIC / "css/tokens.css").read_text("utf-8")))
    used = {
        name for sheet in SHEETS for name in re.findall(r"var\((--gw-[\w-]+)\)", (STATIC / sheet).read_text())
    }
    assert used <= tokens


def test_hashed_names_resolve(tmp_path):
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    for place in [place for place in STATIC.rglob("*") if place.is_file()]:
        target = tmp_path / place.relative_to(STATIC)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(place.read_bytes())
    names = {
        str(place.relative_to(STATIC)): (storage, str(place.relative_to(STATIC)))
        for place in STATIC.rglob("*.*")
    }
    faults = [fault for _, _, fault in storage.post_process(names) if isinstance(fault, Exception)]
    assert faults == []


def test_licences_travel_with_the_font_and_the_icons():
    assert "MIT License" in (STATIC / "icons/LICENCE-tabler-icons.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/LICENCE-source-sans-3.txt").read_text("utf-8")
