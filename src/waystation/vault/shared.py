"""How do several threads use one database, each over a connection of its own?"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from waystation.vault.store import Store, Tx


class SharedStore:
    """A database that any thread may use: the first time it asks, a thread gets its own connection.

    `make` opens one. What a thread that has ended leaves behind is closed when the whole is.
    """

    def __init__(self, make: Callable[[], Store]) -> None:
        self._make = make
        self._own = threading.local()
        self._all: list[Store] = []
        self._lock = threading.Lock()

    @property
    def own(self) -> Store:
        """The connection of this thread."""
        found: Store | None = getattr(self._own, "store", None)
        if found is None:
            found = self._own.store = self._make()
            with self._lock:
                self._all.append(found)
        return found

    @property
    def binary(self) -> str:
        """What bytes are called in its SQL."""
        return self.own.binary

    def read(self) -> AbstractContextManager[Tx]:
        """Begin a snapshot."""
        return self.own.read()

    def write(self, *, urgent: bool = False) -> AbstractContextManager[Tx]:
        """Begin to write, alone."""
        return self.own.write(urgent=urgent)

    def release_reserve(self) -> bool:
        """Give up the space that is kept free for what is urgent."""
        return self.own.release_reserve()

    def tidy(self) -> None:
        """Drop from the disk what has been overwritten."""
        self.own.tidy()

    def close(self) -> None:
        """Let go of the connections of all threads."""
        with self._lock:
            for store in self._all:
                store.close()
            self._all.clear()
