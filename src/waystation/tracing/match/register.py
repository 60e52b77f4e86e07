"""How are the records that may be found kept, so that a search among a million takes no time?

Two things by number of the record: the record itself on a shelf, and flat arrays with what a first look
needs. A sound (match.sounds) leads to all records that have it. Only projected records come in.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from waystation.domain.tracing import Portrait, TracingRecord
from waystation.tracing.match.consent import projected
from waystation.tracing.match.shelf import Shelf
from waystation.tracing.match.sounds import features
from waystation.tracing.places.path import path
from waystation.tracing.time.age import born_when

SEXES = {None: 0, "female": 1, "male": 2}
LEVELS = 2  # of the place of origin, for the first look: country and province
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Register:
    """What can be searched. `register` makes one; `waystation.tracing.match.search` reads it."""

    shelf: Shelf
    sounds: NDArray[np.uint32]  # each once, ascending
    first: NDArray[np.int64]  # sound n stands in records[first[n] : first[n + 1]]
    records: NDArray[np.uint32]
    born: NDArray[np.int32]  # (2, records): first and last day, as ordinals; 0: not known
    sex: NDArray[np.int8]
    origin: NDArray[np.int32]  # row in `origins`
    origins: tuple[tuple[str, ...], ...]
    until: NDArray[np.int32]  # the last day of the consent, as an ordinal
    barring: dict[int, tuple[str, ...]]  # the few records that bar somebody


class _Columns:
    """What grows while records come in."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.pairs = array("Q")  # a sound in the upper half, a record in the lower
        self.born_first, self.born_last, self.until = array("i"), array("i"), array("i")
        self.sex, self.origin = array("b"), array("i")
        self.origins: dict[tuple[str, ...], int] = {(): 0}
        self.barring: dict[int, tuple[str, ...]] = {}

    def add(self, record: TracingRecord) -> None:
        number, person, consent = len(self.shelf), record.person, record.consent
        self.shelf.put(record)
        for sound in {sound for name in person.names for sound in features(name)}:
            self.pairs.append(sound << 32 | number)
        born = born_when(person)
        self.born_first.append(born.first.toordinal() if born else 0)
        self.born_last.append(born.last.toordinal() if born else 0)
        self.sex.append(SEXES[person.sex])
        self.origin.append(self._origin(person))
        last = consent.until if consent and consent.until else date.max
        self.until.append(last.toordinal())
        if consent and consent.barred:
            self.barring[number] = consent.barred

    def _origin(self, person: Portrait) -> int:
        place = path(person.origin)[:LEVELS] if person.origin else ()
        return self.origins.setdefault(place, len(self.origins))


def register(records: Iterable[TracingRecord]) -> Register:
    """Return what can be searched of these records: what their persons share, and nothing else."""
    columns = _Columns()
    for record in records:
        if (kept := projected(record)) is not None:
            columns.add(kept)
    sounds, first, found = _inverted(columns)
    return Register(
        shelf=columns.shelf,
        sounds=sounds,
        first=first,
        records=found,
        born=np.array([columns.born_first, columns.born_last], np.int32),
        sex=np.array(columns.sex, np.int8),
        origin=np.array(columns.origin, np.int32),
        origins=tuple(columns.origins),
        until=np.array(columns.until, np.int32),
        barring=columns.barring,
    )


def _inverted(columns: _Columns) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint32]]:
    """Return each sound once, where its records begin, and the records. Sorts in place: memory is scarce."""
    pairs = np.frombuffer(columns.pairs, np.uint64) if columns.pairs else np.empty(0, np.uint64)
    pairs.sort()
    records = (pairs & _LOW).astype(np.uint32)
    upper = (pairs >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.diff(upper, prepend=upper[:1] ^ np.uint32(1)))
    first = np.append(starts, len(upper)).astype(np.int64)
    return upper[starts], first, records
