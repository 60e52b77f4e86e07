"""Which recordings are tried in these tests? Films, photos and sounds that are made here, and show nobody."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image

from waystation.domain.footage import Box, Recording, Speech, Track, Tracks
from waystation.footage.reading import opened

Picture = NDArray[np.uint8]
WIDTH, HEIGHT = 192, 128
RATE = 25
PLACE = "+37.5326+127.0246/"  # where a phone might say it was


def picture(index: int, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """A slope of colours with a bright square that moves right; the top left corner is red."""
    y, x = np.mgrid[0:height, 0:width]
    shown = np.stack([x * 200 // width, y * 200 // height, (x + y) * 100 // (width + height)], axis=-1)
    shown[: height // 4, : width // 4] = (220, 20, 20)
    at = (10 + 2 * index) % (width - 30)
    shown[height // 2 : height // 2 + 24, at : at + 24] = (240, 240, 200)
    return shown.astype(np.uint8)


def film(  # noqa: PLR0913  (a recording has so many sides)
    path: Path,
    frames: int = 30,
    codec: str = "libx264",
    *,
    sound: str | None = None,
    degrees: int = 0,
    times: Sequence[float] | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    metadata: bool = True,
    kind: str | None = None,
    pixels: str = "yuv420p",
    aspect: Fraction = Fraction(1),
) -> Path:
    """Writes a film; `times` in seconds where they are not even, `degrees` as a phone notes its turning."""
    with av.open(str(path), "w", format=kind) as file:
        if metadata:
            file.metadata.update(title="from home", location=PLACE, creation_time="2026-03-01T18:12:33Z")
        stream: Any = file.add_stream(codec, rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        stream.codec_context.sample_aspect_ratio = aspect
        if times is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        if degrees:
            stream.set_display_rotation(degrees)
        heard = None if sound is None else _sound_stream(file, sound)
        for index in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(index, *size), format="rgb24")
            if times is not None:
                frame.pts, frame.time_base = round(times[index] * 1000), Fraction(1, 1000)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if heard is not None:
            _hum(file, heard, frames / RATE)
    return path


def _sound_stream(file: Any, codec: str) -> Any:
    rate = {"libopus": 48000, "libopencore_amrnb": 8000}.get(codec, 44100)
    return file.add_stream(codec, rate=rate, layout="mono")


def _hum(file: Any, stream: Any, seconds: float) -> None:
    rate = stream.codec_context.sample_rate
    wave = (0.3 * np.sin(np.arange(int(rate * seconds)) * 2 * np.pi * 440 / rate)).astype(np.float32)
    resampler = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=rate)
    fifo = av.AudioFifo()
    for at in range(0, len(wave), 1024):
        piece = av.AudioFrame.from_ndarray(wave[at : at + 1024].reshape(1, -1), format="fltp", layout="mono")
        piece.sample_rate, piece.pts, piece.time_base = rate, at, Fraction(1, rate)
        for ready in resampler.resample(piece):
            fifo.write(ready)
    stream.codec_context.open(strict=False)
    size = stream.codec_context.frame_size or 1024
    while (full := fifo.read(size, partial=False)) is not None:
        file.mux(stream.encode(full))
    file.mux(stream.encode(None))


def sound(path: Path, codec: str, seconds: float = 2.0, kind: str | None = None) -> Path:
    """Writes a hum of 440 Hz."""
    with av.open(str(path), "w", format=kind) as file:
        file.metadata["title"] = "from home"
        _hum(file, _sound_stream(file, codec), seconds)
    return path


def photo(path: Path, orientation: int = 1, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Path:
    """Writes a photo with a place, a thumbnail of sorts and an orientation."""
    image = Image.fromarray(picture(0, *size))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "Phone", PLACE
    if path.suffix == ".heic":
        pillow_heif.from_pillow(image).save(path, quality=90, exif=exif.tobytes())
    else:
        image.save(path, exif=exif, quality=95)
    return path


def tracks_of(path: Path, boxes: Sequence[Box] = (), *, speech: Sequence[Speech] | None = None) -> Tracks:
    """Tracks of a recording as somebody might draw them: one face, where boxes are given."""
    with opened(path) as file:
        count, last = 0, 0.0
        if file.facts.medium != "sound":
            for frame in file.frames("gray"):
                count, last = frame.index + 1, frame.seconds
        seconds = last + (1 / file.facts.rate if file.facts.medium == "video" else 0)
        recording: Recording = file.recording(count, seconds)
    track = Track(id="t1", kind="face", wider=0.25, doubt=0.5, boxes=tuple(boxes)) if boxes else None
    said = None if speech is None else tuple(speech)
    return Tracks(waystation=1, recording=recording, tracks=(track,) if track else (), speech=said)
