"""To what does a release commit, so that a court which holds the original can check every part of it?

Each frame of the original, as decoded, is cut into tiles. The commitment to a tile is the SHA-256 of a salt,
its place and its pixels; the commitments of a frame, and those of all frames, are the leaves of a Merkle tree
(as in RFC 6962), whose root is published. Salts follow from a secret seed. Without it nobody can try out what
might have been under a mask; with it any single tile can be shown and proven without showing any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from waystation.footage.redact.paint import planes

SIDE = 64  # pixels
_SALT = 16  # bytes
_LEAF, _NODE = b"\x00", b"\x01"


class Tree:
    """A Merkle tree that takes its leaves one after the other and holds only the hashes it still needs."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, bytes]] = []  # heights falling, as the bits of the number of leaves

    def add(self, leaf: bytes) -> None:
        """Add a leaf, which is a hash already."""
        height = 0
        while self._stack and self._stack[-1][0] == height:
            leaf = _node(self._stack.pop()[1], leaf)
            height += 1
        self._stack.append((height, leaf))

    def root(self) -> bytes:
        """Return the root; of no leaves at all, the hash of nothing."""
        if not self._stack:
            return hashlib.sha256(b"").digest()
        *others, (_, root) = self._stack
        for _, left in reversed(others):
            root = _node(left, root)
        return root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def salts(seed: bytes, index: int, count: int) -> list[bytes]:
    """Return the salts of the tiles of a frame."""
    stream = hashlib.shake_256(seed + b"tile" + index.to_bytes(8, "big")).digest(count * _SALT)
    return [stream[at : at + _SALT] for at in range(0, len(stream), _SALT)]


def tile_count(width: int, height: int) -> int:
    """Return the number of tiles of a frame; those at the right and lower edge may be smaller."""
    return -(-width // SIDE) * -(-height // SIDE)


def tile_bytes(image: NDArray[np.uint8], pixels: str, width: int, height: int) -> Iterator[bytes]:
    """Yield the pixels of each tile, line by line from the top left: all of brightness, then each colour."""
    layers = planes(image, width, height) if pixels == "yuv420p" else (image,)
    parts = [1 if layer.shape[0] == height else 2 for layer in layers]
    for top in range(0, height, SIDE):
        rows = [layer[top // part : (top + SIDE) // part] for layer, part in zip(layers, parts, strict=True)]
        for left in range(0, width, SIDE):
            cut = zip(rows, parts, strict=True)
            yield b"".join([row[:, left // part : (left + SIDE) // part].tobytes() for row, part in cut])


def tile_hash(salt: bytes, index: int, number: int, content: bytes) -> bytes:
    """Return the commitment to one tile."""
    place = index.to_bytes(8, "big") + number.to_bytes(4, "big")
    return hashlib.sha256(b"".join((_LEAF, salt, place, content))).digest()


class Tiles:
    """Commits to the frames of an original, given one after the other."""

    def __init__(self, seed: bytes, pixels: str, width: int, height: int) -> None:
        self._seed, self._pixels, self._width, self._height = seed, pixels, width, height
        self._count = tile_count(width, height)
        self._film = Tree()

    def add(self, index: int, image: NDArray[np.uint8]) -> None:
        """Commit to a frame, as decoded and upright."""
        frame = Tree()
        hidden = salts(self._seed, index, self._count)
        for number, content in enumerate(tile_bytes(image, self._pixels, self._width, self._height)):
            frame.add(tile_hash(hidden[number], index, number, content))
        self._film.add(frame.root())

    def root(self) -> str:
        """Return the root over all frames, in hexadecimal."""
        return self._film.root().hex()
