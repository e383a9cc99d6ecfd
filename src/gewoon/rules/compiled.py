"""The one switch to Numba: kernels compiled from their unchanged source, where the extra `fast` is installed.

Nothing imports Numba before it is asked for here, so that a page never waits for it.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

_OPTIONS: dict[str, Any] = {
    "cache": True,
    "nogil": True,  # threads share the work
    "error_model": "numpy",
    "_nrt": False,  # a kernel makes no array, so none has to be counted: that is more than half of the time
}


class NotInstalled(RuntimeError):
    """The extra `fast` is not there."""


def is_installed() -> bool:
    """Say whether kernels can be compiled here; Numba is looked for, not imported."""
    return find_spec("numba") is not None


@cache
def twin(module: ModuleType) -> Any:
    """Answer a compiled twin of a kernel module: the same names, compiled when they are first called.

    The source is run again in a module of its own, in which every function, also of other kernels, is a
    compiled one. What is compiled is kept beside the source, or in `NUMBA_CACHE_DIR`. Raises NotInstalled.
    """
    if not is_installed():
        raise NotInstalled('Compiled kernels need the extra "fast": pip install "gewoon[fast]".')
    from numba import njit

    source = module.__file__
    if source is None:
        raise ValueError(f"{module.__name__} has no source to compile")
    fresh = ModuleType(module.__name__, module.__doc__)
    fresh.__file__ = source
    names = fresh.__dict__
    exec(compile(Path(source).read_text("utf-8"), source, "exec"), names)  # noqa: S102  our own source
    for name, value in list(names.items()):
        if not isinstance(value, FunctionType):
            continue
        home = value.__module__
        if home == module.__name__:
            names[name] = njit(**_OPTIONS)(value)
        elif home.startswith("gewoon."):
            names[name] = getattr(twin(_module(home)), name)
    return fresh


def _module(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(name)
