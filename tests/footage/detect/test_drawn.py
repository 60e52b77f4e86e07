"""Is a region that somebody has drawn followed to where it goes?"""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from tests.footage.detect.pictures import SIZE, panned

from waystation.footage.detect.drawn import follow_drawn
from waystation.footage.reading import opened
from waystation.kit.errors import BadInput

FRAMES = 20
STEP = 2.0  # pixels a frame to the right


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drawn") / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"crf": "15", "preset": "ultrafast"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for image in panned(12, FRAMES, (STEP, 0)):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="bgr24")))
        container.mux(stream.encode())
    return path


def test_a_region_drawn_in_one_frame_is_followed_to_both_ends(film: Path) -> None:
    with opened(film) as source:
        found = follow_drawn(source, {10: (120, 60, 160, 110)})
    assert (found[0].first, found[-1].end) == (0, FRAMES)
    for box in found:
        middle = 140 + STEP * ((box.first + box.end - 1) / 2 - 10)
        assert (box.box[0] + box.box[2]) / 2 == pytest.approx(middle, abs=5)


def test_a_region_drawn_twice_is_where_it_was_drawn_both_times(film: Path) -> None:
    with opened(film) as source:
        found = follow_drawn(source, {2: (100, 60, 140, 110), 15: (200, 20, 260, 90)})
    where = {frame: box.box for box in found for frame in range(box.first, box.end)}
    assert np.array(where[2]) == pytest.approx(np.array([100, 60, 140, 110]), abs=3)
    left, top, right, bottom = where[15]
    assert left <= 201
    assert top <= 21
    assert right >= 259
    assert bottom >= 89


def test_a_box_beyond_the_end_of_the_film_is_refused(film: Path) -> None:
    with opened(film) as source, pytest.raises(BadInput, match="frames up to 19"):
        follow_drawn(source, {99: (1, 1, 9, 9)})
    with opened(film) as source, pytest.raises(BadInput):
        follow_drawn(source, {})
