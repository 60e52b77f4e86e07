"""How does a recording lose what its file says beside picture and sound: place, time, phone, thumbnails?

What can be seen and heard stays as it is; so this is no release. A film or sound is copied without being
encoded anew; a photo is written anew, upright and in sRGB, because its orientation and colours are metadata
too.
"""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from waystation.footage.confined.child import Child
from waystation.footage.confined.limits import Limits
from waystation.footage.reading import USUAL, Film, opened
from waystation.footage.whole import together
from waystation.kit.files import unusable

_QUALITY = 95
_ENDINGS = {
    "mp4": ".mp4", "3gp": ".3gp", "webm": ".webm", "matroska": ".mkv", "ogg": ".ogg", "adts": ".aac",
    "mp3": ".mp3", "wav": ".wav", "flac": ".flac",
}  # fmt: skip


def strip(source: Path, folder: Path, name: str, limits: Limits = USUAL) -> Path:
    """Write a copy without metadata into a folder as `name` with the ending that fits; return its path.

    Raises BadInput where the recording cannot be read or copied; nothing is left behind then.
    """
    with opened(source, limits) as film:
        if film.facts.medium == "photo":
            return _photo(film, folder / name, png=source.suffix.lower() == ".png")
    return _copy(source, folder, name, limits)


def _photo(film: Film, target: Path, *, png: bool) -> Path:
    target = target.with_name(target.name + (".png" if png else ".jpg"))
    with together(target.parent) as files:
        for frame in film.frames("bgr24"):
            picture = Image.fromarray(frame.image[..., ::-1])
            picture.save(files.part(target), "PNG" if png else "JPEG", quality=_QUALITY)
    return target


def _copy(source: Path, folder: Path, name: str, limits: Limits) -> Path:
    try:
        file = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise unusable(source, error) from None
    try:
        with together(folder) as files:
            part = files.part(folder / name)
            form = _stripped(source, file, part, limits)
            return files.rename(part, folder / f"{name}{_ENDINGS[form]}")
    finally:
        os.close(file)


def _stripped(source: Path, file: int, part: Path, limits: Limits) -> str:
    out = os.open(part, os.O_RDWR | os.O_CLOEXEC)
    try:
        written = 2 * os.fstat(file).st_size + 10_000_000
        with Child({"task": "strip", "out": out, "written": written}, file, str(source), limits) as child:
            end = next(message for message in child.messages() if "end" in message)["end"]
    finally:
        os.close(out)
    return str(end["form"])
