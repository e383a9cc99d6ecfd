"""The handbook says only what is there: its commands are understood, its links lead somewhere."""

import ast
import re
import shlex
from importlib import import_module

import pytest

from checkout import ROOT
from gewoon.jobs.main import parser

HANDBOOK = ROOT / "docs" / "handbook"
PAGES = sorted(HANDBOOK.glob("*/*.md"))
NUMBERS = {"TENANCY": "1", "NUMMER": "1", "tenant|officer|auditor": "tenant"}


def named(path):
    return f"{path.parent.name}/{path.name}"


def blocks(text, language=""):
    """Answer what stands in code blocks of a language."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [block for said, block in fenced if said == language]


def commands(text):
    """Answer every command with its words, in code blocks and in sentences."""
    found = re.findall(r"`gewoon ([a-z][^`\n]*)`", text)
    for line in "".join(blocks(text)).splitlines():
        match = re.match(r"(?:.*[ /=])?gewoon ([a-z].*)", line.split("   ")[0] if line[0:1] == "g" else line)
        if match:
            found.append(re.sub(r"\$\(.*?\)", "DAY", match[1]))
    return found


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_is_understood(page):
    for command in commands(page.read_text("utf-8")):
        words = [NUMBERS.get(word, word) for word in shlex.split(command)]
        parser().parse_args(words)


def test_commands_are_found():
    page = (HANDBOOK / "en" / "operation.md").read_text("utf-8")
    first = {command.split()[0] for command in commands(page)}
    assert {"nightly", "serve", "verify", "backup", "restore", "bench"} <= first


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_script_calls_what_is_there(page):
    for script in blocks(page.read_text("utf-8"), "python"):
        for node in ast.walk(ast.parse(script)):
            if isinstance(node, ast.ImportFrom):
                module = import_module(node.module)
                assert [name.name for name in node.names if not hasattr(module, name.name)] == []


def test_both_languages_have_every_page():
    pages = {language: len(list((HANDBOOK / language).glob("*.md"))) for language in ("en", "nl")}
    assert pages["en"] == pages["nl"]
