"""Is what is to be covered covered, in every frame, and a little beyond?"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.footage import Box, Track
from waystation.footage.redact.covers import Sweep, covers, widened
from waystation.footage.redact.paint import BLACK, COLOURLESS, fill_film, planes
from waystation.footage.redact.steady import Ticks, constant_rate

side = st.floats(-50, 300)
boxes = st.tuples(side, side, st.floats(0.1, 200), st.floats(0.1, 200)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(
    boxes, st.floats(0, 2), st.integers(1, 120).map(lambda n: 2 * n), st.integers(1, 120).map(lambda n: 2 * n)
)
def test_a_mask_holds_all_of_its_box_inside_the_picture(
    box: tuple[float, float, float, float], share: float, width: int, height: int
) -> None:
    area = widened(box, share, width, height)
    left, top = max(0.0, box[0]), max(0.0, box[1])
    right, bottom = min(float(width), box[2]), min(float(height), box[3])
    if left < right and top < bottom:
        assert area is not None
        assert area[0] <= left and area[1] <= top and area[2] >= right and area[3] >= bottom  # noqa: PT018
    if area is not None:
        assert all(edge % 2 == 0 for edge in area)
        assert 0 <= area[0] < area[2] <= width
        assert 0 <= area[1] < area[3] <= height


runs = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10), boxes), max_size=12)


@given(runs)
def test_each_frame_is_covered_by_every_track_that_is_in_it(
    found: list[tuple[int, int, tuple[float, ...]]],
) -> None:
    tracks = [
        Track(id=str(n), kind="face", boxes=(Box(first=first, end=first + length, box=box),))
        for n, (first, length, box) in enumerate(found)
    ]
    sweep = Sweep(covers(tracks, 200, 200))
    for index in range(45):
        plain = [
            area
            for first, length, box in found
            if first <= index < first + length and (area := widened(box, 0.25, 200, 200)) is not None  # type: ignore[arg-type]
        ]
        assert sorted(sweep.at(index)) == sorted(plain)


def test_a_track_that_somebody_has_unmasked_covers_nothing() -> None:
    box = Box(first=0, end=5, box=(10, 10, 20, 20))
    track = Track(id="1", kind="face", state="unmasked", reason="consents", editor="desk", boxes=(box,))
    assert covers([track], 100, 100) == ()


@given(boxes.map(lambda box: widened(box, 0, 64, 48)).filter(bool))
def test_what_is_covered_is_one_colour_and_all_else_as_it_was(area: tuple[int, int, int, int]) -> None:
    image = np.random.default_rng(1).integers(0, 256, (72, 64), np.uint8)
    before = image.copy()
    fill_film(image, 64, 48, [area])
    for n, (now, was) in enumerate(zip(planes(image, 64, 48), planes(before, 64, 48), strict=True)):
        part = 2 if n else 1
        left, top, right, bottom = (edge // part for edge in area)
        assert (now[top:bottom, left:right] == (COLOURLESS if n else BLACK)).all()
        untouched = np.ones(now.shape, bool)
        untouched[top:bottom, left:right] = False
        assert (now[untouched] == was[untouched]).all()


@given(st.lists(st.floats(0.001, 0.5), min_size=1, max_size=80), st.sampled_from([15, 24, 29.97, 30, 60]))
def test_at_a_constant_rate_every_frame_keeps_its_time(gaps: list[float], stated: float) -> None:
    times = np.cumsum([0.0, *gaps])
    rate = float(constant_rate(stated, len(times), float(times[-1]) + gaps[-1]))
    ticks, shown = Ticks(Fraction(rate)), 0
    for seconds in times:
        shown += ticks.before(float(seconds))
        assert abs(shown / rate - seconds) <= 0.5 / rate + 1e-6


@pytest.mark.parametrize(("stated", "frames", "seconds", "rate"), [
    (29.97, 300, 10.01, Fraction(30000, 1001)), (30, 300, 10.0, Fraction(30)), (25, 250, 10.0, Fraction(25)),
    (90000, 300, 10.0, Fraction(30)), (30, 140, 10.0, Fraction(15)), (30, 1, 0.0, Fraction(30)),
    (23.976, 240, 10.01, Fraction(24000, 1001)), (30, 300, 5.0, Fraction(60)),
])  # fmt: skip
def test_the_rate_is_the_one_that_the_frames_bear_out(
    stated: float, frames: int, seconds: float, rate: Fraction
) -> None:
    assert constant_rate(stated, frames, seconds) == rate
