"""Every page draws with made-up values, in both languages, and keeps the strict security policy."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

VOID = {
    "area",
    "base",
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "path",
    "use",
    "polygon",
    "polyline",
    "circle",
}


class Reader(HTMLParser):
    """Collects what the tests ask about a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.crossed.append(tag)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_draws_whole(draw, page_name, language):
    page = Reader(draw(page_name, language))
    assert (page.crossed, page.open) == ([], [])
    assert len(page.ids) == len(set(page.ids))


def test_a_page_has_no_style_or_script_of_its_own(draw, page_name):
    page = Reader(draw(page_name))
    for tag, values in page.tags:
        assert tag != "style"
        assert tag != "script" or values.get("src")
        assert not [name for name in values if name == "style" or name.startswith(("on", "hx-on", "hx-vals"))]


def test_a_page_has_one_heading_and_a_way_to_it(draw, page_name):
    if not page_name.startswith("panel"):
        drawn = draw(page_name)
        assert len(re.findall("<h1", drawn)) == 1
        assert 'href="#content"' in drawn and 'id="content"' in drawn


def test_a_page_names_only_icons_of_the_sprite(draw, page_name):
    sprite = Path(finders.find("icons/sprite.svg")).read_text("utf-8")
    for name in re.findall(r"sprite\.svg#([\w-]*)", draw(page_name)):
        assert f'id="{name}"' in sprite


def test_an_english_page_has_no_dutch_of_ours(draw):
    drawn = draw("suspense-empty", "en")
    assert "All money has its place" in drawn
    assert 'lang="en"' in drawn
