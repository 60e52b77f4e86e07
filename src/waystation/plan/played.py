"""What do many played journeys add up to? Played in pieces, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np

from waystation.domain.simulation import Play, Range
from waystation.plan.kernels.chance import DANGER, FOUND, SAFE, Floats
from waystation.plan.kernels.play import Longs, Policy, play
from waystation.plan.nodes import LOSSES

TOGETHER = 1 << 15  # journeys in a piece
WIDTH = 1.959963984540054  # standard deviations on each side of a 95 % interval
ONE_JOURNEY = (0.05, 0.5, 0.95)
Counted = tuple[Floats, Longs]  # different values, and how often each occurs


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be played: `journeys` of a policy, shared out evenly among the rows of loss and block."""

    policy: Policy
    loss: Floats
    block: Floats
    journeys: int
    seed: np.uint64

    @property
    def until(self) -> Longs:
        """Return for each row of figures the first journey that is no longer played with it."""
        rows = self.loss.shape[0]
        until: Longs = np.arange(1, rows + 1, dtype=np.int64) * self.journeys // rows
        return until


class Piece(NamedTuple):
    """What some journeys add up to: ends by place of a tally, safe ones by row of figures, and the rest."""

    ends: Longs
    safe: Longs
    steps: Counted
    money: Counted
    stages: int


def played(job: Job, step: float, threads: int, done: Callable[[int], None]) -> Play:
    """Play all journeys of a job and add them up; `step` is in hours. The same on any number of threads.

    `done` is told the number of journeys after each piece.
    """
    pieces: list[Piece] = []
    with ThreadPoolExecutor(threads) as pool:
        for piece in pool.map(lambda begin: _piece(job, begin), range(0, job.journeys, TOGETHER)):
            pieces.append(piece)
            done(int(piece.ends.sum()))
    ends = np.sum([piece.ends for piece in pieces], axis=0)
    safe = np.sum([piece.safe for piece in pieces], axis=0)
    p_safe = float(ends[SAFE]) / job.journeys
    low, high = _interval(p_safe, _worth(safe, job))
    return Play(
        journeys=job.journeys,
        stages=sum(piece.stages for piece in pieces),
        p_safe=p_safe,
        p_safe_low=low,
        p_safe_high=high,
        lost={kind: int(ends[FOUND + k]) for k, kind in enumerate(LOSSES)},
        in_danger=int(ends[DANGER]),
        hours=_quantiles([piece.steps for piece in pieces], step) if ends[SAFE] else None,
        money=_quantiles([piece.money for piece in pieces], 1.0),
    )


def _piece(job: Job, begin: int) -> Piece:
    end, until = min(begin + TOGETHER, job.journeys), job.until
    rows = slice(np.searchsorted(until, begin, "right"), np.searchsorted(until, end, "left") + 1)
    stops = np.minimum(until[rows], end)
    found = play(job.policy, job.loss[rows], job.block[rows], stops, begin, job.seed)
    arrived, safe = found.end == SAFE, np.zeros(until.size, dtype=np.int64)
    safe[rows] = np.diff(np.append(0, np.cumsum(arrived))[np.append(0, stops - begin)])
    return Piece(
        ends=np.bincount(found.end, minlength=FOUND + len(LOSSES)),
        safe=safe,
        steps=_counted(found.step[arrived]),
        money=np.unique(found.money, return_counts=True),
        stages=int(found.stages.sum()),
    )


def _counted(steps: Floats) -> Counted:
    """Return the different steps of arrival, all whole, and how often each occurs."""
    counts = np.bincount(steps.astype(np.int64))
    some = np.flatnonzero(counts)
    return some.astype(np.float64), counts[some]


def _worth(safe: Longs, job: Job) -> float:
    """Return how many journeys would say as much if none shared its figures with another."""
    p, rows = float(safe.sum()) / job.journeys, safe.size
    if rows == 1:
        return job.journeys
    between = float((safe / np.diff(job.until, prepend=0)).var(ddof=1)) / rows
    return min(float(job.journeys), p * (1.0 - p) / between) if between > 0.0 else rows


def _interval(p: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share p of n (Wilson 1927), which holds at 0 and 1 too."""
    z = WIDTH * WIDTH / n
    middle, half = p + z / 2, sqrt(z * p * (1 - p) + z * z / 4)
    return max(0.0, (middle - half) / (1 + z)), min(1.0, (middle + half) / (1 + z))


def _quantiles(pieces: Sequence[Counted], unit: float) -> Range:
    """Return the 5, 50 and 95 % quantiles: the least value with at least such a share at or below it."""
    values, counts = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(counts[order])
    at = np.searchsorted(upto, np.array(ONE_JOURNEY) * upto[-1])
    return Range(*(values[order][at] * unit).tolist())
