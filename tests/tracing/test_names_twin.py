"""Do the kernels of the name comparison say what their plain twins say?"""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracing.slow import names as slow

from waystation.tracing.names.kernels.letters import LONGEST
from waystation.tracing.names.kernels.letters import beside as beside_kernel
from waystation.tracing.names.kernels.weigh import common as common_kernel
from waystation.tracing.names.reading import prepare
from waystation.tracing.names.tables import tables

SPELLED = [
    "kim",
    "lee",
    "park",
    "so",
    "yeon",
    "jung",
    "hun",
    "eun",
    "nam",
    "gung",
    "li",
    "hong",
    "zhang",
    "da",
    "vid",
]
WORDS = st.lists(st.sampled_from(SPELLED), min_size=1, max_size=2)
NAMES = st.lists(WORDS.map("".join) | WORDS.map("-".join), min_size=1, max_size=3).map(" ".join)
ROWS = slow.chunk_rows(tables())


@settings(max_examples=40)
@given(NAMES)
def test_every_reading_is_found_with_its_probability(name: str) -> None:
    expected = slow.readings(name, tables(), ROWS)
    total = slow.log_sum([slow.strange(name), *(value for value, _, _ in expected)])
    read = prepare([name])
    assert read.others[0] == pytest.approx(slow.strange(name) - total, abs=1e-3)
    likely: dict[tuple[int, tuple[int, ...]], float] = {}
    for value, shape, path in expected:  # one path may be read in two orders: the likelier counts
        likely.setdefault((shape, path), value - total)
    likeliest = expected[0][0] if expected else 0.0
    assert len(read.post) == min(10, sum(value > likeliest - 12.0 for value, _, _ in expected))
    for post, (form, size), row in zip(read.post, read.shape, read.chunks, strict=True):
        found = likely[int(form), tuple(row[:size].tolist())]
        assert post <= found + 1e-3
    if expected:
        assert read.post[0] == pytest.approx(expected[0][0] - total, abs=1e-3)


@given(st.data(), st.integers(0, 4))
def test_what_two_chunks_have_in_common(data: st.DataObject, part: int) -> None:
    table = tables()
    rows = [
        row for row in range(0, len(table.chunks), 97) if table.first[row, part] < table.first[row, part + 1]
    ]
    a, b = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(rows))
    factor, same = common_kernel(a, b, part, table.first, table.sounds, table.q, table.r)
    assert (factor, same) == pytest.approx(slow.common(a, b, part, table), rel=1e-6)
    one, _ = common_kernel(a, a, part, table.first, table.sounds, table.q, table.r)
    assert log(one) > 0.0  # a chunk speaks for itself


LETTERS = st.text(alphabet="abehkmnsu", min_size=1, max_size=9)


@given(LETTERS, LETTERS)
def test_letters_side_by_side(a: str, b: str) -> None:
    one, two = (np.array([ord(c) for c in word], np.int64) for word in (a, b))
    nats = beside_kernel(one, len(a), two, len(b), np.zeros(LONGEST + 1))
    assert nats == pytest.approx(slow.beside(a, b))
