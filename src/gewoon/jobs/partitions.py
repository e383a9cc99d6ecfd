"""Asks every partition of a snapshot the same question: in turn, on all cores, or on a Dask cluster."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from gewoon.gateways import snapshot
from gewoon.rules.arrears.portfolio import Question, Totals, figures, together, totals

Mapper = Callable[[Callable[[Path], Totals], Sequence[Path]], Iterable[Totals]]


def totals_of(folder: Path, *, question: Question, is_checked: bool = True) -> Totals:
    """Answer for one partition. Raises snapshot.Damaged, ValueError."""
    part = snapshot.read(folder, is_checked=is_checked)
    return totals(part.columns, figures(part.columns, question, first_day=part.label.first_day))


def ask(folders: Sequence[Path], question: Question, mapper: Mapper, *, is_checked: bool = True) -> Totals:
    """Answer for all partitions; the same whichever mapper divides the work."""
    return together(mapper(partial(totals_of, question=question, is_checked=is_checked), folders))


def in_turn(work: Callable[[Path], Totals], folders: Sequence[Path]) -> Iterator[Totals]:
    """Do one partition after the other."""
    return map(work, folders)


@contextmanager
def on_all_cores(workers: int) -> Iterator[Mapper]:
    """Divide the partitions over processes of this machine."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield pool.map


@contextmanager
def on_a_cluster(address: str) -> Iterator[Mapper]:
    """Divide the partitions over the workers of a Dask cluster, which see the same folders.

    Raises NotInstalled without the extra `cluster`, OSError when nobody answers.
    """
    try:
        from distributed import Client
    except ImportError as missing:
        from gewoon.rules.compiled import NotInstalled

        message = 'A cluster needs the extra "cluster": pip install "gewoon[cluster]".'
        raise NotInstalled(message) from missing
    with Client(address, timeout="10s") as client:

        def mapper(work: Callable[[Path], Totals], folders: Sequence[Path]) -> list[Any]:
            return list(client.gather(client.map(work, folders, pure=False)))

        yield mapper
