"""Do the kernels of a search say what their plain twins say?"""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.tracing.slow import scan as slow

from waystation.tracing.match.best import best
from waystation.tracing.match.kernels import scan

SIZES = st.integers(1, 40)
QUARTERS = st.integers(-40, 40).map(lambda n: n / 4)  # exact in any float


@given(st.data(), SIZES)
def test_gather(data: st.DataObject, size: int) -> None:
    records = st.lists(st.integers(0, size - 1), unique=True, max_size=size)
    sounds = data.draw(st.lists(st.tuples(QUARTERS, records), max_size=6))
    flat = np.array([n for _, listed in sounds for n in listed], np.uint32)
    ends = np.cumsum([0, *(len(listed) for _, listed in sounds)])
    points = np.zeros(size, np.float32)
    weight = np.array([weight for weight, _ in sounds], np.float32)
    scan.gather(points, ends[:-1].astype(np.int64), ends[1:].astype(np.int64), weight, flat)
    assert points.tolist() == slow.gathered(size, sounds)


@given(st.data(), SIZES)
def test_describe(data: st.DataObject, size: int) -> None:
    day = st.integers(1, 5000)
    span = st.one_of(st.just((0, 0)), st.tuples(day, day).map(lambda pair: (min(pair), max(pair))))
    born = data.draw(st.lists(span, min_size=size, max_size=size))
    sex = data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))
    origin = data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    sought = data.draw(st.tuples(span, st.integers(0, 2)))
    tables = tuple(data.draw(st.lists(QUARTERS, min_size=n, max_size=n)) for n in (5, 2, 4))
    points = np.zeros(size, np.float32)
    first, last = np.array(born, np.int32).T.copy()
    scan.describe(
        points, first, last, np.array(sex, np.int8), np.array(origin, np.int32),
        np.array(sought[0], np.int64), sought[1], *(np.array(table, np.float32) for table in tables),
    )  # fmt: skip
    assert points.tolist() == slow.described(born, sex, origin, sought, (tables[0], tables[1], tables[2]))


@given(st.data(), SIZES, st.integers(1, 12))
def test_best(data: st.DataObject, size: int, most: int) -> None:
    points = data.draw(st.lists(QUARTERS, min_size=size, max_size=size))
    open_ = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    found = best(np.array(points, np.float32), np.array(open_), most)
    assert found.tolist() == slow.best(points, open_, most, scan.BINS)
