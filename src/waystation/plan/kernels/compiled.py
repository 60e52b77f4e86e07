"""How is a kernel compiled, and where is the machine code kept for the next time?

`@kernel` compiles a function on its first call for the types it is called with. Call it with the same types
always (C-contiguous arrays of one dtype): each new combination compiles for seconds. Kernels release the
GIL, keep the order of floating-point operations, do not check bounds, and give inf or nan where Python
would raise.
"""

from __future__ import annotations

import fcntl
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from pickle import PickleError
from typing import Any, TypeVar

from numba import njit
from numba.core import caching
from numba.core import config as _config

from waystation.plan.kernels.folder import fresh_folder, kept_folder, of_version

Function = TypeVar("Function", bound=Callable[..., Any])
config: Any = _config  # numba fills it at run time
FunctionCache: Any = caching.FunctionCache

UNREADABLE = (OSError, EOFError, PickleError, ValueError, TypeError, AttributeError, ImportError, LookupError)


def folder() -> Path | None:
    """Return where this process keeps kernels: the user's folder, else a private one, else nowhere (None)."""
    return _folder()[0]


def not_kept() -> str | None:
    """Return why nothing that is compiled now will be there the next time, None where it will."""
    return _folder()[1]


@functools.cache
def _folder() -> tuple[Path | None, str | None]:
    try:
        return kept_folder(), None
    except OSError as error:
        return fresh_folder(), str(error)


def kernel(function: Function) -> Function:
    """Compile a function on its first call. What was compiled is kept in `folder()`, and only there.

    Nothing that may be wrong with the folder is an error: the kernel is compiled once more instead.
    """
    compiled: Any = njit(nogil=True, boundscheck=False, error_model="numpy", fastmath=False)(function)
    place = folder()
    if place is not None and not config.DISABLE_JIT:
        source = Path(function.__code__.co_filename)
        with suppress(RuntimeError, OSError), _only_in(of_version(place, source)):
            compiled._cache = _Cache(function)  # noqa: SLF001 - what cache=True does, with errors forgiven
    return compiled  # type: ignore[no-any-return]


@contextmanager
def _only_in(place: Path) -> Iterator[None]:
    """Let numba see our folder and no other (NUMBA_CACHE_DIR, __pycache__), for our kernels alone."""
    before = config.CACHE_DIR, getattr(config, "CACHE_LOCATOR_CLASSES", "")
    config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = str(place), "UserProvidedCacheLocator"
    try:
        yield
    finally:
        config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = before


class _Cache(FunctionCache):  # type: ignore[misc]
    """numba's cache, except that a full disk or a damaged file costs a compilation and not the plan."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return what was compiled for these types, None where there is nothing that can be read."""
        with suppress(*UNREADABLE), self._alone():
            return super().load_overload(sig, target_context)
        return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled for these types, if it can be written."""
        with suppress(*UNREADABLE), self._alone():
            super().save_overload(sig, data)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes out meanwhile: numba writes its index and its data one after the other."""
        with (Path(self.cache_path).parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
