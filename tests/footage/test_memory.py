"""Is the memory that a recording takes bounded, whatever its length and whatever it shows?"""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.footage import material
from tests.footage.detect.pictures import texture

from waystation.footage.detect import boxes, weights
from waystation.footage.detect.centerface import CenterFace
from waystation.footage.detect.yunet import YuNet
from waystation.footage.reading import opened

MEGABYTE = 1_000_000


def held(process: str = "self") -> int:
    """Bytes that a process has in memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096


def confined() -> str:
    """The process that decodes; other tests may have started others."""
    (process,) = (
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
        if "waystation.footage.confined.worker" in Path(f"/proc/{child}/cmdline").read_text()
    )
    return process


def test_the_process_that_decodes_forgets_each_frame(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.mp4", frames=150, size=(640, 480), degrees=90)
    with opened(path) as film:
        sizes = [held(confined()) for frame in film.frames("bgr24") if frame.index in {20, 148}]
    assert sizes[1] - sizes[0] < 15 * MEGABYTE  # the frames between: 59 MB


def test_the_detectors_forget_each_picture() -> None:
    picture = texture(1)[:360]
    first, second = CenterFace(weights.read(weights.FACES)), YuNet()
    sizes = []
    for number in range(45):
        first.faces(picture[: 200 + 16 * (number % 4)], 0.3)
        second.faces(picture, 0.3)
        sizes.append(held())
    assert sizes[-1] - sizes[4] < 10 * MEGABYTE  # the pictures: 28 MB


def test_pictures_of_nothing_but_noise_take_little_memory() -> None:
    dice = np.random.default_rng(1)
    corners = dice.uniform(0, 900, (20_000, 2))
    noise = np.concatenate([corners, corners + dice.uniform(30, 300, (20_000, 2))], axis=1).astype(np.float32)
    tracemalloc.start()
    try:
        boxes.best_of_each(noise, dice.uniform(0, 1, 20_000).astype(np.float32), 0.3)
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


@given(st.lists(st.tuples(*[st.integers(0, 20)] * 2, *[st.integers(1, 12)] * 2, st.integers(0, 9))))
def test_of_boxes_that_overlap_the_surest_stays(found: list[tuple[int, ...]]) -> None:
    rows = np.array(found, np.float32).reshape(-1, 5)
    given_ = np.concatenate([rows[:, :2], rows[:, :2] + rows[:, 2:4]], axis=1)
    kept = boxes.best_of_each(given_, rows[:, 4], 0.3).tolist()
    alike = boxes.overlap(given_, given_) > 0.3
    expected: list[int] = []
    for row in sorted(range(len(rows)), key=lambda number: -rows[number, 4]):
        if not alike[row, expected].any():
            expected.append(row)
    assert kept == expected
