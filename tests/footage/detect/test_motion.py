"""Is the motion between two frames measured as it was?"""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.detect.pictures import panned, texture

from waystation.footage.detect.cuts import change
from waystation.footage.detect.motion import Motion, backwards, forwards, small

BOX = np.array([[140, 70, 180, 120]], np.float32)


@pytest.mark.parametrize("step", [(3.0, 0.0), (-2.0, 1.5), (0.0, -4.0)])
def test_a_box_moves_with_the_picture_forwards_and_backwards(step: tuple[float, float]) -> None:
    before, after = (small(image) for image in panned(1, 2, step))
    field = Motion(1.0).between(before, after)
    moved = forwards(BOX, field)
    assert moved == pytest.approx(BOX + np.array([*step, *step]), abs=0.5)
    assert backwards(moved, field) == pytest.approx(BOX, abs=0.7)


def test_a_box_is_moved_in_its_own_pixels_however_small_the_motion_was_seen() -> None:
    before, after = (small(image) for image in panned(2, 2, (3.0, 0.0)))
    moved = forwards(BOX * 4, Motion(4.0).between(before, after))
    assert moved - BOX * 4 == pytest.approx(np.array([[12, 0, 12, 0]]), abs=2)


def test_a_cut_is_told_from_motion_and_from_changing_light() -> None:
    one, other = (small(image) for image in panned(3, 2, (5.0, 2.0)))
    motion = Motion(1.0)
    assert change(one, other, motion.between(one, other)) == "none"
    darker = np.asarray(other * 0.6, np.uint8)
    assert change(one, darker, motion.between(one, darker)) != "cut"
    strange = small(texture(4)[:180, :320])
    assert change(one, strange, motion.between(one, strange)) == "cut"
