"""Works out what takes long beside the request: the page shows that it is coming, and asks again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any

PATIENCE = 2.0  # seconds that a page waits before it says that it is still coming
MOST = 16
_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="policy")
_lock = Lock()
_answers: "OrderedDict[Hashable, Future[Any]]" = OrderedDict()


def answer(key: Hashable, work: Callable[[], Any]) -> "Future[Any] | None":
    """Answer the finished work of this key, or None while it runs; `work` touches no database."""
    with _lock:
        future = _answers.get(key)
        if future is None:
            future = _answers[key] = _pool.submit(work)
            while len(_answers) > MOST:
                _answers.popitem(last=False)[1].cancel()
    wait([future], timeout=PATIENCE)
    return future if future.done() else None
