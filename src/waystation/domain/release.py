"""What is said and proven about a release: to everybody, and to whoever holds the original?"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waystation.domain.base import Count, Flag, Frozen, Instant, Persons, Text, Version
from waystation.domain.footage import Digest, Medium

Cover = tuple[Count, Count, Count, Count, Count, Count]
"""First frame, the first after it, left, top, right, bottom: what is covered during which frames."""
Run = tuple[Count, Count]
"""How many frames of the original in a row are shown how often each."""
SoundKept = Literal["removed", "without speech", "as recorded"]
Secret = Annotated[str, StringConstraints(strict=True, pattern="^[0-9a-f]{64}$")]


class Handing(Frozen):
    """One passing on of a recording."""

    to: Text
    """Who got it, in any word that those in custody of it understand."""
    at: Instant | None = None
    """When."""
    how: Text | None = None
    """By what way, such as a card handed over or a sealed message."""


class Custody(Frozen):
    """Who filmed, who passed the recording on, and whether what it shows happened or was acted out."""

    waystation: Version
    """The version of the format."""
    filmed_by: Text
    """Who, in any word that those in custody of it understand."""
    filmed_at: Instant | None = None
    """When."""
    passed_on: tuple[Handing, ...] = ()
    """Through whose hands it went, in order."""
    reenacted: Flag
    """Whether anything in it was acted out."""
    what_is_reenacted: Text | None = None
    """What was."""
    captions_checked_by: Text | None = None
    """Who compared the captions with the sound."""
    remarks: Text | None = None
    """Anything else that a court should know."""


class Proof(Frozen):
    """What is said of a release to everybody. Nothing in it leads to the original or to a person."""

    waystation: Version
    """The version of the format."""
    kind: Literal["proof"] = "proof"
    """Which file this is."""
    release: Digest
    """SHA-256 of the released file."""
    size: Count
    """Of the released file, in bytes."""
    medium: Medium
    """A video, a photo, or sound alone."""
    original: Digest
    """SHA-256 of a secret salt and the SHA-256 of the original: binds to it and does not lead to it."""
    custody: Digest | None = None
    """SHA-256 of the same salt and the custody statement. Absent: there is none."""
    reenacted: Flag | None = None
    """Whether anything in it was acted out. Absent: nobody has said."""
    tiles: Digest | None = None
    """Root of the commitments to every tile of every frame of the original. Absent for sound alone."""
    tile: Persons = 64
    """Width and height of a tile, in pixels."""
    pixels: Literal["yuv420p", "bgr24"] = "yuv420p"
    """In which layout the tiles were committed to."""
    width: Count = 0
    """Of the release, in pixels."""
    height: Count = 0
    """Of the release, in pixels."""
    frames: Count = 0
    """Of the original."""
    rate: Text | None = None
    """Frames a second of the release."""
    shown: tuple[Run, ...] = ()
    """How often each frame of the original is shown in the release."""
    covers: tuple[Cover, ...] = ()
    """What is covered."""
    captions: tuple[Cover, ...] = ()
    """Where captions were written into the picture."""
    sound: SoundKept = "removed"
    """What became of the sound."""
    withdrawn: tuple[Text, ...] = ()
    """Why the promise about leaks does not hold for this release."""


class Opening(Frozen):
    """What opens a proof to whoever holds the original. It is kept with the original and never released."""

    waystation: Version
    """The version of the format."""
    kind: Literal["opening"] = "opening"
    """Which file this is."""
    release: Digest
    """SHA-256 of the released file that it belongs to."""
    original: Digest
    """SHA-256 of the original."""
    salt: Secret
    """Hides what the proof says of the original and of custody, in hexadecimal."""
    seed: Secret
    """Hides what the proof says of the tiles, in hexadecimal; the salt of each tile follows from it."""
    tracks: Digest
    """SHA-256 of the tracks that it was covered by."""
    custody: Custody | None = None
    """Who filmed, and who passed it on."""
    looked_at: Annotated[tuple[Text, ...], Field(max_length=1000)] = ()
    """Who has changed or unmasked tracks, in the order of tracks."""
