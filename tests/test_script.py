"""The script ./gewoon, with a Python that only pretends: nothing is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from checkout import ROOT

TOOLS = (
    "sh",
    "sed",
    "cat",
    "cksum",
    "dirname",
    "date",
    "tail",
    "mkdir",
    "rm",
    "mv",
    "cp",
    "sleep",
    "readlink",
    "chmod",
)
PRETENDER = """#!/bin/sh
# Pretends to be Python: answers the probe, makes an environment that holds a copy of itself, tells the rest.
case "$1 ${2-}" in
  '-c '*version_info*) printf '%s\\n%s\\n%s\\n' "VERSION" "$0" "MISSING" ;;
  '-c '*sysconfig*) here=${0%/bin/*}; mkdir -p "$here/site"; echo "$here/site" ;;
  '-m venv') for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
  '-m pip') echo pip >>"$RECORD"; [ -z "${FAIL-}" ] || { echo "no network here"; exit 1; } ;;
  *) echo "home=$GEWOON_HOME"; printf '<%s>' "$@"; echo ;;
esac
"""


class Checkout:
    """A checkout with a space in its name, and a PATH on which only the pretender is a Python."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "check out"
        self.programs = folder / "bin"
        self.record = folder / "record"
        (self.root / "requirements").mkdir(parents=True)
        self.programs.mkdir()
        for tool in TOOLS:
            (self.programs / tool).symlink_to(shutil.which(tool))
        shutil.copy(ROOT / "gewoon", self.root / "gewoon")
        self.require("first")

    def require(self, text: str) -> None:
        for lock in ("runtime", "dev"):
            (self.root / "requirements" / f"{lock}.txt").write_text(text)

    def python(self, name: str = "python3.12", version: str = "3.12.4", missing: str = "") -> None:
        place = self.programs / name
        place.write_text(PRETENDER.replace("VERSION", version).replace("MISSING", missing))
        place.chmod(0o755)

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        surroundings = {"PATH": str(self.programs), "RECORD": str(self.record)} | more
        return subprocess.run(
            [str(self.root / "gewoon"), *words],
            env=surroundings,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    def installs(self) -> int:
        return len(self.record.read_text().split()) if self.record.exists() else 0


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_everything_is_passed_on_from_any_folder(checkout):
    checkout.python()
    answer = checkout.run("policy", "check", "my policy.toml")
    assert answer.returncode == 0
    assert answer.stdout.splitlines() == [
        f"home={checkout.root}/var",
        "<-P><-m><gewoon.jobs.main><policy><check><my policy.toml>",
    ]


def test_the_second_time_is_quiet_and_installs_nothing(checkout):
    checkout.python()
    first, second = checkout.run("verify"), checkout.run("verify")
    assert "packages, each checked against its hash" in first.stderr
    assert (second.stderr, checkout.installs()) == ("", 1)


def test_changed_requirements_make_the_environment_anew(checkout):
    checkout.python()
    checkout.run("verify")
    checkout.require("second")
    (checkout.root / ".venv" / "left-over").touch()
    checkout.run("verify")
    assert checkout.installs() == 2
    assert not (checkout.root / ".venv" / "left-over").exists()


def test_without_a_network_the_old_environment_stays(checkout):
    checkout.python()
    checkout.run("verify")
    checkout.require("second")
    answer = checkout.run("verify", FAIL="1")
    assert answer.returncode == 1
    assert "no network here" in answer.stderr and "could not be installed" in answer.stderr
    checkout.require("first")
    assert checkout.run("verify").returncode == 0
    assert checkout.installs() == 2


def test_an_environment_that_was_cut_short_is_made_anew(checkout):
    checkout.python()
    (checkout.root / ".venv" / "bin").mkdir(parents=True)
    (checkout.root / ".venv" / "bin" / "python").symlink_to("/bin/false")
    assert checkout.run("verify").returncode == 0


def test_the_turn_of_a_process_that_died_is_taken_over(checkout):
    checkout.python()
    dead = subprocess.Popen(["true"])
    dead.wait()
    (checkout.root / ".venv.lock").mkdir()
    (checkout.root / ".venv.lock" / "process").write_text(f"{dead.pid}\n")
    assert checkout.run("verify").returncode == 0
    assert {path.name for path in checkout.root.iterdir() if path.name.startswith(".venv")} == {".venv"}


def test_who_comes_second_waits_and_is_told_for_whom(checkout):
    checkout.python()
    (checkout.root / ".venv.lock").mkdir()
    first = subprocess.Popen(["sleep", "600"])
    (checkout.root / ".venv.lock" / "process").write_text(f"{first.pid}\n")
    waiter = subprocess.Popen(
        [checkout.root / "gewoon", "verify"],
        env={"PATH": str(checkout.programs), "RECORD": str(checkout.record)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    said = waiter.stderr.readline()
    first.kill()
    first.wait()
    waiter.communicate()
    assert f"another ./gewoon (process {first.pid}) is making the environment" in said
    assert waiter.returncode == 0


@pytest.mark.parametrize(
    ("python", "advice"),
    [
        (None, "Python 3.11, 3.12 or 3.13 is needed and was not found."),
        ({"name": "python3", "version": "3.9.2"}, "python3 is 3.9.2"),
        ({"missing": "ensurepip"}, "sudo apt install python3-venv"),
    ],
)
def test_a_machine_without_a_whole_python_is_told_what_to_install(checkout, python, advice):
    if python is not None:
        checkout.python(**python)
    answer = checkout.run("demo")
    assert answer.returncode == 2
    assert advice in answer.stderr
    assert not (checkout.root / ".venv").exists()


def test_the_python_that_is_named_is_the_one_that_is_used(checkout):
    checkout.python("python3.12")
    checkout.python("other", version="3.11.9")
    answer = checkout.run("verify", GEWOON_PYTHON=str(checkout.programs / "other"))
    assert "with Python 3.11.9" in answer.stderr


def test_another_home_is_another_association(checkout):
    checkout.python()
    assert "home=/else where\n" in checkout.run("verify", GEWOON_HOME="/else where").stdout


def test_a_link_to_the_script_finds_its_checkout(checkout):
    checkout.python()
    link = checkout.programs / "gewoon"
    link.symlink_to(os.path.relpath(checkout.root / "gewoon", checkout.programs))
    answer = subprocess.run(
        [link, "verify"],
        env={"PATH": str(checkout.programs), "RECORD": str(checkout.record)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"home={checkout.root}/var" in answer.stdout
