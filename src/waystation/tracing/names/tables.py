"""What can each written chunk of a name stand for? The learned tables, as the kernels take them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from waystation.tracing.names.kernels.trie import grow
from waystation.tracing.names.kernels.walk import FORMS

PARTS = 5  # of a name: surname, first and further given syllables, the two syllables of a paired surname
STEP = 24.0  # a share p is kept as the whole number nearest to -STEP log p
_FILE = Path(__file__).parents[2] / "data" / "names.npz"
_NEVER = -1e18


class Packed(NamedTuple):
    """The tables as they stand in the file that tools/names/build.py makes; n chunks, m sounds."""

    chunks: NDArray[np.uint8]  # UTF-8, a line each
    roots: NDArray[np.uint8]  # (n,): the way of writing
    marginal: NDArray[np.float16]  # (n, PARTS): log P(chunk), -inf where it cannot be that part
    lengths: NDArray[np.uint8]  # (n * PARTS,): how many sounds it may stand for
    sounds: NDArray[np.uint16]  # their numbers, rising for each chunk and part
    shares: NDArray[np.uint8]  # -STEP log P(sound | chunk)
    names: NDArray[np.uint8]  # UTF-8, a line for each sound
    rarity: NDArray[np.float16]  # (m, PARTS): log P(sound)
    ways: NDArray[np.float64]  # log of how usual each way of writing is
    spaces: NDArray[np.int64]  # of which language its sounds are: 0 Korean, 1 Mandarin


class Tables(NamedTuple):
    """The tables as the kernels take them; chunk c, part p: entries first[c, p] to first[c, p + 1]."""

    chunks: tuple[str, ...]
    sound_names: tuple[str, ...]
    steps: NDArray[np.int64]  # the trie of chunks: see kernels/trie.py
    chunk_at: NDArray[np.int64]  # the chunk that ends at a node of the trie, or -1
    marginal: NDArray[np.float64]
    first: NDArray[np.int32]
    sounds: NDArray[np.int32]
    q: NDArray[np.float32]  # P(sound | chunk)
    r: NDArray[np.float32]  # the same divided by P(sound)
    ways: NDArray[np.float64]
    spaces: NDArray[np.int64]
    spelled: NDArray[np.int64]  # the same number for the same chunk in all ways of writing


# How a name is made up: forms[f, n] is log P(form f, n chunks); see kernels/read.py for the forms.
FORM_ODDS = np.full((FORMS, 8), _NEVER)
FORM_ODDS[0, 2:6] = np.log([0.06, 0.885, 0.008, 0.001])
FORM_ODDS[1, 3:6] = np.log([0.001, 0.004, 0.0005])
FORM_ODDS[2, 1:5] = np.log([0.004, 0.02, 0.006, 0.001])
COSTS = np.array([np.log(0.35), -4.0, -2.9, -1.5, -3.0, -6.5])  # see kernels/read.py
FOREIGN = np.array([np.log(0.05), -2.8, -6.0, -7.5])  # it is none; a letter, hangul syllable, character


def unpacked(packed: Packed) -> Tables:
    """Return the tables of a file."""
    chunks = tuple(packed.chunks.tobytes().decode().split("\n"))
    first = np.zeros((len(chunks), PARTS + 1), np.int32)
    ends = np.cumsum(packed.lengths, dtype=np.int32)
    first[:, 1:] = ends.reshape(-1, PARTS)
    first[1:, 0] = first[:-1, PARTS]
    q = np.exp(packed.shares / -STEP)
    parts = np.repeat(np.tile(np.arange(PARTS), len(chunks)), packed.lengths)
    rarity = np.exp(packed.rarity.astype(np.float64))[packed.sounds, parts]
    steps, chunk_at = _trie(chunks, packed.roots, len(packed.ways))
    marginal = packed.marginal.astype(np.float64)
    numbers: dict[str, int] = {}
    return Tables(
        chunks, tuple(packed.names.tobytes().decode().split("\n")), steps, chunk_at,
        np.where(np.isfinite(marginal), marginal, _NEVER), first, packed.sounds.astype(np.int32),
        q.astype(np.float32), (q / rarity).astype(np.float32), packed.ways, packed.spaces,
        np.array([numbers.setdefault(chunk, len(numbers)) for chunk in chunks], np.int64),
    )  # fmt: skip


def _trie(
    chunks: tuple[str, ...], roots: NDArray[np.uint8], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    letters = np.frombuffer("".join(chunks).encode("utf-32-le"), np.uint32).astype(np.int64)
    first = np.zeros(len(chunks) + 1, np.int64)
    np.cumsum([len(chunk) for chunk in chunks], out=first[1:])
    slots = 1 << (2 * max(len(letters), 1) - 1).bit_length()
    steps, ends = np.full((slots, 2), -1, np.int64), np.zeros(len(chunks), np.int64)
    nodes = grow(letters, first, roots.astype(np.int64), count, steps, ends)
    chunk_at = np.full(nodes, -1, np.int64)
    chunk_at[ends] = np.arange(len(chunks))
    return steps, chunk_at


@cache
def tables() -> Tables:
    """Return the tables that ship with the program, read when first needed."""
    with np.load(_FILE, allow_pickle=False) as file:
        return unpacked(Packed(**{name: file[name] for name in Packed._fields}))
