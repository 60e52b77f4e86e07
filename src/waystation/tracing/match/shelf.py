"""Where do a million records lie, small enough for the memory of an old laptop and quick to take?

As JSON without the consent, of which there are few different ones; the names once more by themselves, because
many more names are looked at than records. Only what a person shares is ever put here
(waystation.tracing.match.consent).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from waystation.domain.tracing import TracingConsent, TracingRecord

BLOCK = 1 << 20  # bytes; a list of blocks grows without being copied
_BETWEEN = "\n"  # no name has one that was read from a table; a name that has comes back as two


class _Texts:
    """Texts by number, from 0, packed one after the other."""

    __slots__ = ("_blocks", "_ends", "_open", "_where")

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open = bytearray()
        self._where, self._ends = array("I"), array("I")  # the block of a text, and where it ends in it

    def __len__(self) -> int:
        return len(self._ends)

    def put(self, text: bytes) -> None:
        self._open += text
        self._where.append(len(self._blocks))
        self._ends.append(len(self._open))
        if len(self._open) >= BLOCK:
            self._blocks.append(bytes(self._open))
            self._open = bytearray()

    def take(self, number: int) -> bytes:
        where, end = self._where[number], self._ends[number]
        first = number == 0 or self._where[number - 1] != where
        begin = 0 if first else self._ends[number - 1]
        block = self._open if where == len(self._blocks) else self._blocks[where]
        return bytes(block[begin:end])


class Shelf:
    """Records by number, from 0."""

    __slots__ = ("_consents", "_kinds", "_names", "_records", "_seen")

    def __init__(self) -> None:
        self._records, self._names = _Texts(), _Texts()
        self._consents: list[TracingConsent | None] = []
        self._seen: dict[TracingConsent | None, int] = {}
        self._kinds = array("I")

    def __len__(self) -> int:
        return len(self._records)

    def put(self, record: TracingRecord) -> None:
        """Add a record; its number is how many there were before."""
        kind = self._seen.setdefault(record.consent, len(self._consents))
        if kind == len(self._consents):
            self._consents.append(record.consent)
        self._kinds.append(kind)
        text = record.__pydantic_serializer__.to_json(record, exclude={"consent"}, exclude_defaults=True)
        self._records.put(text)
        self._names.put(_BETWEEN.join(record.person.names).encode())

    def take(self, numbers: Iterable[int]) -> list[TracingRecord]:
        """Return the records with these numbers, in this order."""
        found = []
        for number in numbers:
            record = TracingRecord.model_validate_json(self._records.take(number))
            found.append(record.model_copy(update={"consent": self._consents[self._kinds[number]]}))
        return found

    def names(self, number: int) -> list[str]:
        """Return the names of one record."""
        text = self._names.take(number).decode()
        return text.split(_BETWEEN) if text else []
