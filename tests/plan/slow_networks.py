"""On which random networks is the engine compared with the slow model? Those that it can solve soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.plan.slow.harmless import best
from tests.plan.slow.policy import TooManyStatesError
from tests.plan.slow.random_networks import Size, random_instance
from tests.plan.slow.tables import tabulate

Doc = dict[str, Any]
LIMIT = 4000  # states of the slow policy; a change in a figure needs no more of them


def chunks(seeds: int, parts: int, first: int = 0) -> list[range]:
    """Return the seeds in ranges of equal length, so that both cores have work."""
    size = seeds // parts
    return [range(first + i * size, first + (i + 1) * size) for i in range(parts)]


def tiny(seeds: Iterable[int], size: Size = "tiny") -> Iterator[tuple[int, Doc, Doc]]:
    """Yield seed, network and case where the group can leave, is not yet safe, and few states are met."""
    for seed in seeds:
        network, case = random_instance(seed, size)
        tables = tabulate(network, case)
        if case["from"] in tables.safety or not tables.legs:
            continue
        try:
            best(tables, LIMIT)
        except TooManyStatesError:
            continue
        yield seed, network, case
