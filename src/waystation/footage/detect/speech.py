"""When does somebody speak?

Silero VAD (MIT), the network that takes many windows at once, out of the package `silero-vad`. A stretch of
speech begins above one probability and ends below a lower one, as in the package's own
`get_speech_timestamps`; pauses are bridged and both ends are kept wider, because a name is said in a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from waystation.domain.footage import Speech
from waystation.footage.detect.network import Network

RATE = 16_000  # samples a second, the only rate that the network knows
_WINDOW = 512  # samples that get one probability
_CONTEXT = 64  # samples before them that the network also sees
_AT_ONCE = 256  # windows; about eight seconds
_BEGINS, _ENDS = 0.4, 0.2
_PAUSE = 0.5  # seconds; a shorter one is part of the speech
_WIDER = 0.25  # seconds before and after
_SHORTEST = 0.1  # seconds; what is shorter is a click


class Listener:
    """Takes sound piece by piece, in one channel at RATE, and says at the end when somebody spoke."""

    def __init__(self, model: bytes) -> None:
        self._network = Network(model)
        self._state = [np.zeros((1, 1, 128), np.float32) for _ in range(2)]
        self._context = np.zeros(_CONTEXT, np.float32)
        self._waiting = np.zeros(0, np.float32)
        self._heard: list[NDArray[np.float32]] = []

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples, float32 in [-1, 1]."""
        self._waiting = np.concatenate([self._waiting, samples])
        whole = len(self._waiting) // _WINDOW
        while whole >= _AT_ONCE:
            self._listen(_AT_ONCE)
            whole -= _AT_ONCE

    def finish(self) -> tuple[Speech, ...]:
        """Return the stretches of speech, in their order."""
        length = len(self._waiting)
        if length:
            self._waiting = np.pad(self._waiting, (0, -length % _WINDOW))
            self._listen(len(self._waiting) // _WINDOW)
        heard = np.concatenate([np.zeros(0, np.float32), *self._heard])
        return tuple(stretches(heard, _WINDOW / RATE))

    def _listen(self, windows: int) -> None:
        piece, self._waiting = np.split(self._waiting, [windows * _WINDOW])
        rows = piece.reshape(windows, _WINDOW)
        before = np.concatenate([self._context[None], rows[:-1, -_CONTEXT:]])
        inputs = {"input": np.concatenate([before, rows], axis=1), "h": self._state[0], "c": self._state[1]}
        said, *self._state = self._network.run_with(inputs)
        self._context = rows[-1, -_CONTEXT:]
        self._heard.append(np.asarray(said, np.float32))


def stretches(probabilities: Iterable[float], step: float) -> Iterator[Speech]:
    """Yield the stretches in which probabilities, one for every `step` seconds, say that somebody speaks."""
    waiting: Speech | None = None
    for begin, end, score in _raw(probabilities, step):
        wide = Speech(begin=max(0.0, begin - _WIDER), end=end + _WIDER, score=score)
        if waiting and wide.begin - waiting.end <= _PAUSE - 2 * _WIDER:
            best = max(score, waiting.score or 0.0)
            waiting = Speech(begin=waiting.begin, end=wide.end, score=best)
            continue
        if waiting:
            yield waiting
        waiting = wide
    if waiting:
        yield waiting


def _raw(probabilities: Iterable[float], step: float) -> Iterator[tuple[float, float, float]]:
    """Yield begin, end and highest probability of what is above one threshold, not yet below the other."""
    begin, best, end = -1.0, 0.0, 0.0
    for number, probability in enumerate(map(float, probabilities)):
        end = (number + 1) * step
        if begin < 0 and probability >= _BEGINS:
            begin, best = number * step, 0.0
        if begin >= 0 and probability < _ENDS:
            if end - step - begin >= _SHORTEST:
                yield begin, end - step, best
            begin = -1.0
        best = max(best, min(1.0, probability))
    if begin >= 0 and end - begin >= _SHORTEST:
        yield begin, end, best
