"""Which tables of contents has this process opened already, so that a list need not open them all again?

The same bytes under the same key say the same. A process that serves several members forgets what only an
ended session could open.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

from waystation.domain.access import Grant

if TYPE_CHECKING:
    from waystation.vault.manifests import Compartment

_MOST = 50_000  # compartments
_opened: OrderedDict[str, tuple[bytes, Compartment]] = OrderedDict()
_lock = Lock()


def known(grant: Grant, blob: bytes) -> Compartment | None:
    """Return what these bytes are under this key, where they were opened before."""
    found = _opened.get(grant.key)
    return found[1] if found is not None and found[0] == blob else None


def keep(compartment: Compartment, blob: bytes) -> Compartment:
    """Remember a compartment as it was opened from these bytes."""
    with _lock:
        _opened[compartment.grant.key] = (blob, compartment)
        while len(_opened) > _MOST:
            _opened.popitem(last=False)
    return compartment


def forget(grants: Iterable[Grant]) -> None:
    """Forget what was opened with these keys."""
    with _lock:
        for grant in grants:
            _opened.pop(grant.key, None)


def forget_all() -> None:
    """Forget everything."""
    with _lock:
        _opened.clear()
