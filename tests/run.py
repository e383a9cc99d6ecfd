"""Runs the checks and the tests: ./gewoon check and ./gewoon test end here."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import postgres

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = "from importlinter.cli import lint_imports_command as main; main()"
STATIC = {
    "layout (ruff format)": ["-m", "ruff", "format", "--check", "--quiet", "src", "tests"],
    "faults (ruff check)": ["-m", "ruff", "check", "--quiet", "src", "tests"],
    "types (mypy)": ["-m", "mypy"],
    "floors and rooms (import-linter)": ["-c", CONTRACTS],
}
# Pages ask and do through these floors; twice over all their routes and roles would take the time of CI.
ON_BOTH_DATABASES = [f"tests/{floor}" for floor in ("records", "actions", "jobs", "story")]
WITHOUT_DATABASE = ["tests/jobs/test_bench.py"]  # below those folders, and the same on any database
LIMIT_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of pytest came to."""

    passed: int = 0
    failed: int = 0
    is_good: bool = True


def main() -> int:
    """Run what was asked; answer 0 when all is well, else 1."""
    arguments, extra = _parser().parse_known_args()
    chosen = [path for word in extra if (path := _test_path(word))]
    extra = [word for word in extra if _test_path(word) is None]
    os.chdir(ROOT)
    for name in [name for name in os.environ if name.startswith("GEWOON_")]:
        del os.environ[name]  # no test may meet somebody's own association
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the database is stopped as well

    failures = [name for name, command in STATIC.items() if not _static(name, command)]
    if arguments.what == "check":
        outcomes = {
            "tests": _pytest("fast tests", chosen, "not browser and not long and not postgres", extra)
        }
    else:
        outcomes = _all_tests(chosen, extra, is_long=arguments.long)
    return _close(failures, outcomes)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./gewoon", description="Other arguments go to pytest.")
    parser.add_argument("what", choices=["test", "check"])
    parser.add_argument("--long", action="store_true", help="also the tests that take minutes")
    return parser


def _test_path(word: str) -> str | None:
    """Answer the word as a path below tests, seen from the root; None for anything else."""
    file, *inside = word.split("::")
    place = Path(file).resolve()
    if word.startswith("-") or not place.exists() or ROOT / "tests" not in (place, *place.parents):
        return None
    return "::".join([str(place.relative_to(ROOT)), *inside])


def _static(name: str, command: list[str]) -> bool:
    began = time.monotonic()
    answer = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    is_good = answer.returncode == 0
    _say(f"{name:<40} {'good' if is_good else 'FAILED':<7} {time.monotonic() - began:4.0f} s")
    if not is_good:
        _say(answer.stdout + answer.stderr)
    return is_good


def _all_tests(chosen: list[str], extra: list[str], *, is_long: bool) -> dict[str, Outcome]:
    length = "" if is_long else " and not long"
    more = [*extra, *(["--hypothesis-profile=search"] if is_long else [])]
    limit = None if is_long else LIMIT_SECONDS
    outcomes = {"SQLite": _pytest("tests on SQLite", chosen, "not browser" + length, more, limit=limit)}
    both = _within(chosen, ON_BOTH_DATABASES)
    if both:
        try:
            with postgres.started() as address:
                outcomes["PostgreSQL"] = _pytest(
                    "tests on PostgreSQL", both, "not browser" + length, more, limit=limit, database=address
                )
        except postgres.NoPostgres as refusal:
            _say(f"FAILED: {refusal}")
            outcomes["PostgreSQL"] = Outcome(failed=1, is_good=False)
    pages = _within(chosen, ["tests/browser"])
    if pages:
        outcomes["browser"] = _pytest(
            "tests in the browser", pages, "browser" + length, more, limit=limit, cores=0
        )
    return outcomes


def _within(chosen: list[str], folders: list[str]) -> list[str]:
    """Answer the folders that exist, or of what was chosen that which lies in them."""
    if not chosen:
        return [folder for folder in folders if Path(folder).is_dir()]
    inside = [path for path in chosen if path.startswith(tuple(f"{folder}/" for folder in folders))]
    whole = [folder for folder in folders if folder in chosen or "tests" in chosen]
    return inside + [folder for folder in whole if Path(folder).is_dir()]


def _pytest(
    title: str,
    paths: list[str],
    marks: str,
    extra: list[str],
    *,
    limit: int | None = LIMIT_SECONDS,
    cores: int = 2,
    database: str = "",
) -> Outcome:
    _say(f"\n{title}")
    with tempfile.TemporaryDirectory(prefix="gewoon-run-") as folder:
        report = Path(folder) / "report.xml"
        options = [
            "-m",
            marks,
            f"--junit-xml={report}",
            *(["-n", str(cores), "--dist=worksteal"] if cores else []),
        ]
        if database:
            options += [f"--ignore={path}" for path in WITHOUT_DATABASE]
        command = [sys.executable, "-m", "pytest", *(paths or ["tests"]), *options, *extra]
        try:
            status = subprocess.run(
                command, env=os.environ | {"GEWOON_DATABASE": database}, check=False, timeout=limit
            ).returncode
        except subprocess.TimeoutExpired:
            _say(f"FAILED: {title} took longer than {limit} seconds and was stopped.")
            return Outcome(failed=1, is_good=False)
        return _read(report, status, is_choice=bool(extra))


def _read(report: Path, status: int, *, is_choice: bool) -> Outcome:
    """Count what the report says; a run without tests is good only when somebody chose from them."""
    count = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314  (we wrote it)
            count = {name: number + int(suite.get(name, 0)) for name, number in count.items()}
    failed = count["failures"] + count["errors"]
    if count["skipped"]:
        _say(f"FAILED: {count['skipped']} tests were skipped; a test runs or fails.")
    is_good = (status == 0 or (status == 5 and is_choice)) and not count["skipped"]
    passed = max(0, count["tests"] - failed - count["skipped"])
    return Outcome(passed=passed, failed=failed or int(not is_good), is_good=is_good)


def _close(failures: list[str], outcomes: dict[str, Outcome]) -> int:
    failures = failures + [name for name, outcome in outcomes.items() if not outcome.is_good]
    _say("")
    for name, outcome in outcomes.items():
        _say(f"{name:<12} {outcome.passed:>6} passed {outcome.failed:>4} failed")
    if failures:
        _say("Not good yet: " + "; ".join(failures))
    passed = sum(outcome.passed for outcome in outcomes.values())
    failed = sum(outcome.failed for outcome in outcomes.values()) + sum(name in STATIC for name in failures)
    _say(f"{passed} passed, {failed} failed")
    return 1 if failures else 0


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
