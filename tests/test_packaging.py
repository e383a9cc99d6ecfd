"""Around the code: what is pinned, what is named, and what may never be in the repository."""

import re
import stat
import subprocess
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checkout import ROOT, tracked

LOCKS = ("runtime", "dev")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# Where an address may stand in a file that installs or publishes, and why.
ADDRESSES_ALLOWED = {
    "publiccode.yml": {"https://example.org/gewoon.git"},  # a field that the standard demands
}
MACHINE_PATHS = re.compile(
    rb"(?<![\w.])/(?:work/(?:main|shared)|root/|home/[a-z]|Users/[A-Za-z]|opt/pypi|tmp/bash)|[A-Z]:\\Users\\"
)
BINARIES = {".png", ".woff2", ".pdf", ".ico", ".xlsx", ".ods", ".zip", ".gz", ".parquet"}


def pinned(lock: str) -> dict[str, str]:
    """Answer name and version of each package in a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


def packaging_files() -> list[str]:
    """Answer the files that install, build, check or publish."""
    names = [str(path) for path in tracked()]
    return [
        name
        for name in names
        if name
        in {"pyproject.toml", "gewoon", "publiccode.yml", ".gitignore", "tests/run.py", "tests/postgres.py"}
        or name.startswith(("requirements/", ".ci/"))
    ]


def test_every_pinned_package_is_checked_against_a_hash():
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
        blocks = re.split(r"\n(?=\S)", text.strip())
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_declared_package_is_pinned_within_its_range():
    project = PROJECT["project"]
    shipped = project["dependencies"] + project["optional-dependencies"]["postgres"]
    wanted = {"runtime": shipped, "dev": shipped + PROJECT["dependency-groups"]["dev"]}
    for lock, words in wanted.items():
        there = pinned(lock)
        asked = [Requirement(word) for word in words]
        assert [str(r) for r in asked if there.get(canonicalize_name(r.name), "0") not in r.specifier] == []


def test_the_tests_run_on_the_packages_that_are_shipped():
    assert {name: v for name, v in pinned("runtime").items() if pinned("dev").get(name) != v} == {}


def test_packaging_files_name_no_address():
    """A lock that names a mirror works for one developer only."""
    found = {}
    for name in packaging_files():
        words = re.findall(r"[^\s\"'<>]*://[^\s\"'<>]*", (ROOT / name).read_text("utf-8"))
        strange = [word for word in words if word not in ADDRESSES_ALLOWED.get(name, set())]
        found |= {name: strange} if strange else {}
    found.pop("tests/postgres.py", None)  # an address on this machine, made at run time
    assert found == {}


def test_no_file_names_a_place_on_somebodys_machine():
    paths = [
        path for path in tracked() if path.suffix not in BINARIES and str(path) != "tests/test_packaging.py"
    ]
    hits = {str(path): MACHINE_PATHS.search((ROOT / path).read_bytes()) for path in paths}
    assert {name: hit.group() for name, hit in hits.items() if hit} == {}


def test_locks_that_name_an_index_stay_out():
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert {"uv.lock", "pylock.toml", "var/"} <= set(ignored)
    assert not {"uv.lock", "pylock.toml"} & {path.name for path in tracked()}


def test_the_scripts_can_be_run_and_read_by_any_shell():
    for name, shell in (("gewoon", "sh"), (".ci/run", "bash")):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR, f"{name} is not executable"
        subprocess.run([shell, "-n", ROOT / name], check=True)


def test_the_licence_is_the_one_that_is_named():
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text and "Appendix" in text


def test_the_description_for_the_public_follows_the_project():
    text = (ROOT / "publiccode.yml").read_text("utf-8")
    assert f'softwareVersion: "{PROJECT["project"]["version"]}"' in text
    assert f"license: {PROJECT['project']['license']}" in text
    for key in ("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"):
        assert re.search(rf"^{key}:", text, re.MULTILINE), key
    for key in ("description", "legal", "maintenance", "localisation"):
        assert re.search(rf"^{key}:\n  \w", text, re.MULTILINE), key
    for words in re.findall(r"shortDescription: (.*)", text):
        assert len(words) <= 150
    for words in re.findall(r"longDescription: >\n((?:      .*\n)+)", text):
        assert 150 <= len(" ".join(words.split())) <= 10_000
