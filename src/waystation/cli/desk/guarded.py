"""How does a process keep what it holds out of core dumps, swap and the eyes of its neighbours?

What Linux offers: no core dumps (RLIMIT_CORE), no reading by other processes of the same user
(PR_SET_DUMPABLE), and pages that are never swapped (mlock) and left out of dumps. Root on a running machine
reads everything all the same.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import sys

_PR_SET_DUMPABLE = 4
_PAGE = mmap.PAGESIZE


def guard() -> None:
    """Allow no core dump of this process, and no other process of the same user to look into it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


class Kept:
    """A few bytes that are never swapped and in no core dump, in a page of their own."""

    def __init__(self, size: int) -> None:
        self._page = mmap.mmap(-1, _PAGE)
        anchor = ctypes.c_char.from_buffer(self._page)
        locked = ctypes.CDLL(None, use_errno=True).mlock(ctypes.c_void_p(ctypes.addressof(anchor)), _PAGE)
        del anchor  # the page could not be closed while somebody points into it
        self.locked: bool = locked == 0
        """Whether the machine allowed to keep it out of swap."""
        if hasattr(mmap, "MADV_DONTDUMP"):
            self._page.madvise(mmap.MADV_DONTDUMP)
        self.view = memoryview(self._page)[:size]

    def read_from(self, descriptor: int) -> bool:
        """Fill it from a descriptor, without a copy anywhere else; tell whether there was enough."""
        done = 0
        while done < len(self.view):
            count = os.readv(descriptor, [self.view[done:]])
            if not count:
                return False
            done += count
        return True

    def wipe(self) -> None:
        """Overwrite it."""
        self.view[:] = bytes(len(self.view))
