"""Is what was seen now and then covered in every frame between, before and after?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from tests.footage.detect.pictures import SIZE, panned, texture

from waystation.footage.detect.evidence import rows_of
from waystation.footage.detect.runs import boxes
from waystation.footage.detect.trail import HOW, Trail, blended
from waystation.footage.detect.united import Sightings, united
from waystation.footage.detect.watch import Image, Search, Watch

STEP = 2.0  # pixels a frame to the right
NOTHING = Sightings(np.zeros((0, 4), np.float32), ())


def followed(images: list[Image], seen: Mapping[int, Sightings], patience: int = 10) -> list[Trail]:
    at = -1

    def look(_: Image) -> Sightings:
        return seen.get(at, NOTHING)

    search = Search(look, 1, patience)
    watch = Watch([search])
    for image in images:
        at += 1
        watch.frame(image)
    watch.finish()
    return search.follower.finish()


def sighting(left: float, score: float = 0.9) -> Sightings:
    return Sightings(np.array([[left, 60, left + 40, 110]], np.float32), ((("centerface", score),),))


def test_what_is_seen_twice_is_covered_in_every_frame_between_before_and_after() -> None:
    images = list(panned(5, 24, (STEP, 0)))
    (trail,) = followed(images, {8: sighting(116), 14: sighting(128)}, patience=7)
    assert (trail.first, trail.end) == (1, 22)
    expected = 100 + STEP * np.arange(trail.first, trail.end)
    middle = rows_of(trail)[:, [0, 2]].mean(axis=1) - 20
    assert middle == pytest.approx(expected, abs=2)
    how = [HOW[int(number)] for number in rows_of(trail)[:, 5]]
    assert how[7] == how[13] == "detected"
    assert set(how[8:13]) == {"tracked"}
    assert {*how[:7], *how[14:]} == {"prolonged"}


def test_nothing_is_carried_across_a_cut() -> None:
    images = [*panned(6, 8, (0, 0)), *([texture(7)[:180, :320]] * 8)]
    (trail,) = followed(images, {6: sighting(100)}, patience=30)
    assert (trail.first, trail.end) == (0, 8)


def test_what_leaves_the_picture_is_let_go() -> None:
    images = list(panned(8, 30, (6, 0)))
    (trail,) = followed(images, {2: sighting(230)}, patience=60)
    assert trail.end < 25
    assert rows_of(trail)[-1, 0] < SIZE[0]


def test_what_leaves_or_enters_is_held_at_the_edge_for_three_frames_more() -> None:
    images = list(panned(8, 80, (6, 0)))
    (trail,) = followed(images, {20: sighting(40)}, patience=70)
    covered = rows_of(trail)
    middle = covered[:, [0, 2]].mean(axis=1)
    for end, before in ((covered[-3:], middle[-4]), (covered[:3], middle[3])):
        assert end[:, [0, 2]].mean(axis=1) == pytest.approx([before] * 3, abs=2)
    assert trail.first > 0
    assert trail.end < 80
    assert covered[0, 2] > 0
    assert covered[-1, 0] < SIZE[0]


def test_two_things_side_by_side_stay_two() -> None:
    images = list(panned(9, 10, (STEP, 0)))
    both = {
        frame: united(
            [
                (
                    "centerface",
                    np.concatenate([sighting(x + STEP * frame).boxes for x in (40, 200)]),
                    np.array([0.9, 0.8], np.float32),
                )
            ]
        )
        for frame in (0, 4, 9)
    }
    trails = followed(images, both)
    assert [(trail.first, trail.end) for trail in trails] == [(0, 10), (0, 10)]


def test_where_both_directions_disagree_the_box_holds_more() -> None:
    one, other = np.array([0, 0, 10, 10], np.float32), np.array([4, 0, 14, 10], np.float32)
    (same,) = blended([one], [one])
    (apart,) = blended([one], [other])
    assert same == pytest.approx(one)
    assert apart[0] < 2
    assert apart[2] > 12


def test_few_boxes_stand_for_many_frames_and_hold_all_of_them() -> None:
    images = list(panned(10, 40, (0.2, 0)))
    (trail,) = followed(images, {frame: sighting(100 + 0.2 * frame) for frame in range(0, 40, 5)})
    written = boxes(trail.first, rows_of(trail), SIZE)
    assert len(written) < 40
    assert written[0].first == 0
    assert written[-1].end == 40
    for box in written:
        for row in rows_of(trail)[box.first : box.end]:
            assert box.box[0] <= row[0]
            assert box.box[1] <= row[1]
            assert box.box[2] >= row[2]
            assert box.box[3] >= row[3]


def test_two_detectors_that_see_the_same_are_one_sighting_with_both_scores() -> None:
    box = np.array([[50, 50, 90, 100]], np.float32)
    far = np.array([[150, 50, 190, 100]], np.float32)
    seen = united(
        [
            ("centerface", box, np.array([0.8], np.float32)),
            ("yunet", np.concatenate([box + 3, far]), np.array([0.6, 0.4], np.float32)),
        ]
    )
    assert [dict(given).keys() for given in seen.scores] == [{"centerface", "yunet"}, {"yunet"}]
