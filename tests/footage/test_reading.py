"""Does every recording of a phone come as it is shown, frame after frame, with its times?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.footage import material

from waystation.footage.reading import opened

FILMS: dict[str, dict[str, Any]] = {
    "a.mp4": {"codec": "libx264", "sound": "aac"},
    "b.mov": {"codec": "libx264", "sound": "aac"},
    "hevc.mov": {"codec": "libx265"},
    "c.mkv": {"codec": "libx264", "sound": "libopus"},
    "d.webm": {"codec": "libvpx", "sound": "libopus"},
    "vp9.webm": {"codec": "libvpx-vp9"},
    "e.3gp": {"codec": "h263", "size": (176, 144), "sound": "libopencore_amrnb"},
    "mpeg4.3gp": {"codec": "mpeg4"},
}


@pytest.mark.parametrize("name", FILMS)
def test_films_of_every_kind_are_read_whole(tmp_path: Path, name: str) -> None:
    wanted = FILMS[name]
    with opened(material.film(tmp_path / name, **wanted)) as film:
        assert film.facts.medium == "video"
        assert film.facts.sound == ("sound" in wanted)
        frames = [(frame.index, frame.image.copy()) for frame in film.frames("bgr24")]
    assert [index for index, _ in frames] == list(range(30))
    assert film.count == 30
    assert not film.damage
    shown = material.picture(29, *wanted.get("size", (material.WIDTH, material.HEIGHT)))
    assert np.abs(frames[29][1][..., ::-1].astype(int) - shown).mean() < 12


@pytest.mark.parametrize(("name", "codec", "kind"), [
    ("a.aac", "aac", "adts"), ("b.ogg", "libopus", None), ("c.m4a", "aac", "mp4"),
    ("d.mp3", "libmp3lame", None), ("e.3gp", "libopencore_amrnb", "3gp"), ("f.wav", "pcm_s16le", None),
])  # fmt: skip
def test_sounds_of_every_kind_are_heard_whole(
    tmp_path: Path, name: str, codec: str, kind: str | None
) -> None:
    with opened(material.sound(tmp_path / name, codec, kind=kind)) as film:
        assert film.facts.medium == "sound"
        samples = np.concatenate([piece.samples.copy() for piece in film.sound(16_000)])
    assert len(samples) / 16_000 == pytest.approx(2.0, abs=0.15)
    spectrum = np.abs(np.fft.rfft(samples[8000:24000]))
    assert np.argmax(spectrum) == pytest.approx(440, abs=3)


@pytest.mark.parametrize("name", ["a.jpg", "b.png", "c.heic", "d.webp", "e.avif"])
def test_photos_of_every_kind_are_read(tmp_path: Path, name: str) -> None:
    with opened(material.photo(tmp_path / name)) as film:
        assert (film.facts.medium, film.facts.width) == ("photo", material.WIDTH)
        (shown,) = [frame.image.copy() for frame in film.frames()]
    assert np.abs(shown[..., ::-1].astype(int) - material.picture(0)).mean() < 12


def corner_of(image: np.ndarray) -> str:
    """Where the red corner is: "top left" and so on."""
    height, width = image.shape[:2]
    parts = {"top": image[:8], "bottom": image[height - 8 :]}
    red = {
        f"{name} {side}": float(block[..., 2].mean() - block[..., 1].mean())
        for name, rows in parts.items()
        for side, block in (("left", rows[:, :8]), ("right", rows[:, width - 8 :]))
    }
    return max(red, key=lambda name: red[name])


@pytest.mark.parametrize(
    ("degrees", "corner", "size"),
    [(90, "bottom left", (128, 192)), (180, "bottom right", (192, 128)), (-90, "top right", (128, 192))],
)
@pytest.mark.parametrize("pixels", ["bgr24", "yuv420p"])
def test_a_film_held_upright_comes_upright(
    tmp_path: Path, degrees: int, corner: str, size: tuple[int, int], pixels: Any
) -> None:
    with opened(material.film(tmp_path / "a.mp4", frames=3, degrees=degrees)) as film:
        assert (film.facts.width, film.facts.height) == size
        image = next(iter(film.frames(pixels))).image
        if pixels == "bgr24":
            assert image.shape == (size[1], size[0], 3)
            assert corner_of(image) == corner
        else:
            red = image[size[1] * 5 // 4 :].reshape(size[1] // 2, size[0] // 2)
            corners = (red[:4, :4], red[:4, -4:], red[-4:, :4], red[-4:, -4:])
            means = [float(block.mean()) for block in corners]
            places = ("top left", "top right", "bottom left", "bottom right")
            assert places[int(np.argmax(means))] == corner


@pytest.mark.parametrize(("orientation", "corner"), [
    (1, "top left"), (2, "top right"), (3, "bottom right"), (4, "bottom left"),
    (5, "top left"), (6, "top right"), (7, "bottom right"), (8, "bottom left"),
])  # fmt: skip
def test_a_photo_held_in_any_way_comes_upright(tmp_path: Path, orientation: int, corner: str) -> None:
    with opened(material.photo(tmp_path / "a.jpg", orientation)) as film:
        image = next(iter(film.frames())).image
        assert (film.facts.width, film.facts.height) == (image.shape[1], image.shape[0])
        assert corner_of(image) == corner


def test_frames_keep_their_uneven_times(tmp_path: Path) -> None:
    times = [0.0, 0.04, 0.2, 0.24, 0.9, 0.93, 1.5]
    with opened(material.film(tmp_path / "a.mp4", frames=7, times=times)) as film:
        assert [frame.seconds for frame in film.frames("gray")] == pytest.approx(times, abs=0.002)


def test_a_part_of_a_film_has_the_frames_of_the_whole(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mp4")
    with opened(path) as film:
        every = {frame.index: frame.image.copy() for frame in film.frames("gray")}
        some = {frame.index: frame.image.copy() for frame in film.frames("gray", first=4, end=20, every=5)}
    assert list(some) == [4, 9, 14, 19]
    assert all(np.array_equal(some[index], every[index]) for index in some)


def test_smaller_pictures_keep_their_shape(tmp_path: Path) -> None:
    with opened(material.film(tmp_path / "a.mp4", frames=2)) as film:
        assert next(iter(film.frames("bgr24", longest=96))).image.shape == (64, 96, 3)


def test_a_damaged_end_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mkv", frames=60)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with opened(path) as film:
        count = sum(1 for _ in film.frames("gray"))
        assert 10 < count < 60
        assert film.count == count


def test_an_image_holds_until_the_next_is_asked_for(tmp_path: Path) -> None:
    with opened(material.film(tmp_path / "a.mp4")) as film:
        for frame in film.frames("gray"):
            assert not frame.image.flags.writeable
            before = frame.image.copy()
            assert np.array_equal(before, frame.image)
