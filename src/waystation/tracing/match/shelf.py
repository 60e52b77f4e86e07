"""Where do a million records lie, small enough for the memory of an old laptop?

In packs of compressed JSON. Only what a person shares is ever put here (waystation.tracing.match.consent).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

from waystation.domain.tracing import Record

PACK = 32  # records; more would be smaller and slower to read


class Shelf:
    """Records by number, from 0."""

    __slots__ = ("_lines", "_packs", "_size")

    def __init__(self) -> None:
        self._packs: list[bytes] = []
        self._lines: list[str] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def put(self, record: Record) -> None:
        """Add a record; its number is how many there were before."""
        self._lines.append(record.model_dump_json(exclude_defaults=True, ensure_ascii=False))
        self._size += 1
        if len(self._lines) == PACK:
            self._packs.append(zlib.compress("\n".join(self._lines).encode(), 1))
            self._lines = []

    def take(self, numbers: Iterable[int]) -> list[Record]:
        """Return the records with these numbers, in this order."""
        opened: dict[int, Sequence[str]] = {}
        found = []
        for number in numbers:
            pack, line = divmod(number, PACK)
            if pack not in opened:
                opened[pack] = self._open(pack)
            found.append(Record.model_validate(json.loads(opened[pack][line])))
        return found

    def _open(self, pack: int) -> Sequence[str]:
        if pack == len(self._packs):
            return self._lines
        return zlib.decompress(self._packs[pack]).decode().split("\n")
