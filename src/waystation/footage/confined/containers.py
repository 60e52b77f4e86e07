"""What does a film or sound file say of itself, and which of its packets can be decoded?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import Any, BinaryIO

import av
import av.error
from av.container import InputContainer
from av.video.stream import VideoStream

from waystation.footage.confined.pictures import turn_of

FORMATS = "mov,matroska,ogg,aac,amr,mp3,wav,flac,avi,mpegts,mpeg,h263,flv,caf"
PATIENCE = 200  # frames in a row that cannot be decoded before the rest is given up
_FASTEST, _SLOWEST = 240.0, 0.01  # frames a second


class RefusedError(Exception):
    """The file is not one that is read: `found` and `allowed` say why."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(found)
        self.found, self.allowed = found, allowed


def open_container(file: BinaryIO, streams: int) -> InputContainer:
    """Open a film or sound. Nothing but the file itself is read, whatever it refers to."""
    options = {
        "format_whitelist": FORMATS,
        "protocol_whitelist": "",
        "max_streams": str(streams),
        "probesize": "8000000",
        "analyzeduration": "5000000",
    }
    try:
        container = av.open(file, "r", options=options, metadata_errors="ignore", buffer_size=1 << 18)
    except (av.error.FFmpegError, ValueError, OverflowError):
        raise RefusedError("nothing that can be read as film, photo or sound", _ALLOWED) from None
    if len(container.streams) > streams:
        container.close()
        raise RefusedError(f"{len(container.streams):,} tracks in one file", f"at most {streams}")
    return container


_ALLOWED = "MP4, MOV, MKV, WebM, 3GP, JPEG, HEIC, PNG, AAC or OGG that is not damaged at its beginning"


def picture_stream(container: InputContainer) -> VideoStream | None:
    """Return the stream that is shown: the largest that is not a cover or thumbnail."""
    shown = [s for s in container.streams.video if not _is_cover(s) and s.codec_context is not None]
    return max(shown, key=lambda s: s.codec_context.width * s.codec_context.height, default=None)


def _is_cover(stream: VideoStream) -> bool:
    return bool(int(stream.disposition) & 0x0400)  # AV_DISPOSITION_ATTACHED_PIC


def rate_of(stream: VideoStream) -> float:
    """Return the frames a second that the file states, 25 where that cannot be."""
    for stated in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if stated and _SLOWEST <= float(stated) <= _FASTEST:
            return float(stated)
    return 25.0


def decoded(container: InputContainer, stream: Any, damage: list[str]) -> Iterator[Any]:
    """Yield what can be decoded of one stream, and note in `damage` what cannot."""
    stream.codec_context.thread_type = "SLICE"  # one frame after the other: the same twice, damaged or not
    stream.codec_context.thread_count = 1
    lost = 0
    packets = container.demux(stream)
    while lost < PATIENCE:
        try:
            packet = next(packets)
        except StopIteration:
            break
        except (av.error.FFmpegError, ValueError, OverflowError):
            damage.append("the file ends in the middle, or its end is damaged")
            break
        try:
            yield from packet.decode()
        except av.error.EOFError:
            break
        except (av.error.FFmpegError, ValueError):
            lost += 1
    if lost:
        damage.append(f"{lost} pieces could not be decoded")


def first_frame(container: InputContainer, stream: VideoStream) -> Any:
    """Return the first frame that can be decoded. Raises RefusedError."""
    frame = next(decoded(container, stream, []), None)
    if frame is None:
        raise RefusedError("a film of which no frame can be decoded", "one that can be decoded")
    return frame


def film_facts(container: InputContainer, stream: VideoStream, frame: Any) -> dict[str, Any]:
    """Return what the parent has to know before the first frame."""
    how = turn_of(frame)
    width, height = how.shown(frame.width, frame.height)
    aspect = stream.sample_aspect_ratio or Fraction(1)
    if not Fraction(1, 4) <= aspect <= 4:  # noqa: PLR2004  (no camera has such pixels)
        aspect = Fraction(1)
    aspect = 1 / aspect if how.exchange else aspect
    return {
        "medium": "video",
        "width": width,
        "height": height,
        "rate": rate_of(stream),
        "frames": stream.frames or None,
        "seconds": seconds_of(container),
        "timebase": str(stream.time_base or Fraction(1, 1000)),
        "sound": bool(container.streams.audio),
        "aspect": [aspect.numerator, aspect.denominator],
        "colour": [
            int(frame.color_range),
            int(frame.colorspace),
            int(frame.color_primaries),
            int(frame.color_trc),
        ],
    }


def seconds_of(container: InputContainer) -> float | None:
    """Return the duration that the file states, which may be a lie."""
    stated = container.duration
    seconds = stated / av.time_base if stated else None
    return seconds if seconds is not None and isfinite(seconds) and seconds >= 0 else None
