"""What was seen and heard in a recording, where, and what of it is to be covered?

The file of tracks is small JSON that people and programs may edit. Every box stands in pixels of the picture
as it is shown: upright, after any rotation that the file asks for; x grows to the right, y downwards, and the
right and lower edges are not included. Frames are counted from 0 in the order in which they are shown; a
range includes its `first` and not its `end`. Seconds count from the first frame that is shown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from waystation.domain.base import (
    Amount,
    Count,
    Flag,
    Frozen,
    Number,
    Persons,
    Positive,
    Probability,
    Text,
    Version,
    refuse,
)
from waystation.kit.language import _

Medium = Literal["video", "photo", "sound"]
Kind = Literal["face", "head", "text", "region", "hand"]
State = Literal["masked", "unmasked"]
Digest = Annotated[str, StringConstraints(strict=True, pattern="^[0-9a-f]{64}$")]
Rectangle = tuple[Number, Number, Number, Number]

MOST_FRAMES = 100_000_000  # 19 days at 60 frames a second


class Recording(Frozen):
    """The file that was looked at, in the facts that its tracks depend on."""

    sha256: Digest
    """Of the whole file, as it was when it was looked at."""
    size: Count
    """In bytes."""
    medium: Medium
    """A video, a photo, or sound alone."""
    width: Count = 0
    """Of the picture as it is shown, in pixels; 0 for sound alone."""
    height: Count = 0
    """Of the picture as it is shown, in pixels; 0 for sound alone."""
    frames: Count = 0
    """How many could be decoded: 1 for a photo, 0 for sound alone."""
    timebase: Text = "1/1000"
    """The unit, in seconds, in which the file states the time of a frame."""
    seconds: Amount = 0.0
    """How long it lasts, as decoded and not as stated by the file."""
    sound: Flag = False
    """Whether there is any sound in it."""
    damage: tuple[Text, ...] = ()
    """What could not be decoded; empty for a sound file."""


class Box(Frozen):
    """Where a track is during some frames."""

    first: Count
    """The first frame."""
    end: Count
    """The first frame after it."""
    box: Rectangle
    """Left, top, right, bottom, in pixels. It may reach beyond the picture."""
    score: Probability | None = None
    """How sure the detector was; absent where the box was tracked, prolonged or drawn."""
    by: Literal["detected", "tracked", "prolonged", "drawn"] = "detected"
    """How the box came about."""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.first < self.end <= MOST_FRAMES:
            refuse(_("a first frame before its end, and an end of at most {most:,}").format(most=MOST_FRAMES))
        left, top, right, bottom = self.box
        if not (left < right and top < bottom):
            refuse(_("left < right and top < bottom"))
        return self


class Track(Frozen):
    """One thing that was seen, through all frames in which it is shown."""

    id: Text
    """Its name in this file."""
    kind: Kind
    """A face, a head, readable text, a region drawn by hand (a screen, a tattoo, a landmark), or a hand."""
    state: State = "masked"
    """Whether it is covered in a release."""
    reason: Text | None = None
    """Why it is not covered, or why it was added or changed."""
    editor: Text | None = None
    """Who decided that. Absent: nobody has touched the track since it was found."""
    source: Literal["found", "drawn"] = "found"
    """Whether the program found it or somebody drew it."""
    detectors: tuple[Text, ...] = ()
    """Which detectors saw it at least once."""
    score: Probability | None = None
    """The best score of any detector."""
    doubt: Probability = 0.0
    """How much this track needs a look; the file lists the most doubtful first."""
    wider: Annotated[float, Field(strict=True, ge=0, le=10)] = 0.25
    """How far the mask reaches beyond the box on each side, as a share of the box's width and height."""
    seconds: tuple[Number, Number] | None = None
    """From when to when it is shown; for reading only, the frames decide."""
    boxes: Annotated[tuple[Box, ...], Field(min_length=1)]
    """In the order of frames, none overlapping the next. Between two with a gap, nothing is covered."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for one, next_ in pairwise(self.boxes):
            if next_.first < one.end:
                refuse(_("boxes in the order of frames, none overlapping the next"))
        if self.state == "unmasked" and not (self.reason and self.editor):
            refuse(_("with `unmasked` also the `reason` and the `editor`"))
        return self


class Speech(Frozen):
    """A stretch of time in which somebody speaks."""

    begin: Amount
    """In seconds."""
    end: Positive
    """In seconds, not included."""
    score: Probability | None = None
    """The highest probability of speech in it."""


class Detector(Frozen):
    """What looked for something, and in which version."""

    name: Text
    """Its name, which the tracks use."""
    version: Text
    """Of the package that carries its weights."""
    sha256: Digest | None = None
    """Of its weights."""
    looked_at: Count = 0
    """At how many frames it looked."""


class Tracks(Frozen):
    """Everything that was found in one recording, and what people have decided about it."""

    waystation: Version
    """The version of the format."""
    kind: Literal["tracks"] = "tracks"
    """Which file this is."""
    recording: Recording
    """The file that was looked at."""
    detectors: tuple[Detector, ...] = ()
    """What looked."""
    withdrawn: tuple[Text, ...] = ()
    """Why the promise about leaks does not hold for this file; empty where it does."""
    settings: dict[str, str | float] = Field(default_factory=dict)
    """How was looked: the settings of the detection."""
    tracks: tuple[Track, ...] = ()
    """What was seen, the most doubtful first."""
    speech: tuple[Speech, ...] | None = None
    """When somebody speaks. Absent: nobody has listened."""
    made: Persons = 1
    """How often the file has been written: 1 as found, one more with each edit."""

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if len({track.id for track in self.tracks}) != len(self.tracks):
            refuse(_("tracks of different `id`"))
        return self
