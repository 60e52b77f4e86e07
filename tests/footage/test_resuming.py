"""Does a search that was stopped go on where it was, and find exactly what it would have found?"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.footage import material

from waystation.footage import papers, resuming
from waystation.footage.detect.detection import detect
from waystation.footage.detect.look import Eyes
from waystation.footage.detect.read import Reader
from waystation.footage.detect.settings import SETTINGS, Settings
from waystation.footage.detect.united import Sightings
from waystation.footage.reading import opened
from waystation.footage.resuming import Resuming

FRAMES = 60


def bright(name: str, least: int, image: NDArray[np.uint8]) -> Sightings:
    """What is bright, in place of a face or a text: quick to find, and it moves."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats((grey >= least).astype(np.uint8))
    sides = found[1:][found[1:, cv2.CC_STAT_AREA] > 9].astype(np.float32)
    boxes = np.concatenate([sides[:, :2], sides[:, :2] + sides[:, 2:4]], axis=1).astype(np.float32)
    return Sightings(boxes, tuple(((name, 0.7),) for _ in boxes))


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    def look(eyes: Eyes, image: NDArray[np.uint8]) -> Sightings:
        eyes.lookers[0].looked_at += 1
        return bright("centerface", 205, image)

    def read(reader: Reader, image: NDArray[np.uint8]) -> Sightings:
        reader.looked_at += 1
        return bright("pp-ocr", 150, image)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Eyes, "look", look)
        patched.setattr(Eyes, "closer", lambda _eyes, _image, boxes: np.full(len(boxes), 0.5, np.float32))
        patched.setattr(Reader, "look", read)
        yield


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film in which something bright moves, with a cut."""
    return material.film(tmp_path_factory.mktemp("film") / "a.mp4", frames=FRAMES)


def searched(
    path: Path, stop: int | None = None, settings: Settings = SETTINGS["usual"], apart: float = 0.0
) -> tuple[bytes | None, list[int | None]]:
    """The tracks as they are written, None where the search was stopped; and what was told about going on."""
    told: list[int | None] = []
    keeper = Resuming(path, told.append, apart)

    def progress(done: int) -> None:
        if done == stop:
            raise KeyboardInterrupt

    try:
        with opened(path) as film:
            tracks = detect(film, settings, progress=progress, keeper=keeper)
    except KeyboardInterrupt:
        return None, told
    keeper.done()
    return papers.to_json(tracks), told


@pytest.fixture(scope="module")
def expected(film: Path) -> bytes:
    """What a search finds that was never stopped."""
    with opened(film) as whole:
        return papers.to_json(detect(whole, SETTINGS["usual"]))


@pytest.mark.parametrize("stops", [(1, 30, 31), (55,)])
def test_a_search_that_was_stopped_finds_the_same(film: Path, expected: bytes, stops: Iterable[int]) -> None:
    for stop in stops:
        assert searched(film, stop)[0] is None
        assert (film.parent / "a.mp4.unfinished").stat().st_mode & 0o777 == 0o600
    found, told = searched(film)
    assert found == expected
    assert told[0] is not None
    assert told[0] > 0
    assert {path.name for path in film.parent.iterdir()} == {"a.mp4"}


@pytest.mark.slow
def test_wherever_a_search_is_stopped_it_finds_the_same(film: Path, expected: bytes) -> None:
    dice = Random("stops")
    for _round in range(25):
        for stop in sorted(dice.sample(range(1, FRAMES), dice.randint(1, 4))):
            searched(film, stop, apart=dice.choice((0.0, 0.05, 0.2)))
        assert searched(film)[0] == expected


@pytest.mark.parametrize("damage", ["cut", "flipped", "crafted"])
def test_what_was_kept_and_is_damaged_is_said_and_not_used(film: Path, expected: bytes, damage: str) -> None:
    searched(film, 40)
    path = film.parent / "a.mp4.unfinished"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    crafted = b'{"waystation": 1, "bound": "x"}'
    path.write_bytes({
        "cut": bytes(content[:-20]), "flipped": bytes(content),
        "crafted": resuming._digest(crafted) + crafted,
    }[damage])  # fmt: skip
    assert searched(film) == (expected, [None])


def test_what_was_kept_of_another_film_or_other_settings_is_not_used(film: Path, tmp_path: Path) -> None:
    searched(film, 40)
    kept = (film.parent / "a.mp4.unfinished").read_bytes()
    assert searched(film, settings=SETTINGS["quick"])[1] == [None]
    other = material.film(tmp_path / "a.mp4", frames=FRAMES + 1)
    (tmp_path / "a.mp4.unfinished").write_bytes(kept)
    assert searched(other)[1] == [None]


def test_what_is_kept_holds_no_picture_and_is_rarely_written(film: Path) -> None:
    searched(film, 55)
    path = film.parent / "a.mp4.unfinished"
    assert path.stat().st_size < 20_000  # a single frame of this film has 74 kB
    path.unlink()
    searched(film, 55, apart=1000)
    assert not path.exists()


KILLED = """
import sys
from pathlib import Path
from waystation.footage import papers
from waystation.footage.detect.detection import detect
from waystation.footage.detect.settings import SETTINGS
from waystation.footage.reading import opened
from waystation.footage.resuming import Resuming
path = Path(sys.argv[1])
keeper = Resuming(path, apart=0.0)
with opened(path) as film:
    tracks = detect(film, SETTINGS["quick"], progress=lambda done: print(done, flush=True), keeper=keeper)
papers.write_tracks(papers.beside(path, papers.TRACKS), tracks)
keeper.done()
"""


@pytest.mark.slow
def test_a_search_that_is_killed_again_and_again_finds_the_same(film: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(film.read_bytes())
    command = [sys.executable, "-c", KILLED, str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    tracks = tmp_path / "a.mp4.tracks.json"
    expected = tracks.read_bytes()
    tracks.unlink()
    dice, kills = Random("kills"), 0
    while not tracks.exists():
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            list(islice(process.stdout, dice.randint(1, 25)))
            time.sleep(dice.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
        kills += process.returncode != 0
        left = {one.name for one in tmp_path.iterdir() if not one.name.endswith(".part")}
        assert left <= {"a.mp4", "a.mp4.unfinished", "a.mp4.tracks.json"}
    assert tracks.read_bytes() == expected
    assert kills > 3
