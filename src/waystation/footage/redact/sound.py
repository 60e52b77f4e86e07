"""What of the sound goes into a release: nothing, what is no speech, or all of it?

Nothing is the rule. A voice can be recognised, also after it was altered: no alteration is offered, and none
is called anonymous. Without speech, what is left can still tell where it was: a call to prayer, a train, a
dog.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from waystation.domain.footage import Speech
from waystation.footage.reading import Film, Sound

AROUND = 0.5  # seconds before and after speech that are silenced with it


def without_speech(piece: Sound, speech: Sequence[Speech]) -> NDArray[np.float32]:
    """Return the samples of a piece, those in and around speech as silence."""
    samples = piece.samples.copy()
    for spoken in speech:
        begin = round((spoken.begin - AROUND - piece.seconds) * piece.rate)
        end = round((spoken.end + AROUND - piece.seconds) * piece.rate)
        if begin < len(samples) and end > 0:
            samples[max(0, begin) : end] = 0.0
    return samples


@dataclass
class Track:
    """The sound of a film, asked for bit by bit beside its pictures."""

    pieces: Iterator[Sound]
    speech: Sequence[Speech]
    heard: float = 0.0

    def until(self, seconds: float) -> Iterator[NDArray[np.float32]]:
        """Yield the samples up to this time that were not yet asked for."""
        while self.heard <= seconds:
            piece = next(self.pieces, None)
            if piece is None:
                return
            self.heard = piece.seconds + len(piece.samples) / piece.rate
            yield without_speech(piece, self.speech)


def track_of(film: Film, rate: int, speech: Sequence[Speech]) -> Track:
    """Return the sound of a film; speech in it becomes silence."""
    return Track(film.sound(rate), speech)
