"""Do corrections by people change what they name, carry who and why, and nothing else?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.footage import Box, Recording, Track, Tracks
from waystation.footage.detect import edit
from waystation.kit.errors import BadInput

WHO = {"reason": "a statue", "editor": "Ada"}


def tracks(*spans: tuple[int, int], kind: str = "face") -> Tracks:
    recording = Recording(sha256="0" * 64, size=1, medium="video", width=100, height=100, frames=50)
    listed = [
        {
            "id": f"t{number}",
            "kind": kind,
            "doubt": 0.5,
            "boxes": [{"first": a, "end": b, "box": (a, 10, a + 20, 40)}],
        }
        for number, (a, b) in enumerate(spans)
    ]
    return Tracks(waystation=1, recording=recording, tracks=tuple(map(Track.model_validate, listed)))


def test_unmask_and_mask_again_say_who_decided_and_why() -> None:
    before = tracks((0, 5))
    open_ = edit.unmask(before, "t0", **WHO)
    assert (open_.tracks[0].state, open_.tracks[0].editor, open_.made) == ("unmasked", "Ada", before.made + 1)
    assert edit.mask(open_, "t0", **WHO).tracks[0].state == "masked"
    assert before.tracks[0].state == "masked"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda t: edit.unmask(t, "t9", **WHO),
        lambda t: edit.unmask(t, "t0", reason="", editor="Ada"),
        lambda t: edit.widen(t, "t0", -1, **WHO),
        lambda t: edit.join(t, ["t0"], **WHO),
        lambda t: edit.join(t, ["t0", "t0"], **WHO),
        lambda t: edit.add(t, [], reason="a", editor="b"),
        lambda t: edit.add(t, [Box(first=0, end=51, box=(0, 0, 1, 1))], reason="a", editor="b"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(wrong: Callable[[Tracks], Tracks]) -> None:
    before = tracks((0, 5))
    with pytest.raises(BadInput):
        wrong(before)
    assert before == tracks((0, 5))


def test_what_is_added_stands_first_as_drawn() -> None:
    after = edit.add(
        tracks((0, 5)), [Box(first=2, end=4, box=(1, 2, 3, 4), score=0.4)], reason="a", editor="b"
    )
    first = after.tracks[0]
    assert (first.source, first.kind, first.boxes[0].by, first.boxes[0].score) == (
        "drawn",
        "region",
        "drawn",
        None,
    )
    assert len({track.id for track in after.tracks}) == 2


def test_widen_changes_only_how_far_the_mask_reaches() -> None:
    before = tracks((0, 5))
    after = edit.widen(before, "t0", 0.5, **WHO)
    assert after.tracks[0].wider == 0.5
    assert after.tracks[0].boxes == before.tracks[0].boxes


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda at: (at[0], at[0] + at[1])),
    min_size=2,
    max_size=6,
)


@given(spans)
def test_joined_tracks_cover_all_that_each_covered_and_the_gaps_between(
    given_: list[tuple[int, int]],
) -> None:
    before = tracks(*given_)
    (joined,) = edit.join(before, [track.id for track in before.tracks], **WHO).tracks
    frames = [frame for box in joined.boxes for frame in range(box.first, box.end)]
    assert frames == list(range(min(a for a, _ in given_), max(b for _, b in given_)))
    where = {frame: box.box for box in joined.boxes for frame in range(box.first, box.end)}
    for track in before.tracks:
        for box in track.boxes:
            for frame in range(box.first, box.end):
                left, top, right, bottom = where[frame]
                assert left <= box.box[0]
                assert top <= box.box[1]
                assert right >= box.box[2]
                assert bottom >= box.box[3]
