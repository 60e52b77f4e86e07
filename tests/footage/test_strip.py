"""Does a stripped copy say nothing beside picture and sound, and show and sound the same?"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.footage import material
from tests.footage.test_redact import exiftool, ffprobe

from waystation.footage.reading import opened
from waystation.footage.stripping import strip

TRACES = (b"from home", b"+37.5326", b"Lavf6", b"x264 - core", b"Phone", b"Exif")


def frames(path: Path) -> list[np.ndarray]:
    with opened(path) as film:
        return [frame.image.copy() for frame in film.frames("bgr24")]


@pytest.mark.parametrize(("name", "codec", "sound", "ending"), [
    ("a.mp4", "libx264", "aac", ".mp4"), ("b.mov", "libx264", "aac", ".mp4"),
    ("c.mkv", "libx264", None, ".mkv"), ("d.webm", "libvpx", "libopus", ".webm"),
    ("e.3gp", "mpeg4", None, ".mp4"), ("f.mov", "libx265", None, ".mp4"),
])  # fmt: skip
def test_a_stripped_film_shows_the_same_and_says_nothing(
    tmp_path: Path, name: str, codec: str, sound: str | None, ending: str
) -> None:
    degrees = 90 if ending == ".mp4" else 0
    source = material.film(tmp_path / name, codec=codec, sound=sound, degrees=degrees)
    target = strip(source, tmp_path, "stripped")
    assert target.name == f"stripped{ending}"
    assert target.stat().st_mode & 0o777 == 0o600
    before, after = frames(source), frames(target)
    assert len(before) == len(after)
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
    content = target.read_bytes()
    assert not [trace for trace in TRACES if trace in content]
    kinds = [stream["codec_type"] for stream in ffprobe(target)["streams"]]
    assert kinds == ["video", "audio"][: 1 + bool(sound)]
    said = exiftool(target)
    assert not [
        key for key in said if key.startswith(("GPS", "Title", "Location", "Make", "Model", "Comment"))
    ]


@pytest.mark.parametrize("name", ["a.jpg", "b.heic", "c.png"])
def test_a_stripped_photo_is_upright_and_says_nothing(tmp_path: Path, name: str) -> None:
    source = material.photo(tmp_path / name, orientation=6)
    target = strip(source, tmp_path, "stripped")
    (before,), (after,) = frames(source), frames(target)
    assert after.shape == before.shape
    assert np.abs(after.astype(int) - before).mean() < 2
    assert not [trace for trace in TRACES if trace in target.read_bytes()]


@pytest.mark.parametrize(("name", "codec", "kind"), [("a.ogg", "libopus", None), ("b.aac", "aac", "adts")])
def test_a_stripped_sound_says_nothing(tmp_path: Path, name: str, codec: str, kind: str | None) -> None:
    source = material.sound(tmp_path / name, codec, kind=kind)
    target = strip(source, tmp_path, "stripped")
    assert target.suffix == source.suffix
    assert not [trace for trace in TRACES if trace in target.read_bytes()]
    with opened(source) as before, opened(target) as after:
        one, other = (np.concatenate([p.samples.copy() for p in film.sound()]) for film in (before, after))
    assert abs(len(one) - len(other)) < 2000
