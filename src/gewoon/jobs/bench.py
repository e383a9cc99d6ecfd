"""`gewoon bench`: how fast this machine does what counts, with the answers compared."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

_MOST_LOAD_PER_CORE = 1.5
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contender: medians of its runs, in seconds and bytes, and the ratio to the baseline."""

    key: str
    question: str
    name: str
    size: str
    runs: int
    seconds: float
    cpu_seconds: float
    above_idle_bytes: int | None
    peak_bytes: int | None
    ratio: float | None
    digest: str
    agrees: bool


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("bench", help="measure how fast this machine does what counts")
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help="bank, account, policy, portfolio, sector"
    )
    parser.add_argument("--entries", type=_positive, default=100_000, metavar="N", help="in the bank file")
    parser.add_argument("--megabytes", type=_positive, metavar="N", help="size of the bank file instead")
    parser.add_argument("--homes", type=_positive, default=1_000, metavar="N")
    parser.add_argument("--years", type=_positive, default=3, metavar="N")
    parser.add_argument(
        "--tenancies", type=_positive, default=100_000, metavar="N", help="of the made-up sector"
    )
    parser.add_argument("--runs", type=_positive, metavar="N", help="at most so many of each")
    parser.add_argument("--anyway", action="store_true", help="also when the machine is busy")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure in a throw-away folder; 1 when the machine is busy or two answers differ."""
    from gewoon.jobs.benchmarks.contenders import subjects

    unknown = sorted(set(arguments.subjects) - set(subjects()))
    if unknown:
        print(f"{unknown[0]!r} is nothing to measure: choose from {', '.join(subjects())}", file=sys.stderr)
        return 2
    if _is_too_busy(arguments):
        return 1
    begin = _load()
    with tempfile.TemporaryDirectory(prefix="gewoon-bench-") as folder:
        results = _measure(arguments, Path(folder), arguments.subjects or subjects())
    rows = _rows(results)
    if _is_too_busy(arguments):
        return 1
    _show(arguments, rows, loads=(begin, _load()))
    return 0 if all(row.agrees for row in rows) else 1


def _measure(
    arguments: argparse.Namespace, folder: Path, wanted: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """Run every contender of the subjects; answer what each process said."""
    from gewoon.jobs.benchmarks.bank import entries_in
    from gewoon.jobs.benchmarks.contenders import CONTENDERS, ROUNDS

    entries = entries_in(arguments.megabytes) if arguments.megabytes else arguments.entries
    settings = {
        "folder": str(folder),
        "entries": entries,
        "homes": arguments.homes,
        "years": arguments.years,
        "tenancies": arguments.tenancies,
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for subject in dict.fromkeys(wanted):
        keys = [key for key in CONTENDERS if key.startswith(f"{subject}.")]
        rounds = min(ROUNDS.get(subject, 1), arguments.runs or sys.maxsize)
        for turn in range(rounds):
            for key in keys:
                contender = CONTENDERS[key]
                if turn and contender.runs == 1:
                    continue  # made once
                if sys.stderr.isatty():
                    print(f"  {contender.question}: {contender.name} …", file=sys.stderr, flush=True)
                runs = 1 if subject in ROUNDS else min(contender.runs, arguments.runs or contender.runs)
                said = _in_a_process(folder, {"contender": key, "settings": settings, "runs": runs})
                found.setdefault(key, []).append(said)
    return found


def _in_a_process(folder: Path, order: dict[str, Any]) -> dict[str, Any]:
    """Run one contender in a process of its own, far from the association of whoever asks."""
    import gewoon

    home = folder / "home"
    home.mkdir(exist_ok=True)
    package = str(Path(next(iter(gewoon.__path__))).parent)
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GEWOON_")}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "gewoon.jobs.benchmarks.contenders"],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**surroundings, "GEWOON_HOME": str(home), "PYTHONPATH": package},
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _rows(results: dict[str, list[dict[str, Any]]]) -> list[Row]:
    """Turn what the processes said into rows; a ratio is always of two medians of this run."""
    from gewoon.jobs.benchmarks.contenders import CONTENDERS

    seconds = {key: _median(said, "seconds") for key, said in results.items()}
    baselines = {CONTENDERS[key].question: seconds[key] for key in results if CONTENDERS[key].is_baseline}
    answers: dict[str, list[dict[str, Any]]] = {}
    for key, said in results.items():
        answers.setdefault(CONTENDERS[key].question, []).extend(each["answer"] for each in said)
    return [
        _row(key, said, baselines=baselines, answers=answers[CONTENDERS[key].question])
        for key, said in results.items()
    ]


def _row(
    key: str, said: list[dict[str, Any]], *, baselines: dict[str, float], answers: list[dict[str, Any]]
) -> Row:
    from gewoon.jobs.benchmarks.contenders import CONTENDERS

    contender, seconds = CONTENDERS[key], _median(said, "seconds")
    baseline = None if contender.runs == 1 else baselines.get(contender.question)
    peaks = [each["peak_bytes"] for each in said if each["peak_bytes"]]
    above = [each["peak_bytes"] - each["idle_bytes"] for each in said if each["peak_bytes"]]
    return Row(
        key=key,
        question=contender.question,
        name=contender.name,
        size=said[-1]["size"],
        runs=sum(len(each["seconds"]) for each in said),
        seconds=seconds,
        cpu_seconds=_median(said, "cpu_seconds"),
        above_idle_bytes=max(above, default=None),
        peak_bytes=max(peaks, default=None),
        ratio=seconds / baseline if baseline else None,
        digest=said[-1]["digest"],
        agrees=all(_agree(said[-1]["answer"], other) for other in answers),
    )


def _median(said: list[dict[str, Any]], what: str) -> float:
    return float(median(value for each in said for value in each[what]))


def _agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """What both answer is equal; the bare parser, for one, only counts."""
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def _is_too_busy(arguments: argparse.Namespace) -> bool:
    """Say so on standard error when the machine does so much else that times mean nothing."""
    load, limit = _load(), _MOST_LOAD_PER_CORE * (os.cpu_count() or 1)
    if load <= limit or arguments.anyway:
        return False
    print(
        f"The machine is too busy to measure: load {load:.1f}, at most {limit:.1f}. "
        "Wait until other work is done, or measure all the same with --anyway.",
        file=sys.stderr,
    )
    return True


def _load() -> float:
    """Answer the average load of the last minute; Windows has none."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _show(arguments: argparse.Namespace, rows: Sequence[Row], *, loads: tuple[float, float]) -> None:
    from dataclasses import asdict

    from gewoon.jobs.benchmarks.measure import machine

    facts = machine()
    if arguments.json:
        answer = {"machine": facts, "load": loads, "rows": [asdict(row) for row in rows]}
        print(json.dumps(answer | {"agrees": all(row.agrees for row in rows)}))
        return
    print("\n".join(_table(rows)))
    print("\n" + ", ".join(f"{name} {value}" for name, value in facts.items() if value))
    print(f"load {loads[0]:.1f} at the start, {loads[1]:.1f} at the end")


def _table(rows: Sequence[Row]) -> Iterator[str]:
    head = ("what", "how", "size", "runs", "median", "CPU", "ratio", "memory", "above idle", "digest")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    for line in lines:
        texts = (
            cell.ljust(width) if place < 3 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join(texts).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.question,
        row.name,
        row.size,
        str(row.runs),
        _time(row.seconds),
        _time(row.cpu_seconds),
        f"{row.ratio:.2f}" if row.ratio else "",
        _memory(row.peak_bytes),
        _memory(row.above_idle_bytes),
        row.digest if row.agrees else "DIFFERS",
    )


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _memory(size: int | None) -> str:
    return "unknown" if size is None else f"{size / _MEGABYTE:.1f} MB"


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected a whole number above zero")
    return number
