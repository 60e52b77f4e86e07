"""Is a mask never larger, and never there for longer, than what was seen can explain?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.footage import Box, Track
from waystation.footage.detect.budget import affordable
from waystation.footage.detect.doubles import without_doubles
from waystation.footage.detect.evidence import Rows, believed, demanded, reaching, rows_of
from waystation.footage.detect.follow import Follower
from waystation.footage.detect.motion import Field
from waystation.footage.detect.trail import HOW, By
from waystation.footage.detect.united import Sightings

SIZE = (640, 360)
LEAST = 0.12


def rows(*how: By, box: tuple[float, ...] = (300, 100, 340, 150)) -> Rows:
    return np.array([[*box, 0.5, HOW.index(by)] for by in how], np.float32)


def track(left: float, side: float, *, end: int = 10, by: By = "tracked") -> Track:
    box = Box(first=0, end=end, box=(left, 100.0, left + side, 100.0 + side), by=by)
    return Track(id="face?", kind="face", wider=0.15, boxes=(box,))


def test_what_little_speaks_for_ends_after_two_looks_that_have_not_borne_it_out() -> None:
    before_and_after: list[By] = ["prolonged"] * 30
    long = rows(*before_and_after, "detected", *before_and_after)
    late, left = believed(long, 0.2, 6)
    assert (late, len(left)) == (18, 25)
    assert left[12, 5] == HOW.index("detected")
    assert believed(long, 0.9, 6)[1] is long


def test_a_large_mask_needs_more_evidence_unless_the_face_is_cut_off() -> None:
    small = demanded(rows("detected", box=(300, 100, 330, 135)), SIZE, LEAST)
    large = demanded(rows("detected", box=(200, 100, 330, 250)), SIZE, LEAST)
    cut_off = demanded(rows("detected", box=(-60, 100, 70, 250)), SIZE, LEAST)
    assert small == cut_off == LEAST
    assert large > small


def test_a_face_may_reach_farther_than_its_box_only_where_it_is_cut_off_or_out_of_sight() -> None:
    seen = rows("detected", "tracked")
    assert reaching(seen, SIZE, 6)[:, :4] == pytest.approx(seen[:, :4])
    for farther in (rows("prolonged"), rows("detected", box=(-10, 100, 30, 150))):
        wider = reaching(farther, SIZE, 6)[0]
        assert wider[0] < farther[0, 0]
        assert wider[2] > farther[0, 2]


def test_a_face_that_is_cut_off_is_covered_in_the_shape_of_a_whole_one_also_while_it_comes_in() -> None:
    part, whole = (0, 100, 20, 200), (100, 100, 120, 200)
    film = np.concatenate([rows("tracked", box=part), *[rows("tracked", box=whole)] * 20, rows("detected")])
    sides = reaching(film, SIZE, 6)[:, 2:4] - reaching(film, SIZE, 6)[:, :2]
    assert sides[0, 0] >= 0.799 * sides[0, 1] > 80
    assert sides[1:3, 0] == pytest.approx(0.8 * sides[1:3, 1], rel=1e-3)
    assert sides[10, 0] < 0.3 * sides[10, 1]


def test_a_face_that_a_look_has_missed_may_have_gone_a_little_farther() -> None:
    between: list[By] = ["tracked"] * 11
    missed = reaching(rows("detected", *between, "detected"), SIZE, 6)
    widths = missed[:, 2] - missed[:, 0]
    assert widths[6] > widths[3] == widths[0]


def test_however_the_picture_is_stretched_a_mask_grows_by_half_at_most_while_nothing_is_seen() -> None:
    y, x = np.mgrid[0:90:2, 0:160:2].astype(np.float32)
    away = np.stack([x - 80, y - 45], axis=-1) * 0.06  # everything flees from the middle
    follower = Follower(160, 90, patience=30)
    follower.step(None)
    box = np.array([[70, 35, 90, 55]], np.float32)
    follower.see(Sightings(box, ((("centerface", 0.9),),)))
    for _ in range(29):
        follower.step(Field(away.astype(np.float16), 1.0))
    (trail,) = follower.finish()
    widths = rows_of(trail)[:, 2] - rows_of(trail)[:, 0]
    assert widths.max() > 20 * 1.4
    assert widths.max() <= 20 * 1.5 * 1.5 + 0.1  # by half, and wider by a quarter on each side


def test_a_hall_full_of_noise_does_not_turn_black() -> None:
    noise = [(0.2 + left / 10_000, track(left % 500, 80)) for left in range(0, 1000, 13)]
    sure = (0.9, track(0, 250))
    kept = affordable([*noise, sure], SIZE, 10, 0.4)
    weak = [strong for strong, _ in kept if strong < 0.5]
    assert sure in kept
    assert 0 < len(weak) < len(noise)
    assert len(weak) * (80 * 1.3) ** 2 <= 0.4 * SIZE[0] * SIZE[1]
    assert weak == sorted((strong for strong, _ in noise), reverse=True)[: len(weak)]


def test_where_not_all_can_be_covered_small_faces_come_before_large_noise() -> None:
    large = [(0.3, track(float(left), 200)) for left in range(3)]
    small = [(0.2, track(float(left), 20)) for left in range(3)]
    kept = affordable([*large, *small], SIZE, 10, 0.3)
    assert all(found in kept for found in small)
    assert len(kept) < len(large) + len(small)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 500), st.floats(5, 200)), max_size=20))
def test_what_enough_speaks_for_is_always_covered(found: list[tuple[float, float, float]]) -> None:
    shown = [(strong, track(left, side)) for strong, left, side in found]
    kept = affordable(shown, SIZE, 10, 0.0)
    assert sorted(strong for strong, _ in kept) == sorted(strong for strong, _ in shown if strong >= 0.5)


def test_whoever_unmasks_a_face_finds_no_second_mask_over_it() -> None:
    face, part, other = (0.9, track(100, 60)), (0.3, track(105, 45)), (0.3, track(400, 45))
    assert without_doubles([face, part, other]) == [face, other]


def test_a_doubtful_face_is_covered_where_the_surer_one_is_only_supposed_to_be() -> None:
    part = (0.3, track(105, 45))
    assert part in without_doubles([(0.9, track(100, 60, by="prolonged")), part])
    assert part in without_doubles([(0.9, track(100, 60, end=5)), part])
