"""Where do a million records lie, small enough for the memory of an old laptop and quick to take?

As JSON without the consent, of which there are few different ones. Only what a person shares is ever put here
(waystation.tracing.match.consent).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from waystation.domain.tracing import Record, TracingConsent

BLOCK = 1 << 20  # bytes; a list of blocks grows without being copied


class Shelf:
    """Records by number, from 0."""

    __slots__ = ("_blocks", "_consents", "_ends", "_kinds", "_open", "_seen", "_where")

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open = bytearray()
        self._where, self._ends = array("I"), array("I")  # the block of a record, and where it ends in it
        self._consents: list[TracingConsent | None] = []
        self._seen: dict[TracingConsent | None, int] = {}
        self._kinds = array("I")

    def __len__(self) -> int:
        return len(self._ends)

    def put(self, record: Record) -> None:
        """Add a record; its number is how many there were before."""
        kind = self._seen.setdefault(record.consent, len(self._consents))
        if kind == len(self._consents):
            self._consents.append(record.consent)
        self._kinds.append(kind)
        text = record.__pydantic_serializer__.to_json(record, exclude={"consent"}, exclude_defaults=True)
        self._open += text
        self._where.append(len(self._blocks))
        self._ends.append(len(self._open))
        if len(self._open) >= BLOCK:
            self._blocks.append(bytes(self._open))
            self._open = bytearray()

    def take(self, numbers: Iterable[int]) -> list[Record]:
        """Return the records with these numbers, in this order."""
        return [self._take(number) for number in numbers]

    def _take(self, number: int) -> Record:
        where, end = self._where[number], self._ends[number]
        first = number == 0 or self._where[number - 1] != where
        begin = 0 if first else self._ends[number - 1]
        block = self._open if where == len(self._blocks) else self._blocks[where]
        record = Record.model_validate_json(bytes(block[begin:end]))
        return record.model_copy(update={"consent": self._consents[self._kinds[number]]})
