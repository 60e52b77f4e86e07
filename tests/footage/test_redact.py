"""Is what was found gone from a release, and nothing in it that nobody asked for?"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from tests.conftest import missing
from tests.footage import material

from waystation.domain.footage import Box, Speech
from waystation.footage import papers
from waystation.footage.reading import opened
from waystation.footage.redact.captions import Caption, read_captions, subrip
from waystation.footage.redact.how import How
from waystation.footage.releasing import Order, make_release, release_of
from waystation.kit.errors import BadInput

FACE = (60.0, 40.0, 90.0, 80.0)
BOXES = tuple(Box(first=n, end=n + 1, box=(FACE[0] + n, *FACE[1:2], FACE[2] + n, FACE[3])) for n in range(30))


def released(source: Path, folder: Path, how: How | None = None, **about: object) -> Path:
    tracks = material.tracks_of(source, about.pop("boxes", BOXES), **about)  # type: ignore[arg-type]
    with opened(source) as film:
        ending = {"video": ".mp4", "photo": ".jpg", "sound": ".m4a"}[film.facts.medium]
        target = folder / f"release{ending}"
        make_release(Order(film, tracks, target, how or How()))
    return target


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("degrees", [0, 90])
def test_a_face_is_one_colour_in_every_frame_and_the_rest_is_as_it_was(
    tmp_path: Path, out: Path, degrees: int
) -> None:
    source = material.film(tmp_path / "a.mp4", degrees=degrees, sound="aac")
    with opened(source) as film:
        before = [frame.image.copy() for frame in film.frames("gray")]
    with opened(released(source, out)) as film:
        assert (film.facts.width, film.facts.height) == (before[0].shape[1], before[0].shape[0])
        after = [frame.image.copy() for frame in film.frames("gray")]
    assert len(after) == len(before) == 30
    for n, (was, now) in enumerate(zip(before, after, strict=True)):
        assert now[42:78, 62 + n : 88 + n].max() <= 12, n
        apart = np.abs(was.astype(int) - now)
        apart[20:100, 40 + n : 112 + n] = 0
        assert apart.mean() < 3, n


@pytest.mark.parametrize(("about", "shown"), [
    ({"codec": "libvpx-vp9", "size": (191, 127), "degrees": 90}, (126, 190, (1, 1))),
    ({"codec": "libx265", "pixels": "yuv420p10le"}, (192, 128, (1, 1))),
    ({"size": (176, 144), "aspect": Fraction(12, 11), "degrees": 90}, (144, 176, (11, 12))),
])  # fmt: skip
def test_odd_sides_ten_bits_and_pixels_that_are_not_square_are_covered_too(
    tmp_path: Path, out: Path, about: dict[str, Any], shown: tuple[int, int, tuple[int, int]]
) -> None:
    target = released(material.film(tmp_path / "a.mp4", frames=5, **about), out, boxes=(BOXES[0],))
    with opened(target) as film:
        assert (film.facts.width, film.facts.height, film.facts.aspect) == shown
        assert next(iter(film.frames("gray"))).image[42:78, 62:88].max() <= 12


def test_a_photo_is_covered_and_says_nothing_but_its_pixels(tmp_path: Path, out: Path) -> None:
    source = material.photo(tmp_path / "a.jpg", orientation=6)
    target = released(source, out, boxes=BOXES[:1])
    with opened(target) as film:
        image = next(iter(film.frames())).image
        assert image[42:78, 62:88].max() <= 8
        assert image.shape == (192, 128, 3)
    assert b"Exif" not in target.read_bytes()


SAID_BY_ALL = (  # what any MP4 and any JPEG must say of itself
    "SourceFile ExifToolVersion FileName Directory FileSize FileModifyDate FileAccessDate "
    "FileInodeChangeDate FilePermissions FileType FileTypeExtension MIMEType MajorBrand MinorVersion "
    "CompatibleBrands MovieHeaderVersion CreateDate ModifyDate TimeScale Duration PreferredRate "
    "PreferredVolume MatrixStructure PreviewTime PreviewDuration PosterTime SelectionTime "
    "SelectionDuration CurrentTime NextTrackID HandlerType HandlerVendorID MediaDataSize "
    "MediaDataOffset MediaData TrackHeaderVersion TrackCreateDate TrackModifyDate TrackID TrackDuration "
    "TrackLayer TrackVolume ImageWidth ImageHeight MediaHeaderVersion MediaCreateDate MediaModifyDate "
    "MediaTimeScale MediaDuration MediaLanguageCode HandlerDescription GraphicsMode OpColor "
    "CompressorID SourceImageWidth SourceImageHeight XResolution YResolution BitDepth ColorProfiles "
    "ColorPrimaries TransferCharacteristics MatrixCoefficients VideoFullRangeFlag PixelAspectRatio "
    "BufferSize MaxBitrate AverageBitrate VideoFrameRate ImageSize Megapixels AvgBitrate Rotation "
    "Balance AudioFormat AudioChannels AudioBitsPerSample AudioSampleRate AVCConfiguration "
    "SyncSampleTable SampleToChunk SampleSizes ChunkOffset Free TimeToSampleTable "
    "SampleGroupDescription SampleToGroup JFIFVersion ResolutionUnit EncodingProcess BitsPerSample "
    "ColorComponents YCbCrSubSampling "
)
ALLOWED = set(SAID_BY_ALL.split())


def exiftool(path: Path) -> dict[str, object]:
    if shutil.which("exiftool") is None:
        missing("there is no exiftool on this machine (./test installs one)")
    ran = subprocess.run(
        ["exiftool", "-json", "-a", "-u", str(path)], check=True, capture_output=True, text=True
    )
    return dict(json.loads(ran.stdout)[0])


def ffprobe(path: Path) -> dict[str, list[dict[str, object]]]:
    if shutil.which("ffprobe") is None:
        missing("there is no ffprobe on this machine (./test installs one)")
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", "-show_chapters"]
    ran = subprocess.run([*command, str(path)], check=True, capture_output=True, text=True)
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize("sound", ["none", "all"])
def test_a_released_film_says_nothing_of_itself(tmp_path: Path, out: Path, sound: str) -> None:
    source = material.film(tmp_path / "a.mov", sound="aac", degrees=90)
    assert "GPSCoordinates" in exiftool(source)
    target = released(source, out, How(sound=sound))  # type: ignore[arg-type]
    said = exiftool(target)
    unknown = {key for key in said if not key.startswith("Unknown")} - ALLOWED
    assert not unknown
    dates = {said[key] for key in said if key.endswith("Date") and not key.startswith("File")}
    assert dates == {"0000:00:00 00:00:00"}
    probed = ffprobe(target)
    assert [stream["codec_type"] for stream in probed["streams"]] == ["video", "audio"][
        : 1 + (sound == "all")
    ]
    assert probed["streams"][0]["r_frame_rate"] == probed["streams"][0]["avg_frame_rate"] == "25/1"
    assert not probed["chapters"]
    content = target.read_bytes()
    for trace in (b"x264", b"Lavf", b"Lavc", b"elst", b"from home", b"+37.5", b"udta\0\0\0\0covr"):
        assert trace not in content, trace


def test_a_released_photo_says_nothing_of_itself(tmp_path: Path, out: Path) -> None:
    target = released(material.photo(tmp_path / "a.heic"), out, boxes=BOXES[:1])
    assert not exiftool(target).keys() - ALLOWED


def test_uneven_times_become_a_constant_rate_and_keep_time(tmp_path: Path, out: Path) -> None:
    times = [n * 0.04 + (0.015 if n % 3 else 0.0) + (0.8 if n > 20 else 0.0) for n in range(30)]
    target = released(material.film(tmp_path / "a.mp4", times=times), out)
    with opened(target) as film:
        shown = [frame.seconds for frame in film.frames("gray")]
    steps = np.diff(shown)
    assert np.allclose(steps, steps[0], atol=0.002)
    assert shown[-1] == pytest.approx(times[-1], abs=0.1)


def loudness(path: Path) -> list[float]:
    with opened(path) as film:
        samples = np.concatenate([piece.samples.copy() for piece in film.sound(16_000)])
    return [float(np.abs(part).max()) for part in np.array_split(samples, 12)]


def test_only_speech_and_what_is_around_it_is_silent_where_that_was_asked_for(
    tmp_path: Path, out: Path
) -> None:
    source = material.film(tmp_path / "a.mp4", frames=150, sound="aac")
    boxes = (Box(first=0, end=150, box=FACE),)
    speech = [Speech(begin=2.0, end=3.0)]
    target = released(source, out, How(sound="no-speech"), boxes=boxes, speech=speech)
    heard = loudness(target)
    assert min(heard[:2] + heard[8:11]) > 0.1
    assert max(heard[4:6]) < 0.01


def test_without_having_listened_speech_cannot_be_left_out(tmp_path: Path, out: Path) -> None:
    source = material.film(tmp_path / "a.mp4", sound="aac")
    with pytest.raises(BadInput, match="nothing about speech"):
        released(source, out, How(sound="no-speech"))
    assert not list(out.iterdir())


def test_sound_alone_is_released_without_speech(tmp_path: Path, out: Path) -> None:
    source = material.sound(tmp_path / "a.ogg", "libopus", seconds=6)
    target = released(source, out, How(sound="no-speech"), boxes=(), speech=[Speech(begin=2.0, end=3.0)])
    heard = loudness(target)
    assert heard[0] > 0.1
    assert max(heard[4:6]) < 0.01
    with pytest.raises(BadInput, match="sound alone"):
        released(source, out, boxes=())


CAPTIONS = (Caption(0.2, 0.6, "I have not eaten\nfor three days."), Caption(0.7, 1.0, "Go."))


def test_captions_stand_beside_the_release(tmp_path: Path, out: Path) -> None:
    target = released(material.film(tmp_path / "a.mp4"), out, How(captions=CAPTIONS))
    assert read_captions(papers.beside(target, papers.CAPTIONS)) == CAPTIONS


def test_captions_in_the_picture_are_there_when_they_are_due(tmp_path: Path, out: Path) -> None:
    target = released(material.film(tmp_path / "a.mp4"), out, How(captions=CAPTIONS, burned=True))
    with opened(target) as film:
        white = [bool((frame.image[100:] > 215).any()) for frame in film.frames("gray")]
    assert white[6:14] == [True] * 8
    assert not any(white[:4])
    proof = papers.read_proof(papers.beside(target, papers.PROOF))
    assert [cover[:2] for cover in proof.captions] == [(5, 15), (18, 25)]


def test_letters_that_the_font_does_not_have_are_refused(tmp_path: Path, out: Path) -> None:
    how = How(captions=(Caption(0, 1, "먹지 못했다"),), burned=True)
    with pytest.raises(BadInput, match="--font"):
        released(material.film(tmp_path / "a.mp4"), out, how)


@pytest.mark.parametrize(("text", "found"), [
    ("hello", "hello"), ("", "no caption"),
    ("1\n00:00:02,000 --> 00:00:01,000\nx", "an end that is not after"),
    ("1\n00:00:01,000 --> 00:00:02,000\n\x1b[2J", "text"), ("1\n00:00:01,000 --> 00:00:02,000\n", "text"),
    ("1\n00:00:01,000 --> 00:00:03,000\na\n\n2\n00:00:02,000 --> 00:00:04,000\nb", "before the one above"),
    ("1\n00:01:01,000 --> 00:01:03,000\na", "61.0 s"),
])  # fmt: skip
def test_captions_that_cannot_be_shown_are_refused(tmp_path: Path, text: str, found: str) -> None:
    file = tmp_path / "a.srt"
    file.write_text(text)
    with pytest.raises(BadInput, match=found):
        read_captions(file, 30.0)


def test_markup_in_captions_is_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "a.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:02,000\n<i>she</i> {\\an8}said <font color=red>no</font>\n")
    assert [one.text for one in read_captions(file)] == ["she said no"]
    assert read_captions_again(file) == read_captions(file)


def read_captions_again(file: Path) -> tuple[Caption, ...]:
    again = file.with_name("b.srt")
    again.write_text(subrip(read_captions(file)))
    return read_captions(again)


def test_tracks_of_another_file_are_refused(tmp_path: Path, out: Path) -> None:
    tracks = material.tracks_of(material.film(tmp_path / "a.mp4"), BOXES)
    other = material.film(tmp_path / "b.mp4", frames=31)
    with opened(other) as film, pytest.raises(BadInput, match="tracks of another file"):
        make_release(Order(film, tracks, out / "release.mp4"))
    assert not list(out.iterdir())


def test_tracks_that_count_other_frames_are_refused(tmp_path: Path, out: Path) -> None:
    source = material.film(tmp_path / "a.mp4")
    tracks = material.tracks_of(source, BOXES)
    wrong = tracks.model_copy(update={"recording": tracks.recording.model_copy(update={"frames": 29})})
    with opened(source) as film, pytest.raises(BadInput, match="30 frames"):
        make_release(Order(film, wrong, out / "release.mp4"))
    assert not list(out.iterdir())


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, out: Path) -> None:
    source = material.film(tmp_path / "a.mp4")
    tracks = material.tracks_of(source, BOXES)

    def stop(done: int) -> None:
        assert [path.suffix for path in out.iterdir()] == [".part"]
        if done == 12:
            raise KeyboardInterrupt

    with opened(source) as film, pytest.raises(KeyboardInterrupt):
        make_release(Order(film, tracks, out / "release.mp4"), stop)
    assert not list(out.iterdir())


def test_everything_of_a_release_is_for_its_owner_alone(tmp_path: Path, out: Path) -> None:
    released(material.film(tmp_path / "a.mp4"), out)
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}
    assert {path.name for path in out.iterdir()} == {
        "release.mp4", "release.mp4.proof.json", "release.mp4.opening.json", "release.mp4.tsq",
        "release.mp4.ots-request",
    }  # fmt: skip


def test_no_other_file_is_written_on_the_way(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = material.film(tmp_path / "a.mp4")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(scratch))
    tracks = material.tracks_of(source, BOXES)
    seen: set[str] = set()
    with opened(source) as film:
        make_release(Order(film, tracks, out / "r.mp4"), lambda _done: seen.update(map(str, out.iterdir())))
    assert not list(scratch.iterdir())
    assert len(seen) == 1


def test_a_release_is_found_again_by_its_original_and_tracks(tmp_path: Path, out: Path) -> None:
    source = material.film(tmp_path / "a.mp4")
    target = released(source, out)
    tracks = material.tracks_of(source, BOXES)
    sha256 = tracks.recording.sha256
    assert release_of(out, sha256, tracks) == target
    fewer = tracks.model_copy(update={"tracks": ()})
    assert release_of(out, sha256, fewer) is None
    assert release_of(out, "0" * 64, tracks) is None


def test_every_frame_of_a_release_can_be_decoded_by_others(tmp_path: Path, out: Path) -> None:
    target = released(
        material.film(tmp_path / "a.webm", codec="libvpx"), out, replace(How(), preset="ultrafast")
    )
    with av.open(str(target)) as file:
        assert sum(1 for _ in file.decode(video=0)) == 30
