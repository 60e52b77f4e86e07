"""What does somebody decide about a release, beside what is covered?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from waystation.domain.release import Custody, SoundKept
from waystation.footage.redact.captions import Caption

SoundChoice = Literal["none", "no-speech", "all"]
SOUNDS: dict[SoundChoice, SoundKept] = {
    "none": "removed",
    "no-speech": "without speech",
    "all": "as recorded",
}
Progress = Callable[[int], None]
"""Is told how many frames are done."""


def quiet(_frames: int) -> None:
    """Take note of progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class How:
    """What is decided about a release."""

    sound: SoundChoice = "none"
    """Removed, or what is no speech, or all of it."""
    captions: tuple[Caption, ...] = ()
    """What is said, as text."""
    burned: bool = False
    """Whether captions are written into the picture; else they stand in a file beside it."""
    font: Path | None = None
    """For captions in the picture. None: one that knows Latin letters."""
    preset: str = "veryfast"
    """How much time x264 takes to make the file smaller, in its own words."""
    custody: Custody | None = None
    """Who filmed, and who passed it on."""
