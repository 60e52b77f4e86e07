"""Does a file that was made to do harm, or is broken, end in one clear sentence, soon, and leave nothing?"""

from __future__ import annotations

import struct
import time
import zlib
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import av
import numpy as np
import pytest
from tests.footage import material

from waystation.footage.confined.limits import Limits
from waystation.footage.detect.detection import detect
from waystation.footage.detect.settings import SETTINGS
from waystation.footage.reading import USUAL, opened
from waystation.footage.releasing import Order, make_release
from waystation.footage.stripping import strip
from waystation.kit.errors import BadInput

SOON = 30.0  # seconds, on a machine that others use as well


def refused(path: Path, limits: Limits = USUAL) -> str:
    """The one sentence with which a file is refused, soon."""
    began = time.monotonic()
    with pytest.raises(BadInput) as caught, opened(path, limits) as film:
        for _frame in film.frames("gray"):
            pass
    assert time.monotonic() - began < SOON
    (fault,) = caught.value.faults
    assert str(path) in fault.where
    assert "\n" not in str(fault)
    return str(fault)


@pytest.mark.parametrize("content", [
    b"", b"hello", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"\0\0\0\x18ftypheic" + b"\0" * 40,
    b"\0\0\0\x18ftypisom" + b"\0" * 4000, b"\x1aE\xdf\xa3" + b"\xff" * 500, b"OggS" + b"\0" * 500,
    b"#!/bin/sh\necho hello\n", b"%PDF-1.7", b"\0" * 100_000,
])  # fmt: skip
def test_what_is_no_recording_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    refused(path)


@pytest.mark.parametrize("text", [
    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{other}\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile {other}\n", "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5000 RTP/AVP 96\n",
])  # fmt: skip
def test_a_file_that_refers_to_others_does_not_get_them_read(tmp_path: Path, text: str) -> None:
    other = material.film(tmp_path / "other.mp4", frames=2)
    path = tmp_path / "a.mp4"
    path.write_text(text.format(other=other))
    assert "nothing that can be read" in refused(path)


def test_folders_devices_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.mp4", Path("/dev/zero")):
        with pytest.raises(BadInput), opened(path):
            pass


def png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_a_photo_of_enormous_size_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(100_000, 100_000, zlib.compress(b"\0" * 10_000_000, 9)))
    assert "100000 x 100000" in refused(path)


def test_a_decompression_bomb_is_held_to_its_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(200, 200, zlib.compress(b"\0" * 100_000_000, 6)))
    with opened(path) as film:
        assert sum(1 for _ in film.frames()) == 1


def test_a_film_of_enormous_size_is_refused(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mp4", frames=1)
    assert "192 x 128" in refused(path, Limits(pixels=10_000))


def strung(path: Path, parts: list[Path]) -> Path:
    """A film of the packets of others, one after the other, each frame 40 ms long."""
    with av.open(str(path), "w") as file:
        out: Any = None
        at = 0
        for part in parts:
            with av.open(str(part)) as source:
                out = out or file.add_stream_from_template(source.streams.video[0])
                for packet in source.demux(video=0):
                    if packet.size:
                        packet.stream, packet.pts, packet.dts = out, at, at
                        packet.time_base = Fraction(1, 25)
                        at += 1
                        file.mux(packet)
    return path


def test_a_film_that_grows_on_the_way_is_refused_there(tmp_path: Path) -> None:
    small = material.film(tmp_path / "small.h264", frames=3, kind="h264")
    large = material.film(tmp_path / "large.h264", frames=3, kind="h264", size=(640, 480))
    path = strung(tmp_path / "a.mkv", [small, large])
    assert "640 x 480" in refused(path, Limits(pixels=100_000))


def test_a_file_of_many_streams_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as file:
        streams = [file.add_stream("pcm_s16le", rate=8000, layout="mono") for _ in range(300)]
        for stream in streams[:1]:
            piece = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), format="s16", layout="mono")
            piece.sample_rate = 8000
            file.mux(stream.encode(piece))
    refused(path)


def boxes_of(content: bytes) -> dict[bytes, bytes]:
    """The boxes of an MP4, or of a box in one, each kind's first."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        found.setdefault(content[at + 4 : at + 8], content[at : at + size])
        at += size
    return found


def test_a_film_of_thousands_of_streams_is_refused(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mp4", frames=2, metadata=False)
    content = path.read_bytes()
    film = boxes_of(content)[b"moov"]
    track = boxes_of(film[8:])[b"trak"]
    more = film + 5000 * track
    path.write_bytes(content.replace(film, struct.pack(">I", len(more)) + more[4:]))
    assert "tracks in one file" in refused(path) or "nothing that can be read" in refused(path)


def test_a_picture_that_says_that_it_is_enormous_is_refused(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.webm", frames=5, codec="libvpx")
    content = bytearray(path.read_bytes())
    at = content.index(b"\x9d\x01\x2a") + 3  # where VP8 says width and height
    content[at : at + 4] = b"\xff\x3f\xff\x3f"
    path.write_bytes(content)
    assert "no frame can be decoded" in refused(path) or "16383 x 16383" in refused(path)


def test_a_film_that_ends_in_the_middle_is_used_up_to_there_and_it_is_said(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mkv", frames=120)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    with opened(path) as film:
        assert 20 < sum(1 for _ in film.frames("gray")) < 90
        assert film.damage == ("the file states a longer film than the frames in it",)
        assert [frame.index for frame in film.pieces([(1, 3), (118, 120)])] == [1, 2]


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1)])
def test_a_picture_of_a_strange_shape_is_searched_like_any_other(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(*size, zlib.compress((b"\0" + b"\xc8" * 3 * size[0]) * size[1])))
    with opened(path) as film:
        assert detect(film, SETTINGS["quick"].without_text()).recording.frames == 1


def test_a_duration_that_is_a_lie_changes_nothing(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mp4", frames=20)
    content = bytearray(path.read_bytes())
    for box in (b"mvhd", b"mdhd"):
        at = content.index(box) + 4
        content[at + 16 : at + 20] = b"\x7f\xff\xff\xff"
    path.write_bytes(content)
    with opened(path) as film:
        assert sum(1 for _ in film.frames("gray")) == 20
    with opened(path) as film:
        tracks = material.tracks_of(path)
        proof = make_release(Order(film, tracks, tmp_path / "release.mp4"))
    assert sum(count * times for count, times in proof.shown) < 100


def test_times_that_leap_do_not_make_an_endless_film(tmp_path: Path) -> None:
    times = [0.0, 0.04, 3_000_000.0, 3_000_000.04, 9_000_000.0, 9_000_000.04]
    path = material.film(tmp_path / "a.mkv", frames=6, times=times)
    with opened(path) as film:
        assert [frame.seconds for frame in film.frames("gray")][-1] < 300
        assert film.damage == ("the times of frames were mended",)


def test_a_file_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    part = material.film(tmp_path / "part.h264", frames=60, kind="h264", size=(640, 480))
    path = strung(tmp_path / "a.mkv", [part] * 100)
    assert "more time" in refused(path, Limits(seconds=1))


def test_a_file_at_which_decoding_is_stuck_is_ended(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mp4", frames=2)
    assert "stuck" in refused(path, Limits(stall=0.001))


def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(9000, 9000, zlib.compress(b"\0" * 9000 * 27_001, 1)))
    assert refused(path, Limits(memory=700_000_000))


RARE = ["h.avi", "i.3gp", "j.ts", "k.avif", "l.webp", "m.wav", "n.mp3", "o.flac", "p.amr", "q.m4a", "r.aac"]
SOUNDS = {
    ".ogg": "libopus", ".wav": "pcm_s16le", ".mp3": "libmp3lame", ".flac": "flac", ".m4a": "aac",
    ".amr": "libopencore_amrnb", ".aac": "aac",
}  # fmt: skip


@pytest.mark.parametrize("name", [
    "a.mp4", "b.mkv", "c.webm", "d.heic", "e.jpg", "f.png", "g.ogg",
    *[pytest.param(name, marks=pytest.mark.slow) for name in RARE],
])  # fmt: skip
def test_fuzzed_files_are_read_or_refused_but_nothing_else(
    tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    rounds = 60 if request.config.getoption("--run-slow") else 2
    path = tmp_path / name
    match path.suffix:
        case ".heic" | ".jpg" | ".png" | ".avif" | ".webp":
            material.photo(path)
        case ending if ending in SOUNDS:
            material.sound(path, SOUNDS[ending])
        case ".3gp":
            material.film(path, codec="h263", size=(176, 144), frames=10)
        case ending:
            heard = None if ending in {".avi", ".ts"} else "libopus"
            material.film(path, codec="libvpx" if name == "c.webm" else "libx264", sound=heard, frames=10)
    whole, dice = path.read_bytes(), Random(name)
    for _round in range(rounds):
        broken = bytearray(whole)
        for _change in range(dice.choice((1, 10, 200))):
            broken[dice.randrange(min(len(broken), dice.choice((200, 2000, len(broken)))))] = dice.randrange(
                256
            )
        path.write_bytes(broken[: dice.choice((len(broken), dice.randrange(len(broken))))])
        began = time.monotonic()
        with suppress(BadInput), opened(path) as film:  # whatever else is raised fails
            pictures = film.frames("gray") if film.facts.medium != "sound" else ()
            assert sum(1 for _ in pictures) + sum(1 for _ in film.sound()) < 1000
            if film.facts.medium == "video":
                assert sum(1 for _ in film.pieces([(0, 1), (5, 8)], "gray")) < 5
        assert time.monotonic() - began < SOON


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path, out = tmp_path / "a.mp4", tmp_path / "out"
    out.mkdir()
    path.write_bytes(material.film(tmp_path / "b.mp4").read_bytes()[:900])
    with pytest.raises(BadInput):
        strip(path, out, "stripped")
    assert not list(out.iterdir())


def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    source = material.film(tmp_path / "a.mp4", frames=3)
    tracks = material.tracks_of(source)
    with opened(source) as film, pytest.raises(BadInput, match="no such file or folder"):
        make_release(Order(film, tracks, tmp_path / "missing" / "release.mp4"))
    assert not (tmp_path / "missing").exists()
