"""What is the smallest network and case that still shows a fault?"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

Doc = dict[str, Any]


def shrink(network: Doc, case: Doc, faulty: Callable[[Doc, Doc], bool], tries: int = 2000) -> tuple[Doc, Doc]:
    """Return a network and a case without anything that can be left out while they stay faulty."""
    pair, left = [network, case], tries
    found = True
    while found and left > 0:
        found = False
        for smaller in _smaller(pair):
            left -= 1
            if left > 0 and faulty(*smaller):
                pair, found = smaller, True
                break
    return pair[0], pair[1]


def _smaller(pair: list[Doc]) -> Iterator[list[Doc]]:
    for path in _parts(pair, ()):
        smaller = copy.deepcopy(pair)
        holder: Any = smaller
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]
        yield smaller


def _parts(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all parts of a document, the large ones first."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    for key in keys:
        if path:
            yield (*path, key)
    for key in keys:
        yield from _parts(value[key], (*path, key))
