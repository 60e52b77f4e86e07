"""Which few records are worth a proper comparison with the person sought?

Two looks. The first goes over all: the sounds that names share, and what birth, sex and origin say. The
second weighs the names of the best of these properly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from waystation.domain.tracing import Portrait, Sought
from waystation.tracing.match.agreement import age_nats, origin_nats, sex_nats
from waystation.tracing.match.best import best
from waystation.tracing.match.called import OWN_COVER, mixed
from waystation.tracing.match.consent import barred, today
from waystation.tracing.match.kernels.scan import describe, gather
from waystation.tracing.match.register import SEXES, Register
from waystation.tracing.match.sounds import features
from waystation.tracing.names import prepare, weights
from waystation.tracing.time.age import born_when

NEAR = 900  # records whose names are weighed
MOST = 120  # candidates of one search
GAPS = 12  # years between two births that a first look tells apart


def visible(register: Register, seeker: Sequence[str]) -> NDArray[np.bool_]:
    """Return for each record whether this seeker may be told of it today."""
    open_ = register.until >= today().toordinal()
    for number, names in register.barring.items():
        if barred(names, seeker):
            open_[number] = False
    return open_


def candidates(register: Register, sought: Sought) -> tuple[list[int], int]:
    """Return the numbers of at most MOST records that the seeker may be told of, and how many these are."""
    open_ = visible(register, sought.seeker)
    return _nearest(register, sought.person, open_), int(open_.sum())


def _nearest(register: Register, person: Portrait, open_: NDArray[np.bool_]) -> list[int]:
    told = np.zeros(len(register.shelf), np.float32)
    _described(register, person, told)
    points = told.copy()
    _sounds(register, person, points)
    near = [int(number) for number in best(points, open_, NEAR)]
    if len(near) <= MOST:
        return near
    said = zip(_named(register, person, near), near, strict=True)
    ranked = sorted((-named - float(told[number]), number) for named, number in said)
    return sorted(number for _, number in ranked[:MOST])


def _named(register: Register, person: Portrait, near: Sequence[int]) -> list[float]:
    """Return what the names of each of these records say, in their order."""
    names = [register.shelf.names(number) for number in near]
    flat = [name for theirs in names for name in theirs]
    if not flat or not person.names:
        return [0.0] * len(near)
    rows = np.repeat(np.arange(len(person.names)), len(flat))
    columns = np.tile(np.arange(len(flat)), len(person.names))
    said = weights(prepare(person.names), rows, prepare(flat), columns).reshape(len(person.names), -1)
    ends = list(accumulate(map(len, names)))
    parts = zip([0, *ends], ends, strict=False)
    return [mixed(said[:, a:b].ravel().tolist(), OWN_COVER) if b > a else 0.0 for a, b in parts]


def _described(register: Register, person: Portrait, points: NDArray[np.float32]) -> None:
    born = born_when(person)
    days = (born.first.toordinal(), born.last.toordinal()) if born else (0, 0)
    describe(
        points,
        register.born[0],
        register.born[1],
        register.sex,
        register.origin,
        np.array(days, np.int64),
        SEXES[person.sex],
        np.array([age_nats(gap, _years(days)) for gap in range(GAPS)], np.float32),
        np.array(sex_nats(), np.float32),
        np.array([_origin(person, place) for place in register.origins], np.float32),
    )


def _sounds(register: Register, person: Portrait, points: NDArray[np.float32]) -> None:
    sounds: dict[int, float] = {}
    for name in person.names:
        for sound, weight in features(name).items():
            sounds[sound] = max(weight, sounds.get(sound, 0.0))
    wanted = np.array(sorted(sounds), np.uint32)
    where = np.searchsorted(register.sounds, wanted)
    there = np.zeros(wanted.size, bool)
    inside = where < register.sounds.size
    there[inside] = register.sounds[where[inside]] == wanted[inside]
    rows = where[there]
    each = np.array([sounds[int(sound)] for sound in wanted[there]], np.float32)
    gather(points, register.first[rows], register.first[rows + 1], each, register.records)


def _years(days: tuple[int, int]) -> float:
    """Return about how many years a span and that of a record are wide together."""
    return (days[1] - days[0]) / 365.25 + 1.0


def _origin(person: Portrait, place: tuple[str, ...]) -> float:
    return origin_nats(person.origin, place)[0] if person.origin and place else 0.0
