"""Do the commands for recordings do what they say, one file and a folder at a time?"""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.footage import material

from waystation.cli.footage.damage_text import DAMAGE, damage
from waystation.cli.footage.finding_text import _SENTENCES, sentence
from waystation.cli.footage.sheet_page import sheet_page
from waystation.cli.main import run
from waystation.domain.footage import Box
from waystation.footage import papers
from waystation.footage.detect.detection import detect
from waystation.footage.detect.settings import SETTINGS
from waystation.footage.proof.verify import Finding
from waystation.footage.reading import opened
from waystation.footage.resuming import Resuming
from waystation.footage.sheet import EACH, shots
from waystation.kit.language import speaking

BOXES = tuple(Box(first=n, end=n + 1, box=(60 + n, 40, 90 + n, 80), score=0.5 + n / 100) for n in range(20))


def recorded(folder: Path, name: str = "VID_20260301_181233.mp4", frames: int = 20) -> Path:
    """A recording with tracks beside it."""
    path = material.film(folder / name, frames=frames)
    papers.write_tracks(papers.beside(path, papers.TRACKS), material.tracks_of(path, BOXES))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_recording_is_released_verified_and_compared(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = recorded(tmp_path)
    (tmp_path / "custody.yaml").write_text("waystation: 1\nfilmed_by: K.\nreenacted: false\n")
    assert (
        run(
            [
                "footage",
                "redact",
                str(source),
                "--into",
                str(out),
                "--custody",
                str(tmp_path / "custody.yaml"),
            ]
        )
        == 0
    )
    release = out / "release-001.mp4"
    assert release.exists()
    capsys.readouterr()
    assert run(["footage", "verify", str(release), "--original", str(source), "--tiles", "--json"]) == 0
    said = {one["what"]: one["state"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert said["bytes"] == said["beside"] == said["tiles"] == said["custody"] == "holds"
    assert run(["footage", "verify", str(release), "--original", str(source), "--hashes", "--json"]) == 0
    said = {one["what"]: one["state"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert said["original"] == "holds"
    assert "beside" not in said
    source.write_bytes(source.read_bytes() + b"\0")
    assert run(["footage", "verify", str(release), "--original", str(source), "--hashes"]) == 2
    release.write_bytes(release.read_bytes() + b"\0")
    assert run(["footage", "verify", str(release)]) == 2
    assert "something in it was changed" in capsys.readouterr().err


def test_the_name_of_a_release_says_nothing(tmp_path: Path, out: Path) -> None:
    source = recorded(tmp_path)
    assert run(["footage", "redact", str(source), "--into", str(out)]) == 0
    for path in out.iterdir():
        assert "2026" not in path.name
        assert b"VID_" not in path.read_bytes()


def test_a_folder_is_released_and_what_is_released_is_left_alone(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    recorded(folder, "a.mp4")
    recorded(folder, "b.mp4", frames=21)
    (folder / "notes.txt").write_text("not a recording")
    assert run(["footage", "redact", str(folder), "--into", str(out)]) == 0
    first = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    assert {"release-001.mp4", "release-002.mp4"} <= names(out)
    capsys.readouterr()
    assert run(["footage", "redact", str(folder), "--into", str(out)]) == 0
    assert capsys.readouterr().out.count("already") == 2
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == first


def test_one_bad_file_does_not_stop_a_folder(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.mp4").write_bytes(b"hello")
    papers.beside(folder / "a.mp4", papers.TRACKS).write_text("{}")
    recorded(folder, "b.mp4")
    material.film(folder / "c.mp4", frames=2)
    assert run(["footage", "redact", str(folder), "--into", str(out)]) == 2
    assert "release-001.mp4" in names(out)
    said = capsys.readouterr().err
    assert "a.mp4" in said
    assert "waystation footage detect" in said


def test_ctrl_c_keeps_what_is_finished_and_leaves_nothing_half_done(tmp_path: Path, out: Path) -> None:
    recorded(tmp_path, "a.mp4")
    long = material.film(tmp_path / "b.mp4", frames=300, size=(480, 320))
    papers.write_tracks(papers.beside(long, papers.TRACKS), material.tracks_of(long, BOXES))
    command = [str(Path(sys.executable).parent / "waystation"), "footage", "redact"]
    given = [str(tmp_path / "a.mp4"), str(long), "--into", str(out), "--preset", "slow"]
    process = subprocess.Popen([*command, *given], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not any(path.suffix == ".part" for path in out.iterdir() if "release-001.mp4" in names(out)):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "1 file was finished" in said
    assert "release-001.mp4" in names(out)
    assert not [name for name in names(out) if name.endswith(".part") or "002" in name]


def test_a_search_that_was_stopped_goes_on_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = material.film(tmp_path / "a.mp4", frames=20)

    def stop(done: int) -> None:
        if done == 12:
            raise KeyboardInterrupt

    keeper = Resuming(path, apart=0.0)
    with opened(path) as film, pytest.raises(KeyboardInterrupt):
        detect(film, SETTINGS["quick"], text=False, speech=False, progress=stop, keeper=keeper)
    command = ["footage", "detect", str(path), "--setting", "quick", "--no-text"]
    assert run(command) == 0
    assert "a.mp4: was stopped; going on after frame" in capsys.readouterr().out
    assert names(tmp_path) == {"a.mp4", "a.mp4.tracks.json"}
    (tmp_path / "a.mp4.unfinished").write_bytes(b"")
    assert run([*command, "--again"]) == 0
    assert "beginning anew" in capsys.readouterr().out
    assert names(tmp_path) == {"a.mp4", "a.mp4.tracks.json"}


def test_on_a_terminal_a_bar_shows_the_rate(tmp_path: Path, out: Path) -> None:
    source = recorded(tmp_path)
    parent, child = pty.openpty()
    command = [
        str(Path(sys.executable).parent / "waystation"),
        "footage",
        "redact",
        str(source),
        "--into",
        str(out),
    ]
    ran = subprocess.Popen(command, stderr=child, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    os.close(child)
    seen = b""
    while True:
        try:
            more = os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
        seen += more
    assert ran.wait() == 0
    assert b"frames/s" in seen
    os.close(parent)


def test_keys_are_made_with_a_passphrase_from_a_descriptor_and_sign(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()

    def told(*arguments: str) -> int:
        reader, writer = os.pipe()
        os.write(writer, b"correct horse\n")
        os.close(writer)
        try:
            return run(["footage", *arguments, "--passphrase-fd", str(reader)])
        finally:
            os.close(reader)

    assert told("keys", str(keys), "--name", "House of the River") == 0
    assert "Fingerprint" in capsys.readouterr().out
    assert told("redact", str(recorded(tmp_path)), "--into", str(out), "--keys", str(keys)) == 0
    assert run(["footage", "verify", str(out / "release-001.mp4"), "--root", str(keys / "root.pem")]) == 0
    assert "belongs to the organisation" in capsys.readouterr().out


def test_a_sheet_shows_every_track_the_most_doubtful_first_and_asks_nobody(tmp_path: Path) -> None:
    path = recorded(tmp_path)
    tracks = papers.read_tracks(papers.beside(path, papers.TRACKS))
    sure = tracks.tracks[0].model_copy(update={"id": "<b>sure</b>", "doubt": 0.1})
    tracks = tracks.model_copy(update={"tracks": (sure, *tracks.tracks)})
    papers.write_tracks(papers.beside(path, papers.TRACKS), tracks)
    assert run(["footage", "sheet", str(path)]) == 0
    sheet = papers.beside(path, ".sheet.html")
    page = sheet.read_text()
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert page.index("t1") < page.index("&lt;b&gt;sure")
    assert page.count("data:image/jpeg;base64,") >= 2 * (EACH - 1)
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page
    assert "<b>" not in page


def test_the_pictures_of_a_track_show_its_ends_and_where_it_was_least_sure(tmp_path: Path) -> None:
    path = recorded(tmp_path)
    tracks = papers.read_tracks(papers.beside(path, papers.TRACKS))
    with opened(path) as film:
        pictures = shots(film, tracks)["t1"]
    frames = [shot.frame for shot in pictures]
    assert frames[0] == 0
    assert frames[-1] == 19
    assert len(frames) in {EACH - 1, EACH}
    assert all(shot.jpeg.startswith(b"\xff\xd8") for shot in pictures)
    assert sheet_page(tracks, {}).count("<figure>") == 0


def test_stripped_copies_get_names_that_say_nothing(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    material.film(folder / "VID_1.mp4", frames=2)
    material.photo(folder / "IMG_2.jpg")
    assert run(["footage", "strip", str(folder), "--into", str(out)]) == 0
    assert names(out) == {"stripped-001.jpg", "stripped-002.mp4"}


@pytest.mark.parametrize("arguments", [
    ["redact", "missing.mp4", "--into", "."], ["redact", "{a}", "--into", "missing"], ["verify", "{a}"],
    ["redact", "{a}", "--into", ".", "--burn"], ["sheet", "{b}"], ["strip", "{tracks}", "--into", "."],
    ["stamp", "{a}", "--reply", "{a}"], ["keys", "missing", "--name", "x"],
    ["redact", "{a}", "--into", ".", "--passphrase-fd", "99", "--keys", "."],
    ["redact", "{a}", "--into", ".", "--custody", "{a}"],
])  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    a, b = recorded(tmp_path, "a.mp4"), material.film(tmp_path / "b.mp4", frames=2)
    before = names(tmp_path)
    given = [word.format(a=a, b=b, tracks=papers.beside(a, papers.TRACKS)) for word in arguments]
    assert run(["footage", *given]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert names(tmp_path) == before


def test_every_damage_has_a_sentence_in_every_language() -> None:
    confined = Path(papers.__file__).parent / "confined"
    sources = "".join(path.read_text() for path in confined.glob("*.py"))
    for sentence_ in DAMAGE:
        assert sentence_.removeprefix("{count}") in sources
    with speaking("ko"):
        assert damage("17 pieces could not be decoded") == "17조각을 풀 수 없었습니다"
        assert damage("{odd} {0}") == "{odd} {0}"


def test_every_finding_has_a_sentence() -> None:
    sources = "".join(path.read_text() for path in Path(papers.__file__).parent.glob("proof/*.py"))
    for what, state in _SENTENCES:
        assert f'"{what}"' in sources or what in {"reenacted", "happened"}, what
        details = dict.fromkeys(
            (
                "signer",
                "at",
                "height",
                "root",
                "by",
                "count",
                "sound",
                "reason",
                "hands",
                "looked",
                "pieces",
                "in_1",
                "in_10",
                "most",
                "allowed",
                "where",
            ),
            "x",
        )
        assert sentence(Finding(state, what, details))  # type: ignore[arg-type]
