"""How is a film written that holds pictures and, if asked for, sound, and nothing about who made it?

H.264 in MP4 at a constant rate. The encoder's own signature (a message it puts into the stream), times,
names, edit lists and thumbnails are left out. How coarse a block may become is bounded (`COARSEST`):
otherwise nobody could tell a coarse encoding from an alteration (docs/decisions/footage-proof.md).
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import av.error
import numpy as np
from av.bitstream import BitStreamFilterContext
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from waystation.footage.reading import Facts
from waystation.kit.errors import BadInput

FINENESS = 23  # x264's constant rate factor: smaller is finer and larger
COARSEST = 36  # x264's quantiser, at most
SOUND_RATE = 48_000
CLEAN = {"movflags": "+faststart", "use_editlist": "0", "fflags": "+bitexact"}  # of whoever writes an MP4
_SECONDS_BETWEEN_KEYS = 2
_PRIMING = 1024  # samples that AAC needs before the first; from 0 on, they would begin before the picture
_SIGNATURE = "filter_units=remove_types=6"  # supplemental messages, where x264 signs


def sound_stream(file: Any) -> Any:
    """Return a new stream of sound: AAC, one channel, without the encoder's signature."""
    return file.add_stream(
        "aac", rate=SOUND_RATE, layout="mono", options={"flags": "+bitexact", "b": "96000"}
    )


class FilmWriter:
    """Writes one film. Use it in a `with`; the file is complete once the block has ended without an error."""

    def __init__(self, path: Path, facts: Facts, rate: Fraction, preset: str, *, sound: bool) -> None:
        self._path = path
        self._file = av.open(str(path), "w", format="mp4", options=CLEAN)
        self._rate = rate
        self.width, self.height = facts.width // 2 * 2, facts.height // 2 * 2
        self._picture = self._picture_stream(facts, rate, preset)
        self._filter: BitStreamFilterContext | None = None
        self._sound: Any = None
        if sound:
            self._sound = sound_stream(self._file)
        self.frames, self._heard = 0, _PRIMING

    def _picture_stream(self, facts: Facts, rate: Fraction, preset: str) -> Any:
        stream = self._file.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = self.width, self.height, "yuv420p"
        coder = stream.codec_context
        coder.time_base = 1 / rate
        coder.gop_size = max(1, round(_SECONDS_BETWEEN_KEYS * rate))
        coder.max_b_frames = 0  # then no frame is shown later than it is stored, and no edit list is needed
        coder.sample_aspect_ratio = Fraction(*facts.aspect)
        coder.color_range, coder.colorspace, coder.color_primaries, coder.color_trc = facts.colour
        coder.options = {"preset": preset, "crf": str(FINENESS), "qmax": str(COARSEST), "flags": "+bitexact"}
        return stream

    def show(self, image: NDArray[np.uint8], times: int) -> None:
        """Show a "yuv420p" array so many ticks long."""
        frame = VideoFrame.from_ndarray(image, format="yuv420p")
        for _tick in range(times):
            frame.pts = self.frames
            frame.time_base = self._picture.codec_context.time_base
            self.frames += 1
            self._store(self._picture.encode(frame))

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Add sound: one channel, `SOUND_RATE` a second."""
        piece = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
        piece.sample_rate, piece.pts = SOUND_RATE, self._heard
        piece.time_base = Fraction(1, SOUND_RATE)
        self._heard += len(samples)
        self._file.mux(self._sound.encode(piece))

    def _store(self, packets: Any) -> None:
        if self._filter is None:
            self._filter = BitStreamFilterContext(_SIGNATURE, self._picture)
        for packet in packets:
            for clean in self._filter.filter(packet):
                clean.duration = round(1 / (self._rate * clean.time_base))  # the last one's would be guessed
                self._file.mux(clean)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._store(self._picture.encode(None))
                if self._sound is not None:
                    self._file.mux(self._sound.encode(None))
        except av.error.FFmpegError as error:
            raise BadInput.at(
                "footage", f"an encoder that fails ({error.strerror})", "room to write"
            ) from None
        finally:
            if kind is None:
                self._file.close()
            else:  # nobody wants it any more: gone before the writer takes its time to end it
                self._path.unlink(missing_ok=True)
                with suppress(av.error.FFmpegError):
                    self._file.close()
