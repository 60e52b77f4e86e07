"""How does a search that was stopped, by a person, a power cut or a full memory, go on where it was?

From time to time what is known is written into a file beside the recording: the boxes that will stand in the
tracks, and those of what may yet turn out too weak to stand there; no picture. It is bound to the recording,
the settings, the detectors and the program by a hash, written whole or not at all, and removed once the
tracks are there. What does not fit, or is damaged, is not used.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from pydantic import ValidationError

import waystation
from waystation.footage.detect.detection import Detection
from waystation.footage.detect.kept import Kept
from waystation.footage.detect.settings import Settings
from waystation.footage.papers import MOST_BYTES, beside, to_json
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, sync_folder, unusable, write_new

ENDING = ".unfinished"
APART = 10.0  # seconds of work between two writings, which is what a power cut may cost
SHARE = 50  # writing may take one part of so many of the time

Tell = Callable[[int | None], None]


class Resuming:
    """Keeps what a search of one recording knows; see detection.Keeper.

    `tell` is told after how many frames the search goes on, or None where what was kept could not be used.
    """

    def __init__(self, recording: Path, tell: Tell = lambda _frames: None, apart: float = APART) -> None:
        self._path = beside(recording, ENDING)
        self._part = self._path.with_name(self._path.name + ".part")
        self._tell, self._apart, self._next = tell, apart, time.monotonic() + apart
        self._bound = ""

    def taken_up(self, detection: Detection, sha256: str, settings: Settings) -> int:
        """Hand a new detection what was kept of this recording; return the first frame that it needs."""
        self._bound = _bound(detection, sha256, settings)
        if not self._path.exists():
            return 0
        try:
            kept = _read(self._path, self._bound)
            first = detection.take_up(kept)
        except (BadInput, ValueError):
            self._tell(None)
            return 0
        self._tell(kept.frames)
        return first

    def keep(self, detection: Detection) -> None:
        """Write what it knows now, if it is time to. Raises BadInput where that cannot be done."""
        began = time.monotonic()
        if began < self._next:
            return
        content = to_json(detection.kept(self._bound))
        try:
            self._part.unlink(missing_ok=True)  # one that a kill has left there
            write_new(self._part, _digest(content) + content)
            self._part.replace(self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            raise unusable(self._path, error) from None
        now = time.monotonic()
        self._next = now + max(self._apart, SHARE * (now - began))

    def done(self) -> None:
        """Remove what was kept: the tracks are there."""
        with suppress(OSError):  # a folder that cannot be written to has got no tracks either
            self._part.unlink(missing_ok=True)
            self._path.unlink(missing_ok=True)


def _bound(detection: Detection, sha256: str, settings: Settings) -> str:
    detectors = [[one.name, one.version, one.sha256] for one in detection.detectors()]
    facts = [sha256, asdict(settings), detectors, waystation.__version__]
    return hashlib.sha256(json.dumps(facts, default=dict, sort_keys=True).encode()).hexdigest()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n"


def _read(path: Path, bound: str) -> Kept:
    """Return what was kept. Raises BadInput or ValueError where it is damaged or of something else."""
    digest, _, content = read_limited(path, MOST_BYTES).partition(b"\n")
    if digest + b"\n" != _digest(content):
        raise ValueError("damaged")
    try:
        kept = Kept.model_validate_json(content)
    except ValidationError as error:
        raise ValueError("another form") from error
    if kept.bound != bound:
        raise ValueError("of something else")
    return kept
