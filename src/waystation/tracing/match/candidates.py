"""Which few hundred records are worth a proper comparison with the person sought?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from waystation.domain.tracing import Portrait
from waystation.tracing.match.best import best
from waystation.tracing.match.consent import barred, today
from waystation.tracing.match.kernels.scan import describe, gather
from waystation.tracing.match.portraits import age_nats, origin_nats, sex_nats
from waystation.tracing.match.register import SEXES, Register
from waystation.tracing.match.sounds import features
from waystation.tracing.time.age import born_when

MOST = 300  # candidates of one search
GAPS = 12  # years between two births that a first look tells apart


def visible(register: Register, seeker: Sequence[str]) -> NDArray[np.bool_]:
    """Return for each record whether this seeker may be told of it today."""
    open_ = register.until >= today().toordinal()
    for number, names in register.barring.items():
        if barred(names, seeker):
            open_[number] = False
    return open_


def candidates(register: Register, person: Portrait, open_: NDArray[np.bool_]) -> list[int]:
    """Return the numbers of at most MOST records, of the open ones only."""
    points = np.zeros(len(register.shelf), np.float32)
    _sounds(register, person, points)
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
    return [int(number) for number in best(points, open_, MOST)]


def _sounds(register: Register, person: Portrait, points: NDArray[np.float32]) -> None:
    weights: dict[int, float] = {}
    for name in person.names:
        for sound, weight in features(name).items():
            weights[sound] = max(weight, weights.get(sound, 0.0))
    wanted = np.array(sorted(weights), np.uint32)
    where = np.searchsorted(register.sounds, wanted)
    there = np.zeros(wanted.size, bool)
    inside = where < register.sounds.size
    there[inside] = register.sounds[where[inside]] == wanted[inside]
    rows = where[there]
    each = np.array([weights[int(sound)] for sound in wanted[there]], np.float32)
    gather(points, register.first[rows], register.first[rows + 1], each, register.records)


def _years(days: tuple[int, int]) -> float:
    """Return about how many years a span and that of a record are wide together."""
    return (days[1] - days[0]) / 365.25 + 1.0


def _origin(person: Portrait, place: tuple[str, ...]) -> float:
    return origin_nats(person.origin, place)[0] if person.origin and place else 0.0
