"""How can many names be read? Each name's readings, worked out once, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from waystation.tracing.names.kernels.read import read_all
from waystation.tracing.names.kernels.walk import SLOTS
from waystation.tracing.names.tables import COSTS, FOREIGN, FORM_ODDS, Tables, tables
from waystation.tracing.names.text import lines, plain, sounded

BLOCK = 8192  # names that are read at once, so that the scratch arrays stay small
READINGS = 10  # kept of each name
DOUBTFUL = -9.0  # log P(no reading): names above are compared by their letters too


@dataclass(frozen=True, eq=False)
class Names:
    """Names that were read once, for `weights`. Name n has the readings first[n] to first[n + 1]."""

    written: tuple[str, ...]
    first: NDArray[np.int64]  # (names + 1,)
    post: NDArray[np.float32]  # (readings,): log P(reading | name)
    shape: NDArray[np.int8]  # (readings, 2): form + 3 * language, how many chunks
    chunks: NDArray[np.int32]  # (readings, slots): rows of the tables, -1 after the last
    others: NDArray[np.float64]  # (names,): log P(it is no such name)
    letters: NDArray[np.int64]  # of the names that may be of any language, in Latin
    letter_first: NDArray[np.int64]  # (names + 1,)

    def __len__(self) -> int:
        return len(self.written)


def prepare(names: Sequence[str], using: Tables | None = None) -> Names:
    """Read many names at once: about twelve microseconds each."""
    table = using or tables()
    blocks = [_read(names[n : n + BLOCK], table) for n in range(0, len(names), BLOCK)] or [_read([], table)]
    counts, posts, shapes, chunks, others = (np.concatenate(part) for part in zip(*blocks, strict=True))
    first = np.zeros(len(names) + 1, np.int64)
    np.cumsum(counts, out=first[1:])
    letters, letter_first = _letters(names, others)
    return Names(tuple(names), first, posts, shapes, chunks, others, letters, letter_first)


def _read(names: Sequence[str], table: Tables) -> tuple[NDArray[np.generic], ...]:
    count = len(names)
    text, first = lines(names)
    post = np.zeros((count, READINGS))
    shape, chunks = np.zeros((count, READINGS, 2), np.int64), np.zeros((count, READINGS, SLOTS), np.int64)
    counts, others = np.zeros(count, np.int64), np.zeros(count)
    read_all(
        text, first[: count + 1], COSTS, FORM_ODDS, FOREIGN, table.ways, table.spaces, table.steps,
        table.chunk_at, table.marginal, post, shape, chunks, counts, others,
    )  # fmt: skip
    kept = np.arange(READINGS) < counts[:, None]
    small = post[kept].astype(np.float32), shape[kept].astype(np.int8), chunks[kept].astype(np.int32)
    return counts, *small, others


def _letters(
    names: Sequence[str], others: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the letters of those names that may be of any language; nothing of the rest."""
    doubtful = others > DOUBTFUL
    return lines([latin(name) if yes else "" for name, yes in zip(names, doubtful.tolist(), strict=True)])


def latin(name: str) -> str:
    """Return a name of any script in plain Latin letters."""
    return plain(name) if name.isascii() else plain(anyascii(sounded(plain(name))))
