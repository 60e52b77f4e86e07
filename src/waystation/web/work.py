"""How is something that takes seconds computed beside the request, and found again by the page?"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

_THREADS = 2
_KEPT = 10 * 60  # seconds for which an answer waits to be fetched


@dataclass
class _Job:
    owner: str
    future: Future[Any]
    begun: float = field(default_factory=time.monotonic)


_pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="plan")
_jobs: dict[str, _Job] = {}
_lock = Lock()


def submit(owner: str, compute: Callable[[], Any]) -> str:
    """Begin to compute something for a member (id), in the language of the request; return its key.

    What is computed must need no desk: a request of the same browser may come meanwhile.
    """
    key, context = secrets.token_hex(16), copy_context()
    job = _Job(owner, _pool.submit(context.run, compute))
    with _lock:
        oldest = time.monotonic() - _KEPT
        for old in [each for each, it in _jobs.items() if it.begun < oldest]:
            _jobs.pop(old).future.cancel()
        _jobs[key] = job
    return key


def known(owner: str, key: str) -> bool:
    """Tell whether something of this key is computed, or was, for this member."""
    with _lock:
        job = _jobs.get(key)
    return job is not None and job.owner == owner


def result(owner: str, key: str, wait: float = 0.0) -> Any:
    """Return what was computed, None where it is not ready within so many seconds.

    Raises KeyError where there is nothing of this key for this member, or no longer.
    """
    with _lock:
        job = _jobs[key]
    if job.owner != owner:
        raise KeyError(key)
    try:
        return job.future.result(timeout=wait)
    except NotYet:
        return None
