"""Measures one piece of work: time on the clock, time of the processor, memory, and what it answered."""

import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

Answer = Mapping[str, Any]
PACKAGES = ("gewoon", "django", "lxml", "lark", "numpy", "numba", "duckdb", "polars")
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the contenders work on."""

    folder: Path  # throw-away: bank file and database
    entries: int  # in the bank file
    homes: int
    years: int
    tenancies: int = 1_000  # of the made-up sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work that is ready to be measured: `work` does `calls` of them, on something of this `size`."""

    work: Callable[[], Answer]
    size: str
    calls: int = 1


def measure(task: Task, *, runs: int) -> dict[str, Any]:
    """Do the work `runs` times; answer seconds and processor seconds per call, bytes of memory, and digest.

    Of the answers the last one counts: a night that follows another answers something else.
    """
    idle = peak_memory()
    seconds, processor = [], []
    answer: Answer = {}
    for _ in range(runs):
        clock, used = perf_counter(), process_time()
        answer = task.work()
        seconds.append((perf_counter() - clock) / task.calls)
        processor.append((process_time() - used) / task.calls)
    peak = peak_memory()
    return {
        "size": task.size,
        "seconds": seconds,
        "cpu_seconds": processor,
        "idle_bytes": idle,
        "peak_bytes": peak,
        "answer": dict(answer),
        "digest": digest(answer),
    }


def digest(answer: Any) -> str:
    """Answer a fingerprint: equal answers, equal digests."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True, default=str).encode()).hexdigest()[:16]


def peak_memory() -> int | None:
    """Answer the most memory that this process has held so far, in bytes; None where nobody can tell.

    Linux tells it of this program alone; elsewhere the count may begin with the program that started it.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text("ascii", "replace").splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def machine() -> dict[str, Any]:
    """Answer on what was measured, and with which versions."""
    import sqlite3

    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_bytes": _memory(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in PACKAGES if _is_installed(name)},
    }


def _processor() -> str:
    place = Path("/proc/cpuinfo")
    if not place.exists():
        return platform.processor()
    lines = place.read_text("utf-8", "replace").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def _memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _is_installed(name: str) -> bool:
    """A checkout that runs in place has no version of its own."""
    from importlib.metadata import PackageNotFoundError

    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
