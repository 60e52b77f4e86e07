"""Does a look at a few pieces of a film see what is there, and say honestly how sure that makes?"""

from __future__ import annotations

from itertools import combinations
from math import comb
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.footage import material
from tests.footage.test_hostile import strung
from tests.footage.test_proof import BOX, forge, papers_of

from waystation.footage.proof.sample import PIECE, caught, draw, said, verify_sample
from waystation.footage.proof.verify import Finding
from waystation.footage.reading import opened
from waystation.footage.releasing import Order, make_release
from waystation.kit.errors import BadInput

FRAMES = 80


@pytest.mark.parametrize(("name", "kind"), [
    ("a.mp4", {"codec": "libx264"}), ("b.mov", {"codec": "libx265"}), ("c.webm", {"codec": "libvpx-vp9"}),
    ("d.mkv", {"codec": "libx264", "times": [n * 0.04 + 0.013 * (n % 3) for n in range(FRAMES)]}),
])  # fmt: skip
def test_a_piece_holds_the_frames_that_a_look_at_all_finds_there(
    tmp_path: Path, name: str, kind: dict[str, Any]
) -> None:
    path, dice = material.film(tmp_path / name, frames=FRAMES, **kind), Random(name)
    with opened(path) as film:
        everything = [frame.image.tobytes() for frame in film.frames("yuv420p")]
        edges = sorted(dice.sample(range(FRAMES + 1), 6))
        runs = [(0, 1), *zip(edges[::2], edges[1::2], strict=True)] if edges[0] else [(edges[0], edges[1])]
        seen = [(frame.index, frame.image.tobytes()) for frame in film.pieces(runs)]
        assert seen == [(index, everything[index]) for run in runs for index in range(*run)]
        assert film.count == FRAMES


def test_pieces_begin_at_the_nearest_frame_that_needs_no_others(tmp_path: Path) -> None:
    parts = [material.film(tmp_path / f"{n}.webm", frames=20, codec="libvpx") for n in range(3)]
    with opened(strung(tmp_path / "a.mkv", parts)) as film:
        everything = [frame.image.tobytes() for frame in film.frames("yuv420p")]
        seen = [(frame.index, frame.image.tobytes()) for frame in film.pieces([(3, 5), (45, 47), (59, 60)])]
    assert seen == [(index, everything[index]) for index in (3, 4, 45, 46, 59)]


def test_a_film_whose_frames_tell_no_times_is_not_looked_at_in_pieces(tmp_path: Path) -> None:
    path = material.film(tmp_path / "a.avi", frames=10, codec="libx264")
    with opened(path) as film, pytest.raises(BadInput, match="a comparison of all frames"):
        list(film.pieces([(4, 6)]))


def sampled(release: Path, original: Path, count: int) -> list[Finding]:
    with opened(release) as after, opened(original) as before:
        return list(verify_sample(after, before, papers_of(release)[0], count))


def test_all_pieces_of_an_untouched_release_are_as_they_should_be(tmp_path: Path) -> None:
    source, target = material.film(tmp_path / "a.mp4", frames=FRAMES), tmp_path / "release.mp4"
    with opened(source) as film:
        make_release(Order(film, material.tracks_of(source, BOX), target))
    (finding,) = sampled(target, source, 100)
    assert (finding.state, finding.what) == ("unknown", "sampled")
    assert finding.details == {"looked": "4", "pieces": "4", "in_1": "100", "in_10": "100"}
    (finding,) = sampled(target, source, 1)
    assert finding.details == {"looked": "1", "pieces": "4", "in_1": "25", "in_10": "100"}


def test_what_was_altered_in_a_piece_is_caught_in_it(tmp_path: Path) -> None:
    source = material.film(tmp_path / "a.mp4", frames=20)
    forged = forge(tmp_path, source, 7, (100, 104))
    assert [(one.state, one.what) for one in sampled(forged, source, 1)] == [("fails", "beside")]


@given(st.integers(1, 8), st.data())
def test_the_probability_is_that_of_counting_all_draws(pieces: int, data: st.DataObject) -> None:
    drawn, touched = data.draw(st.integers(1, pieces)), data.draw(st.integers(1, pieces))
    hits = sum(min(chosen) < touched for chosen in combinations(range(pieces), drawn))
    assert caught(pieces, drawn, touched) == pytest.approx(hits / comb(pieces, drawn))


@given(st.integers(1, 400), st.integers(1, 30))
def test_pieces_are_drawn_once_each_and_in_order(frames: int, count: int) -> None:
    runs = draw(frames, count)
    assert len(runs) == min(count, -(-frames // PIECE))
    assert all(first % PIECE == 0 and first < end <= min(frames, first + PIECE) for first, end in runs)
    assert [*runs] == sorted(set(runs))


def test_an_alteration_is_never_said_to_be_likelier_found_than_it_is(tmp_path: Path) -> None:
    source, target = material.film(tmp_path / "a.mp4", frames=FRAMES), tmp_path / "release.mp4"
    with opened(source) as film:
        proof = make_release(Order(film, material.tracks_of(source, BOX), target))
    longer = proof.model_copy(update={"frames": 250, "shown": ((250, 1),)})  # 10 seconds in 10 pieces
    assert said(longer, 3)["in_1"] == "30"
    assert said(longer, 3)["in_10"] == "100"
    american = longer.model_copy(update={"rate": "30000/1001"})  # a second touches two pieces
    assert said(american, 3)["in_1"] == "53"
