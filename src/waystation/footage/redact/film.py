"""How is a film covered, frame after frame, and shown at a constant rate?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from waystation.domain.footage import Tracks
from waystation.domain.release import Cover, Run
from waystation.footage.proof.tiles import Tiles
from waystation.footage.reading import Film
from waystation.footage.redact.burn import Captioner
from waystation.footage.redact.covers import Sweep, covers
from waystation.footage.redact.encode import SOUND_RATE, FilmWriter
from waystation.footage.redact.how import How, Progress
from waystation.footage.redact.paint import fill_film
from waystation.footage.redact.sound import Track, track_of
from waystation.footage.redact.steady import Ticks, constant_rate
from waystation.kit.errors import BadInput

_MOST_REPEATED = (
    100  # times as many frames as the original has: beyond that, the times of its frames are a lie
)
_SPARE = 20_000


@dataclass
class Covered:
    """What was done to a film or photo, as its proof will say it."""

    width: int
    height: int
    covers: tuple[Cover, ...]
    tiles: str = ""
    frames: int = 0
    rate: Fraction | None = None
    shown: list[Run] = field(default_factory=list)
    captions: list[Cover] = field(default_factory=list)

    def note_shown(self, times: int) -> None:
        """Note how often the next frame of the original is shown."""
        if self.shown and self.shown[-1][1] == times:
            self.shown[-1] = (self.shown[-1][0] + 1, times)
        else:
            self.shown.append((1, times))

    def note_caption(self, index: int, area: tuple[int, int, int, int]) -> None:
        """Note that a caption stands in this frame of the original."""
        last = self.captions[-1] if self.captions else None
        if last is not None and last[1] == index and last[2:] == area:
            self.captions[-1] = (last[0], index + 1, *area)
        else:
            self.captions.append((index, index + 1, *area))


class FilmCover:
    """Covers one film and writes it."""

    def __init__(self, film: Film, tracks: Tracks, how: How, seed: bytes) -> None:
        self._film, self._how = film, how
        width, height = film.facts.width // 2 * 2, film.facts.height // 2 * 2
        self.done = Covered(width, height, covers(tracks.tracks, width, height))
        self.done.rate = constant_rate(film.facts.rate, tracks.recording.frames, tracks.recording.seconds)
        self._tiles = Tiles(seed, "yuv420p", width, height)
        self._captioner = Captioner(how.captions, width, height, how.font) if how.burned else None
        self._sound = _sound(film, tracks, how)

    def write(self, part: Path, progress: Progress) -> Covered:
        """Write the covered film to `part`. Raises BadInput where the file cannot be read or written."""
        assert self.done.rate is not None  # noqa: S101  (set above)
        ticks, held = Ticks(self.done.rate), None
        about = (self._film.facts, self.done.rate, self._how.preset)
        with FilmWriter(part, *about, sound=self._sound is not None) as writer:
            for seconds, image in self._covered():
                if held is not None:
                    self._show(writer, held, ticks.before(seconds))
                held = image
                progress(self.done.frames)
            if held is not None:
                self._show(writer, held, 1)
        self.done.tiles = self._tiles.root()
        return self.done

    def _covered(self) -> Iterator[tuple[float, NDArray[np.uint8]]]:
        """Yield each frame, covered, as a copy of its own."""
        sweep = Sweep(self.done.covers)
        for frame in self._film.frames("yuv420p"):
            self._tiles.add(frame.index, frame.image)
            image = frame.image.copy()
            fill_film(image, self.done.width, self.done.height, sweep.at(frame.index))
            if self._captioner is not None and (area := self._captioner.write(image, frame.seconds)):
                self.done.note_caption(frame.index, area)
            self.done.frames += 1
            yield frame.seconds, image

    def _show(self, writer: FilmWriter, image: NDArray[np.uint8], times: int) -> None:
        if writer.frames + times > _MOST_REPEATED * self.done.frames + _SPARE:
            raise BadInput.at("footage", "a film whose frames lie impossibly far apart", "an ordinary film")
        self.done.note_shown(times)
        writer.show(image, times)
        if self._sound is not None:
            for samples in self._sound.until(float(writer.frames / (self.done.rate or 1))):
                writer.hear(samples)


def _sound(film: Film, tracks: Tracks, how: How) -> Track | None:
    if how.sound == "none" or not film.facts.sound:
        return None
    if how.sound == "all":
        return track_of(film, SOUND_RATE, ())
    if tracks.speech is None:
        raise BadInput.at("tracks", "nothing about speech", "tracks of a search that has listened")
    return track_of(film, SOUND_RATE, tracks.speech)
