"""With the original at hand: was anything altered beside what is covered, and is what is covered gone?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.domain.release import Opening, Proof
from waystation.footage.proof.compare import MOST, difference
from waystation.footage.proof.tiles import Tiles
from waystation.footage.proof.verify import Finding
from waystation.footage.reading import Film, Frame
from waystation.footage.redact.covers import Area, Sweep
from waystation.footage.redact.how import Progress, quiet


@dataclass
class Comparison:
    """The largest differences so far, and where the one beside the covers is."""

    proof: Proof
    beside: float = 0.0
    where: str = ""
    covered: float = 0.0

    def note(self, before: NDArray[np.uint8], after: Frame, areas: list[Area], written: list[Area]) -> None:
        """Compare one frame of the original with one of the release."""
        size = (self.proof.width // 2 * 2, self.proof.height // 2 * 2)
        clear = [area for area in areas if not any(_meet(area, caption) for caption in written)]
        hidden = [area for area in areas if area not in clear]
        everything = [*clear, *hidden, *written]
        found = difference(before, planar(after.image, self.proof), size, everything, len(clear))
        self.covered = max(self.covered, found.covered)
        if found.beside > self.beside:
            self.beside, self.where = found.beside, f"{after.index}: {found.at[0]}, {found.at[1]}"

    def findings(self) -> Iterator[Finding]:
        """Yield whether anything was altered beside what is covered, and whether that is one colour."""
        details = {"most": f"{self.beside:.1f}", "allowed": f"{MOST:g}", "where": self.where}
        yield Finding("holds" if self.beside <= MOST else "fails", "beside", details)
        yield Finding("holds" if self.covered <= MOST else "fails", "gone", {"most": f"{self.covered:.1f}"})


def verify_original(
    release: Film, original: Film, proof: Proof, opening: Opening, progress: Progress = quiet
) -> Iterator[Finding]:
    """Yield whether this is the original, and whether anything of it was altered beside what is covered."""
    same = original.sha256 == opening.original
    yield Finding("holds" if same else "fails", "original")
    if proof.medium == "sound":
        return
    worst = Comparison(proof)
    if not _compare(release, original, worst, progress):
        yield Finding("fails", "length")
        return
    yield from worst.findings()


def verify_tiles(original: Film, proof: Proof, opening: Opening, progress: Progress = quiet) -> Finding:
    """Tell whether every tile of the original is the one that was committed to."""
    tiles = Tiles(bytes.fromhex(opening.seed), proof.pixels, proof.width, proof.height)
    for frame in original.frames(proof.pixels):
        tiles.add(frame.index, frame.image)
        progress(frame.index + 1)
    return Finding("holds" if tiles.root() == proof.tiles else "fails", "tiles")


def _compare(release: Film, original: Film, worst: Comparison, progress: Progress) -> bool:
    """Compare all frames; return False where the films are not as long or as large as the proof says."""
    proof = worst.proof
    if (release.facts.width, release.facts.height) != (proof.width, proof.height):
        return False
    covered, captioned = Sweep(proof.covers), Sweep(proof.captions)
    shown, done = release.frames(proof.pixels), 0
    for frame, times in zip(original.frames(proof.pixels), times_of(proof), strict=False):
        areas, written = covered.at(frame.index), captioned.at(frame.index)
        before = planar(frame.image, proof)
        for _tick in range(times):
            after = next(shown, None)
            if after is None:
                return False
            worst.note(before, after, areas, written)
        done += 1
        progress(done)
    return done == proof.frames and next(shown, None) is None


def times_of(proof: Proof) -> Iterator[int]:
    """Yield for each frame of the original how often the release shows it."""
    for count, times in proof.shown:
        yield from repeat(times, count)


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def planar(image: NDArray[np.uint8], proof: Proof) -> NDArray[np.uint8]:
    """Return a picture as "yuv420p"; of a photo with odd sides the last row or column is left out."""
    if proof.pixels == "yuv420p":
        return image
    even = np.ascontiguousarray(image[: proof.height // 2 * 2, : proof.width // 2 * 2])
    return cv2.cvtColor(even, cv2.COLOR_BGR2YUV_I420)  # type: ignore[return-value]
